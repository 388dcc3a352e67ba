import type { DayNumber } from '../../base/local-time.ts'

/** What advertisements did, as it is counted day by day and summed up for a run. Pure. */

/** What one of them did on a day. */
export type AdDay = {
  day: DayNumber
  impressions: number
  clicks: number
  costMicros: number
  conversions: number
}

export type Figures = {
  impressions: number
  clicks: number
  /** Clicks by how much of what comes of them can be known by now: one of today counts little, an old one as one. */
  ripeClicks: number
  costMicros: number
  conversions: number
  /** The same of the last days alone, by which it is told what a click costs now. */
  lately: { impressions: number; clicks: number; costMicros: number; days: number }
}

export const SEEN_DAYS = 90
export const LATELY_DAYS = 14
/** Google counts what comes of a click for the day of the click, up to so much later. */
const CONVERTED_WITHIN_DAYS = 14
/** Most call at once; whoever does not takes some days. */
const AT_ONCE = 0.5
const DELAY_DAYS = 3

/** Of what comes of a click in the end, how much has been counted when it is so many whole days old. */
export function ripeness(ageDays: number): number {
  if (ageDays <= 0) return 0
  if (ageDays >= CONVERTED_WITHIN_DAYS) return 1
  return AT_ONCE + (1 - AT_ONCE) * (1 - Math.exp(-ageDays / DELAY_DAYS))
}

/** `today` is not over, and does not count. */
export function sumDays(days: readonly AdDay[], today: DayNumber): Figures {
  const sums: Figures = noFigures()
  for (const { day, impressions, clicks, costMicros, conversions } of days) {
    const age = today - day
    if (age <= 0 || age > SEEN_DAYS) continue
    sums.impressions += impressions
    sums.clicks += clicks
    sums.ripeClicks += clicks * ripeness(age)
    sums.costMicros += costMicros
    sums.conversions += conversions
    if (age > LATELY_DAYS) continue
    sums.lately.impressions += impressions
    sums.lately.clicks += clicks
    sums.lately.costMicros += costMicros
  }
  return sums
}

export function noFigures(): Figures {
  return {
    ...{ impressions: 0, clicks: 0, ripeClicks: 0, costMicros: 0, conversions: 0 },
    lately: { impressions: 0, clicks: 0, costMicros: 0, days: LATELY_DAYS },
  }
}

export function addFigures(one: Figures, other: Figures): Figures {
  return {
    impressions: one.impressions + other.impressions,
    clicks: one.clicks + other.clicks,
    ripeClicks: one.ripeClicks + other.ripeClicks,
    costMicros: one.costMicros + other.costMicros,
    conversions: one.conversions + other.conversions,
    lately: {
      impressions: one.lately.impressions + other.lately.impressions,
      clicks: one.lately.clicks + other.lately.clicks,
      costMicros: one.lately.costMicros + other.lately.costMicros,
      days: LATELY_DAYS,
    },
  }
}
