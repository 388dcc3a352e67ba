import { DAY_MS, HOUR_MS, type Instant } from '../../base/clock.ts'
import { instantOn, readLocalTime } from '../../base/local-time.ts'

/** Nobody is reminded of what they agreed to a moment ago. */
const FRESH_MS = HOUR_MS
const EARLIEST_MS = 9 * HOUR_MS
const LATEST_MS = 19 * HOUR_MS
/** Before this hour of the wall clock nobody is texted about a visit; the day's reminder has to do. */
const WAKING_MS = 8 * HOUR_MS
const AHEAD_MS = 2 * HOUR_MS

/**
 * When somebody is reminded of a visit: the day before at the hour of the visit, and two hours before it. The day
 * before is a day of the wall's calendar, which has 23 or 25 hours where the clocks change.
 */
export function remindersFor(
  startsAt: Instant,
  zone: string,
  now: Instant,
): { day: Instant | null; hours: Instant | null } {
  const { day, timeMs } = readLocalTime(zone, startsAt)
  const dayBefore = instantOn(zone, day - 1, Math.min(Math.max(timeMs, EARLIEST_MS), LATEST_MS))
  const hoursBefore = startsAt - AHEAD_MS
  const isAwake = readLocalTime(zone, hoursBefore).day === day && readLocalTime(zone, hoursBefore).timeMs >= WAKING_MS
  return {
    day: dayBefore > now + FRESH_MS ? dayBefore : null,
    hours: isAwake && hoursBefore > now + FRESH_MS ? hoursBefore : null,
  }
}

/** One who cancels less than a day ahead leaves a hole in somebody's day. */
export function isLate(startsAt: Instant, now: Instant): boolean {
  return startsAt - now < DAY_MS
}
