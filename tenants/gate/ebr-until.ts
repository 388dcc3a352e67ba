import { DAY_MS, type Instant } from '../base/clock.ts'
import { readLocalTime, startOfDay, type DayNumber } from '../base/local-time.ts'
import type { CandidatePlace } from './facts.ts'
import { isHoliday } from '../base/holidays.ts'

/** How long a purchase or an inquiry makes a business relationship; null where it makes none. */
type Term = { months: number } | { days: number } | { businessDays: number } | null

type RelationshipRule = {
  state: string
  /** ISO day. The first rule of a state also covers the time before it. */
  effectiveOn: string
  purchase: Term
  inquiry: Term
}

export type History = { lastPurchaseAt?: Instant | null; lastInquiryAt?: Instant | null }

/** Laws that are older than this table start with it. */
const TABLE_BEGAN_ON = '2025-01-01'
/** 47 CFR 64.1200(f)(5). */
const PURCHASE: Term = { months: 18 }
const INQUIRY: Term = { months: 3 }

/**
 * States that allow less than the federal rule. Colorado's thirty days are taken for both, since the source leaves open
 * which is meant; a state's longer term than the federal one does not count.
 */
const RULES: readonly RelationshipRule[] = [
  rule('CA', PURCHASE, { businessDays: 30 }),
  rule('CO', { days: 30 }, { days: 30 }),
  ...['CT', 'NM', 'PA', 'TN', 'TX', 'WA'].map((state) => rule(state, { months: 12 }, INQUIRY)),
  ...['LA', 'MO', 'MS', 'MT'].map((state) => rule(state, { months: 6 }, INQUIRY)),
  ...['MI', 'NJ', 'WI'].map((state) => rule(state, PURCHASE, null)),
  rule('IN', null, null),
]

const FEDERAL: RelationshipRule = rule('', PURCHASE, INQUIRY)

/**
 * The instant from which the established business relationship of this customer counts no more: the longer of purchase
 * and inquiry in each place, and of those the shortest. Null when there is none. Where the state is not known it may be
 * any, and one of them knows no such relationship.
 */
export function ebrUntil(history: History, places: readonly CandidatePlace[], now: Instant): Instant | null {
  let shortest: Instant | null = null
  for (const { state, zones, country } of places) {
    if (state === null || country !== undefined) return null
    for (const zone of zones) {
      const until = untilIn(state, zone, history, now)
      if (until === null) return null
      shortest = shortest === null ? until : Math.min(shortest, until)
    }
  }
  return shortest
}

function untilIn(state: string, zone: string, history: History, now: Instant): Instant | null {
  const { purchase, inquiry } = findRule(state, readLocalTime(zone, now).day)
  const ends = [
    endOf(history.lastPurchaseAt ?? null, purchase, state, zone),
    endOf(history.lastInquiryAt ?? null, inquiry, state, zone),
  ].filter((end) => end !== null)
  return ends.length === 0 ? null : Math.max(...ends)
}

/** The beginning of the day on which the term is over, in the customer's own zone. */
function endOf(at: Instant | null, term: Term, state: string, zone: string): Instant | null {
  if (at === null || term === null) return null
  const { day } = readLocalTime(zone, at)
  if ('months' in term) return startOfDay(zone, addMonths(day, term.months))
  if ('days' in term) return startOfDay(zone, day + term.days)
  return startOfDay(zone, addBusinessDays(day, term.businessDays, state))
}

/** The same day of a later month, or the last one of it where there is no such day. */
function addMonths(day: DayNumber, months: number): DayNumber {
  const date = new Date(day * DAY_MS)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const lastOfMonth = Date.UTC(year, month + 1, 0) / DAY_MS
  return Math.min(Date.UTC(year, month, date.getUTCDate()) / DAY_MS, lastOfMonth)
}

function addBusinessDays(day: DayNumber, count: number, state: string): DayNumber {
  let at = day
  for (let counted = 0; counted < count;) {
    at += 1
    const weekday = (at + 4) % 7
    if (weekday !== 0 && weekday !== 6 && !isHoliday(at, state)) counted += 1
  }
  return at
}

function findRule(state: string, dayOn: DayNumber): RelationshipRule {
  const ofState = RULES.filter((one) => one.state === state)
  return ofState.findLast((one) => Date.parse(one.effectiveOn) / DAY_MS <= dayOn) ?? ofState[0] ?? FEDERAL
}

function rule(state: string, purchase: Term, inquiry: Term): RelationshipRule {
  return { state, effectiveOn: TABLE_BEGAN_ON, purchase, inquiry }
}
