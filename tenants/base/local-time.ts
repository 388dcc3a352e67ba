import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from './clock.ts'

/** Days since 1970-01-01 on the wall calendar of a zone. */
export type DayNumber = number

export type LocalTime = {
  day: DayNumber
  /** 0 is Sunday. */ weekday: number
  /** Since local midnight. */ timeMs: number
}

/** Every zone's clocks change on a quarter of an hour in UTC, so an offset holds for the whole quarter. */
const QUARTER_MS = 15 * MINUTE_MS
const OFFSETS_PER_ZONE_MAX = 512

type Zone = { format: Intl.DateTimeFormat; offsets: Map<number, number> }

const zones = new Map<string, Zone>()

/** What a clock on the wall shows. Throws RangeError for a name that is not an IANA zone. */
export function readLocalTime(zone: string, at: Instant): LocalTime {
  const local = at + offsetMs(zone, at)
  const day = Math.floor(local / DAY_MS)
  return { day, weekday: (((day + 4) % 7) + 7) % 7, timeMs: local - day * DAY_MS }
}

/** Milliseconds by which the wall clock is ahead of UTC. */
export function offsetMs(name: string, at: Instant): number {
  const zone = openZone(name)
  const quarter = Math.floor(at / QUARTER_MS)
  const known = zone.offsets.get(quarter)
  if (known !== undefined) return known
  if (zone.offsets.size >= OFFSETS_PER_ZONE_MAX) zone.offsets.clear()
  const offset = measureOffset(zone.format, quarter * QUARTER_MS)
  zone.offsets.set(quarter, offset)
  return offset
}

/** The first instant after `from`, and not after `to`, at which the zone's clocks change; null when they do not. */
export function findClockChange(zone: string, from: Instant, to: Instant): Instant | null {
  const before = offsetMs(zone, from)
  if (offsetMs(zone, to) === before) return null
  let unchanged = Math.floor(from / QUARTER_MS)
  let changed = Math.floor(to / QUARTER_MS)
  while (changed - unchanged > 1) {
    const middle = Math.floor((unchanged + changed) / 2)
    if (offsetMs(zone, middle * QUARTER_MS) === before) unchanged = middle
    else changed = middle
  }
  return changed * QUARTER_MS
}

function openZone(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const zone = { format, offsets: new Map<number, number>() }
  zones.set(name, zone)
  return zone
}

function measureOffset(format: Intl.DateTimeFormat, at: Instant): number {
  const parts: Record<string, number> = {}
  for (const part of format.formatToParts(at)) parts[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - at
}

/** The first instant of a local day, also where midnight is skipped or a day has 23 or 25 hours. */
export function startOfDay(zone: string, day: DayNumber): Instant {
  const guess = day * DAY_MS - offsetMs(zone, day * DAY_MS)
  const local = readLocalTime(zone, guess)
  if (local.day === day && local.timeMs === 0 && readLocalTime(zone, guess - QUARTER_MS).day < day) return guess
  // No zone is more than fourteen hours off UTC. A local day never comes back, so halving finds where it begins.
  let before = Math.floor((day * DAY_MS - 15 * HOUR_MS) / QUARTER_MS)
  let within = Math.ceil((day * DAY_MS + 15 * HOUR_MS) / QUARTER_MS)
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2)
    if (readLocalTime(zone, middle * QUARTER_MS).day < day) before = middle
    else within = middle
  }
  return within * QUARTER_MS
}

/** `2026-11-25` */
export function describeDay(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** The day that `describeDay` writes so. */
export function parseDay(text: string): DayNumber {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY_MS)
}

/** `2026-11-25 18:04`, as a clock on the wall shows it. */
export function describeLocalTime(zone: string, at: Instant): string {
  return new Date(at + offsetMs(zone, at)).toISOString().slice(0, 16).replace('T', ' ')
}

/** The instant of a local day at which the wall shows a time, in milliseconds since midnight. */
export function instantOn(zone: string, day: DayNumber, timeMs: number): Instant {
  const begin = startOfDay(zone, day)
  const even = begin + timeMs
  return even - (offsetMs(zone, even) - offsetMs(zone, begin))
}
