import { sql, type SQL } from 'drizzle-orm'
import { SUBSCRIPTION_MONTHS, type FleetCohort, type FleetRetention } from '../../tenants/contract/fleet-money.ts'
import type { Warehouse } from './connect-warehouse.ts'
import { ask } from './read-figures.ts'
import { picking, type Selection } from './select-tenants.ts'
import { listed } from './warehouse.ts'

/** One that has erased itself: its figures are gone, and that it was there is not. Days are in UTC. */
export type Erased = { tenantId: string; joinedOn: string; closedOn: string }

type Cell = { cohort: string; since: number; count: number }

/**
 * Of the businesses that joined in each of the twelve months up to a day, how many were still active and paying in each
 * month since. Those that are gone count where all businesses are meant: without them everybody would seem to stay.
 */
export async function readRetention(
  warehouse: Warehouse,
  selection: Selection,
  { to, erased }: { to: string; erased: readonly Erased[] },
): Promise<FleetRetention> {
  const meant = cohorts(selection, to, erased)
  const sizes = await ask<{ cohort: string; tenants: number }>(
    warehouse,
    sql`${meant} select to_char(cohort, 'YYYY-MM') as "cohort", count(*)::int as "tenants" from known group by 1
      order by 1 desc`,
  )
  const active = await ask<Cell>(
    warehouse,
    // A month is looked through until its first day with a call, not added up: a year has four million days.
    sql`${meant}, still as (
      select cohort, month.month from known, month where closed_on is null and month.month >= cohort and exists (
        select 1 from day_sums d where d.tenant_id = known.tenant_id and d.day >= month.month and d.day < ends
          and d.day <= ${to}::date and d.missed + d.leads > 0)
      union all
      select cohort, month.month from known, month
        where closed_on is not null and month.month >= cohort and month.month < date_trunc('month', closed_on)
    ) select ${CELL} from still group by 1, 2`,
  )
  const paying = await ask<Cell>(
    warehouse,
    sql`${meant}, held as (
      select tenant_id, monthly_minor, day as since,
        coalesce(lead(day) over (partition by tenant_id order by day), 'infinity'::date) as until
      from subscriptions
    ), still as (
      select cohort, month.month from known join held using (tenant_id), month
        where monthly_minor > 0 and month.month >= cohort and since < ends and until >= ends
    ) select ${CELL} from still group by 1, 2`,
  )
  const [paid] = await ask<{ has: boolean }>(warehouse, sql`select exists (select 1 from subscriptions) as "has"`)
  const months = monthsBetween(to)
  const row = (cells: readonly Cell[], cohort: string) => {
    const counted = new Map(cells.filter((cell) => cell.cohort === cohort).map(({ since, count }) => [since, count]))
    return Array.from({ length: months.indexOf(cohort) + 1 }, (_, since) => counted.get(since) ?? 0)
  }
  return {
    cohorts: sizes.map(({ cohort, tenants }): FleetCohort => {
      return { month: cohort, tenants, active: row(active, cohort), paying: row(paying, cohort) }
    }),
    hasPaid: paid?.has ?? false,
  }
}

const CELL = sql`to_char(cohort, 'YYYY-MM') as "cohort",
  (extract(year from age(month, cohort)) * 12 + extract(month from age(month, cohort)))::int as "since",
  count(*)::int as "count"`

/** The newest first, so that a month's place is how many have gone by since. */
function monthsBetween(to: string): string[] {
  const [year = 0, month = 1] = to.split('-').map(Number)
  return Array.from({ length: SUBSCRIPTION_MONTHS }, (_, back) => {
    const count = year * 12 + month - 1 - back
    return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
  })
}

function cohorts(selection: Selection, to: string, erased: readonly Erased[]): SQL {
  const { trade, area, status, among } = selection
  const isAll = trade === undefined && area === undefined && status === undefined && among === null
  const gone = isAll ? erased : []
  const column = (name: keyof Erased) => listed(gone.map((each) => each[name]))
  return sql`${picking(selection)}, span as (
    select (date_trunc('month', ${to}::date) - interval '1 month' * ${SUBSCRIPTION_MONTHS - 1}::int)::date as starts
  ), month as (
    select month::date as month, (month + interval '1 month')::date as ends
    from span, generate_series(span.starts::timestamp, ${to}::date, interval '1 month') as month
  ), known as (
    select tenant_id, date_trunc('month', joined_on)::date as cohort, null::date as closed_on from picked, span
      where joined_on between starts and ${to}::date
    union all
    select id, date_trunc('month', joined_on)::date, closed_on
      from span, unnest(${column('tenantId')}::text[], ${column('joinedOn')}::date[], ${column('closedOn')}::date[])
        as gone (id, joined_on, closed_on)
      where joined_on between starts and ${to}::date
  )`
}
