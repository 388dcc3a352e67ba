import type { DayNumber } from '../../tenants/base/local-time.ts'
import type { RuleName } from '../../tenants/contract/alerts.ts'
import type { Reading } from './decide.ts'
import {
  CONVERSION_DAYS,
  CONVERSION_LEADS_MIN,
  SPEND_DAYS_MIN,
  SPEND_DEVIATION_MIN_MINOR,
  SPEND_DEVIATION_SHARE_MIN,
  SPEND_USUAL_DAYS,
} from './rules.ts'

/** One day of a business in the warehouse. Days on which nothing happened may be absent. */
export type FinancialDay = { day: DayNumber; adSpend: number; leads: number; bookings: number }

/** Of a normal distribution, the standard deviation by the median of distances from the median. */
const DEVIATION_PER_MAD = 1.4826
/** The thresholds for money are in it. */
const THRESHOLD_CURRENCY = 'USD'

/** What the rules of the warehouse read on these days, which are in order. */
export function readDays(
  days: readonly FinancialDay[],
  currency: string,
  judged: readonly DayNumber[],
): Partial<Record<RuleName, Reading[]>> {
  const byDay = new Map(days.map((row) => [row.day, row]))
  const window = (last: DayNumber, count: number) =>
    Array.from({ length: count }, (_, place) => byDay.get(last - place) ?? { adSpend: 0, leads: 0, bookings: 0 })
  const read = (figureOn: (day: DayNumber) => number | null) => judged.map((of) => toReading(of, figureOn(of)))
  return {
    cpl_high: read((day) => (currency === THRESHOLD_CURRENCY ? costPerLead(byDay.get(day)) : null)),
    conversion_low: read((day) => conversionOf(window(day, CONVERSION_DAYS))),
    spend_unusual: read((day) => {
      const before = window(day - 1, SPEND_USUAL_DAYS).map(({ adSpend }) => adSpend)
      return deviationOf(byDay.get(day)?.adSpend ?? 0, before)
    }),
  }
}

function toReading(of: DayNumber, figure: number | null): Reading {
  return figure === null ? { kind: 'unknown', of } : { kind: 'figure', of, figure }
}

/** Money that brought nobody is worse than money that brought one. */
function costPerLead(day: { adSpend: number; leads: number } | undefined): number {
  return day === undefined ? 0 : day.adSpend / Math.max(1, day.leads)
}

function conversionOf(days: readonly { leads: number; bookings: number }[]): number | null {
  const leads = days.reduce((sum, day) => sum + day.leads, 0)
  const bookings = days.reduce((sum, day) => sum + day.bookings, 0)
  return leads < CONVERSION_LEADS_MIN ? null : bookings / leads
}

/**
 * In robust standard deviations: a few wild days among the usual ones move neither the median nor the usual distance
 * from it.
 * Null where advertising has not run for long enough to know what is usual.
 */
export function deviationOf(spend: number, before: readonly number[]): number | null {
  const spent = before.filter((amount) => amount > 0)
  if (spent.length < SPEND_DAYS_MIN) return null
  const usual = medianOf(spent)
  const spread = DEVIATION_PER_MAD * medianOf(spent.map((amount) => Math.abs(amount - usual)))
  return (spend - usual) / Math.max(spread, SPEND_DEVIATION_SHARE_MIN * usual, SPEND_DEVIATION_MIN_MINOR)
}

function medianOf(values: readonly number[]): number {
  const rising = values.toSorted((one, other) => one - other)
  const middle = rising.length / 2
  const upper = rising[Math.floor(middle)] ?? 0
  return Number.isInteger(middle) ? (upper + (rising[middle - 1] ?? 0)) / 2 : upper
}
