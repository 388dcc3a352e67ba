import type { IRequestStrict } from 'itty-router'
import * as v from 'valibot'
import { clock, DAY_MS } from '../../tenants/base/clock.ts'
import { describeDay, parseDay } from '../../tenants/base/local-time.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { FleetRetention } from '../../tenants/contract/fleet-money.ts'
import {
  FleetNamesQuery,
  FleetQuery,
  FleetTenantId,
  FleetTenantQuery,
  FleetTenantsQuery,
  type FleetOverview,
  type FleetTenantsPage,
  type FleetTenantView,
} from '../../tenants/contract/fleet-view.ts'
import { FLEET_BUSINESSES_MAX, FLEET_RESELLERS_LISTED_MAX } from '../bounds.ts'
import type { Route, SignedInContext } from '../context.ts'
import {
  countErased,
  findBusinesses,
  listClosed,
  listErased,
  listResellers,
  loadNames,
} from '../directory/fleet-businesses.ts'
import { hasTenant } from '../directory/tenants.ts'
import { askWarehouse } from '../fleet/ask-warehouse.ts'
import { lastWholeDay } from '../fleet/export-order.ts'
import { readAgents } from '../fleet/read-agents.ts'
import { readExtent, readFigures, readGroups } from '../fleet/read-figures.ts'
import { readRetention } from '../fleet/read-retention.ts'
import { readSubscriptions } from '../fleet/read-subscriptions.ts'
import { readHealth, type HealthRow } from '../fleet/read-health.ts'
import { RANGE_DAYS, rangeOf, type Days, type Selection } from '../fleet/select-tenants.ts'
import { writeTenants } from '../fleet/tenants-csv.ts'
import { readQuery } from '../read-body.ts'
import { refuse, respondFile, respondJson, type Refusal } from '../respond.ts'

type Wanted = { selection: Selection; range: Days; closedIn: (range: Days) => string[] }

/** `GET /api/v1/fleet/overview?from=&to=&trade=&area=&status=&reseller=&find=` */
export const readOverview: Route<SignedInContext> = async (request, context) => {
  const query = readQuery(request.url, FleetQuery)
  if (!query.ok) return refuse(query.error)
  const wanted = await select(context, query.value)
  if (!wanted.ok) return refuse(wanted.error)
  const { selection, range, closedIn } = wanted.value
  const read = await askWarehouse(context, async (warehouse) => {
    const extent = await readExtent(warehouse)
    const figures = await readFigures(warehouse, selection, range)
    const groups = await readGroups(warehouse, selection, range)
    const agents = await readAgents(warehouse, selection, range)
    const subscriptions = await readSubscriptions(warehouse, selection, range)
    const ended = closedIn(range)
    const gone = ended.length === 0 ? null : await readGroups(warehouse, { ...selection, among: ended }, range)
    return { extent, figures, groups, agents, subscriptions, closed: gone?.tenants ?? 0 }
  })
  if (!read.ok) return refuse(read.error)
  const { extent, figures, closed, groups, ...more } = read.value
  const { DIRECTORY } = context.env
  const isAll = Object.keys(query.value).every((name) => name === 'from' || name === 'to')
  const erased = isAll ? await countErased(DIRECTORY, ...instantsOf(range)) : 0
  return respondJson({
    ...figures,
    ...groups,
    ...more,
    newestDay: extent.newestDay,
    closed: closed + erased,
    choices: { areas: extent.areas, resellers: await listResellers(DIRECTORY, FLEET_RESELLERS_LISTED_MAX) },
  } satisfies FleetOverview)
}

/** `GET /api/v1/fleet/retention?trade=&area=&status=&reseller=&find=`: who stays, by the month in which they joined. */
export const readFleetRetention: Route<SignedInContext> = async (request, context) => {
  const query = readQuery(request.url, FleetQuery)
  if (!query.ok) return refuse(query.error)
  const wanted = await select(context, query.value)
  if (!wanted.ok) return refuse(wanted.error)
  const { selection, range } = wanted.value
  const since = (parseDay(range.to) - RETENTION_DAYS) * DAY_MS
  const gone = await listErased(context.env.DIRECTORY, since, FLEET_BUSINESSES_MAX)
  const dayAt = (at: number) => describeDay(Math.floor(at / DAY_MS))
  const erased = gone.map(({ tenantId, createdAt, closedAt }) => {
    return { tenantId, joinedOn: dayAt(createdAt), closedOn: dayAt(closedAt) }
  })
  const read = await askWarehouse(context, (warehouse) => {
    return readRetention(warehouse, selection, { to: range.to, erased })
  })
  return read.ok ? respondJson(read.value satisfies FleetRetention) : refuse(read.error)
}

/** Twelve months and the days of the one that is under way. */
const RETENTION_DAYS = 400

/** `GET /api/v1/fleet/tenants?…&sort=&after=&limit=`: the most troubled first. */
export const listFleetTenants: Route<SignedInContext> = async (request, context) => {
  const query = readQuery(request.url, FleetTenantsQuery)
  if (!query.ok) return refuse(query.error)
  const wanted = await select(context, query.value)
  if (!wanted.ok) return refuse(wanted.error)
  const { selection, range } = wanted.value
  const { sort, after, limit } = query.value
  const page = await askWarehouse(context, (warehouse) =>
    readHealth(warehouse, selection, range, { sort, after, limit, now: clock.now() }),
  )
  if (!page.ok) return refuse(page.error)
  const items = await name(context, page.value.items)
  return respondJson({ items, next: page.value.next } satisfies FleetTenantsPage)
}

/** `GET /api/v1/fleet/tenants.csv?…`: all of them, for a spreadsheet. */
export const downloadFleetTenants: Route<SignedInContext> = async (request, context) => {
  const query = readQuery(request.url, FleetQuery)
  if (!query.ok) return refuse(query.error)
  const wanted = await select(context, query.value)
  if (!wanted.ok) return refuse(wanted.error)
  const { selection, range } = wanted.value
  const read = await askWarehouse(context, (warehouse) =>
    readHealth(warehouse, selection, range, { sort: 'trouble', limit: FLEET_BUSINESSES_MAX, now: clock.now() }),
  )
  if (!read.ok) return refuse(read.error)
  if (read.value.next !== null) return refuse(TOO_MANY)
  const bytes = new TextEncoder().encode(writeTenants(await name(context, read.value.items)))
  return respondFile(bytes, `businesses-${range.from}-${range.to}.csv`, 'text/csv; charset=utf-8')
}

/** `GET /api/v1/fleet/tenants/:id?from=&to=` */
export const readFleetTenant: Route<SignedInContext> = async (request, context) => {
  const query = readQuery(request.url, FleetTenantQuery)
  if (!query.ok) return refuse(query.error)
  const businessName = await findName(request, context)
  if (!businessName.ok) return refuse(businessName.error)
  const tenantId = request.params['id'] ?? ''
  const wanted = await select(context, query.value)
  if (!wanted.ok) return refuse(wanted.error)
  const { range } = wanted.value
  const selection = { ...wanted.value.selection, among: [tenantId] }
  const read = await askWarehouse(context, async (warehouse) => {
    const page = { sort: 'trouble', limit: 1, now: clock.now() } as const
    const { items } = await readHealth(warehouse, selection, range, page)
    return { row: items[0], figures: await readFigures(warehouse, selection, range) }
  })
  if (!read.ok) return refuse(read.error)
  const { row, figures } = read.value
  const named = { businessName: businessName.value }
  return respondJson({ ...figures, ...named, row: row ? { ...row, ...named } : null } satisfies FleetTenantView)
}

/** `GET /api/v1/fleet/names?ids=ten_…,ten_…`: what businesses are called that something was told of. */
export const readNames: Route<SignedInContext> = async (request, { env }) => {
  const query = readQuery(request.url, FleetNamesQuery)
  if (!query.ok) return refuse(query.error)
  const names = await loadNames(env.DIRECTORY, query.value.ids)
  return respondJson({ names: Object.fromEntries(names) })
}

async function findName(request: IRequestStrict, { env }: SignedInContext): Promise<Result<string, Refusal>> {
  const missing: Refusal = { code: 'tenant_missing', detail: 'There is no such business.' }
  const tenantId = request.params['id'] ?? ''
  if (!v.is(FleetTenantId, tenantId) || !(await hasTenant(env.DIRECTORY, tenantId))) return fail(missing)
  return succeed((await loadNames(env.DIRECTORY, [tenantId])).get(tenantId) ?? '')
}

async function select({ env }: SignedInContext, query: FleetQuery): Promise<Result<Wanted, Refusal>> {
  const range = rangeOf(query, lastWholeDay(clock.now()))
  if (!range) return fail(refuseQuery('to', `not before from, and at most ${RANGE_DAYS.max} days in all`))
  const among = await findBusinesses(env.DIRECTORY, query, FLEET_BUSINESSES_MAX + 1)
  if (among && among.length > FLEET_BUSINESSES_MAX) return fail(refuseQuery('find', 'more letters of the name'))
  const closed = await listClosed(env.DIRECTORY, FLEET_BUSINESSES_MAX)
  const { trade, area, status } = query
  const closedIn = (days: Days) => {
    const [from, until] = instantsOf(days)
    const ended = closed.filter(({ closedAt }) => closedAt >= from && closedAt < until).map(({ tenantId }) => tenantId)
    return among ? ended.filter((tenantId) => among.includes(tenantId)) : ended
  }
  const selection = { trade, area, status, among, closed: closed.map(({ tenantId }) => tenantId) }
  return succeed({ selection, range, closedIn })
}

/** In UTC, since businesses stand in several zones. */
function instantsOf({ from, to }: Days): [from: number, until: number] {
  return [parseDay(from) * DAY_MS, (parseDay(to) + 1) * DAY_MS]
}

async function name<Row extends HealthRow>({ env }: SignedInContext, rows: readonly Row[]) {
  const names = await loadNames(
    env.DIRECTORY,
    rows.map(({ tenantId }) => tenantId),
  )
  return rows.map((row) => ({ ...row, businessName: names.get(row.tenantId) ?? '' }))
}

function refuseQuery(path: string, message: string): Refusal {
  return { code: 'query_invalid', detail: 'The query has fields that cannot be used.', issues: [{ path, message }] }
}

const TOO_MANY: Refusal = {
  code: 'export_too_large',
  detail: `A table has at most ${FLEET_BUSINESSES_MAX} businesses. Choose a trade, an area or a status.`,
}
