import type { Instant } from '../base/clock.ts'
import { ebrUntil } from './ebr-until.ts'
import type { GateCase, GateMessage, MarketingTopic } from './facts.ts'

/**
 * On what a marketing message may go besides a written consent. Asking a customer for a review may rest on the business
 * relationship; whatever sells may not, although one circuit would let it (Bradford v. Sovereign Pest).
 */
const RELATIONSHIP_SUFFICES: Record<MarketingTopic, boolean> = {
  review: true,
  amc: false,
  winback: false,
  promotion: false,
}

const TOPICS: Partial<Record<string, MarketingTopic>> = {
  review_request: 'review',
  review_reminder: 'review',
  amc_offer: 'amc',
  amc_reminder: 'amc',
  reengage: 'winback',
}

/** What nobody put a name to sells something. */
export function topicOf({ topic, template }: GateMessage): MarketingTopic {
  return topic ?? TOPICS[template] ?? 'promotion'
}

export function mayRestOnRelationship(message: GateMessage): boolean {
  return RELATIONSHIP_SUFFICES[topicOf(message)]
}

/** When the dealings began on which this message may go now, or null when it may not rest on them. */
export function findRelationship({ message, facts, class: messageClass, now }: GateCase): Instant | null {
  if (messageClass !== 'marketing' || !mayRestOnRelationship(message)) return null
  const until = ebrUntil(facts, facts.places, now)
  if (until === null || now >= until) return null
  return Math.max(facts.lastPurchaseAt ?? Number.NEGATIVE_INFINITY, facts.lastInquiryAt ?? Number.NEGATIVE_INFINITY)
}
