import * as v from 'valibot'
import { isOneLine } from '../base/plain-name.ts'
import { PageQuery } from './lists.ts'

/** Prices of jobs that stand in no list: drafted by us, set by the technician. Money in minor units. */

const AmountMinor = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000))
/** Goes into a text as it is. */
const What = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120), v.check(isOneLine, 'one line'))

const Range = v.pipe(
  v.strictObject({ fromMinor: AmountMinor, toMinor: AmountMinor }),
  v.check(({ fromMinor, toMinor }) => fromMinor <= toMinor, 'the lower amount first'),
)

export const QuoteView = v.object({
  id: v.string(),
  customerId: v.string(),
  customerName: v.nullable(v.string()),
  customerPhone: v.nullable(v.string()),
  /** collecting, awaiting_approval, sent, accepted, declined, expired, withdrawn, opted_out or merged */
  status: v.string(),
  service: v.nullable(v.string()),
  description: v.nullable(v.string()),
  address: v.nullable(v.string()),
  urgency: v.nullable(v.string()),
  fromMinor: v.nullable(v.number()),
  toMinor: v.nullable(v.number()),
  approvedBy: v.nullable(v.string()),
  sentAt: v.nullable(v.number()),
  expiresAt: v.nullable(v.number()),
  createdAt: v.number(),
  updatedAt: v.number(),
})
export type QuoteView = v.InferOutput<typeof QuoteView>

/** `open`: being asked about, waiting for a price, or waiting for an answer. */
export const QuotesQuery = v.object({ ...PageQuery.entries, state: v.optional(v.picklist(['open', 'closed'])) })
export type QuotesQuery = v.InferOutput<typeof QuotesQuery>

/** `range` null lets us ask the customer what is missing; with one the estimate goes out at once. */
export const NewQuote = v.strictObject({
  customerId: v.pipe(v.string(), v.regex(/^cus_[0-9a-z]{24}$/)),
  description: v.optional(v.nullable(What), null),
  range: v.optional(v.nullable(Range), null),
})
export type NewQuote = v.InferOutput<typeof NewQuote>

export const QuoteMove = v.variant('move', [
  v.strictObject({ move: v.literal('approve'), range: Range, description: v.optional(v.nullable(What), null) }),
  v.strictObject({ move: v.literal('withdraw') }),
])
export type QuoteMove = v.InferOutput<typeof QuoteMove>
