import type { SubscriptionStatus } from './subscriptions.ts'

/** What businesses pay each month, and how that moved. Currencies are never added up. */

/** `…Minor` is what comes in a month; `…Count` is how many businesses pay. */
export type FleetMonth = {
  /** Such as `2026-11`. The month of the last day counts as far as it has come. */
  month: string
  currency: string
  startMinor: number
  endMinor: number
  newMinor: number
  /** Whoever pays again after having paid nothing. */
  reactivatedMinor: number
  expansionMinor: number
  /** These two are losses, told as positive amounts. */
  contractionMinor: number
  churnedMinor: number
  startCount: number
  endCount: number
  newCount: number
  reactivatedCount: number
  churnedCount: number
}

/** Months that are shown. */
export const SUBSCRIPTION_MONTHS = 12

export type FleetSubscriptions = {
  /** How they stand now. */
  standing: Record<SubscriptionStatus, number>
  /** The newest first, and of each the currency that most is paid in. */
  months: FleetMonth[]
}

/** Businesses that joined in one month, and how many of them were still there in each month since, its own first. */
export type FleetCohort = {
  /** Such as `2026-11`. */
  month: string
  tenants: number
  /** Had a call or a lead in the month, by its end paid something; the newest month counts as far as it has come. */
  active: number[]
  paying: number[]
}

/** `GET /api/v1/fleet/retention`: the newest first. `hasPaid` is false where nobody has ever paid. */
export type FleetRetention = { cohorts: FleetCohort[]; hasPaid: boolean }
