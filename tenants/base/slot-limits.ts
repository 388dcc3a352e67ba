/** Bounds of what is offered to somebody who wants a visit, and of the ledger it is taken from. */

/** What a customer is given to choose from. */
export const OFFERS_MAX = 3

/** Free times that are looked through for what to offer: a crew's whole horizon, in half hours. */
export const SLOTS_SEEN_MAX = 3_000

/** Quarters of an hour that have passed are dropped once a day, so many at a time. */
export const SLOT_CELLS_DROPPED_AT_ONCE_MAX = 1_000
