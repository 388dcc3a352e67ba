import { MICROS_PER_MINOR } from '../base/ads-limits.ts'
import type { Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import type { DayNumber } from '../base/local-time.ts'
import { placeOf } from './day-tally.ts'
import type { TenantDb } from './open.ts'

/** What advertising did on a day, all campaigns together, in minor units of the account's currency. */
export type AdDay = { active: number; spendMinor: number; clicks: number; leads: number; bookings: number }

type Told = { day: DayNumber; active: number; spendMinor: number; clicks: number }

/**
 * One for each day; each of the rising `starts` ends the day before it, the last one ends the last day. Null where
 * nothing ran and nobody came. What was spent goes by the days of the account's own zone, which hardly ever is another.
 */
export function adDaysOf(db: TenantDb, first: DayNumber, starts: readonly Instant[]): (AdDay | null)[] {
  const days: AdDay[] = starts.slice(1).map(() => ({ active: 0, spendMinor: 0, clicks: 0, leads: 0, bookings: 0 }))
  const { sql } = db.$client
  const spent = `select day, count(distinct iif(impressions > 0, ref, null)) as active,
      cast(round(sum(cost_micros) / ${MICROS_PER_MINOR}.0) as integer) as spendMinor, sum(clicks) as clicks
    from ad_days where day between ? and ? and kind = 'campaign' group by day`
  for (const { day, ...told } of sql.exec<Told>(spent, first, first + days.length - 1)) {
    const counted = days[day - first]
    if (counted) Object.assign(counted, told)
  }
  const [from, until] = [starts[0] ?? 0, starts.at(-1) ?? 0]
  const brought = `attribution is not null and attribution ->> 'campaign' is not null`
  const came = `select created_at as at from leads where lead_id >= ? and created_at >= ? and created_at < ? and ${brought}`
  const booked = `select booked_at as at from leads where booked_at >= ? and booked_at < ? and ${brought}`
  const count = (at: Instant, name: 'leads' | 'bookings') => {
    const day = days[placeOf(starts, at)]
    if (day) day[name] += 1
  }
  for (const { at } of sql.exec<{ at: Instant }>(came, firstIdAt('led', from), from, until)) count(at, 'leads')
  for (const { at } of sql.exec<{ at: Instant }>(booked, from, until)) count(at, 'bookings')
  return days.map((day) => (Object.values(day).every((value) => value === 0) ? null : day))
}
