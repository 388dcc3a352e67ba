import * as english from 'chrono-node/en'
import * as spanish from 'chrono-node/es'
import type { ParsedResult } from 'chrono-node'
import { DAY_MS, MINUTE_MS, type Instant } from '../base/clock.ts'

/** A moment a text names. A `day` begins at local midnight and says nothing of the hour. */
export type Wish = { startAt: Instant; granularity: 'time' | 'part_of_day' | 'day'; text: string }

const WISHES_MAX = 3
const AHEAD_MAX_MS = 366 * DAY_MS
const ZONE_STEPS = 3

/**
 * The days and times a text names, read in the business's own zone and looking forward. English first; Spanish where
 * English finds nothing. Chrono thinks in fixed offsets, so each wish is moved to the offset its zone has on that day.
 */
export function readWhen(text: string, now: Instant, zone: string): Wish[] {
  const reference = { instant: new Date(now), timezone: offsetMinutes(zone, now) }
  const found = [english.casual, spanish.casual]
    .map((chrono) => chrono.parse(text, reference, { forwardDate: true }))
    .find((results) => results.length > 0)
  return (found ?? [])
    .map((result) => toWish(result, zone))
    .filter(({ startAt }) => startAt > now - DAY_MS && startAt < now + AHEAD_MAX_MS)
    .slice(0, WISHES_MAX)
}

function toWish({ start, text }: ParsedResult, zone: string): Wish {
  const granularity = start.isCertain('hour') ? 'time' : text.match(PART_OF_DAY) ? 'part_of_day' : 'day'
  const hour = granularity === 'day' ? 0 : (start.get('hour') ?? 0)
  const minute = granularity === 'day' ? 0 : (start.get('minute') ?? 0)
  const local = Date.UTC(start.get('year') ?? 0, (start.get('month') ?? 1) - 1, start.get('day') ?? 1, hour, minute)
  return { startAt: fromLocal(local, zone), granularity, text }
}

const PART_OF_DAY = /morning|noon|afternoon|evening|night|manana|mañana por|tarde|noche|mediodia|mediodía/i

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
