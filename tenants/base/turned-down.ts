import type { Instant } from './clock.ts'
import { readLocalTime } from './local-time.ts'
import { isWithinPart, stretchOfPart, type PartOfDay } from './part-of-day.ts'

/** A time that does not suit somebody; with `isWeekly` no such weekday does. */
export type TurnedDown = {
  at: Instant
  granularity: 'time' | 'part_of_day' | 'day'
  namesDay: boolean
  part?: PartOfDay | undefined
  isWeekly: boolean
}

/** Whether a time is one of those. An hour or a morning of no day is so on every day. */
export function isTurnedDown(startsAt: Instant, all: readonly TurnedDown[], zone: string): boolean {
  if (all.length === 0) return false
  const { day, timeMs } = readLocalTime(zone, startsAt)
  return all.some(({ at, granularity, namesDay, part, isWeekly }) => {
    const named = readLocalTime(zone, at)
    const isItsDay = isWeekly ? (day - named.day) % 7 === 0 : day === named.day
    if (granularity === 'day' || (namesDay && !isItsDay)) return isItsDay
    return granularity === 'time' ? timeMs === named.timeMs : isWithinPart(timeMs, stretchOfPart(named.timeMs, part))
  })
}
