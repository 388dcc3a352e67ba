import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from './clock.ts'
import { OPENING_SEARCH_DAYS_MAX } from './limits.ts'
import { findClockChange, offsetMs, readLocalTime, startOfDay, type DayNumber } from './local-time.ts'

/** When a business is open, on the clock on its own wall. The names are schema.org's. */

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** `08:00` to `17:00`; the closing minute itself is no longer open. */
export type OpeningSpan = { opens: string; closes: string }

/** A day without a span is closed. */
export type OpeningHours = Readonly<Record<Weekday, readonly OpeningSpan[]>>

/** A day has one minute that no `closes` can reach, so `23:59` means all of it, as schema.org has it. */
const DAY_END = '23:59'

export function isOpenAt(hours: OpeningHours, at: Instant, zone: string): boolean {
  const { day, timeMs } = readLocalTime(zone, at)
  return stretchesOn(hours, day).some(({ fromMs, untilMs }) => fromMs <= timeMs && timeMs < untilMs)
}

/** `at` itself where it is open then; null where it never opens again. */
export function nextOpeningAt(hours: OpeningHours, at: Instant, zone: string): Instant | null {
  const today = readLocalTime(zone, at).day
  for (let ahead = 0; ahead <= OPENING_SEARCH_DAYS_MAX; ahead += 1) {
    const opening = openingOn(hours, today + ahead, at, zone)
    if (opening !== null) return opening
  }
  return null
}

/**
 * Whether somebody who wishes for this moment wishes for one we are closed at. The stroke of midnight stands for a day
 * without an hour, and such a day is outside only where it is closed as a whole.
 */
export function isOutsideHours(hours: OpeningHours, wishedAt: Instant, zone: string): boolean {
  const { day, timeMs } = readLocalTime(zone, wishedAt)
  return timeMs === 0 ? stretchesOn(hours, day).length === 0 : !isOpenAt(hours, wishedAt, zone)
}

/** Between two changes of the clocks the wall runs evenly, so each part of the day is reckoned with its own offset. */
function openingOn(hours: OpeningHours, day: DayNumber, at: Instant, zone: string): Instant | null {
  const stretches = stretchesOn(hours, day)
  if (stretches.length === 0) return null
  const begin = startOfDay(zone, day)
  const end = startOfDay(zone, day + 1)
  const change = findClockChange(zone, begin, end - 1)
  const parts = change === null ? [[begin, end] as const] : [[begin, change] as const, [change, end] as const]
  for (const [partBegin, partEnd] of parts) {
    const midnight = day * DAY_MS - offsetMs(zone, partBegin)
    for (const { fromMs, untilMs } of stretches) {
      const opening = Math.max(at, partBegin, midnight + fromMs)
      if (opening < Math.min(partEnd, midnight + untilMs)) return opening
    }
  }
  return null
}

/** Milliseconds since midnight, as the wall shows them. */
export type Stretch = { fromMs: number; untilMs: number }

export function stretchesOn(hours: OpeningHours, day: DayNumber): Stretch[] {
  // Day 0 was a Thursday.
  const weekday = WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'monday'
  return hours[weekday].map(stretchOf)
}

export function stretchOf({ opens, closes }: OpeningSpan): Stretch {
  return { fromMs: sinceMidnightMs(opens), untilMs: closes === DAY_END ? DAY_MS : sinceMidnightMs(closes) }
}

function sinceMidnightMs(time: string): number {
  return Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3, 5)) * MINUTE_MS
}
