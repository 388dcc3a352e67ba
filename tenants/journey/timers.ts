import type { RingTimer } from './ring/state.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/clock.ts'
import type { QuoteTimer } from './quote/quote-state.ts'

/** A timer belongs to one journey; a journey has at most one of each name. */
export type MissedCallTimer = 'text_due' | 'overdue_due' | 'silence_due' | 'idle_due'
/** An emergency that is not closed always has one of these, by which open emergencies are found. */
export type EmergencyTimer = 'step_due' | 'rest_due'
/** Of what comes after a job. */
export type ReviewTimer = 'review_due' | 'review_rest_due'
export type AmcTimer = 'offer_due' | 'offer_rest_due' | 'remind_due' | 'renew_due'
export type ReengageTimer = 'reengage_due' | 'reengage_rest_due'
/** A time that is kept or offered, reminders, and when somebody has to say what became of a visit. */
export type BookingTimer =
  'hold_due' | 'choice_due' | 'day_reminder_due' | 'hours_reminder_due' | 'visit_due' | 'report_due'
export type TimerName =
  MissedCallTimer | EmergencyTimer | QuoteTimer | ReviewTimer | AmcTimer | ReengageTimer | RingTimer | BookingTimer

/** The technician hears of a text or a look-up that is late this long before the deadline, so as to hear within it. */
export const OVERDUE_MARGIN_MS = 1_500
/** What a text that is ordered after its deadline may take before the technician hears that it has not left. */
export const OVERDUE_GRACE_MS = 3 * SECOND_MS
/** From the ring, the longest that the greeting, its question and the report of the answer may take. */
export const CONSENT_WAIT_MS = 90 * SECOND_MS
/** After the end of a call its answer may still be on its way: reports overtake each other. */
export const CONSENT_GRACE_MS = 5 * SECOND_MS
/** After this much silence a conversation is over. */
export const IDLE_DELAY_MS = 3 * DAY_MS
/** Repeated calls in an open conversation are told to the technician at most this often. */
export const REPEAT_NOTICE_DELAY_MS = 10 * MINUTE_MS

/** An emergency that somebody has taken is over after this; what is told later is a new one. */
export const HANDLED_DELAY_MS = 12 * HOUR_MS

/** One that nobody took stands on the board for this long. */
export const UNANSWERED_DELAY_MS = 7 * DAY_MS

/** Told of the danger again this long after everybody was alerted in vain, we alert them all once more. */
export const ALERT_AGAIN_DELAY_MS = 30 * MINUTE_MS
