import { MINUTE_MS, type Instant } from '../base/clock.ts'
import { readLocalTime, startOfDay } from '../base/local-time.ts'
import { stretchOfPart, type PartOfDay } from '../base/part-of-day.ts'
import type { Wished } from './choose-offers.ts'
import { isClosedOn, isOpenWithin, type SlotRules } from './free-slots.ts'

/** An hour or a part of a day at which nobody works: of the day that was named, or of any. */
export type Outside = {
  at: Instant
  isClosed: true
  part?: PartOfDay | undefined
  outside: 'that_day' | 'every_day'
}

const QUARTER_MINUTES = 15
/** For so many days on nobody has to work then, for us to say so of every day. */
const USUAL_DAYS = 7

/** Who asks for an evening where nobody works in the evening is told so, and not that it is taken. */
export function findOutside(rules: SlotRules, wished: Wished | null, minutes: number): Outside | null {
  // For whoever works after hours, at a fee, they are only another price.
  if (wished === null || rules.schedule.afterHoursFeeMinor !== null) return null
  const { at, granularity, namesDay = true, part } = wished
  const isHour = granularity === 'time'
  if (!isHour && (granularity !== 'part_of_day' || part === undefined)) return null
  const { day, timeMs } = readLocalTime(rules.zone, at)
  const hour = { fromMs: timeMs, untilMs: timeMs + QUARTER_MINUTES * MINUTE_MS }
  const stretch = isHour ? hour : stretchOfPart(timeMs, part)
  // An hour at which somebody works is not closed, even where a whole visit no longer fits before the end of the day.
  const isOutside = (on: number) => !isOpenWithin(rules, on, stretch, isHour ? QUARTER_MINUTES : minutes)
  if (namesDay && (!isOutside(day) || isClosedOn(rules, day))) return null
  const isUsual = Array.from({ length: USUAL_DAYS }, (_, ahead) => day + ahead).every(isOutside)
  if (!namesDay && !isUsual) return null
  const outside = isUsual ? ('every_day' as const) : ('that_day' as const)
  return isHour ? { at, isClosed: true, outside } : { at: startOfDay(rules.zone, day), isClosed: true, part, outside }
}
