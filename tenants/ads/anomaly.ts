import type { Purse } from './bounds.ts'
import { OVERSPEND_FACTOR } from './budgets.ts'

/**
 * Whether money goes out as it should not. Whatever the cause, all changes stop then until a person lets them go on.
 * Pure.
 */

export type SpendDay = { day: number; costMicros: number; clicks: number; leads: number }

export type SpendAnomaly =
  /** More than Google could have spent within the bounds that a person set. */
  | { code: 'beyond_bounds'; costMicros: number; limitMicros: number }
  /** Far from this weekday's own past. */
  | { code: 'unlike_itself'; costMicros: number; usualMicros: number; deviations: number }
  /** Much money, clicks, and nobody who called or wrote. */
  | { code: 'no_leads'; costMicros: number; days: number; clicks: number }

const DEVIATIONS_MAX = 5
const WEEKDAY_SPAN = 7
/** Fewer of a weekday say little of what is usual. */
const SAME_DAYS_MIN = 4
const SAME_DAYS_MAX = 12
/** Spending within a quarter of the usual is usual, however alike the days before were. */
const SPREAD_SHARE_MIN = 0.15
/** Of a normal variable, the median of the absolute deviations times this is the standard deviation. */
const MAD_TO_DEVIATION = 1.4826
const NO_LEADS_DAYS = 14
/** So many without one lead are no bad luck. */
const NO_LEADS_CLICKS_MIN = 60

/** `days` are whole days of the account, the oldest first; what is lost of the newest is read again later. */
export function findAnomaly(
  days: readonly SpendDay[],
  purse: Pick<Purse, 'bounds' | 'minorMicros'>,
): SpendAnomaly | null {
  const last = days.at(-1)
  if (!last) return null
  const limitMicros = OVERSPEND_FACTOR * purse.bounds.dailyMinor * purse.minorMicros
  if (purse.bounds.isManaged && last.costMicros > limitMicros) {
    return { code: 'beyond_bounds', costMicros: last.costMicros, limitMicros }
  }
  return findUnlike(days, last) ?? findLeadless(days, last)
}

function findUnlike(days: readonly SpendDay[], last: SpendDay): SpendAnomaly | null {
  const before = days.filter(({ day }) => day < last.day && (last.day - day) % WEEKDAY_SPAN === 0).slice(-SAME_DAYS_MAX)
  const same = before.map(({ costMicros }) => costMicros)
  if (same.length < SAME_DAYS_MIN) return null
  const usualMicros = median(same)
  if (usualMicros <= 0) return null
  const spread = MAD_TO_DEVIATION * median(same.map((cost) => Math.abs(cost - usualMicros)))
  // Clicks come by chance: of nine a day, three more or fewer are nothing.
  const ofChance = usualMicros / Math.sqrt(Math.max(1, median(before.map(({ clicks }) => clicks))))
  const deviations = (last.costMicros - usualMicros) / Math.max(spread, ofChance, SPREAD_SHARE_MIN * usualMicros)
  if (deviations <= DEVIATIONS_MAX) return null
  return { code: 'unlike_itself', costMicros: last.costMicros, usualMicros, deviations }
}

function findLeadless(days: readonly SpendDay[], last: SpendDay): SpendAnomaly | null {
  const lately = days.filter(({ day }) => last.day - day < NO_LEADS_DAYS)
  const sum = (of: (day: SpendDay) => number) => lately.reduce((total, day) => total + of(day), 0)
  const clicks = sum((day) => day.clicks)
  if (lately.length < NO_LEADS_DAYS || sum((day) => day.leads) > 0 || clicks < NO_LEADS_CLICKS_MIN) return null
  return { code: 'no_leads', costMicros: sum((day) => day.costMicros), days: NO_LEADS_DAYS, clicks }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
