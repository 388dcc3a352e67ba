import type { CustomerId } from '../base/ids.ts'
import type { NoticeReason } from '../replies/notice-words.ts'
import { loadLastWords, loadWordsSince } from '../storage/message-rows.ts'
import { loadNewestQuoteAt } from '../storage/quote-rows.ts'
import type { TenantDb } from '../storage/open.ts'

/** A question, and our three of it. */
const WORDS_MAX = 4

/**
 * What the technician reads of a customer's words: the last, or of a price all that was said since it was asked for.
 * "Next week" alone tells nobody what the work is.
 */
export function loadSaid(
  db: TenantDb,
  customerId: CustomerId,
  reason: NoticeReason,
): { words: string; channel: string } | null {
  const last = loadLastWords(db, customerId)
  if (reason !== 'quote_waiting' || last === null) return last
  const since = loadNewestQuoteAt(db, customerId)
  const words = since === null ? [] : loadWordsSince(db, customerId, since, WORDS_MAX)
  return words.length > 1 ? { ...last, words: words.toReversed().join(' / ') } : last
}
