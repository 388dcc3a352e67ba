import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import type { Decision } from './effect.ts'
import type { JourneyFacts, JourneyInput } from './input.ts'
import { decideAwaitingReply } from './missed-call/decide-awaiting-reply.ts'
import { decideAwaitingText } from './missed-call/decide-awaiting-text.ts'
import { decideConversation } from './missed-call/decide-conversation.ts'
import { decideStart } from './missed-call/decide-start.ts'
import { decideTakenOver } from './missed-call/decide-taken-over.ts'
import type { MissedCallState } from './state.ts'

/** What becomes of a customer's matter. Pure: the same state, input, facts and instant give the same decision. */
export function decide(
  state: MissedCallState | null,
  input: JourneyInput,
  facts: JourneyFacts,
  now: Instant,
): Decision {
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
