import type { Instant } from '../../base/clock.ts'
import type { ContractId } from '../../base/ids.ts'
import type { PlanTerms, TextFate } from '../offer-types.ts'

/** `not_offered`: they could not or should not be. `ended`: the term was over and nothing renewed it. */
export type AmcOutcome = 'declined' | 'expired' | 'opted_out' | 'not_offered' | 'cancelled' | 'ended'

export type OfferReason = 'job' | 'anniversary' | 'hand'

/** A notice of the renewal: the price it named, and when a provider took it. */
export type RenewalNotice = { orderedAt: Instant; reachedAt: Instant | null; priceMinor: number }

/** One term of a contract. Days are local, such as 2026-11-26. */
export type Term = { plan: PlanTerms; startsOn: string; renewsOn: string }

/**
 * Scheduled maintenance, offered to one customer and kept as long as they want it.
 *
 *     planned → offered → terms_sent → active → closed
 *
 * Nobody is enrolled without an explicit yes to the terms of renewal, after these were shown in full.
 */
export type AmcState =
  | { kind: 'amc'; status: 'planned'; plan: PlanTerms; reason: OfferReason; plannedAt: Instant }
  | {
      kind: 'amc'
      status: 'offered'
      plan: PlanTerms
      reason: OfferReason
      plannedAt: Instant
      textedAt: Instant | null
    }
  | { kind: 'amc'; status: 'terms_sent'; plan: PlanTerms; askedAt: Instant }
  | {
      kind: 'amc'
      status: 'active'
      /** Its row, once it has one. */
      contractId: ContractId | null
      term: Term
      acceptedAt: Instant
      notice: RenewalNotice | null
      /** False once the customer opted out, or no notice of the renewal reached them. */
      mayRenew: boolean
      /** They said yes to another term of a plan that does not renew by itself, at this price. */
      more?: { agreedAt: Instant; priceMinor: number }
    }
  | { kind: 'amc'; status: 'closed'; outcome: AmcOutcome; closedAt: Instant }

/** What a reply says to an offer, to its terms, or about a plan that stands; `fine` is a yes that binds to nothing. */
export type PlanAnswer = 'yes' | 'fine' | 'no' | 'end' | 'asks' | 'asks_by_name'

export type AmcInput =
  | { type: 'job_completed' }
  | { type: 'anniversary' }
  | { type: 'offered_by_hand'; plan: PlanTerms }
  /** A contract that was agreed to elsewhere, such as on paper. */
  | { type: 'noted_by_hand'; term: Term; acceptedAt: Instant; how: AgreedHow }
  | { type: 'offer_due' }
  | { type: 'offer_rest_due' }
  | { type: 'remind_due' }
  | { type: 'renew_due' }
  | TextFate
  | { type: 'reply_received'; answer: PlanAnswer | null; repliedAt: Instant }
  | { type: 'offers_ended' }
  | { type: 'opted_out' }
  | { type: 'taken_over' }
  | { type: 'ended_by_hand' }

/** Where a contract was agreed to that did not come of our texts. */
export type AgreedHow = 'paper' | 'email' | 'spoken'

export type AmcFacts = {
  isOn: boolean
  offerAfterMs: number
  /** The first of the settings, and the one this journey is about as it stands there now; null where there is none. */
  firstPlan: PlanTerms | null
  planNow: PlanTerms | null
  /** When this customer was last offered one. */
  lastOfferedAt: Instant | null
  /** They once had a plan and ended it: only a person offers them another. */
  hasEnded: boolean
  /** Why no offer may be texted to them; null where one may. */
  unreachable: string | null
  /** A person has the conversation, or the business has paused everything. */
  isSilent: boolean
  /** The full terms were handed to a provider, in the words that stand in that message. */
  hasTerms: boolean
  /** In which the days of a contract are counted. */
  zone: string
}
