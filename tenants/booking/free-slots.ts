import { DAY_MS, MINUTE_MS, type Instant } from '../base/clock.ts'
import { isHoliday } from '../base/holidays.ts'
import {
  describeDay,
  findClockChange,
  offsetMs,
  readLocalTime,
  startOfDay,
  type DayNumber,
} from '../base/local-time.ts'
import { stretchesOn, stretchOf, type OpeningHours, type Stretch } from '../base/opening-hours.ts'
import type { CrewMember, Schedule, SlotView } from '../contract/booking.ts'

/** When somebody of the crew could drive out. Pure: the rules, what is taken already, and an instant decide. */

export type SlotRules = { schedule: Schedule; openingHours: OpeningHours; zone: string }
/** A stretch of one crew member's time that a visit has, the way there and back included. */
export type Busy = { crewId: string; from: Instant; until: Instant }

const QUARTER_MS = 15 * MINUTE_MS

/** How long a visit takes on site, in minutes. */
export function minutesFor({ jobMinutes, serviceMinutes }: Schedule, service: string | null): number {
  if (service === null || !Object.hasOwn(serviceMinutes, service)) return jobMinutes
  return serviceMinutes[service] ?? jobMinutes
}

/** What of the crew's time a visit takes. */
export function busyFor(
  { travelMinutes }: Schedule,
  startsAt: Instant,
  endsAt: Instant,
): { from: Instant; until: Instant } {
  return { from: startsAt - travelMinutes * MINUTE_MS, until: endsAt + travelMinutes * MINUTE_MS }
}

export type SlotAsk = {
  from: Instant
  until: Instant
  minutes: number
  /** Starts are this far apart on the wall clock. */
  stepMinutes: 15 | 30 | 60
  max: number
}

/** The first free times, each once and in order, with the first of the crew who is free then. */
export function findFreeSlots(rules: SlotRules, busy: readonly Busy[], ask: SlotAsk, now: Instant): SlotView[] {
  const { zone } = rules
  const { earliest, latest } = bounds(rules, now)
  const from = Math.max(ask.from, earliest)
  const until = Math.min(ask.until, latest)
  const slots: SlotView[] = []
  if (from >= until) return slots
  const lastDay = readLocalTime(zone, until - 1).day
  for (let { day } = readLocalTime(zone, from); day <= lastDay && slots.length < ask.max; day += 1) {
    slots.push(...slotsOn(rules, busy, day, { ...ask, from, until }))
  }
  return slots.slice(0, ask.max)
}

/** Nothing sooner than the notice and nothing beyond the horizon is given away by ourselves. */
function bounds({ schedule, zone }: SlotRules, now: Instant): { earliest: Instant; latest: Instant } {
  const today = readLocalTime(zone, now).day
  return {
    earliest: now + schedule.noticeMinutes * MINUTE_MS,
    latest: startOfDay(zone, today + schedule.horizonDays + 1),
  }
}

export type Judged =
  { kind: 'free'; slot: SlotView; isAfterHours: boolean } | { kind: 'taken' | 'closed' | 'too_soon' | 'too_far' }

/** Whether a visit can begin at one moment in particular. `afterHours` also takes times at which nobody is open. */
export function judgeStart(
  rules: SlotRules,
  busy: readonly Busy[],
  ask: { startsAt: Instant; minutes: number; afterHours: boolean },
  now: Instant,
): Judged {
  const { schedule } = rules
  const startsAt = Math.ceil(ask.startsAt / QUARTER_MS) * QUARTER_MS
  const endsAt = startsAt + ask.minutes * MINUTE_MS
  const { earliest, latest } = bounds(rules, now)
  if (startsAt < earliest) return { kind: 'too_soon' }
  if (startsAt >= latest) return { kind: 'too_far' }
  const { day } = readLocalTime(rules.zone, startsAt)
  const wall = quartersOf(rules.zone, day)
  const open = schedule.crew.filter((member) => runAt(wall, stretchesFor(rules, member, day), startsAt) >= ask.minutes)
  const isFree = ({ id }: CrewMember) => isIdle(schedule, busy, id, startsAt, endsAt)
  const able = open.find(isFree)
  if (able) return { kind: 'free', slot: { startsAt, endsAt, crewId: able.id }, isAfterHours: false }
  if (open.length > 0) return { kind: 'taken' }
  if (!ask.afterHours) return { kind: 'closed' }
  const willing = schedule.crew.find(isFree)
  if (!willing) return { kind: 'taken' }
  return { kind: 'free', slot: { startsAt, endsAt, crewId: willing.id }, isAfterHours: true }
}

/** Whether nothing of a visit or of the ways to and from it meets what this member of the crew has already. */
export function isIdle(
  schedule: Schedule,
  busy: readonly Busy[],
  crewId: string,
  startsAt: Instant,
  endsAt: Instant,
): boolean {
  const { from, until } = busyFor(schedule, startsAt, endsAt)
  return !busy.some((taken) => taken.crewId === crewId && taken.from < until && from < taken.until)
}

function slotsOn(rules: SlotRules, busy: readonly Busy[], day: DayNumber, ask: SlotAsk): SlotView[] {
  const { schedule, zone } = rules
  const wall = quartersOf(zone, day)
  const hours = schedule.crew.map((member) => ({ member, runs: runsOf(wall, stretchesFor(rules, member, day)) }))
  return wall.flatMap(({ at, minute }, place) => {
    if (minute % ask.stepMinutes !== 0 || at < ask.from || at >= ask.until) return []
    const endsAt = at + ask.minutes * MINUTE_MS
    const able = hours.find(
      ({ member, runs }) => (runs[place] ?? 0) >= ask.minutes && isIdle(schedule, busy, member.id, at, endsAt),
    )
    return able ? [{ startsAt: at, endsAt, crewId: able.member.id }] : []
  })
}

/** One quarter of an hour of a day, and what the wall shows at its beginning, in minutes since midnight. */
type Quarter = { at: Instant; minute: number }

/** A day of 23 or 25 hours has fewer or more of them. Between two changes of the clocks the wall runs evenly. */
function quartersOf(zone: string, day: DayNumber): Quarter[] {
  const begin = startOfDay(zone, day)
  const end = startOfDay(zone, day + 1)
  const change = findClockChange(zone, begin, end - 1) ?? end
  const before = offsetMs(zone, begin)
  const later = change < end ? offsetMs(zone, change) : before
  const quarters: Quarter[] = []
  for (let at = begin; at < end; at += QUARTER_MS) {
    const local = at + (at < change ? before : later)
    quarters.push({ at, minute: (local - day * DAY_MS) / MINUTE_MS })
  }
  return quarters
}

/** For each quarter, how many minutes from there on are open without a break. */
function runsOf(wall: readonly Quarter[], stretches: readonly Stretch[]): number[] {
  const runs = wall.map(() => 0)
  for (let place = wall.length - 1; place >= 0; place -= 1) {
    const minute = wall[place]?.minute ?? 0
    const isOpen = stretches.some((stretch) => covers(stretch, minute))
    runs[place] = isOpen ? 15 + (runs[place + 1] ?? 0) : 0
  }
  return runs
}

function runAt(wall: readonly Quarter[], stretches: readonly Stretch[], at: Instant): number {
  const place = wall.findIndex((quarter) => quarter.at === at)
  return place < 0 ? 0 : (runsOf(wall, stretches)[place] ?? 0)
}

/** Hours may end within a quarter, which is then not open as a whole. */
function covers({ fromMs, untilMs }: Stretch, minute: number): boolean {
  return fromMs <= minute * MINUTE_MS && (minute + 15) * MINUTE_MS <= untilMs
}

/** Whether nobody of the crew works on a day. */
export function isClosedOn(rules: SlotRules, day: DayNumber): boolean {
  return rules.schedule.crew.every((member) => stretchesFor(rules, member, day).length === 0)
}

/** Whether a visit could begin within a stretch of a day if nobody else had one. */
export function isOpenWithin(rules: SlotRules, day: DayNumber, stretch: Stretch, minutes: number): boolean {
  const wall = quartersOf(rules.zone, day)
  return rules.schedule.crew.some((member) => {
    const runs = runsOf(wall, stretchesFor(rules, member, day))
    return wall.some(({ minute }, place) => {
      return (
        minute * MINUTE_MS >= stretch.fromMs && minute * MINUTE_MS < stretch.untilMs && (runs[place] ?? 0) >= minutes
      )
    })
  })
}

/** A day that is not like its weekday has its own hours, which nobody works beyond. */
function stretchesFor({ schedule, openingHours }: SlotRules, { hours }: CrewMember, day: DayNumber): Stretch[] {
  const usual = stretchesOn(hours ?? openingHours, day)
  const exception = schedule.exceptions.find(({ on }) => on === describeDay(day))
  if (!exception) return schedule.closesOnHolidays && isHoliday(day, null) ? [] : usual
  const special = exception.spans.map(stretchOf)
  if (hours === null) return special
  return special.flatMap((one) => usual.flatMap((other) => overlap(one, other)))
}

function overlap(one: Stretch, other: Stretch): Stretch[] {
  const both = { fromMs: Math.max(one.fromMs, other.fromMs), untilMs: Math.min(one.untilMs, other.untilMs) }
  return both.fromMs < both.untilMs ? [both] : []
}
