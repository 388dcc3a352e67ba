import type { Instant } from '../../base/clock.ts'
import type { QuoteId } from '../../base/ids.ts'

/** What is still to be known of a job before anybody can say what it costs. */
export type QuoteQuestion = 'what' | 'where' | 'when'

/** A range in minor units. */
export type QuoteRange = { fromMinor: number; toMinor: number }

/** What is known of the job, and what it was offered for. */
export type QuoteBody = {
  quoteId: QuoteId
  /** In the price book, where it is there. */
  service: string | null
  /** In the customer's words, until the technician puts it into theirs. */
  description: string | null
  address: string | null
  /** How soon, in the customer's words. */
  urgency: string | null
  range: QuoteRange | null
  approvedBy: string | null
}

export type QuoteOutcome = 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'opted_out' | 'merged'

/**
 * The price of one job that stands in no list, from the question to the answer.
 *
 *     collecting → awaiting_approval → sent → closed
 *          └──────────────┴───────────────────┘
 */
export type QuoteState =
  /** `asked` counts our questions, the one that is open included. */
  | { kind: 'quote'; status: 'collecting'; quote: QuoteBody; asking: QuoteQuestion; asked: number }
  /** The technician has to say what it costs. */
  | { kind: 'quote'; status: 'awaiting_approval'; quote: QuoteBody }
  /** The outbox has been asked to text it (`sentAt` null), or has done so. */
  | { kind: 'quote'; status: 'sent'; quote: QuoteBody; sentAt: Instant | null; expiresAt: Instant; followedUp: boolean }
  | { kind: 'quote'; status: 'closed'; quote: QuoteBody; outcome: QuoteOutcome; closedAt: Instant }

export type QuoteTimer = 'quote_silence_due' | 'quote_followup_due' | 'quote_expiry_due'
