import * as v from 'valibot'
import { isCompletePhone, type Phone } from '../base/e164.ts'
import { isOneLine } from '../base/plain-name.ts'
import { Moment } from './moment.ts'

/** Visits that were made and done. Instants in epoch milliseconds, money in minor units of the business's currency. */

const Line = (max: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max), v.check(isOneLine, 'one line'))

/** Whose job it was: a customer of ours, or whoever has this phone, who becomes one. */
export const NewJob = v.pipe(
  v.strictObject({
    customerId: v.optional(v.pipe(v.string(), v.regex(/^cus_[0-9a-z]{24}$/))),
    phone: v.optional(
      v.pipe(
        v.string(),
        v.check(isCompletePhone, 'a phone number in E.164, such as +15125550147'),
        v.transform((text) => text as Phone),
      ),
    ),
    name: v.optional(Line(80)),
    service: v.optional(v.nullable(Line(80)), null),
    amountMinor: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000))), null),
    /** Now, where nothing else is said. */
    completedAt: v.optional(Moment),
  }),
  v.forward(
    v.check(
      ({ customerId, phone }) => (customerId === undefined) !== (phone === undefined),
      'or phone: one of the two',
    ),
    ['customerId'],
  ),
)
export type NewJob = v.InferOutput<typeof NewJob>

export const JobView = v.object({
  id: v.string(),
  customerId: v.string(),
  customerName: v.nullable(v.string()),
  customerPhone: v.nullable(v.string()),
  leadId: v.nullable(v.string()),
  appointmentId: v.nullable(v.string()),
  service: v.nullable(v.string()),
  amountMinor: v.nullable(v.number()),
  completedAt: v.number(),
  /** How asking for a review went: planned, asked, left, ignored, opted_out, not_asked; null where nobody asks. */
  review: v.nullable(v.string()),
  createdAt: v.number(),
})
export type JobView = v.InferOutput<typeof JobView>
