import { DAY_MS } from './clock.ts'
import type { DayNumber } from './local-time.ts'

/** A fixed day of a month, or the nth weekday (0 is Sunday) of it; -1 counts from the end. Months are 1 to 12. */
type HolidayRule =
  { month: number; day: number; since?: number } | { month: number; weekday: number; nth: 1 | 2 | 3 | 4 | -1 }

const MONDAY = 1
const THURSDAY = 4
const SATURDAY = 6

/** 5 USC 6103. */
const FEDERAL: HolidayRule[] = [
  { month: 1, day: 1 },
  { month: 1, weekday: MONDAY, nth: 3 },
  { month: 2, weekday: MONDAY, nth: 3 },
  { month: 5, weekday: MONDAY, nth: -1 },
  { month: 6, day: 19, since: 2021 },
  { month: 7, day: 4 },
  { month: 9, weekday: MONDAY, nth: 1 },
  { month: 10, weekday: MONDAY, nth: 2 },
  { month: 11, day: 11 },
  { month: 11, weekday: THURSDAY, nth: 4 },
  { month: 12, day: 25 },
]

/** State holidays on top of the federal ones, for the states that bar calls on legal holidays. */
const BY_STATE: Record<string, HolidayRule[]> = {
  AL: [
    { month: 4, weekday: MONDAY, nth: 4 },
    { month: 6, weekday: MONDAY, nth: 1 },
  ],
  MS: [{ month: 4, weekday: MONDAY, nth: -1 }],
  RI: [{ month: 8, weekday: MONDAY, nth: 2 }],
  UT: [{ month: 7, day: 24 }],
}

const YEARS_KEPT_MAX = 16
const federalDays = new Map<number, ReadonlySet<DayNumber>>()
const stateDays = new Map<string, ReadonlySet<DayNumber>>()

/** A federal holiday (the day itself and the weekday it is observed on) or a holiday of the state. */
export function isHoliday(day: DayNumber, state: string | null): boolean {
  const year = new Date(day * DAY_MS).getUTCFullYear()
  if (holidaysOf(federalDays, year, year, FEDERAL).has(day)) return true
  const rules = state === null ? undefined : BY_STATE[state]
  return rules !== undefined && holidaysOf(stateDays, `${state}${year}`, year, rules).has(day)
}

function holidaysOf<Key>(
  kept: Map<Key, ReadonlySet<DayNumber>>,
  key: Key,
  year: number,
  rules: HolidayRule[],
): ReadonlySet<DayNumber> {
  const known = kept.get(key)
  if (known) return known
  const days = new Set<DayNumber>()
  // New Year's Day of the next year may be observed on the last day of this one.
  for (const holidayYear of [year, year + 1]) {
    for (const rule of rules) {
      if ('day' in rule && holidayYear < (rule.since ?? 0)) continue
      for (const day of observedDays(rule, holidayYear)) days.add(day)
    }
  }
  if (kept.size >= YEARS_KEPT_MAX) kept.clear()
  kept.set(key, days)
  return days
}

function observedDays(rule: HolidayRule, year: number): DayNumber[] {
  if (!('day' in rule)) return [nthWeekday(year, rule.month, rule.weekday, rule.nth)]
  const day = dayNumber(year, rule.month, rule.day)
  if (weekdayOf(day) === SATURDAY) return [day, day - 1]
  return weekdayOf(day) === 0 ? [day, day + 1] : [day]
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): DayNumber {
  if (nth === -1) {
    const last = dayNumber(year, month + 1, 1) - 1
    return last - ((weekdayOf(last) - weekday + 7) % 7)
  }
  const first = dayNumber(year, month, 1)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
}

function dayNumber(year: number, month: number, day: number): DayNumber {
  return Date.UTC(year, month - 1, day) / DAY_MS
}

function weekdayOf(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7
}
