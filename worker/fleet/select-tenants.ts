import { sql, type SQL } from 'drizzle-orm'
import { describeDay, parseDay } from '../../tenants/base/local-time.ts'
import type { Standing } from '../../tenants/contract/fleet-view.ts'
import { listed } from './warehouse.ts'

/** Which businesses, of which days. */
export type Selection = {
  trade?: string | undefined
  /** `none` for those without a state. */
  area?: string | undefined
  status?: Standing | undefined
  /** Only these; null for all. */
  among: readonly string[] | null
  /** Of the directory: those that are closed and not erased yet. */
  closed: readonly string[]
}
export type Days = { from: string; to: string }

/** `with picked as (…)`: the businesses that are meant, each with its standing. What follows reads from there. */
export function picking({ trade, area, status, among, closed }: Selection): SQL {
  const wanted = [
    trade === undefined ? null : sql`trade = ${trade}`,
    area === undefined ? null : area === 'none' ? sql`region is null` : sql`region = ${area}`,
    status === undefined ? null : sql`standing = ${status}`,
    among === null ? null : sql`tenant_id = any(${listed(among)}::text[])`,
  ].filter((each) => each !== null)
  return sql`with picked as (
    select * from (
      select tenant_id, trade, region, currency, joined_on, exported_at, to_char(joined_on, 'YYYY-MM') as cohort,
        case when tenant_id = any(${listed(closed)}::text[]) then 'closed'
          when is_paused then 'paused'
          when texting = 'twilio' and a2p = 'suspended' then 'suspended'
          when texting = 'twilio' and a2p <> 'live' then 'setting_up'
          else 'live' end as standing
      from users
    ) as known ${wanted.length === 0 ? sql`` : sql`where ${sql.join(wanted, sql` and `)}`}
  )`
}

export function within(day: SQL, { from, to }: Days): SQL {
  return sql`${day} between ${from}::date and ${to}::date`
}

/** What the picked did and earned in these days. */
export function livedIn(range: Days): SQL {
  return sql`picked join day_sums d using (tenant_id) where ${within(sql`d.day`, range)}`
}

/**
 * The same for each business, added up before anybody is picked: Postgres does that in one parallel pass, and joins
 * businesses to their sums instead of to every day.
 */
export function perTenant({ among }: Selection, range: Days, sums: SQL): SQL {
  const theirs = among === null ? sql`` : sql`and tenant_id = any(${listed(among)}::text[])`
  return sql`select tenant_id, ${sums} from day_sums d where ${within(sql`d.day`, range)} ${theirs} group by 1`
}

const COLUMNS: Record<string, string> = {
  ...{ missed: 'missed', texted: 'texted', replied: 'replied', booked: 'booked', completed: 'completed' },
  ...{ lost: 'lost', leads: 'leads', adSpendMinor: 'ad_spend', revenueMinor: 'revenue' },
}
const SENT_COLUMNS: Record<string, string> = { sent: 'sent', failed: 'failed' }
const TIMED_COLUMNS: Record<string, string> = { timed: 'timed', late: 'late' }

/** What is added up of `day_sums d`, as numbers of the same names as in the answers. */
export const SUMS = sumUp(COLUMNS)
export const SUMS_SENT = sumUp(SENT_COLUMNS)
export const SUMS_TIMED = sumUp(TIMED_COLUMNS)
export const SUM_NAMES = Object.keys(COLUMNS)

function sumUp(columns: Record<string, string>): SQL {
  const sums = Object.entries(columns).map(
    ([name, column]) => sql`coalesce(sum(d.${sql.identifier(column)}), 0)::float8 as ${sql.identifier(name)}`,
  )
  return sql.join(sums, sql`, `)
}

/** Days of a range when none is asked for, and the most that one may have. */
export const RANGE_DAYS = { usual: 30, max: 366 } as const

/** The range that is meant, or null where it ends before it begins or is too long. */
export function rangeOf(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  newest: string,
): Days | null {
  const last = to ?? newest
  const first = from ?? describeDay(parseDay(last) - RANGE_DAYS.usual + 1)
  const days = parseDay(last) - parseDay(first) + 1
  return days >= 1 && days <= RANGE_DAYS.max ? { from: first, to: last } : null
}
