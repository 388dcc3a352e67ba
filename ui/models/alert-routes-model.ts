import { signal, type ReadonlySignal } from '@preact/signals'
import { AlertRoute, type RouteTest, type RouteView, type RoutesView } from '../../tenants/contract/alerts.ts'
import { call, get, type Answer, type Problem, type Shape } from '../api.ts'

/** Who is told of alerts. */

const PATH = '/api/v1/fleet/alert-routes'
const SHAPE: Shape<RoutesView> = { routes: 'array', isDefault: 'boolean', webhookHosts: 'array' }

export type RoutesModel = {
  view: ReadonlySignal<RoutesView | null>
  problem: ReadonlySignal<Problem | null>
  load: () => Promise<void>
  /** Adds one, or puts it in the place of the one with its id. */
  keep: (route: AlertRoute) => Promise<Problem | null>
  remove: (routeId: string) => Promise<Problem | null>
  test: (routeId: string) => Promise<Answer<RouteTest>>
}

export function openRoutes(): RoutesModel {
  const view = signal<RoutesView | null>(null)
  const problem = signal<Problem | null>(null)
  const load = async () => {
    const answer = await get<RoutesView>(PATH, SHAPE)
    problem.value = answer.ok ? null : answer.problem
    if (answer.ok) view.value = answer.value
  }
  const put = async (routes: AlertRoute[]): Promise<Problem | null> => {
    const answer = await call<RoutesView>('PUT', PATH, { body: { routes }, shape: SHAPE })
    if (answer.ok) view.value = answer.value
    return answer.ok ? null : answer.problem
  }
  return {
    view,
    problem,
    load,
    keep: (route) => put(withRoute(view.value?.routes ?? [], route)),
    remove: (routeId) => put((view.value?.routes ?? []).filter(({ id }) => id !== routeId).map(toRoute)),
    test: async (routeId) => {
      const path = `${PATH}/${encodeURIComponent(routeId)}/test`
      const answer = await call<RouteTest>('POST', path, { shape: { isSent: 'boolean' } })
      await load()
      return answer
    },
  }
}

/** Those that stand because nobody has chosen any are kept as well, so that whoever was told goes on being told. */
export function withRoute(routes: readonly RouteView[], route: AlertRoute): AlertRoute[] {
  const others = routes.map(toRoute)
  if (route.id === undefined) return [...others, route]
  return others.map((other) => (other.id === route.id ? route : other))
}

/** As it is sent back. Addresses of webhooks and browsers are not known here, and stay as they are. */
export function toRoute({ id, kind, name, target, severity, language }: RouteView): AlertRoute {
  const own = id.startsWith('art_') ? { id } : {}
  const isSealed = kind === 'webhook' || kind === 'push'
  const route = { ...own, kind, name, severity, language, ...(isSealed ? {} : { target }) }
  return route as AlertRoute
}

export type RouteFields = Pick<RouteView, 'kind' | 'name' | 'target' | 'severity' | 'language'> & { id: string | null }
export const NO_ROUTE: RouteFields = { id: null, kind: 'email', name: '', target: '', severity: 'all', language: 'en' }

/** Of a webhook that stands an empty address means: the same as before. A browser's is asked of it when it is kept. */
export const ROUTE_RULES = {
  schema: AlertRoute,
  toValue: ({ id, target, ...rest }: RouteFields) => ({
    ...rest,
    ...(id === null ? {} : { id }),
    ...(rest.kind === 'push' || (rest.kind === 'webhook' && target.trim() === '' && id !== null) ? {} : { target }),
  }),
}

export function fieldsOf(route: RouteView): RouteFields {
  const { id, kind, name, target, severity, language } = route
  return {
    id: id.startsWith('art_') ? id : null,
    kind,
    name,
    target: kind === 'webhook' || kind === 'push' ? '' : target,
    severity,
    language,
  }
}
