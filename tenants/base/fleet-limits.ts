import { MINUTE_MS, SECOND_MS } from './clock.ts'

/** Days that are counted anew each night, so that what has become of them since travels along. */
export const FLEET_DAYS_PER_EXPORT_MAX = 35

// The fleet's room
/** Of one business in one telling; what more there was is counted. */
export const TICKER_BATCH_EVENTS_MAX = 20
/** Least time between two tellings of one business. */
export const TICKER_EVERY_MS = 10 * SECOND_MS
/** Events that whoever joins is shown. */
export const ROOM_EVENTS_MAX = 200
/** Events in one message to those who look on, and least time between two messages, whatever comes in. */
export const ROOM_NEWS_EVENTS_MAX = 50
export const ROOM_NEWS_EVERY_MS = 500
/** Minutes whose counts are shown and kept. */
export const ROOM_MINUTES_MAX = 60
export const ROOM_SOCKETS_MAX = 200
/** Least time between two tellings of one isolate of the router. */
export const FIGURES_EVERY_MS = 10 * SECOND_MS
export const VITALS_SHORT_MS = 5 * MINUTE_MS
export const VITALS_LONG_MS = 60 * MINUTE_MS
