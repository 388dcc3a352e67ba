/** What the journeys share that write to somebody of their own accord. */

/** Texts that come after a job. */
export type AfterTemplate =
  | 'review_request'
  | 'review_thanks'
  | 'complaint_received'
  | 'amc_offer'
  | 'amc_terms'
  | 'amc_agree'
  | 'amc_enrolled'
  | 'amc_details'
  | 'amc_reminder'
  | 'amc_more'
  | 'amc_extended'
  | 'amc_cancelled'
  | 'reengage'

/** What became of a text such a journey ordered. */
export type TextFate = { type: 'text_sent'; template: string } | { type: 'text_failed'; template: string; code: string }

/** Scheduled maintenance as it was offered or agreed to; money in minor units. */
export type PlanTerms = {
  planId: string
  name: string
  priceMinor: number
  termMonths: number
  holds: string
  renewsByItself: boolean
}

/** What a text about a plan says besides: days such as 2026-11-26, and the price until now where that changes. */
export type PlanWords = PlanTerms & { renewsOn?: string; oldPriceMinor?: number }
