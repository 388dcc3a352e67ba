import type { RouteKind } from '../../tenants/contract/alerts.ts'

/** Where notices go. The addresses of webhooks and browsers lie here sealed. */

export type RouteRow = {
  routeId: string
  place: number
  kind: RouteKind
  name: string
  /** Sealed where it is a webhook's or a browser's. */
  target: string
  /** What may be shown of it. */
  shown: string
  severity: 'all' | 'urgent'
  language: 'en' | 'es'
}

export async function listRoutes(directory: D1Database): Promise<RouteRow[]> {
  const query = 'SELECT route_id AS routeId, place, kind, name, target, shown, severity, language FROM alert_route'
  return (await directory.prepare(`${query} ORDER BY place`).all<RouteRow>()).results
}

export async function replaceRoutes(directory: D1Database, routes: readonly RouteRow[]): Promise<void> {
  const insert = directory.prepare('INSERT INTO alert_route VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  await directory.batch([
    directory.prepare('DELETE FROM alert_route'),
    ...routes.map(({ routeId, place, kind, name, target, shown, severity, language }) =>
      insert.bind(routeId, place, kind, name, target, shown, severity, language),
    ),
  ])
}

export type RouteCourse = {
  routeId: string
  lastSentAt: number | null
  waiting: number
  code: string | null
  failedAt: number | null
  isGivenUp: boolean
}

/** How messages have fared lately, by route: what failed counts until a later one gets through. */
export async function listCourses(directory: D1Database): Promise<RouteCourse[]> {
  const query = `SELECT route_id AS routeId, max(CASE WHEN status = 'sent' THEN settled_at END) AS lastSentAt,
      sum(status IN ('pending', 'claimed')) AS waiting FROM alert_delivery GROUP BY route_id`
  const failed = `SELECT route_id AS routeId, last_code AS code, coalesce(settled_at, first_tried_at) AS failedAt,
      status = 'failed' AS isGivenUp, max(created_at) FROM alert_delivery
    WHERE last_code IS NOT NULL AND status <> 'sent' GROUP BY route_id`
  const [courses, failures] = await Promise.all([
    directory.prepare(query).all<Pick<RouteCourse, 'routeId' | 'lastSentAt' | 'waiting'>>(),
    directory.prepare(failed).all<Failure>(),
  ])
  const byRoute = new Map(failures.results.map((failure) => [failure.routeId, failure]))
  return courses.results.map((course) => {
    const failure = byRoute.get(course.routeId)
    const isPast = failure === undefined || failure.failedAt <= (course.lastSentAt ?? 0)
    if (isPast) return { ...course, code: null, failedAt: null, isGivenUp: false }
    return { ...course, code: failure.code, failedAt: failure.failedAt, isGivenUp: failure.isGivenUp === 1 }
  })
}

type Failure = { routeId: string; code: string; failedAt: number; isGivenUp: number }
