import { addHits, clamp, madOf, median, type Hits } from './statistics.ts'

/** What is usual at this business, learnt from its own history. */

/** A count with the day it belongs to. */
export type Dated = Hits & { day: number }

/** `spread` is how much wider weeks lie apart than chance alone would have them; 1 where chance explains it all. */
export type ShareBaseline = { share: number; of: number; spread: number; byWeekday: readonly number[] }
export type RateBaseline = { perDay: number; spread: number; byWeekday: readonly number[] }

/** A week that lies so far off is no example of the usual. */
const ODD_WEEK_Z = 3.5
const SPREAD_MAX = 3
/** The spread of businesses as a rule, and as many weeks as that counts for. */
const SPREAD_USUAL = 1.4
const SPREAD_PRIOR = 4
/** With fewer nothing is called usual. */
const WEEKS_MIN = 3
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const
/** As many observations as the whole week's share counts for against a weekday's own. */
const WEEKDAY_PRIOR = 40

export function learnShare(days: readonly Dated[], floor: number): ShareBaseline | null {
  const counted = weeksOf(days).filter(({ of }) => of > 0)
  if (counted.length < WEEKS_MIN) return null
  const pooled = shareOf(addHits(counted), floor)
  const scores = counted.map(({ hits, of }) => (hits - of * pooled) / Math.sqrt(of * pooled * (1 - pooled)))
  const [middle, width] = [median(scores), Math.max(1, madOf(scores))]
  const kept = counted.filter((_week, place) => Math.abs((scores[place] ?? 0) - middle) / width <= ODD_WEEK_Z)
  const all = addHits(kept)
  const share = shareOf(all, floor)
  // Against what is really usual: how far weeks lie apart has nothing to do with the floor.
  const mean = (all.hits + 0.5) / (all.of + 1)
  const squares = kept.reduce((sum, { hits, of }) => sum + (hits - of * mean) ** 2 / (of * mean * (1 - mean)), 0)
  const spread = clamp((squares + SPREAD_PRIOR * SPREAD_USUAL) / (kept.length - 1 + SPREAD_PRIOR), 1, SPREAD_MAX)
  const byWeekday = WEEKDAYS.map((weekday) => {
    const hits = kept.reduce((sum, { days: some }) => sum + (some[weekday]?.hits ?? 0), 0)
    const of = kept.reduce((sum, { days: some }) => sum + (some[weekday]?.of ?? 0), 0)
    return clamp((hits + WEEKDAY_PRIOR * share) / (of + WEEKDAY_PRIOR), floor, 1 - floor)
  })
  return { share, of: all.of, spread, byWeekday }
}

/** `recentDays` says how many of the last days tell the level, which seasons move; all of them tell the weekdays. */
export function learnRate(days: readonly { day: number; count: number }[], recentDays: number): RateBaseline | null {
  if (days.length < 21) return null
  const totals = WEEKDAYS.map((weekday) => days.filter(({ day }) => weekdayOf(day) === weekday))
  const means = totals.map((some) => trimmedMean(some.map(({ count }) => count)))
  const level = means.reduce((sum, mean) => sum + mean, 0) / 7
  if (level <= 0) return null
  const shape = means.map((mean) => (mean * 8 + level * 2) / (level * 10))
  const recent = days.slice(-recentDays)
  const weights = recent.reduce((sum, { day }) => sum + (shape[weekdayOf(day)] ?? 1), 0)
  const perDay = recent.reduce((sum, { count }) => sum + count, 0) / Math.max(1e-9, weights)
  const expected = ({ day }: { day: number }) => Math.max(0.05, perDay * (shape[weekdayOf(day)] ?? 1))
  const squares = recent.map((some) => (some.count - expected(some)) ** 2 / expected(some))
  const spread = clamp(squares.reduce((sum, square) => sum + square, 0) / Math.max(1, recent.length - 1), 1, 4)
  return { perDay, spread, byWeekday: shape.map((factor) => perDay * factor) }
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

type Week = Hits & { days: (Dated | undefined)[] }

/** Weeks counted back from the last day, so that each has every weekday once. */
function weeksOf(days: readonly Dated[]): Week[] {
  const last = days.at(-1)?.day ?? 0
  const weeks: Week[] = []
  for (const one of days) {
    const week = (weeks[Math.floor((last - one.day) / 7)] ??= { hits: 0, of: 0, days: [] })
    week.hits += one.hits
    week.of += one.of
    week.days[weekdayOf(one.day)] = one
  }
  return weeks.filter((week) => week !== undefined)
}

function shareOf({ hits, of }: Hits, floor: number): number {
  return of === 0 ? floor : clamp(hits / of, floor, 1 - floor)
}

/** The mean without what lies farthest from the median, so that one odd day does not move it. */
function trimmedMean(counts: readonly number[]): number {
  if (counts.length === 0) return 0
  const middle = median(counts)
  const width = Math.max(madOf(counts), Math.sqrt(Math.max(1, middle)))
  const kept = counts.filter((count) => Math.abs(count - middle) <= ODD_WEEK_Z * width)
  return kept.reduce((sum, count) => sum + count, 0) / Math.max(1, kept.length)
}
