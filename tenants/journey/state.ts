import type { Instant } from '../base/clock.ts'
import type { CallId } from '../base/ids.ts'

export type MissedCallOutcome =
  | 'answered'
  | 'booked'
  | 'declined'
  | 'opted_out'
  | 'no_reply'
  | 'taken_over'
  | 'unreachable'
  | 'wrong_number'
  | 'spam'
  | 'too_old'
  | 'merged'

/** What one episode remembers, whatever its status: the calls that make it up and who has been told what. */
export type Episode = {
  firstCallId: CallId
  callCount: number
  lastCallEndedAt: Instant
  /** The technician hears of repeated calls at most once in a while. */
  toldOfRepeatAt: Instant | null
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
  /** The text is planned. `textDueAt` is met by a timer, `staleAt` is when it makes no sense any more. */
  | { kind: 'missed_call'; status: 'awaiting_text'; episode: Episode; textDueAt: Instant; staleAt: Instant }
  /** The outbox has been asked to text (`textedAt` null) or has done so. */
  | { kind: 'missed_call'; status: 'awaiting_reply'; episode: Episode; textedAt: Instant | null; emailed: boolean }
  | ({ kind: 'missed_call'; status: 'in_conversation' } & Conversation)
  | ({ kind: 'missed_call'; status: 'booking_wanted' } & Conversation)
  /** `wasBooking`: a visit was wanted before, which handing back must not forget. */
  | { kind: 'missed_call'; status: 'taken_over'; episode: Episode; takenOverAt: Instant; wasBooking: boolean }
  | { kind: 'missed_call'; status: 'closed'; outcome: MissedCallOutcome; closedAt: Instant }

export type JourneyState = MissedCallState
export type JourneyKind = JourneyState['kind']
export type JourneyStatus = JourneyState['status']
