import { sql } from 'drizzle-orm'
import { SUBSCRIPTION_MONTHS, type FleetMonth, type FleetSubscriptions } from '../../tenants/contract/fleet-money.ts'
import type { SubscriptionStatus } from '../../tenants/contract/subscriptions.ts'
import type { Warehouse } from './connect-warehouse.ts'
import { ask } from './read-figures.ts'
import { picking, type Days, type Selection } from './select-tenants.ts'

/**
 * What is paid and how it moved in the twelve months up to a day, or null where no business has ever had a
 * subscription. A month is compared at its two ends: who leaves and is back within it has not moved.
 */
export async function readSubscriptions(
  warehouse: Warehouse,
  selection: Selection,
  { to }: Pick<Days, 'to'>,
): Promise<FleetSubscriptions | null> {
  const { trade, area, status, among } = selection
  // Those that are gone are no longer among the businesses, and were charged all the same.
  const isAll = trade === undefined && area === undefined && status === undefined && among === null
  const meant = sql`${picking(selection)}, held as (
    select tenant_id, status, s.currency, monthly_minor, day as since,
      coalesce(lead(day) over (partition by tenant_id order by day), 'infinity'::date) as until
    from subscriptions s ${isAll ? sql`` : sql`where tenant_id in (select tenant_id from picked)`}
  )`
  const standing = await ask<{ status: SubscriptionStatus; count: number }>(
    warehouse,
    sql`${meant} select status as "status", count(*)::int as "count" from held where until = 'infinity' group by 1`,
  )
  if (standing.length === 0) return null
  const months = await ask<FleetMonth>(
    warehouse,
    sql`${meant}, month as (
      select starts::date as starts, (starts + interval '1 month')::date as ends
      from generate_series(date_trunc('month', ${to}::date) - interval '1 month' * ${SUBSCRIPTION_MONTHS - 1}::int,
        date_trunc('month', ${to}::date), interval '1 month') as starts
    ), paid as (
      select *, min(since) over (partition by tenant_id, currency) as first from held where monthly_minor > 0
    ), ends as (
      select starts, tenant_id, currency, bool_or(first >= starts) as is_new,
        coalesce(sum(monthly_minor) filter (where since < starts), 0) as before,
        coalesce(sum(monthly_minor) filter (where until >= ends), 0) as after
      from month join paid on since < ends and until >= starts group by 1, 2, 3
    )
    select to_char(starts, 'YYYY-MM') as "month", currency as "currency",
      sum(before)::float8 as "startMinor", sum(after)::float8 as "endMinor",
      ${summed('after', 'before = 0 and is_new')} as "newMinor",
      ${summed('after', 'before = 0 and not is_new')} as "reactivatedMinor",
      ${summed('after - before', 'before > 0 and after > before')} as "expansionMinor",
      ${summed('before - after', 'after > 0 and after < before')} as "contractionMinor",
      ${summed('before', 'after = 0')} as "churnedMinor",
      ${counted('before > 0')} as "startCount", ${counted('after > 0')} as "endCount",
      ${counted('before = 0 and after > 0 and is_new')} as "newCount",
      ${counted('before = 0 and after > 0 and not is_new')} as "reactivatedCount",
      ${counted('before > 0 and after = 0')} as "churnedCount"
    from ends group by 1, 2 order by 1 desc, sum(after) desc, 2`,
  )
  const counts = { trialing: 0, active: 0, past_due: 0, cancelled: 0 }
  for (const { status: name, count } of standing) counts[name] = count
  return { standing: counts, months }
}

const summed = (amount: string, which: string) => sql.raw(`coalesce(sum(${amount}) filter (where ${which}), 0)::float8`)
const counted = (which: string) => sql.raw(`count(*) filter (where ${which})::int`)
