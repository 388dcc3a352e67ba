import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import type { JourneyFacts, JourneyInput } from '../input.ts'
import type { MissedCallState } from '../state.ts'
import { IDLE_DELAY_MS } from '../timers.ts'
import { close, humanText, ignore, letBe, moveTo, noteRepeatedCall, optOut, tell } from './moves.ts'
import { leadAgain } from './lead-again.ts'

type TakenOver = Extract<MissedCallState, { status: 'taken_over' }>

/** A person has the conversation: the automation carries their words and says nothing of its own. */
export function decideTakenOver(state: TakenOver, input: JourneyInput, facts: JourneyFacts, now: Instant): Decision {
  const idle = { idle_due: after(now, IDLE_DELAY_MS) }
  switch (input.type) {
    case 'human_wrote':
      return moveTo(state, { effects: [humanText(input.text, facts, now)], timers: idle })
    case 'reply_received':
      return moveTo(state, {
        // Of a danger those on call are told, see `decideEmergency`.
        effects: input.reply.emergency === null ? [tell('wrote_while_taken_over')] : [],
        events: [{ type: 'reply_received', messageId: input.reply.messageId, label: input.reply.label }],
        timers: idle,
      })
    case 'handed_back':
      return moveTo(
        {
          kind: 'missed_call',
          status: state.wasBooking ? 'booking_wanted' : 'in_conversation',
          episode: state.episode,
          repliedAt: now,
          wasAskedForService: false,
        },
        { events: [{ type: 'handed_back' }], timers: idle },
      )
    case 'lead_submitted':
      return leadAgain(state, input, facts, now)
    case 'opted_out':
      return optOut(input.confirm, facts, now)
    case 'call_missed':
      return noteRepeatedCall(state, input, now)
    case 'call_answered':
      return moveTo(state, { events: [{ type: 'call_answered', callId: input.callId }] })
    case 'text_failed':
      return moveTo(state, { effects: [tell('text_failed', { detail: input.code })] })
    case 'idle_due':
      return close('taken_over', now)
    case 'contact_merged':
      return close('merged', now)
    case 'relation_set':
      return letBe(now)
    case 'taken_over':
      return ignore('already_taken_over')
    case 'consent_given':
    case 'consent_refused':
    case 'call_over':
    case 'text_sent':
    case 'email_failed':
    case 'contact_found':
    case 'contact_missing':
    case 'text_due':
    case 'overdue_due':
    case 'silence_due':
      return ignore('human_has_it')
    default:
      return unreachable(input)
  }
}
