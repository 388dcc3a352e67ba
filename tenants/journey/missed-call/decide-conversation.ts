import type { Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import type { JourneyFacts, JourneyInput } from '../input.ts'
import type { MissedCallState } from '../state.ts'
import { answerReply } from './answer-reply.ts'
import { close, handToHuman, humanText, ignore, letBe, moveTo, noteRepeatedCall, optOut } from './moves.ts'
import { answerFailed, leadAgain, noteAnswerLate, noteAnswerSent, writeAfterSilence } from './lead-again.ts'

type InConversation = Extract<MissedCallState, { status: 'in_conversation' | 'booking_wanted' }>

/** The customer has written; `booking_wanted` differs only in how it ends. */
export function decideConversation(
  state: InConversation,
  input: JourneyInput,
  facts: JourneyFacts,
  now: Instant,
): Decision {
  switch (input.type) {
    case 'reply_received':
      return answerReply(state, input.reply, facts, now)
    case 'lead_submitted':
      return leadAgain(state, input, facts, now)
    case 'opted_out':
      return optOut(input.confirm, facts, now)
    case 'call_missed':
      return noteRepeatedCall(state, input, now)
    case 'call_answered':
      return moveTo(state, { events: [{ type: 'call_answered', callId: input.callId }] })
    case 'text_failed':
      return answerFailed(state, input, facts, now)
    case 'idle_due':
      if (state.status === 'booking_wanted') return close(facts.isBooked ? 'booked' : 'visit_wanted', now)
      return close('no_reply', now, { effects: [{ type: 'change_lead', status: 'lost' }] })
    case 'relation_set':
      return letBe(now)
    case 'taken_over':
      return handToHuman(state, now)
    case 'human_wrote':
      return handToHuman(state, now, [humanText(input.text, facts, now)])
    case 'contact_merged':
      return close('merged', now)
    case 'text_sent':
      return noteAnswerSent(state)
    case 'overdue_due':
      return noteAnswerLate(state)
    case 'silence_due':
      return writeAfterSilence(state, facts, now)
    case 'consent_given':
    case 'consent_refused':
    case 'call_over':
    case 'email_failed':
    case 'contact_found':
    case 'contact_missing':
    case 'handed_back':
    case 'text_due':
      return ignore('conversation_open')
    default:
      return unreachable(input)
  }
}
