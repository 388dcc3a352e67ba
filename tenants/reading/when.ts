import * as english from 'chrono-node/en'
import type { ParsedResult } from 'chrono-node'
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../base/clock.ts'
import type { PartOfDay } from '../base/part-of-day.ts'
import { plainTimes, type PlainTimes } from './when-words.ts'

/** A moment a text names. A `day` begins at local midnight and says nothing of the hour. */
export type Wish = {
  startAt: Instant
  granularity: 'time' | 'part_of_day' | 'day'
  text: string
  /** They say of which day, so that the moment is not of the next that comes. */
  namesDay: boolean
  /** Of a part of a day: which. */
  part?: PartOfDay
}

const WISHES_MAX = 3
const AHEAD_MAX_MS = 366 * DAY_MS
const ZONE_STEPS = 3
/** Whoever says "before noon" wants us gone by then. */
const VISIT_MS = HOUR_MS
const PART_HOURS: Record<PartOfDay, number> = { morning: 9, noon: 12, afternoon: 13, evening: 17, night: 18 }
const THIS_DAY = /\b(?:this|tonight)\b/
const PART_OF_DAY = /morning|afternoon|noon|evening|night/
const MONTH_BEFORE = '(?<!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:the )?)'
const NO_DAY_BEHIND = [
  'of|one|option|time|slot|floor|unit|building|house|street|st|ave|avenue|door|visit|call|text|message|bath|bathroom',
  'bedroom|grade|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec',
].join('|')
/** "the 3rd", but neither the third option nor 3rd Street, and no date that names its month. */
const DAY_OF_MONTH = new RegExp(
  `${MONTH_BEFORE}\\b(?:on )?(?:the )?(\\d{1,2})(?:st|nd|rd|th)\\b(?! (?:${NO_DAY_BEHIND}))`,
  'g',
)
const MOVES =
  /\b(?:mov(?:e|ed|ing)|reschedul\w*|chang(?:e|ed|ing)|switch\w*|push(?:ed)?|bump(?:ed)?|make it|mover\w*|cambi\w*|reprogram\w*)\b/i
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * The days and times a text names, English or Spanish, read in the business's own zone and looking forward. Chrono
 * thinks in fixed offsets, so each wish is moved to the offset its zone has on that day.
 */
export function readWhen(text: string, now: Instant, zone: string): Wish[] {
  return readPlain(text, plainTimes(text), now, zone)
}

/** The same of words that turn a time down, which name no wish. */
export function readNamed(text: string, now: Instant, zone: string): Wish[] {
  return readPlain(text, plainTimes(text, true), now, zone)
}

function readPlain(text: string, plain: PlainTimes, now: Instant, zone: string): Wish[] {
  const reference = { instant: new Date(now), timezone: offsetMinutes(zone, now) }
  const dated = plain.text.replace(DAY_OF_MONTH, (said, day: string) => nextDayOfMonth(Number(day), now, zone) ?? said)
  const found = english.casual.parse(dated, reference, { forwardDate: true })
  // Who moves a visit names the old time first: "my 3pm to 4pm" is no span, and the last time named is the wish.
  const named = MOVES.test(text)
    ? found.map((result) => ({ ...result, start: result.end ?? result.start })).reverse()
    : found
  return named
    .map((result) => toWish(result, plain.weeksOn, zone))
    .map((wish) => (plain.endsThen && wish.granularity === 'time' ? endingThen(wish, now) : wish))
    .filter(({ startAt }) => startAt > now - DAY_MS && startAt < now + AHEAD_MAX_MS)
    .slice(0, WISHES_MAX)
}

function toWish({ start, text }: Pick<ParsedResult, 'start' | 'text'>, weeksOn: number, zone: string): Wish {
  const part = PART_OF_DAY.exec(text)?.[0] as PartOfDay | undefined
  const granularity = start.isCertain('hour') ? 'time' : part !== undefined ? 'part_of_day' : 'day'
  const hour = granularity === 'time' ? (start.get('hour') ?? 0) : part === undefined ? 0 : PART_HOURS[part]
  const day = (start.get('day') ?? 1) + 7 * weeksOn
  const minute = granularity === 'time' ? (start.get('minute') ?? 0) : 0
  const local = Date.UTC(start.get('year') ?? 0, (start.get('month') ?? 1) - 1, day, hour, minute)
  const namesDay = start.isCertain('day') || start.isCertain('weekday') || THIS_DAY.test(text)
  const named = granularity === 'part_of_day' && part !== undefined ? { part } : {}
  return { startAt: fromLocal(local, zone), granularity, text, namesDay, ...named }
}

function endingThen(wish: Wish, now: Instant): Wish {
  return {
    ...wish,
    startAt: Math.max(Math.min(now, wish.startAt), wish.startAt - VISIT_MS),
    granularity: 'part_of_day',
  }
}

/** `Jun 15` for the next fifteenth; the 31st waits for a month that has one. */
function nextDayOfMonth(day: number, now: Instant, zone: string): string | null {
  const today = new Date(now + offsetMinutes(zone, now) * MINUTE_MS)
  for (let ahead = day < today.getUTCDate() ? 1 : 0; ahead < 3; ahead += 1) {
    const date = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, day))
    if (date.getUTCDate() === day) return ` ${MONTHS[date.getUTCMonth()]} ${day} `
  }
  return null
}

/** The instant at which a clock in the zone shows `local` (its fields read as if in UTC). */
function fromLocal(local: number, zone: string): Instant {
  let instant = local
  for (let step = 0; step < ZONE_STEPS; step += 1) instant = local - offsetMinutes(zone, instant) * MINUTE_MS
  return instant
}

const formats = new Map<string, Intl.DateTimeFormat>()

function offsetMinutes(zone: string, at: Instant): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
  formats.set(zone, format)
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts
  return Math.round((Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE_MS) * MINUTE_MS) / MINUTE_MS)
}
