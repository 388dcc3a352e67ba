import { after, DAY_MS, type Instant } from '../../base/clock.ts'
import type { JobId } from '../../base/ids.ts'
import type { TimelineFact } from '../../timeline/event.ts'
import type { Decision, Effect } from '../effect.ts'
import type { ReviewOutcome, ReviewState } from './states.ts'

/** The moves every status shares. */

type Moved = Extract<Decision<ReviewState>, { kind: 'moved' }>

/** While a person has the conversation nothing automated is sent; it is looked again once a day. */
export const LOOK_AGAIN_MS = DAY_MS
/** A visit that lies back further is not asked about any more. */
export const ASK_AGE_MAX_MS = 30 * DAY_MS
/** From the order: the gate may hold a text for two weeks, and whoever writes a review does so within two more. */
export const REVIEW_REST_MS = 28 * DAY_MS

export function moveTo(state: ReviewState, consequences: Partial<Omit<Moved, 'kind' | 'state'>> = {}): Moved {
  return { kind: 'moved', state, effects: [], events: [], timers: {}, ...consequences }
}

export function ignore(reason: string): Decision<ReviewState> {
  return { kind: 'ignored', reason }
}

export function close(
  jobId: JobId,
  outcome: ReviewOutcome,
  now: Instant,
  { effects = [], events = [] }: { effects?: Effect[]; events?: TimelineFact[] } = {},
): Moved {
  const state: ReviewState = { kind: 'review', status: 'closed', jobId, outcome, closedAt: now }
  return moveTo(state, { effects, events: [...events, { type: 'review_ended', outcome }] })
}

/** Nobody is asked, and the technician can read why. */
export function leaveOut(jobId: JobId, code: string, now: Instant): Moved {
  const state: ReviewState = { kind: 'review', status: 'closed', jobId, outcome: 'not_asked', closedAt: now }
  return moveTo(state, { events: [{ type: 'review_not_asked', code }] })
}

export function waitForPerson(state: Extract<ReviewState, { status: 'planned' | 'asked' }>, now: Instant): Moved {
  const { jobId, plannedAt } = state
  return moveTo(
    { kind: 'review', status: 'planned', jobId, plannedAt },
    { timers: { review_due: after(now, LOOK_AGAIN_MS), review_rest_due: null } },
  )
}
