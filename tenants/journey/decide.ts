import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import type { Decision } from './effect.ts'
import { decideAcknowledged } from './emergency/decide-acknowledged.ts'
import { decideClimbing } from './emergency/decide-climbing.ts'
import { decideSpent } from './emergency/decide-spent.ts'
import { decideEmergencyStart } from './emergency/decide-start.ts'
import type { EmergencyFacts, EmergencyInput, JourneyFacts, JourneyInput } from './input.ts'
import { decideAwaitingReply } from './missed-call/decide-awaiting-reply.ts'
import { decideAwaitingText } from './missed-call/decide-awaiting-text.ts'
import { decideConversation } from './missed-call/decide-conversation.ts'
import { decideKnown } from './missed-call/decide-known.ts'
import { decideStart } from './missed-call/decide-start.ts'
import { decideTakenOver } from './missed-call/decide-taken-over.ts'
import type { EmergencyState, MissedCallState } from './state.ts'

/** What becomes of a customer's matter. Pure: the same state, input, facts and instant give the same decision. */
export function decide(
  state: MissedCallState | null,
  input: JourneyInput,
  facts: JourneyFacts,
  now: Instant,
): Decision {
  const { relation = null } = facts.customer
  const isWords = input.type === 'reply_received' || input.type === 'lead_submitted'
  // Where the technician has turned to them, their words are an answer to that.
  if (relation !== null && isWords && state?.status !== 'taken_over') return decideKnown(input, facts, now)
  if (state === null) return decideStart(input, facts, now)
  switch (state.status) {
    case 'awaiting_text':
      return decideAwaitingText(state, input, facts, now)
    case 'awaiting_reply':
      return decideAwaitingReply(state, input, facts, now)
    case 'in_conversation':
    case 'booking_wanted':
      return decideConversation(state, input, facts, now)
    case 'taken_over':
      return decideTakenOver(state, input, facts, now)
    case 'closed':
      return { kind: 'ignored', reason: 'journey_closed' }
    default:
      return unreachable(state)
  }
}

/** What becomes of a danger that a customer told of, and of those who are alerted to it. As pure. */
export function decideEmergency(
  state: EmergencyState | null,
  input: EmergencyInput,
  facts: EmergencyFacts,
  now: Instant,
): Decision<EmergencyState> {
  if (state === null) return decideEmergencyStart(input, facts, now)
  switch (state.status) {
    case 'open':
    case 'alerted':
      return decideClimbing(state, input, facts, now)
    case 'acknowledged':
      return decideAcknowledged(state, input, facts, now)
    case 'spent':
      return decideSpent(state, input, facts, now)
    case 'closed':
      return { kind: 'ignored', reason: 'journey_closed' }
    default:
      return unreachable(state)
  }
}
