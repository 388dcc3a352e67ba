import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../base/clock.ts'
import { OFFERS_MAX, SLOTS_SEEN_MAX } from '../base/slot-limits.ts'
import { readLocalTime, type DayNumber } from '../base/local-time.ts'
import { isWithinPart, stretchOfPart, type PartOfDay } from '../base/part-of-day.ts'
import { isTurnedDown, type TurnedDown } from '../base/turned-down.ts'
import type { SlotView } from '../contract/booking.ts'
import { findFreeSlots, type Busy, type SlotRules } from './free-slots.ts'

/** What somebody wished for: a moment, a part of a day that begins then, a day, or whatever is soonest. */
export type Wished = {
  at: Instant
  granularity: 'time' | 'part_of_day' | 'day' | 'soonest'
  /** Whether they say of which day. */
  namesDay?: boolean
  /** Where the part of the day has a name. */
  part?: PartOfDay | undefined
}

/** A morning or an afternoon, from where it is said to begin. */
const PART_MINUTES = 4 * 60
/** Two offers of one day lie at least this far apart, or they are as good as one. */
const APART_MS = 3 * HOUR_MS
const NOON_MINUTE = 12 * 60

type Dated = SlotView & { day: DayNumber; minute: number }

/**
 * Two or three free times, in order. What comes nearest to the wish is among them, and they lie on more than one day
 * where there is more than one: who cannot come on the day they named is not left with that day alone.
 */
export function chooseOffers(
  rules: SlotRules,
  busy: readonly Busy[],
  wished: Wished | null,
  minutes: number,
  now: Instant,
  turnedDown: readonly TurnedDown[] = [],
): SlotView[] {
  const ask = { from: now, until: now + (rules.schedule.horizonDays + 1) * DAY_MS, minutes, max: SLOTS_SEEN_MAX }
  const all = findFreeSlots(rules, busy, { ...ask, stepMinutes: 30 }, now).map((slot) => dated(slot, rules.zone))
  // Nobody is offered what they have just turned down.
  const free = all.filter(({ startsAt }) => !isTurnedDown(startsAt, turnedDown, rules.zone))
  const chosen = choose(free, wished, rules.zone)
  return chosen
    .toSorted((one, other) => one.startsAt - other.startsAt)
    .map(({ startsAt, endsAt, crewId }) => ({ startsAt, endsAt, crewId }))
}

function choose(free: readonly Dated[], wished: Wished | null, zone: string): Dated[] {
  if (wished === null) return chooseAny(free)
  if (wished.granularity === 'soonest') return spread([], free, [HOUR_MS, MINUTE_MS])
  const ofPart = wished.part === undefined ? [] : chooseOfPart(free, wished, zone)
  return ofPart.length > 1 ? ofPart : fill(ofPart.length > 0 ? ofPart : chooseNear(free, wished, zone), free)
}

/** Of the morning that was named first, then of the next ones. Who names no day has a choice of them. */
function chooseOfPart(free: readonly Dated[], { at, part, namesDay = true }: Wished, zone: string): Dated[] {
  const { day, timeMs } = readLocalTime(zone, at)
  const stretch = stretchOfPart(timeMs, part)
  const within = free.filter((slot) => slot.day >= day && isWithinPart(slot.minute * MINUTE_MS, stretch))
  const own = namesDay ? within.filter((slot) => slot.day === day) : []
  const others = [...Map.groupBy(within, (slot) => slot.day)].filter(([other]) => !namesDay || other !== day)
  const first = spread([], own, [2 * HOUR_MS, HOUR_MS, MINUTE_MS])
  return [...first, ...others.flatMap(([, slots]) => slots.slice(0, 1))].slice(0, OFFERS_MAX)
}

function dated(slot: SlotView, zone: string): Dated {
  const { day, timeMs } = readLocalTime(zone, slot.startsAt)
  return { ...slot, day, minute: timeMs / MINUTE_MS }
}

/** Nothing was named: the first there is, the afternoon of another day, and the first of a third. */
function chooseAny(free: readonly Dated[]): Dated[] {
  const [first, second, third] = [...Map.groupBy(free, ({ day }) => day).values()]
  const later = second?.find(({ minute }) => minute >= NOON_MINUTE) ?? second?.[0]
  const chosen = [first?.[0], later, third?.[0]].filter((slot) => slot !== undefined)
  return fill(chosen, free)
}

function chooseNear(free: readonly Dated[], wished: Wished, zone: string): Dated[] {
  const { day, timeMs } = readLocalTime(zone, wished.at)
  const minute = timeMs / MINUTE_MS
  const byDay = Map.groupBy(free, (slot) => slot.day)
  const distance = (slot: Dated) => distanceOf(slot, minute, wished.granularity)
  const nearest = (slots: readonly Dated[]) => slots.toSorted((one, other) => distance(one) - distance(other))
  const cost = (other: DayNumber) =>
    costOf(
      other - day,
      nearest(byDay.get(other) ?? [])
        .slice(0, 1)
        .map(distance),
    )
  const days = [...byDay.keys()].toSorted((one, other) => cost(one) - cost(other))
  const wanted = nearest(byDay.get(day) ?? [])
  const [first] = wanted
  const isApart = (slot: Dated, apart: number) =>
    first !== undefined && Math.abs(slot.startsAt - first.startsAt) >= apart
  // A second time of the part of the day that was named comes before one of another, although they lie closer.
  const ofPart = wished.granularity === 'part_of_day' ? wanted.filter((slot) => distance(slot) < PART_MINUTES) : []
  const beside =
    ofPart.find((slot) => isApart(slot, APART_MS)) ??
    ofPart.findLast((slot) => isApart(slot, HOUR_MS)) ??
    wanted.find((slot) => isApart(slot, APART_MS))
  const isAboutDay = wished.granularity !== 'time'
  const otherDays = days
    .filter((other) => other !== day)
    .flatMap((other) => nearest(byDay.get(other) ?? []).slice(0, 1))
  const chosen = [first, ...(isAboutDay ? [beside] : []), ...otherDays].filter((slot) => slot !== undefined)
  return fill(chosen.slice(0, OFFERS_MAX), free)
}

/** A day more weighs as much as two hours, and one before the day that was named an hour more than one behind it. */
function costOf(days: number, [distance = 0]: number[]): number {
  return Math.abs(days) * 120 + (days < 0 ? 60 : 0) + distance
}

/** How far from what was wished, within its day. A day that was named without an hour begins with its first. */
function distanceOf({ minute }: Dated, wanted: number, granularity: Wished['granularity']): number {
  if (granularity === 'day') return minute
  if (granularity === 'time') return Math.abs(minute - wanted)
  const isWithin = minute >= wanted && minute < wanted + PART_MINUTES
  return isWithin ? minute - wanted : 24 * 60 + Math.abs(minute - wanted)
}

/** Where there are too few days the rest comes from one of them, well apart, and then from what there is. */
function fill(chosen: readonly Dated[], free: readonly Dated[]): Dated[] {
  return spread(chosen, free, [APART_MS, MINUTE_MS])
}

/** The first that lie so far apart, and then, where that are too few, that lie closer. */
function spread(chosen: readonly Dated[], free: readonly Dated[], steps: readonly number[]): Dated[] {
  const all = [...chosen]
  for (const apart of steps) {
    for (const slot of free) {
      if (all.length >= OFFERS_MAX) return all
      if (all.every(({ startsAt }) => Math.abs(startsAt - slot.startsAt) >= apart)) all.push(slot)
    }
  }
  return all
}
