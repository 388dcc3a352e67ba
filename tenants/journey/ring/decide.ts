import { after, HOUR_MS, SECOND_MS, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import type { RingInput, RingOutcome, RingState } from './state.ts'

/** Connecting takes a while, and so does the report of the end; a report that is later than this is lost. */
export const RING_GRACE_MS = 20 * SECOND_MS
/** Twilio ends a call after four hours; what is not reported by then never will be. */
export const TALK_MAX_MS = 4 * HOUR_MS
/** Whoever was connected for no longer than this has said nothing. */
export const DROPPED_S_MAX = 2

type RingDecision = Decision<RingState>

/** Whether a ring of the technician's phone was taken. Only the key 1 takes one. */
export function decideRing(state: RingState | null, input: RingInput, now: Instant): RingDecision {
  if (state === null) {
    if (input.type !== 'ring_started') return ignore('nothing_rings')
    const dueAt = after(now, input.ringS * SECOND_MS + RING_GRACE_MS)
    return moveTo({ kind: 'ring', status: 'ringing', callId: input.callId }, { ring_due: dueAt })
  }
  switch (state.status) {
    case 'ringing':
      return decideRinging(state, input, now)
    case 'accepted':
      return decideAccepted(state, input, now)
    case 'closed':
      return ignore('ring_over')
    default:
      return unreachable(state)
  }
}

function decideRinging(state: Extract<RingState, { status: 'ringing' }>, input: RingInput, now: Instant): RingDecision {
  switch (input.type) {
    case 'ring_accepted':
      return moveTo({ ...state, status: 'accepted' }, { ring_due: after(now, TALK_MAX_MS) })
    case 'ring_ended':
    case 'caller_gone':
    case 'ring_due':
      return close(state, 'missed', now)
    case 'ring_started':
      return ignore('rings_already')
    default:
      return unreachable(input)
  }
}

function decideAccepted(
  state: Extract<RingState, { status: 'accepted' }>,
  input: RingInput,
  now: Instant,
): RingDecision {
  switch (input.type) {
    case 'ring_ended': {
      const hasTalked = input.isBridged && input.talkedS > DROPPED_S_MAX
      return close(state, hasTalked ? 'answered' : 'dropped', now)
    }
    // Nobody says for how long they talked, and the technician knows better than we.
    case 'caller_gone':
    case 'ring_due':
      return close(state, 'answered', now)
    case 'ring_accepted':
    case 'ring_started':
      return ignore('taken_already')
    default:
      return unreachable(input)
  }
}

function close({ callId }: RingState, outcome: RingOutcome, now: Instant): RingDecision {
  return moveTo({ kind: 'ring', status: 'closed', callId, outcome, closedAt: now }, {})
}

function moveTo(state: RingState, timers: { ring_due?: Instant }): RingDecision {
  return { kind: 'moved', state, effects: [], events: [], timers }
}

function ignore(reason: string): RingDecision {
  return { kind: 'ignored', reason }
}
