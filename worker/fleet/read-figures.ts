import { sql, type SQL } from 'drizzle-orm'
import { describeDay, parseDay } from '../../tenants/base/local-time.ts'
import type { FleetGroup, FleetOverview, FleetTenantView, Standing } from '../../tenants/contract/fleet-view.ts'
import type { Warehouse } from './connect-warehouse.ts'
import { foldDays, foldDelays, foldSums, groupBy, stepOf, type BucketRow, type SumRow } from './fold-figures.ts'
import {
  livedIn,
  perTenant,
  picking,
  SUM_NAMES,
  SUMS,
  SUMS_SENT,
  within,
  type Days,
  type Selection,
} from './select-tenants.ts'

/** Everything but who is meant and what they are called. */
export type Figures = Omit<FleetTenantView, 'row' | 'businessName'>

/** One reading after the other: a connection does one thing at a time. */
export async function readFigures(warehouse: Warehouse, selection: Selection, range: Days): Promise<Figures> {
  const picked = picking(selection)
  const step = stepOf(range)
  const period = (day: SQL) => (step === 'day' ? day : sql`date_trunc('week', ${day})`)
  const sums = await ask<SumRow & { day: string }>(
    warehouse,
    sql`${picked} select to_char(${period(sql`d.day`)}, 'YYYY-MM-DD') as "day", currency as "currency", ${SUMS}
      from ${livedIn(range)} group by ${period(sql`d.day`)}, currency`,
  )
  const before = await ask<SumRow>(
    warehouse,
    sql`${picked} select currency as "currency", ${SUMS} from ${livedIn(daysBefore(range))} group by 1`,
  )
  const buckets = await ask<BucketRow>(
    warehouse,
    sql`${picked} select to_char(${period(sql`r.day`)}, 'YYYY-MM-DD') as "day", r.measure as "measure",
        told.bucket as "bucket", sum(told.counted)::float8 as "count"
      from picked join response_times r using (tenant_id), unnest(r.buckets, r.counts) as told (bucket, counted)
      where ${within(sql`r.day`, range)} group by ${period(sql`r.day`)}, 2, 3`,
  )
  const leads = await ask<FleetOverview['leads'][number]>(
    warehouse,
    sql`${picked} select source as "source", status as "status", sum(count)::float8 as "count"
      from picked join leads using (tenant_id) where ${within(sql`day`, range)} group by 1, 2 order by 1, 2`,
  )
  const [messages] = await ask<FleetOverview['messages']>(
    warehouse,
    sql`${picked} select ${SUMS_SENT} from ${livedIn(range)}`,
  )
  return {
    ...range,
    step,
    total: foldSums(mergeCurrencies(sums)),
    before: foldSums(before),
    leads,
    messages: messages ?? { sent: 0, failed: 0 },
    delays: { text: foldDelays(buckets, 'text'), answer: foldDelays(buckets, 'answer') },
    days: foldDays(range, sums, buckets),
  }
}

export type Groups = Pick<FleetOverview, 'tenants' | 'standings' | 'trades' | 'areas' | 'cohorts' | 'joined'>

type GroupRow = SumRow & {
  dimension: 'trade' | 'area' | 'cohort' | 'standing' | 'all'
  trade: string | null
  region: string | null
  cohort: string | null
  standing: Standing | null
  tenants: number
  active: number
  joined: number
}

/** The same businesses beside each other by trade, area, month of joining and standing, in one pass. */
export async function readGroups(warehouse: Warehouse, selection: Selection, range: Days): Promise<Groups> {
  const rows = await ask<GroupRow>(
    warehouse,
    sql`${picking(selection)}, lived as (${perTenant(selection, range, SUMS)})
    select case grouping(trade, region, cohort, standing) when 7 then 'trade' when 11 then 'area' when 13 then 'cohort'
        when 14 then 'standing' else 'all' end as "dimension",
      trade as "trade", region as "region", cohort as "cohort", standing as "standing", currency as "currency",
      count(*)::int as "tenants", count(*) filter (where missed + leads > 0)::int as "active",
      count(*) filter (where ${within(sql`joined_on`, range)})::int as "joined", ${SUMS_OF_SUMS}
    from picked left join lived using (tenant_id)
    group by grouping sets ((trade, currency), (region, currency), (cohort, currency), (standing, currency), (currency))
    order by 1, 2, 3, 4, 5`,
  )
  const of = (dimension: GroupRow['dimension']) => rows.filter((row) => row.dimension === dimension)
  const count = (some: readonly GroupRow[], name: 'tenants' | 'joined') => some.reduce((sum, row) => sum + row[name], 0)
  const standings: Groups['standings'] = { live: 0, setting_up: 0, suspended: 0, paused: 0, closed: 0 }
  for (const { standing, tenants } of of('standing')) if (standing !== null) standings[standing] += tenants
  return {
    tenants: count(of('all'), 'tenants'),
    joined: count(of('all'), 'joined'),
    standings,
    trades: foldGroups(of('trade'), ({ trade }) => trade) as Groups['trades'],
    areas: foldGroups(of('area'), ({ region }) => region),
    cohorts: foldGroups(of('cohort'), ({ cohort }) => cohort) as Groups['cohorts'],
  }
}

const SUMS_OF_SUMS = sql.join(
  SUM_NAMES.map((name) => sql`coalesce(sum(${sql.identifier(name)}), 0)::float8 as ${sql.identifier(name)}`),
  sql`, `,
)

/** The last day that any business has told of, and every area there is. */
export async function readExtent(
  warehouse: Warehouse,
): Promise<{ newestDay: string | null; areas: (string | null)[] }> {
  const [newest] = await ask<{ day: string | null }>(
    warehouse,
    sql`select to_char(max(day), 'YYYY-MM-DD') as "day" from tenant_days`,
  )
  const areas = await ask<{ region: string | null }>(warehouse, sql`select distinct region from users order by 1`)
  return { newestDay: newest?.day ?? null, areas: areas.map(({ region }) => region) }
}

export async function ask<Row>(warehouse: Warehouse, query: SQL): Promise<Row[]> {
  return warehouse.execute<Row>(query)
}

/** As many days as the range has, which end where it begins. */
function daysBefore({ from, to }: Days): Days {
  const [first, last] = [parseDay(from), parseDay(to)]
  return { from: describeDay(first - (last - first + 1)), to: describeDay(first - 1) }
}

/** Rows of all days, as one row a currency. */
function mergeCurrencies(rows: readonly SumRow[]): SumRow[] {
  return [...groupBy(rows, ({ currency }) => currency)].map(([currency, some]) => {
    const { money, ...counts } = foldSums(some)
    const total = (name: 'revenueMinor' | 'adSpendMinor') => money.reduce((sum, each) => sum + each[name], 0)
    return { ...counts, currency, revenueMinor: total('revenueMinor'), adSpendMinor: total('adSpendMinor') }
  })
}

function foldGroups<Key>(rows: readonly GroupRow[], keyOf: (row: GroupRow) => Key): FleetGroup<Key>[] {
  return [...groupBy(rows, keyOf)].map(([key, some]) => ({
    key,
    tenants: some.reduce((sum, row) => sum + row.tenants, 0),
    active: some.reduce((sum, row) => sum + row.active, 0),
    ...foldSums(some),
  }))
}
