import { DAY_MS, HOUR_MS, type Instant } from '../../tenants/base/clock.ts'
import { isHoliday } from '../../tenants/base/holidays.ts'
import { offsetMs } from '../../tenants/base/local-time.ts'

/**
 * When stories begin: a Tuesday, noon in Chicago give or take summer time, ahead of us. Nothing is special about the
 * days around it, whenever the tests run: no holiday comes, and no clock is changed. Those have tests of their own.
 */
export function quietNoon(from: Instant): Instant {
  for (let day = nextTuesday(from); ; day += 7) if (isQuiet(day)) return day * DAY_MS + 18 * HOUR_MS
}

const DAYS_BEFORE = 1
const DAYS_AFTER = 9

function nextTuesday(from: Instant): number {
  const days = Math.floor(from / DAY_MS) + 1
  // Day 0 of the epoch was a Thursday.
  return days + ((5 - (days % 7) + 7) % 7)
}

function isQuiet(tuesday: number): boolean {
  const offset = (day: number) => offsetMs('America/Chicago', day * DAY_MS)
  const days = Array.from({ length: DAYS_BEFORE + DAYS_AFTER }, (_, place) => tuesday - DAYS_BEFORE + place)
  return days.every((day) => !isHoliday(day, null) && offset(day) === offset(tuesday))
}
