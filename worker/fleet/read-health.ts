import { sql, type SQL } from 'drizzle-orm'
import type { Instant } from '../../tenants/base/clock.ts'
import { describeDay, parseDay } from '../../tenants/base/local-time.ts'
import type { FleetTenantRow, FleetTenantsQuery, Trouble } from '../../tenants/contract/fleet-view.ts'
import type { Warehouse } from './connect-warehouse.ts'
import { bitOf, HEALTH, troublesIn } from './health.ts'
import { ask } from './read-figures.ts'
import {
  perTenant,
  picking,
  SUM_NAMES,
  SUMS,
  SUMS_SENT,
  SUMS_TIMED,
  type Days,
  type Selection,
} from './select-tenants.ts'

/** The directory tells what a business is called. */
export type HealthRow = Omit<FleetTenantRow, 'businessName'>

export type HealthPage = { sort: FleetTenantsQuery['sort']; after?: string | undefined; limit: number; now: Instant }

type Row = Omit<HealthRow, 'troubles'> & { trouble: number; ordered: number }

/** One row a business, the most troubled or the largest first; `next` goes on behind the last. */
export async function readHealth(
  warehouse: Warehouse,
  selection: Selection,
  range: Days,
  { sort, after, limit, now }: HealthPage,
): Promise<{ items: HealthRow[]; next: string | null }> {
  const rows = await ask<Row>(
    warehouse,
    sql`${picking(selection)}, lived as (${perTenant(selection, range, ALL_SUMS)}), judged as (
      select picked.*, ${COLUMNS}, ${judge(range, now)} as trouble from picked left join lived using (tenant_id)
    ), ordered as (select *, ${SORTED_BY[sort]} as ordered from judged)
    select tenant_id as "tenantId", standing as "standing", trade as "trade", region as "area", currency as "currency",
      to_char(joined_on, 'YYYY-MM-DD') as "joinedOn", (extract(epoch from exported_at) * 1000)::float8 as "toldAt",
      "missed", "texted", "replied", "booked", "completed", "lost", "leads", "revenueMinor", "adSpendMinor", "sent",
      "failed", "timed", "late", trouble as "trouble", ordered::float8 as "ordered"
    from ordered ${after === undefined ? sql`` : behind(after)} order by ordered desc, tenant_id limit ${limit + 1}`,
  )
  const items = rows.slice(0, limit).map(({ trouble, ordered: _ordered, ...row }) => ({
    ...row,
    troubles: troublesIn(trouble),
  }))
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items, next: last ? `${last.ordered}_${last.tenantId}` : null }
}

const SORTED_BY: Record<HealthPage['sort'], SQL> = {
  trouble: sql`trouble`,
  missed: sql`missed`,
  booked: sql`booked`,
  revenue: sql`"revenueMinor"`,
}

function behind(after: string): SQL {
  const [, value = '0', tenantId = ''] = /^(-?\d+)_(.*)$/.exec(after) ?? []
  return sql`where ordered < ${value}::float8 or (ordered = ${value}::float8 and tenant_id > ${tenantId})`
}

const NAMES = [...SUM_NAMES, 'sent', 'failed', 'timed', 'late']
const ALL_SUMS = sql.join([SUMS, SUMS_SENT, SUMS_TIMED], sql`, `)
const COLUMNS = sql.join(
  NAMES.map((name) => sql`coalesce(${sql.identifier(name)}, 0) as ${sql.identifier(name)}`),
  sql`, `,
)

/** One that is closed is in no trouble any more. */
function judge(range: Days, now: Instant): SQL {
  const isLong = parseDay(range.to) - parseDay(range.from) + 1 >= HEALTH.quietDaysMin
  const joinedBy = describeDay(parseDay(range.to) - HEALTH.quietDaysMin + 1)
  const lateAt = new Date(now - HEALTH.untoldAfterMs).toISOString()
  const troubled: Record<Trouble, SQL> = {
    setting_up: sql`standing = 'setting_up'`,
    quiet: sql`${isLong}::boolean and standing = 'live' and joined_on <= ${joinedBy}::date
      and coalesce(missed, 0) + coalesce(leads, 0) = 0`,
    dear_leads: sql`currency = 'USD' and "adSpendMinor" > ${HEALTH.leadCostMax}::float8 * greatest(leads, 1)`,
    low_conversion: sql`leads >= ${HEALTH.leadsMin}::float8 and booked < ${HEALTH.conversionMin}::float8 * leads`,
    paused: sql`standing = 'paused'`,
    late_texts: sql`timed >= ${HEALTH.timedMin}::float8 and late > ${HEALTH.lateShareMax}::float8 * timed`,
    failing_texts: sql`sent >= ${HEALTH.sentMin}::float8 and failed > ${HEALTH.failedShareMax}::float8 * sent`,
    untold: sql`exported_at < ${lateAt}::timestamptz`,
    suspended: sql`standing = 'suspended'`,
  }
  const bits = Object.entries(troubled).map(
    ([name, holds]) => sql`case when ${holds} then ${sql.raw(String(bitOf(name as Trouble)))} else 0 end`,
  )
  return sql`case when standing = 'closed' then 0 else ${sql.join(bits, sql` + `)} end`
}
