import { DAY_MS, HOUR_MS } from '../../base/clock.ts'
import type { QuoteId } from '../../base/ids.ts'
import type { Reply } from '../input.ts'
import type { QuoteRange, QuoteTimer } from './quote-state.ts'

/** What a customer said to a price. */
export type QuoteAnswer = 'accept' | 'decline' | null

export type QuoteInput =
  /** The customer asked what a job costs that is in no list; `isNews` where the technician has not heard of it. */
  | { type: 'price_wanted'; quoteId: QuoteId; reply: Reply; words: string; isDescribed: boolean; isNews?: boolean }
  /** The technician begins it: with a price, or by letting us ask. */
  | { type: 'quote_begun'; quoteId: QuoteId; description: string | null; offer: QuoteOffer | null }
  | { type: 'words_received'; reply: Reply; words: string; answer: QuoteAnswer }
  | { type: 'approved'; offer: QuoteOffer }
  | { type: 'withdrawn' }
  | { type: 'text_sent'; template: string }
  | { type: 'text_failed'; template: string; code: string }
  | { type: 'opted_out' }
  | { type: 'contact_merged' }
  | { type: QuoteTimer }

export type QuoteOffer = { range: QuoteRange; description: string | null; by: string }

export type QuoteFacts = {
  /** False where they opted out, have no number, or a person has the conversation. */
  mayText: boolean
  /** The range of each service in the price book. */
  prices: { service: string; range: QuoteRange }[]
}

/** Nobody is asked more than this before a person looks at it. */
export const QUOTE_QUESTIONS_MAX = 3
/** Who does not answer a question for this long is quoted on what they have said. */
export const QUOTE_SILENCE_MS = 24 * HOUR_MS
export const QUOTE_FOLLOWUP_MS = 3 * DAY_MS
export const QUOTE_VALID_MS = 14 * DAY_MS
/** A price that could not go out within this is sent no more, and the technician hears of it. */
export const QUOTE_USEFUL_MS = 2 * DAY_MS
