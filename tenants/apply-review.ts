import { applyDecision } from './apply-decision.ts'
import { DAY_MS, HOUR_MS, type Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import type { Decision } from './journey/effect.ts'
import type { Reply } from './journey/input.ts'
import { decideReview } from './journey/review/decide-review.ts'
import type { ReviewFacts, ReviewInput, ReviewState } from './journey/review/states.ts'
import { loadAfterJob } from './storage/after-job-rows.ts'
import { loadCustomer, type Customer } from './storage/customer-rows.ts'
import { loadJourney, loadOpenJourney, type JourneyRow } from './storage/journey-rows.ts'
import { findHindrance, loadLastTemplate, loadLastTextAt } from './storage/offer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** The door of requests for a review. The caller holds the transaction. */

const MONTH_MS = 30 * DAY_MS

/** The customer's request that is open, or a new one. */
export function applyReview(
  context: Context,
  customerId: CustomerId,
  input: ReviewInput,
  now: Instant,
): Decision<ReviewState> {
  return apply(context, customerId, loadOpenJourney(context.db, customerId, 'review'), input, now)
}

/** One request in particular: its timers, and what became of its texts. */
export function applyToReview(context: Context, journeyId: string, input: ReviewInput, now: Instant): void {
  const row = loadJourney(context.db, journeyId as `jny_${string}`)
  if (row) apply(context, row.customerId, row, input, now)
}

/** What a customer says about the visit is a matter of the request, whatever else it is. */
export function replyToReview(
  context: Context,
  customerId: CustomerId,
  reply: Reply,
  now: Instant,
): Decision<ReviewState> {
  const open = loadOpenJourney(context.db, customerId, 'review')
  if (!open || reply.emergency !== null || reply.mayBeOptOut === true) return NOT_ASKED
  const { mood = null, saysReviewed: saysLeft = false, messageId, label } = reply
  const input = { type: 'reply_received' as const, mood, saysLeft, repliedAt: now }
  return apply(context, customerId, open, input, now, { type: 'reply_received', messageId, label })
}

/** "Sure" or "no" right after we asked: they mean the review, and are not asked again. */
export function agreeToReview(
  context: Context,
  customerId: CustomerId,
  reply: Reply,
  now: Instant,
): Decision<ReviewState> {
  const { plan = null, mood = null, messageId, label } = reply
  const isSaid = plan === 'yes' || plan === 'fine' || plan === 'no'
  if (!isSaid || mood !== null || reply.emergency !== null || reply.mayBeOptOut === true) return NOT_ASKED
  if (loadLastTemplate(context.db, customerId) !== 'review_request') return NOT_ASKED
  const open = loadOpenJourney(context.db, customerId, 'review')
  const input = { type: 'heard' as const }
  return open ? apply(context, customerId, open, input, now, { type: 'reply_received', messageId, label }) : NOT_ASKED
}

const NOT_ASKED: Decision<ReviewState> = { kind: 'ignored', reason: 'not_asked' }

function apply(
  context: Context,
  customerId: CustomerId,
  open: JourneyRow | null,
  input: ReviewInput,
  now: Instant,
  told: Extract<Decision<ReviewState>, { kind: 'moved' }>['events'][number] | null = null,
): Decision<ReviewState> {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return { kind: 'ignored', reason: 'customer_gone' }
  const state = open === null ? null : (open.state as ReviewState)
  const decision = decideReview(state, input, factsFor(context, customer), now)
  if (decision.kind === 'ignored') return decision
  const events = told === null ? decision.events : [told, ...decision.events]
  applyDecision(context, { customer, input: null }, open?.journeyId ?? null, { ...decision, events }, now)
  return decision
}

function factsFor(context: Context, customer: Customer): ReviewFacts {
  const { db, tenant } = context
  const { review } = loadAfterJob(db)
  return {
    isOn: review.isOn && review.url !== null,
    askAfterMs: review.afterHours * HOUR_MS,
    everyMs: review.everyMonths * MONTH_MS,
    lastAskedAt: loadLastTextAt(db, customer.customerId, 'review_request'),
    unreachable: findHindrance(db, customer, 'dealings'),
    isSilent: isSilent(context, customer.customerId) || Boolean(tenant.closing),
  }
}

/** A person has the conversation, or the business has paused everything. */
export function isSilent({ db, tenant }: Context, customerId: CustomerId): boolean {
  return tenant.policy.paused || loadOpenJourney(db, customerId, 'missed_call')?.state.status === 'taken_over'
}
