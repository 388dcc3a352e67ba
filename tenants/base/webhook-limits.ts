import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './clock.ts'

/** Bounds of what other programs are told. */

export const WEBHOOKS_MAX = 5
/** Events that are turned into deliveries in one transaction. */
export const WEBHOOK_EVENTS_AT_ONCE_MAX = 100
/** How long the secret before this one signs along. */
export const WEBHOOK_OLD_SECRET_MS = DAY_MS
/** Longer than all tries take together. */
export const WEBHOOK_USEFUL_MS = 3 * DAY_MS
export const WEBHOOK_TIMEOUT_MS = 10 * SECOND_MS
/** How long news of somebody waits for their number where GoHighLevel told of a call by a contact alone. */
export const WEBHOOK_CONTACT_WAIT_MS = 30 * SECOND_MS
export const WEBHOOK_CONTACT_LOOK_MS = SECOND_MS
/** Until the next try, by how many there were; the last counts for all that follow. */
export const WEBHOOK_WAITS_MS = [10 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS]
