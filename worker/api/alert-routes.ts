import { clock } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { succeed, unreachable, type Result } from '../../tenants/base/result.ts'
import { openKeyring, seal } from '../../tenants/base/sealing.ts'
import { areUsableKeys } from '../../tenants/providers/web-push/encrypt.ts'
import { isSafeEndpoint } from '../../tenants/providers/web-push/endpoint.ts'
import { AlertRoutes, type AlertRoute, type RouteTest, type RoutesView } from '../../tenants/contract/alerts.ts'
import { TEST_CONTENT } from '../alerts/compose.ts'
import { sendDue } from '../alerts/deliver.ts'
import { isAllowedWebhook, loadRoutes, pushPlaces, sealOwner } from '../alerts/routes.ts'
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
    pushKey: env.settings.VAPID_PUBLIC_KEY ?? null,
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
  const rows = await arrange(wanted.value.routes, await listRoutes(env.DIRECTORY), env.settings)
  if (!rows.ok) return refuse(rows.error)
  await recordAccess(context, 'alert_routes_changed', null, String(rows.value.length))
  await replaceRoutes(env.DIRECTORY, rows.value)
  return respondJson(await view(env))
}

type Kept = { target: string; shown: string }

/** What is to be kept, or what is wrong with it. */
async function arrange(
  wanted: readonly AlertRoute[],
  before: readonly RouteRow[],
  settings: Settings,
): Promise<Result<RouteRow[], Refusal>> {
  const issues: Issue[] = []
  const rows: RouteRow[] = []
  const known = new Map(before.map((row) => [row.routeId, row]))
  for (const [place, route] of wanted.entries()) {
    const { id, kind, name, severity, language } = route
    const old = known.get(id ?? '')
    const isForeign = id !== undefined && (old?.kind !== kind || rows.some(({ routeId }) => routeId === id))
    const routeId = id ?? newId('art')
    const kept = isForeign
      ? { path: 'id', message: 'one of the routes' }
      : await keepTarget(route, { routeId, old, settings })
    if ('message' in kept) issues.push({ ...kept, path: `routes.${place}.${kept.path}` })
    else rows.push({ routeId, place, kind, name, severity, language, ...kept })
  }
  return issues.length === 0 ? succeed(rows) : invalid(issues)
}

/** The address as it is kept and as it is shown. One that was there stays where none is given. */
async function keepTarget(
  route: AlertRoute,
  { routeId, old, settings }: { routeId: string; old: RouteRow | undefined; settings: Settings },
): Promise<Kept | Issue> {
  const same = old && { target: old.target, shown: old.shown }
  const sealed = (text: string, address: string): Kept => ({
    target: seal(openKeyring(settings.SEALING_KEY), sealOwner(routeId), text),
    shown: new URL(address).host,
  })
  switch (route.kind) {
    case 'email':
      return { target: route.target, shown: route.target }
    case 'sms':
      if (settings.ALERT_SMS_FROM === undefined) return { path: 'kind', message: 'ALERT_SMS_FROM to be set' }
      return { target: route.target, shown: route.target }
    case 'webhook': {
      if (route.target === undefined) return same ?? { path: 'target', message: 'missing' }
      if (isAllowedWebhook(route.target, settings)) return sealed(route.target, route.target)
      return { path: 'target', message: `an https address at ${settings.ALERT_WEBHOOK_HOSTS.join(' or ')}` }
    }
    case 'push': {
      const { subscription } = route
      if (settings.VAPID_PUBLIC_KEY === undefined) return { path: 'kind', message: 'notifications to be set up' }
      if (subscription === undefined) return same ?? { path: 'subscription', message: 'missing' }
      const isUsable =
        isSafeEndpoint(subscription.endpoint, pushPlaces(settings)) && (await areUsableKeys(subscription.keys))
      if (isUsable) return sealed(JSON.stringify(subscription), subscription.endpoint)
      return { path: 'subscription', message: 'the address and keys of a browser' }
    }
    default:
      return unreachable(route)
  }
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
