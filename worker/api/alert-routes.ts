import { clock } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { openKeyring, seal } from '../../tenants/base/sealing.ts'
import { AlertRoutes, type AlertRoute, type RouteTest, type RoutesView } from '../../tenants/contract/alerts.ts'
import { TEST_CONTENT } from '../alerts/compose.ts'
import { sendDue } from '../alerts/deliver.ts'
import { isAllowedWebhook, loadRoutes, sealOwner } from '../alerts/routes.ts'
import type { Route, SignedInContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { addDelivery, readDelivery } from '../directory/alert-deliveries.ts'
import { listCourses, listRoutes, replaceRoutes, type RouteRow } from '../directory/alert-routes.ts'
import type { Settings } from '../env.ts'
import { invalid, readJson } from '../read-body.ts'
import { refuse, respondJson, type Issue, type Refusal } from '../respond.ts'

/** `GET /api/v1/fleet/alert-routes`: who is told, and how the newest messages to them have fared. */
export const readAlertRoutes: Route<SignedInContext> = async (_request, { env }) => respondJson(await view(env))

async function view(env: SignedInContext['env']): Promise<RoutesView> {
  const { routes, isDefault } = await loadRoutes(env)
  const courses = new Map((await listCourses(env.DIRECTORY)).map((course) => [course.routeId, course]))
  return {
    isDefault,
    canText: env.settings.ALERT_SMS_FROM !== undefined,
    webhookHosts: env.settings.ALERT_WEBHOOK_HOSTS,
    routes: routes.map(({ routeId, kind, name, shown, severity, language }) => {
      const { lastSentAt = null, waiting = 0, code, failedAt, isGivenUp } = courses.get(routeId) ?? {}
      const failure = code && failedAt ? { code, at: failedAt, isGivenUp: isGivenUp === true } : null
      return { id: routeId, kind, name, target: shown, severity, language, lastSentAt, failure, waiting }
    }),
  }
}

/** `PUT /api/v1/fleet/alert-routes` with `{routes}`: all of them anew. */
export const changeAlertRoutes: Route<SignedInContext> = async (request, context) => {
  const wanted = await readJson(request, AlertRoutes)
  if (!wanted.ok) return refuse(wanted.error)
  const { env } = context
  const rows = arrange(wanted.value.routes, await listRoutes(env.DIRECTORY), env.settings)
  if (!rows.ok) return refuse(rows.error)
  await recordAccess(context, 'alert_routes_changed', null, String(rows.value.length))
  await replaceRoutes(env.DIRECTORY, rows.value)
  return respondJson(await view(env))
}

/** What is to be kept, or what is wrong with it. */
function arrange(
  wanted: readonly AlertRoute[],
  before: readonly RouteRow[],
  settings: Settings,
): Result<RouteRow[], Refusal> {
  const issues: Issue[] = []
  const known = new Map(before.map((row) => [row.routeId, row]))
  const taken = new Set<string>()
  const rows = wanted.flatMap((route, place): RouteRow[] => {
    const refused = (field: string, message: string) => {
      issues.push({ path: `routes.${place}.${field}`, message })
      return []
    }
    const { name, severity, language, kind } = route
    const old = route.id === undefined ? undefined : known.get(route.id)
    if (route.id !== undefined && (old?.kind !== kind || taken.has(route.id))) return refused('id', 'one of the routes')
    const routeId = route.id ?? newId('art')
    taken.add(routeId)
    const row = { routeId, place, kind, name, severity, language }
    if (route.kind !== 'webhook') {
      if (kind === 'sms' && settings.ALERT_SMS_FROM === undefined) return refused('kind', 'ALERT_SMS_FROM to be set')
      return [{ ...row, target: route.target, shown: route.target }]
    }
    if (route.target === undefined) {
      return old ? [{ ...row, target: old.target, shown: old.shown }] : refused('target', 'missing')
    }
    if (!isAllowedWebhook(route.target, settings)) {
      return refused('target', `an https address at ${settings.ALERT_WEBHOOK_HOSTS.join(' or ')}`)
    }
    const sealed = seal(openKeyring(settings.SEALING_KEY), sealOwner(routeId), route.target)
    return [{ ...row, target: sealed, shown: new URL(route.target).host }]
  })
  if (issues.length === 0) return succeed(rows)
  const refused = invalid(issues)
  return refused.ok ? succeed(rows) : fail(refused.error)
}

/** `POST /api/v1/fleet/alert-routes/:routeId/test`: the way a real one goes, while somebody waits. */
export const testAlertRoute: Route<SignedInContext> = async (request, context) => {
  const { env } = context
  const asked = request.params['routeId'] ?? ''
  const { routes } = await loadRoutes(env)
  const routeId = routes.find(
    (route) => asked === route.routeId || asked === encodeURIComponent(route.routeId),
  )?.routeId
  if (routeId === undefined) return refuse(ROUTE_MISSING)
  const deliveryId = newId('dlv')
  await addDelivery(env.DIRECTORY, { deliveryId, routeId, content: JSON.stringify(TEST_CONTENT) }, clock.now())
  await sendDue(env, deliveryId)
  const { status, lastCode } = (await readDelivery(env.DIRECTORY, deliveryId)) ?? { status: 'failed', lastCode: null }
  return respondJson({ isSent: status === 'sent', code: lastCode } satisfies RouteTest)
}

const ROUTE_MISSING: Refusal = { code: 'route_missing', detail: 'Nobody is told there.' }
