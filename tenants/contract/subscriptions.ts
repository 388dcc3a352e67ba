import * as v from 'valibot'
import { describeDay, parseDay } from '../base/local-time.ts'
import { Moment } from './moment.ts'

/** What a business pays Shoulder. Money in minor units, instants in epoch milliseconds. */

export const SUBSCRIPTION_STATUSES = ['trialing', 'active', 'past_due', 'cancelled'] as const
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number]

const AMOUNT_MINOR_MAX = 1_000_000_000
const CalendarDay = v.pipe(
  v.string(),
  v.isoDate(),
  // What is no date at all has been said already.
  v.check((day) => Number.isNaN(parseDay(day)) || describeDay(parseDay(day)) === day, 'a day that there is'),
)

/** `PUT /api/v1/tenants/:id/subscription`: all of it; what is left out follows from what stood before and from now. */
export const SubscriptionChange = v.pipe(
  v.strictObject({
    /** A code of ours, such as `solo` or `crew-2`. */
    plan: v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?$/)),
    status: v.picklist(SUBSCRIPTION_STATUSES),
    amountMinor: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(AMOUNT_MINOR_MAX)),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
    interval: v.picklist(['month', 'year']),
    trialEndsAt: v.optional(v.nullable(Moment)),
    startedAt: v.optional(Moment),
    cancelledAt: v.optional(v.nullable(Moment)),
    /** From which day (UTC) it counts, at most today's; absent: from now. Before a later change it tells the past. */
    effectiveOn: v.optional(CalendarDay),
  }),
  v.forward(
    v.partialCheck(
      [['status'], ['trialEndsAt']],
      ({ status, trialEndsAt }) => status !== 'trialing' || typeof trialEndsAt === 'number',
      'when the trial ends',
    ),
    ['trialEndsAt'],
  ),
  v.forward(
    v.partialCheck(
      [['status'], ['cancelledAt']],
      ({ status, cancelledAt }) => status === 'cancelled' || typeof cancelledAt !== 'number',
      'nothing, unless it is cancelled',
    ),
    ['cancelledAt'],
  ),
)
export type SubscriptionChange = v.InferOutput<typeof SubscriptionChange>

const State = {
  plan: v.string(),
  status: v.picklist(SUBSCRIPTION_STATUSES),
  amountMinor: v.number(),
  currency: v.string(),
  interval: v.picklist(['month', 'year']),
  /** `manual` is an admin; the others are told by who collects the money. */
  source: v.picklist(['manual', 'stripe', 'razorpay']),
}

/** `GET /api/v1/tenants/:id/subscription` */
export const SubscriptionAnswer = v.object({
  /** Null where none was ever written down. */
  subscription: v.nullable(
    v.object({
      ...State,
      trialEndsAt: v.nullable(v.number()),
      startedAt: v.number(),
      cancelledAt: v.nullable(v.number()),
      updatedAt: v.number(),
      /** What comes in each month. */
      monthlyMinor: v.number(),
    }),
  ),
  /** The newest day first, and of a day what was written last. */
  changes: v.array(
    v.object({
      id: v.number(),
      ...State,
      monthlyMinor: v.number(),
      /** From which day (UTC) it counts. */
      effectiveOn: v.string(),
      changedBy: v.string(),
      changedAt: v.number(),
      /** Set where it was taken out since: then it counts for nothing. */
      removedBy: v.nullable(v.string()),
      removedAt: v.nullable(v.number()),
    }),
  ),
})
export type SubscriptionAnswer = v.InferOutput<typeof SubscriptionAnswer>
export type SubscriptionView = NonNullable<SubscriptionAnswer['subscription']>
export type SubscriptionLine = SubscriptionAnswer['changes'][number]

/**
 * Whoever is behind with a payment still counts, until it is cancelled; a trial brings nothing. What is paid by the
 * year counts a twelfth each month.
 */
export function monthlyOf({
  status,
  amountMinor,
  interval,
}: Pick<SubscriptionChange, 'status' | 'amountMinor' | 'interval'>): number {
  if (status === 'trialing' || status === 'cancelled') return 0
  return interval === 'year' ? Math.round(amountMinor / 12) : amountMinor
}
