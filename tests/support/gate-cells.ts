import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../tenants/base/clock.ts'
import { decideGate } from '../../tenants/gate/decide.ts'
import type { CandidatePlace, ConsentBasis, GateDecision, MessageClass, SentMessage } from '../../tenants/gate/facts.ts'
import { knowFacts, recallSent, writeLater } from './gate-message.ts'

/**
 * Every cell of class × consents × hour × place × cap, and what the law asks of it. The tables are written down from
 * the law, not read from the gate: whoever changes the one has to change the other.
 */

export const BASES: readonly ConsentBasis[] = [
  'implied_single',
  'spoken_notice',
  'press_1',
  'spoken_yes',
  'inbound_message',
  'contract',
  'written',
]

/** What each class may rest on, while a conversation is open. */
export const PERMITS: Record<MessageClass, string> = {
  response: 'implied_single spoken_notice press_1 spoken_yes inbound_message written',
  response_late: 'implied_single spoken_notice press_1 spoken_yes inbound_message written',
  service: 'spoken_notice press_1 spoken_yes inbound_message contract written',
  followup: 'press_1 spoken_yes inbound_message written',
  marketing: 'written',
}

/** A Tuesday, a Saturday, a Sunday and Thanksgiving, all in winter time. */
const DAYS = ['2026-11-17', '2026-11-21', '2026-11-22', '2026-11-26']
/** The hours at which some table opens or closes; each begins a band that lasts to the next. */
const HOURS = [0, 7, 8, 9, 10, 17, 18, 20, 21]

/** Open hours on a weekday, a Saturday, a Sunday and a holiday. */
type Week = [weekday: string, saturday: string, sunday: string, holiday: string]

type Place = {
  name: string
  /** The clock by which the hours of the row are told. */
  clock: string
  places: CandidatePlace[]
  followup: Week
  /** Where two zones or states count at once; any other place has the hours of `EVERYWHERE`. */
  others?: Partial<Record<MessageClass, Week>>
  /** Three solicitations within the last four hours are as many as the state allows. */
  isCapped?: boolean
}

const EVERYWHERE: Partial<Record<MessageClass, Week>> = {
  response_late: ['8-20', '8-20', '8-20', '8-20'],
  service: ['7-21', '7-21', '7-21', '7-21'],
  marketing: ['10-18', '10-17', '', ''],
}

const EASTERN = 'America/New_York'
const CENTRAL = 'America/Chicago'

export const PLACES: readonly Place[] = [
  { ...inState('CO', 'America/Denver', '-07:00'), followup: ['8-21', '8-21', '8-21', '8-21'] },
  { ...inState(null, CENTRAL, '-06:00'), followup: ['8-21', '8-21', '8-21', '8-21'] },
  { ...inState('AL', CENTRAL, '-06:00'), followup: ['8-20', '8-20', '', ''] },
  { ...inState('IL', CENTRAL, '-06:00'), followup: ['9-21', '9-21', '9-21', '9-21'] },
  { ...inState('CT', EASTERN, '-05:00'), followup: ['9-20', '9-20', '9-20', '9-20'] },
  { ...inState('FL', EASTERN, '-05:00'), followup: ['8-20', '8-20', '8-20', '8-20'], isCapped: true },
  { ...inState('KY', EASTERN, '-05:00'), followup: ['10-21', '10-21', '10-21', '10-21'] },
  { ...inState('MA', EASTERN, '-05:00'), followup: ['8-20', '8-20', '8-20', '8-20'] },
  { ...inState('ME', EASTERN, '-05:00'), followup: ['8-21', '8-21', '8-21', '8-21'], isCapped: true },
  { ...inState('PA', EASTERN, '-05:00'), followup: ['9-20', '9-20', '', ''] },
  { ...inState('RI', EASTERN, '-05:00'), followup: ['9-18', '10-17', '', ''] },
  { ...inState('TX', CENTRAL, '-06:00'), followup: ['9-21', '9-21', '12-21', '9-21'] },
  { ...inState('UT', 'America/Denver', '-07:00'), followup: ['8-21', '8-21', '8-21', ''] },
  {
    name: 'a Florida number at a Texan address',
    clock: '-06:00',
    places: [
      { state: 'TX', zones: [CENTRAL], source: 'service_address' },
      { state: 'FL', zones: [EASTERN], source: 'area_code' },
    ],
    followup: ['9-19', '9-19', '12-19', '9-19'],
    others: {
      response_late: ['8-19', '8-19', '8-19', '8-19'],
      service: ['7-20', '7-20', '7-20', '7-20'],
      marketing: ['10-17', '10-16', '', ''],
    },
    isCapped: true,
  },
  {
    name: 'area code 850, which lies in two zones',
    clock: '-05:00',
    places: [{ state: 'FL', zones: [EASTERN, CENTRAL], source: 'area_code' }],
    followup: ['9-20', '9-20', '9-20', '9-20'],
    others: {
      response_late: ['9-20', '9-20', '9-20', '9-20'],
      service: ['8-21', '8-21', '8-21', '8-21'],
      marketing: ['11-18', '11-17', '', ''],
    },
    isCapped: true,
  },
]

function inState(state: string | null, zone: string, clock: string): Omit<Place, 'followup'> {
  return { name: state ?? 'an unknown state', clock, places: [{ state, zones: [zone], source: 'zip' }] }
}

const CAPS = ['free', 'spent', 'solicited', 'loop'] as const
type Cap = (typeof CAPS)[number]

/** What the caps answer; null lets the message go on to the hours. */
const CAP_CODES: Record<MessageClass, Record<Cap, string | null>> = {
  response: { free: null, spent: 'deny episode_already_texted', solicited: null, loop: 'deny customer_loop' },
  response_late: { free: null, spent: 'deny episode_already_texted', solicited: null, loop: 'deny customer_loop' },
  service: { free: null, spent: 'deny service_texts_spent', solicited: null, loop: 'deny customer_loop' },
  followup: {
    free: null,
    spent: 'deny followups_spent',
    solicited: 'hold followup_too_soon',
    loop: 'deny customer_loop',
  },
  marketing: {
    free: null,
    spent: 'hold marketing_too_soon',
    solicited: 'hold state_cap_reached where capped',
    loop: 'deny customer_loop',
  },
}

type Cell = { consents: readonly ConsentBasis[]; day: number; hour: number; place: Place; cap: Cap }

/**
 * The number of cells of one class: sets of consents, hours of four kinds of days, places and caps. A plan on paper
 * permits messages about its visits alone; elsewhere it is tried by itself and beside everything else.
 */
export const CELLS_PER_CLASS = { service: 128 * 36 * 15 * 4, others: 66 * 36 * 15 * 4 }

/** Asks the gate about every cell of a class. Answers how often it said what, and where it said something else. */
export function walkCells(messageClass: MessageClass): { counts: Record<string, number>; wrong: string[] } {
  const counts: Record<string, number> = {}
  const wrong: string[] = []
  const sets = setsFor(messageClass)
  for (const place of PLACES) {
    for (const [day] of DAYS.entries()) {
      for (const hour of HOURS) {
        for (const cap of CAPS) {
          for (const consents of sets) {
            const cell = { consents, day, hour, place, cap }
            const expected = lawOf(messageClass, cell)
            const told = tell(ask(messageClass, cell))
            counts[told] = (counts[told] ?? 0) + 1
            if (told !== expected && wrong.length < 10) wrong.push(describe(cell, told, expected))
          }
        }
      }
    }
  }
  return { counts, wrong }
}

function setsFor(messageClass: MessageClass): ConsentBasis[][] {
  const isTold = (set: ConsentBasis[]) => !set.includes('contract') || set.length === 1 || set.length === BASES.length
  return messageClass === 'service' ? everySet() : everySet().filter(isTold)
}

export function everySet(): ConsentBasis[][] {
  return Array.from({ length: 2 ** BASES.length }, (_, mask) => BASES.filter((_basis, bit) => (mask >> bit) % 2 === 1))
}

function lawOf(messageClass: MessageClass, { consents, day, hour, place, cap }: Cell): string {
  if (!consents.some((basis) => PERMITS[messageClass].split(' ').includes(basis))) {
    return messageClass === 'marketing' ? 'deny written_consent_missing' : 'deny consent_missing'
  }
  const capped = CAP_CODES[messageClass][cap]
  if (capped === 'hold state_cap_reached where capped') {
    if (place.isCapped) return 'hold state_cap_reached'
  } else if (capped !== null) {
    return capped
  }
  if (messageClass === 'response') return 'allow 36000'
  const week = messageClass === 'followup' ? place.followup : (place.others ?? EVERYWHERE)[messageClass]
  const [opens, closes] = (week?.[day] ?? '').split('-').map(Number)
  if (opens === undefined || closes === undefined || hour < opens || hour >= closes) return 'hold quiet_hours'
  return `allow ${Math.min(36_000, (closes - hour) * 3_600)}`
}

function ask(messageClass: MessageClass, { consents, day, hour, place, cap }: Cell): GateDecision {
  const now = Date.parse(`${DAYS[day]}T${String(hour).padStart(2, '0')}:00:00${place.clock}`)
  const isLate = messageClass === 'response_late'
  const message = writeLater(
    {
      body: 'Lone Star Plumbing: hello. Reply STOP to opt out.',
      class: isLate ? 'response' : messageClass,
      occasionedAt: now - (isLate ? 11 : 1) * MINUTE_MS,
      usefulUntil: now + 30 * DAY_MS,
    },
    now,
  )
  const facts = knowFacts(
    {
      consents: consents.map((basis) => ({ basis, at: now - 2 * DAY_MS })),
      conversationOpenUntil: now + 60 * DAY_MS,
      sent: sentUnder(cap, messageClass, now),
      places: place.places,
    },
    now,
  )
  return decideGate(message, facts, now)
}

function sentUnder(cap: Cap, messageClass: MessageClass, now: Instant): SentMessage[] {
  switch (cap) {
    case 'free':
      return []
    case 'solicited':
      return [2, 3, 4].map((ago) => recallSent(now - ago * HOUR_MS, { class: 'followup', episodeId: 'jny_other' }))
    case 'loop':
      return Array.from({ length: 20 }, (_, ago) => recallSent(now - ago * MINUTE_MS, { episodeId: 'jny_other' }))
    case 'spent':
      return Array.from({ length: messageClass === 'service' ? 6 : 2 }, (_, ago) =>
        recallSent(now - (3 + ago) * DAY_MS, { class: messageClass, episodeId: 'jny_later' }),
      )
  }
}

function tell(decision: GateDecision): string {
  return decision.kind === 'allow' ? `allow ${decision.validityS}` : `${decision.kind} ${decision.code}`
}

function describe({ consents, day, hour, place, cap }: Cell, told: string, expected: string): string {
  return `${place.name}, ${DAYS[day]} ${hour}:00, [${consents.join(' ')}], ${cap}: ${told} in place of ${expected}`
}
