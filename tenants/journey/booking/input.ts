import type { Instant } from '../../base/clock.ts'
import type { AppointmentId } from '../../base/ids.ts'
import type { OptOutBy, TimelineFact, VisitBy } from '../../timeline/event.ts'
import type { Effect } from '../effect.ts'
import type { Reply } from '../input.ts'
import type { BookingTimer, TimerName } from '../timers.ts'
import type { Agreed, BookingState, Missed, Offer, VisitWish } from './state.ts'

/** What a visit is told. `tell`: the customer is to hear of it by text. */
export type BookingInput =
  /** The customer wants a visit, and free times are known; `priced` as in `send_sms`. */
  | ({ type: 'visit_wished'; service: string | null; priced?: string[] | undefined } & VisitWish)
  /** `isLast`: whoever waits for other words has been asked, so that words about anything near it are the visit's. */
  | { type: 'visit_answered'; reply: Reply; isLast?: boolean }
  | { type: 'visit_agreed'; visit: Omit<Agreed, 'offers' | 'isKept'>; by: VisitBy; tell: boolean }
  | { type: 'visit_moved'; startsAt: Instant; endsAt: Instant; feeMinor: number; by: VisitBy; tell: boolean }
  | { type: 'visit_ended'; how: 'cancelled' | 'completed' | 'no_show'; by: VisitBy; tell: boolean }
  /** `by` is how their wish took to us; in their own words by text where it is absent. */
  | { type: 'opted_out'; by?: OptOutBy }
  | { type: 'text_failed'; template: string; code: string }
  | { type: BookingTimer }

export type BookingFacts = {
  zone: string
  /** False where the customer opted out, texting is off, or a person has the conversation. */
  mayText: boolean
  holdMs: number
  /** For a visit that comes into being now. */
  newVisitId: AppointmentId
  /** The moment that was wished for, where it is free. */
  wished: Offer | null
  /** Free times near the wish, the times of the visit itself left out. */
  alternatives: Offer[]
  /** The day that was wished for, where nothing is free on it. */
  missed: Missed | null
  /** The times that were offered as they can be had now, in their order; null where one is gone. */
  stillFree: (Offer | null)[]
  /** When the next other visit of theirs is, where they have one. */
  otherAt: Instant | null
}

/** What the ledger of visits is asked to do. A decision rests on facts of the same transaction, so it can be done. */
export type VisitOrder =
  | { type: 'hold'; visitId: AppointmentId; offer: Offer; service: string | null; until: Instant }
  /** The time that is kept gives way to another one. */
  | { type: 'keep_instead'; visitId: AppointmentId; offer: Offer; service: string | null; until: Instant }
  | { type: 'book'; visitId: AppointmentId; offer: Offer; service: string | null }
  | { type: 'agree'; visitId: AppointmentId }
  /** A time that was kept and never agreed to. */
  | { type: 'release'; visitId: AppointmentId; by: VisitBy }
  | { type: 'keep_beside'; visitId: AppointmentId; offer: Offer }
  | { type: 'drop_beside'; visitId: AppointmentId }
  | { type: 'move'; visitId: AppointmentId; offer: Offer }
  | { type: 'cancel'; visitId: AppointmentId }

export type BookingMoved = {
  kind: 'moved'
  state: BookingState
  visits: VisitOrder[]
  effects: Effect[]
  events: TimelineFact[]
  timers: Partial<Record<TimerName, Instant | null>>
}
export type BookingDecision = BookingMoved | { kind: 'ignored'; reason: string }
