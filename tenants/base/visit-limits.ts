import { DAY_MS, SECOND_MS } from './clock.ts'

/** Bounds of what screens and links show of visits. */

export const SLOTS_LISTED_MAX = 500
export const AGENDA_VISITS_MAX = 1_000
export const AGENDA_BUSY_MAX = 500
export const CUSTOMER_VISITS_MAX = 20
/** A visit of which nobody says what became of it is asked about for this long. */
export const VISIT_OVER_AGE_MAX_MS = 14 * DAY_MS
/** Days of free times on a customer's page; whoever needs more of them calls. */
export const VISIT_PAGE_DAYS_MAX = 5
/** How long after a visit its link still shows it. */
export const VISIT_LINK_AFTER_MS = 7 * DAY_MS
/** What a visit is for, where it is no service of the price book. */
export const SERVICE_CHARS_MAX = 80
export const ADDRESS_CHARS_MAX = 120

/** Whose blocked time is asked for; the crew has no more members either. */
export const CALENDAR_USERS_MAX = 20
/** A calendar that was read this short a time ago is not read again for the next words of a talk about visits. */
export const CALENDAR_FRESH_MS = 30 * SECOND_MS
