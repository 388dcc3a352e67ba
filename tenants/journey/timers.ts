import { DAY_MS, MINUTE_MS } from '../base/clock.ts'

/** A timer belongs to one journey; a journey has at most one of each name. */
export type TimerName = 'text_due' | 'silence_due' | 'idle_due'

/** After this much silence a conversation is over. */
export const IDLE_DELAY_MS = 3 * DAY_MS
/** Repeated calls in an open conversation are told to the technician at most this often. */
export const REPEAT_NOTICE_DELAY_MS = 10 * MINUTE_MS
