import { MINUTE_MS, SECOND_MS } from './clock.ts'

/** Days that are counted anew each night, so that what has become of them since travels along. */
export const FLEET_DAYS_PER_EXPORT_MAX = 35

// The fleet's room
/** Of one business in one telling; what more there was is counted. */
export const TICKER_BATCH_EVENTS_MAX = 20
/** Least time between two tellings of one business, and what the room may ask of each where there are many. */
export const TICKER_EVERY_MS = 10 * SECOND_MS
/** What has just happened is told this soon where nothing was told lately. */
export const TICKER_SOON_MS = 500
/** Facts that are gone through for one telling, newest first. */
export const TICKER_FACTS_MAX = 200
export const TICKER_EVERY_MAX_MS = 5 * MINUTE_MS
/** Tellings that the room wants to hear in a second, a tenth of what one object can. */
export const ROOM_TELLINGS_PER_S = 100
/** How often it looks whether it hears more. */
export const ROOM_PACE_MS = 5 * SECOND_MS
/** Events that whoever joins is shown. */
export const ROOM_EVENTS_MAX = 200
/** Events in one message to those who look on, and least time between two messages, whatever comes in. */
export const ROOM_NEWS_EVENTS_MAX = 50
export const ROOM_NEWS_EVERY_MS = 500
/** Minutes whose counts and figures are shown and kept. */
export const ROOM_MINUTES_MAX = 60
export const ROOM_SOCKETS_MAX = 200
/** A page that lives pings twice as often; one of which nothing is heard for this long is gone. */
export const ROOM_SILENT_MAX_MS = 90 * SECOND_MS
/** Businesses with something wrong that the room keeps; and how long it passes on that it is over. */
export const ROOM_HEALTH_MAX = 2_000
export const HEALTH_PASSED_ON_MS = 15 * MINUTE_MS
/** What the room was told is on disk after this long. */
export const ROOM_KEEP_EVERY_MS = 5 * SECOND_MS

// Figures of the platform itself
/** A route with a class of answers is one. */
export const FIGURES_SERIES_MAX = 600
/** Least time between two tellings of one isolate of the router. */
export const FIGURES_EVERY_MS = 10 * SECOND_MS
export const VITALS_SHORT_MIN = 5
/** Routes and providers that are named, the busiest first. */
export const VITALS_LISTED_MAX = 50
