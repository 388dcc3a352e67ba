import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import { offer } from '../offer-moves.ts'
import { decideAsked } from './decide-asked.ts'
import { ASK_AGE_MAX_MS, close, ignore, leaveOut, moveTo, REVIEW_REST_MS, waitForPerson } from './moves.ts'
import type { ReviewFacts, ReviewInput, ReviewState } from './states.ts'

/**
 * Asking the customer of a completed job for a review, once. Whoever can be asked is asked, with the same link: what
 * they said or may think of the visit is not among the facts.
 */
export function decideReview(
  state: ReviewState | null,
  input: ReviewInput,
  facts: ReviewFacts,
  now: Instant,
): Decision<ReviewState> {
  if (state === null) return decideStart(input, facts, now)
  switch (state.status) {
    case 'planned':
      return decidePlanned(state, input, facts, now)
    case 'asked':
      return decideAsked(state, input, facts, now)
    case 'closed':
      return ignore('journey_closed')
    default:
      return unreachable(state)
  }
}

function decideStart(input: ReviewInput, facts: ReviewFacts, now: Instant): Decision<ReviewState> {
  switch (input.type) {
    case 'job_completed': {
      const { jobId, completedAt } = input
      if (!facts.isOn) return ignore('reviews_off')
      if (facts.unreachable !== null) return leaveOut(jobId, facts.unreachable, now)
      if (facts.lastAskedAt !== null && now < facts.lastAskedAt + facts.everyMs) {
        return leaveOut(jobId, 'asked_lately', now)
      }
      if (completedAt < now - ASK_AGE_MAX_MS) return leaveOut(jobId, 'too_old', now)
      const dueAt = Math.max(now, after(completedAt, facts.askAfterMs))
      return moveTo({ kind: 'review', status: 'planned', jobId, plannedAt: now }, { timers: { review_due: dueAt } })
    }
    case 'job_withdrawn':
    case 'review_due':
    case 'review_rest_due':
    case 'text_sent':
    case 'text_failed':
    case 'reply_received':
    case 'heard':
    case 'link_followed':
    case 'offers_ended':
    case 'taken_over':
      return ignore('nobody_asked')
    default:
      return unreachable(input)
  }
}

type Planned = Extract<ReviewState, { status: 'planned' }>

function decidePlanned(state: Planned, input: ReviewInput, facts: ReviewFacts, now: Instant): Decision<ReviewState> {
  const { jobId, plannedAt } = state
  switch (input.type) {
    case 'review_due':
      if (!facts.isOn) return leaveOut(jobId, 'reviews_off', now)
      if (facts.unreachable !== null) return leaveOut(jobId, facts.unreachable, now)
      if (plannedAt < now - ASK_AGE_MAX_MS) return leaveOut(jobId, 'too_old', now)
      if (facts.isSilent) return waitForPerson(state, now)
      return moveTo(
        { kind: 'review', status: 'asked', jobId, plannedAt, textedAt: null, answered: null },
        {
          effects: [offer('review_request', now)],
          timers: { review_due: null, review_rest_due: after(now, REVIEW_REST_MS) },
        },
      )
    case 'job_withdrawn':
      return input.jobId === jobId ? close(jobId, 'withdrawn', now) : ignore('another_job')
    case 'offers_ended':
      return close(jobId, 'opted_out', now)
    // Taken back a moment too late: it has left all the same.
    case 'text_sent':
      return moveTo(
        { kind: 'review', status: 'asked', jobId, plannedAt, textedAt: now, answered: null },
        { timers: { review_due: null, review_rest_due: after(now, REVIEW_REST_MS) } },
      )
    case 'job_completed':
      return ignore('asked_once')
    case 'taken_over':
      return ignore('looked_at_when_due')
    case 'review_rest_due':
    case 'text_failed':
    case 'reply_received':
    case 'heard':
    case 'link_followed':
      return ignore('not_asked_yet')
    default:
      return unreachable(input)
  }
}
