import type { Instant } from '../../base/clock.ts'
import type { AppointmentId } from '../../base/ids.ts'
import type { PartOfDay } from '../../base/part-of-day.ts'
import type { TurnedDown } from '../../base/turned-down.ts'

/** A time that somebody may take. `feeMinor` is what is added for the hour or the danger. */
export type Offer = { startsAt: Instant; endsAt: Instant; crewId: string; feeMinor: number; isAfterHours: boolean }

export type BookingOutcome =
  'completed' | 'cancelled' | 'no_show' | 'expired' | 'refused' | 'opted_out' | 'unreported' | 'nothing_free'

/** A visit that is agreed. `offers`: times it may be moved to; `isKept` where the one of them is kept for it. */
export type Agreed = {
  visitId: AppointmentId
  service: string | null
  startsAt: Instant
  endsAt: Instant
  feeMinor: number
  offers: Offer[]
  isKept: boolean
  /** When they were asked whether to call it off; null where they were not, or have answered. */
  offAskedAt?: Instant | null
}

/**
 * One visit, from the times that are offered until somebody has said what became of it.
 *
 *     offered → confirmed → reminded → over → closed
 *        └─────────┴───────────┴──────────────┘
 */
export type BookingState =
  /** `visitId` is the time that is kept for them, where it is one; otherwise whoever answers first has it. */
  | { kind: 'booking'; status: 'offered'; offers: Offer[]; visitId: AppointmentId | null; service: string | null }
  | ({ kind: 'booking'; status: 'confirmed' | 'reminded' } & Agreed)
  /** Its time has passed, and the technician has been asked what became of it. */
  | ({ kind: 'booking'; status: 'over' } & Agreed)
  | { kind: 'booking'; status: 'closed'; outcome: BookingOutcome; closedAt: Instant }

export type VisitWish = {
  /** A moment that they name; `namesDay` where they say of which day, `part` where a part of one has a name. */
  wish: {
    at: Instant
    granularity: 'time' | 'part_of_day' | 'day' | 'soonest'
    namesDay: boolean
    part?: PartOfDay | undefined
  } | null
  turnedDown?: TurnedDown[] | undefined
}

/** What a customer's words say to times they were offered, as `tenants/reading/slot-words.ts` reads them. */
export type VisitReply = VisitWish & {
  words: {
    isYes: boolean
    choice: number | 'last' | null
    takesAny: boolean
    /** "Both", which may be either or all. */
    namesAll: boolean
    namesWeek: boolean
    rejects: boolean
    wantsMove: boolean
    wantsCancel: boolean
    /** They cannot be there, or not then. */
    isAway: boolean
    needsNobody: boolean
    mayCancel: boolean
    nods: boolean
    defers: boolean
    asksWhen: boolean
    informs: boolean
    proposes: boolean
    than: 'later' | 'earlier' | null
    /** By how much they want the visit moved; negative is earlier. */
    shift: { days: number; minutes: number } | null
    /** They ask whether a time could be had. */
    asksFree: boolean
    /** The day that is talked of does not suit them. */
    refusesDay: boolean
  } | null
  /** It is a question, whatever it asks. */
  isQuestion?: boolean
}

/** What the words of a text about a visit are made from. */
export type VisitText = {
  offers: Offer[]
  /** The visit it is about, for its link; null where nothing is agreed. */
  visitId: AppointmentId | null
  startsAt: Instant | null
  endsAt: Instant | null
  feeMinor: number
  /** Another visit of theirs, which stands although this one does not. */
  otherAt?: Instant | null
  /** Nobody knows yet where it is to be. */
  asksWhere?: boolean
  missed?: Missed | null
}

/** A day that was wished for, or a part of it or an hour, at which nothing is free. */
export type Missed = {
  at: Instant
  isClosed: boolean
  part?: PartOfDay | undefined
  /** No more than what is offered. */
  hasSome?: boolean
  /** It is the hour or the part that nobody works, of a day like any other: of that day, or of every one. */
  outside?: 'that_day' | 'every_day'
}

/** Texts about visits. None of them names a time that is not kept, free or agreed at the moment it is ordered. */
export type VisitTemplate =
  | 'visit_offer'
  | 'visit_choices'
  | 'visit_which'
  | 'visit_taken'
  | 'visit_passed_on'
  | 'visit_confirmed'
  | 'visit_moved'
  | 'visit_cancelled'
  | 'visit_called_off'
  | 'visit_move_offer'
  | 'visit_move_choices'
  | 'visit_stays'
  | 'visit_no_other'
  | 'visit_reminder'
  /** The business has moved it. */
  | 'visit_moved_by_us'
  /** What they told is passed on, and the visit stays. */
  | 'visit_noted'
  /** When it is, to who asks. */
  | 'visit_kept'
  | 'visit_off_ask'
  /** An offer waits for a yes. */
  | 'visit_waits'
  | 'visit_let_go'
