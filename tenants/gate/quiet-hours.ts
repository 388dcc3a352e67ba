import { DAY_MS, MINUTE_MS, type Instant } from '../base/clock.ts'
import type { CandidatePlace, MessageClass } from './facts.ts'
import { isHoliday } from '../base/holidays.ts'
import { LATE_ANSWER_HOURS } from '../base/late-hours.ts'
import { findClockChange, readLocalTime, type LocalTime } from '../base/local-time.ts'
import { FEDERAL_RULE, findRule, STATE_RULES, type Hours, type StateRules } from './states-data.ts'

/** Every class but `response`, which may go at any hour. */
export type TimedClass = Exclude<MessageClass, 'response'>

/** Our own courtesy; no law was found for messages about a booked visit. */
const SERVICE: Hours = [7 * 60, 21 * 60]
/** Lawful in every state at once. */
const MARKETING_WEEKDAY: Hours = [10 * 60, 18 * 60]
const MARKETING_SATURDAY: Hours = [10 * 60, 17 * 60]

/** Promotional and service-explicit texts in India, on every day; operators reject them outside (651). */
const INDIA: Hours = [10 * 60, 21 * 60]

/** How far ahead an opening is looked for. The longest closed stretch is a holiday weekend. */
const LOOKAHEAD_MS = 14 * DAY_MS

/** Open only if it is open in every zone of every candidate place. The closing second itself is closed. */
export function isOpen(
  places: readonly CandidatePlace[],
  messageClass: TimedClass,
  at: Instant,
  rules: StateRules = STATE_RULES,
): boolean {
  return places.every((place) => place.zones.every((zone) => isOpenIn(place, zone, messageClass, at, rules)))
}

/** The first open instant at or after `from`; null when there is none within two weeks. */
export function nextOpening(
  places: readonly CandidatePlace[],
  messageClass: TimedClass,
  from: Instant,
  rules: StateRules = STATE_RULES,
): Instant | null {
  return findTurn(places, messageClass, from, rules, true)
}

/** The first closed instant at or after `from`; null when there is none within two weeks. */
export function nextClosing(
  places: readonly CandidatePlace[],
  messageClass: TimedClass,
  from: Instant,
  rules: StateRules = STATE_RULES,
): Instant | null {
  return findTurn(places, messageClass, from, rules, false)
}

/** The hours of one day in one place for one class. */
function hoursOf(messageClass: TimedClass, place: CandidatePlace, local: LocalTime, rules: StateRules): Hours {
  const { state } = place
  if (place.country === 'IN' && (messageClass === 'followup' || messageClass === 'marketing')) return INDIA
  switch (messageClass) {
    case 'response_late':
      return LATE_ANSWER_HOURS
    case 'service':
      return SERVICE
    case 'followup':
      return solicitationHours(state, local, rules)
    case 'marketing':
      return overlap(marketingHours(state, local), solicitationHours(state, local, rules))
  }
}

function marketingHours(state: string | null, local: LocalTime): Hours {
  if (local.weekday === 0 || isHoliday(local.day, state)) return null
  return local.weekday === 6 ? MARKETING_SATURDAY : MARKETING_WEEKDAY
}

function solicitationHours(state: string | null, local: LocalTime, rules: StateRules): Hours {
  const rule = findRule(rules, state, local.day)
  if (rule.holiday === 'closed' && isHoliday(local.day, state)) return null
  const hours = local.weekday === 0 ? rule.sunday : local.weekday === 6 ? rule.saturday : rule.weekday
  return overlap(hours, FEDERAL_RULE.weekday)
}

function overlap(one: Hours, other: Hours): Hours {
  if (one === null || other === null) return null
  const opens = Math.max(one[0], other[0])
  const closes = Math.min(one[1], other[1])
  return opens < closes ? [opens, closes] : null
}

function isOpenIn(
  place: CandidatePlace,
  zone: string,
  messageClass: TimedClass,
  at: Instant,
  rules: StateRules,
): boolean {
  const local = readLocalTime(zone, at)
  const hours = hoursOf(messageClass, place, local, rules)
  return hours !== null && local.timeMs >= hours[0] * MINUTE_MS && local.timeMs < hours[1] * MINUTE_MS
}

/** Walks from one instant at which anything can change to the next, so no gap or repeated hour is jumped over. */
function findTurn(
  places: readonly CandidatePlace[],
  messageClass: TimedClass,
  from: Instant,
  rules: StateRules,
  wanted: boolean,
): Instant | null {
  let at = from
  while (at <= from + LOOKAHEAD_MS) {
    if (isOpen(places, messageClass, at, rules) === wanted) return at
    let next = at + DAY_MS
    for (const place of places) {
      for (const zone of place.zones) next = Math.min(next, nextChange(place, zone, messageClass, at, rules))
    }
    at = next
  }
  return null
}

/** When this zone's hours may next begin or end: at a bound of the day's hours, at midnight or at a clock change. */
function nextChange(
  place: CandidatePlace,
  zone: string,
  messageClass: TimedClass,
  at: Instant,
  rules: StateRules,
): Instant {
  const local = readLocalTime(zone, at)
  const hours = hoursOf(messageClass, place, local, rules) ?? []
  const bounds = hours.map((minute) => minute * MINUTE_MS).filter((bound) => bound > local.timeMs)
  const planned = at + Math.min(DAY_MS, ...bounds) - local.timeMs
  return findClockChange(zone, at, planned) ?? planned
}
