import { applyAmc, applyToAmc, replyToPlan } from './apply-amc.ts'
import { applyReengage, applyToReengage } from './apply-reengage.ts'
import { agreeToReview, applyReview, applyToReview, replyToReview } from './apply-review.ts'
import type { Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import { unreachable } from './base/result.ts'
import type { Decision } from './journey/effect.ts'
import type { Reply } from './journey/input.ts'
import type { TextFate } from './journey/offer-types.ts'
import type { JourneyState } from './journey/state.ts'
import type { AmcTimer, ReengageTimer, ReviewTimer } from './journey/timers.ts'
import type { Job } from './storage/job-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** What the journeys that begin once a job is done hear together. The caller holds the transaction. */

export type OfferKind = 'review' | 'amc' | 'reengage'

/** A job is done: its customer is asked for a review, may be offered a plan, and has not stayed away. */
export function beginAfterJob(context: Context, { customerId, jobId, completedAt }: Job, now: Instant): void {
  applyReview(context, customerId, { type: 'job_completed', jobId, completedAt }, now)
  applyAmc(context, customerId, { type: 'job_completed' }, now)
  applyReengage(context, customerId, { type: 'came_back' }, now)
}

/** Somebody wants no more offers, or no more texts at all: what was planned ends, and a plan renews no more. */
export function endOffers(context: Context, customerId: CustomerId, topic: 'all' | 'marketing', now: Instant): void {
  applyReview(context, customerId, { type: 'offers_ended' }, now)
  applyAmc(context, customerId, { type: topic === 'all' ? 'opted_out' : 'offers_ended' }, now)
  applyReengage(context, customerId, { type: 'offers_ended' }, now)
}

/** A person has the conversation now: what has not left waits until they are done. */
export function restOffers(context: Context, customerId: CustomerId, now: Instant): void {
  applyReview(context, customerId, { type: 'taken_over' }, now)
  applyAmc(context, customerId, { type: 'taken_over' }, now)
  applyReengage(context, customerId, { type: 'taken_over' }, now)
}

export function tellOfferOfFate(
  context: Context,
  kind: OfferKind,
  journeyId: string,
  fate: TextFate,
  now: Instant,
): void {
  switch (kind) {
    case 'review':
      return applyToReview(context, journeyId, fate, now)
    case 'amc':
      applyToAmc(context, journeyId, fate, now)
      return
    case 'reengage':
      return applyToReengage(context, journeyId, fate, now)
    default:
      unreachable(kind)
  }
}

export function applyOfferTimer(
  context: Context,
  timer: { journeyId: string; name: ReviewTimer | AmcTimer | ReengageTimer },
  now: Instant,
): void {
  const { journeyId, name } = timer
  switch (name) {
    case 'review_due':
    case 'review_rest_due':
      return applyToReview(context, journeyId, { type: name }, now)
    case 'offer_due':
    case 'offer_rest_due':
    case 'remind_due':
    case 'renew_due':
      applyToAmc(context, journeyId, { type: name }, now)
      return
    case 'reengage_due':
    case 'reengage_rest_due':
      return applyToReengage(context, journeyId, { type: name }, now)
    default:
      unreachable(name)
  }
}

/**
 * A bare yes, no or question is said to our newest text: where that offered a plan or asked for a review, it is about
 * nothing else, whatever else stands open.
 */
export function replyToNewest(
  context: Context,
  customerId: CustomerId,
  reply: Reply,
  now: Instant,
): Decision<JourneyState> {
  const plan = replyToPlan(context, customerId, reply, now)
  const decision = plan.kind === 'moved' ? plan : agreeToReview(context, customerId, reply, now)
  if (decision.kind === 'moved') applyReengage(context, customerId, { type: 'reply_received' }, now)
  return decision
}

/** Words about a visit that is over. Whoever writes has come back, and is answered as anybody is. */
export function replyToOffers(
  context: Context,
  customerId: CustomerId,
  reply: Reply,
  now: Instant,
): Decision<JourneyState> {
  applyReengage(context, customerId, { type: 'reply_received' }, now)
  return replyToReview(context, customerId, reply, now)
}
