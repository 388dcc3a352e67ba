import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { Ask } from '../base/greeting.ts'
import type { CallId } from '../base/ids.ts'
import type { RingState } from './ring/state.ts'
import type { BookingState } from './booking/state.ts'
import type { LeadSource } from '../base/lead-source.ts'
import type { QuoteState } from './quote/quote-state.ts'
import type { AmcState } from './amc/states.ts'
import type { ReengageState } from './reengage/states.ts'
import type { ReviewState } from './review/states.ts'

export type MissedCallOutcome =
  | 'answered'
  | 'booked'
  /** They wanted a visit, and nobody has agreed to one. */
  | 'visit_wanted'
  | 'declined'
  | 'opted_out'
  | 'no_reply'
  | 'taken_over'
  | 'unreachable'
  | 'wrong_number'
  | 'spam'
  | 'too_old'
  | 'merged'
  /** Staff, a supplier or family: they are not sold anything. */
  | 'known'
  | 'held_back'

/** What one episode remembers, whatever its status: the calls that make it up and who has been told what. */
export type Episode = {
  firstCallId: CallId
  callCount: number
  lastCallEndedAt: Instant
  /** The technician hears of repeated calls at most once in a while. */
  toldOfRepeatAt: Instant | null
  /** Set where only who agrees is texted. `ask` is null where nobody asked the caller. */
  /** Set where the caller expects us already, see `visit_call_text`. */
  visitAt?: Instant
  consent?: { ask: Ask | null; answer: 'awaited' | 'given' | 'missing' }
  /** Set where it began with a form, and no call was missed. */
  source?: LeadSource
}

/** `wasAskedForService`: we have just asked which job a price is wanted for, and the next words may name it. */
type Conversation = { episode: Episode; repliedAt: Instant; wasAskedForService: boolean }

/**
 * One missed call, recovered.
 *
 *     awaiting_text → awaiting_reply → in_conversation → booking_wanted → closed
 *            └───────────────┴──── taken_over ────┴──────────────┘
 */
export type MissedCallState =
  /**
   * The text is planned, or awaits the caller's answer. `textDueAt` is met by a timer, `staleAt` is when it makes no
   * sense any more.
   */
  | { kind: 'missed_call'; status: 'awaiting_text'; episode: Episode; textDueAt: Instant; staleAt: Instant }
  /** The outbox has been asked to text (`textedAt` null) or has done so; or there is none to be sent. */
  | { kind: 'missed_call'; status: 'awaiting_reply'; episode: Episode; textedAt: Instant | null; emailed: boolean }
  | ({ kind: 'missed_call'; status: 'in_conversation' } & Conversation)
  | ({ kind: 'missed_call'; status: 'booking_wanted' } & Conversation)
  /** `wasBooking`: a visit was wanted before, which handing back must not forget. */
  | { kind: 'missed_call'; status: 'taken_over'; episode: Episode; takenOverAt: Instant; wasBooking: boolean }
  | { kind: 'missed_call'; status: 'closed'; outcome: MissedCallOutcome; closedAt: Instant }

/** Somebody who is alerted to an emergency. */
export type OnCallContact = { name: string; phone: Phone; email: string | null }

/** Whom to alert in which order, how long each has, and how often the list is gone through. */
export type Ladder = { contacts: OnCallContact[]; stepAfterMs: number; rounds: number }

/** What an emergency remembers. The ladder is the one that stood when it began. */
export type Alarm = {
  /** The gravest danger told so far. */
  danger: string
  toldAt: Instant
  /** As it stood at the newest alert, with those who were alerted and have gone from the list since. */
  ladder: Ladder
  /** Phones of those who were alerted, each once. */
  alerted: Phone[]
  /** Phones of those who said that they cannot, or want no more texts: they are passed over. */
  declined: Phone[]
  /** How often the list is being gone through, from 1, and whose turn it has been in this round. */
  round?: number
  inRound?: Phone[]
  /** Alerts, by their step, that a provider has taken. */
  reached?: number[]
}

export type EmergencyOutcome = 'handled' | 'unanswered'

/**
 * One danger that a customer told of, until somebody has taken it.
 *
 *     open → alerted → acknowledged → closed
 *       └───────┴────→ spent ──┴────────┘
 *
 * `step` counts the alerts from 0, round by round.
 */
export type EmergencyState =
  /** An alert has been ordered, and none has left yet. */
  | { kind: 'emergency'; status: 'open'; alarm: Alarm; step: number }
  /** At least one alert has left. */
  | { kind: 'emergency'; status: 'alerted'; alarm: Alarm; step: number }
  /** `phone` is the contact's who took it by text; `by` is null where nobody can be named to the customer. */
  | {
      kind: 'emergency'
      status: 'acknowledged'
      alarm: Alarm
      by: string | null
      phone: Phone | null
      acknowledgedAt: Instant
    }
  /** Everybody was alerted in vain. */
  | { kind: 'emergency'; status: 'spent'; alarm: Alarm; spentAt: Instant }
  | { kind: 'emergency'; status: 'closed'; outcome: EmergencyOutcome; closedAt: Instant }

export type JourneyState =
  MissedCallState | EmergencyState | QuoteState | ReviewState | AmcState | ReengageState | RingState | BookingState

export type JourneyKind = JourneyState['kind']
