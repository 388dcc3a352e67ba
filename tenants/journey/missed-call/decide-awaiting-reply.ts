import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision } from '../effect.ts'
import type { JourneyFacts, JourneyInput } from '../input.ts'
import type { MissedCallState } from '../state.ts'
import { IDLE_DELAY_MS } from '../timers.ts'
import { answerReply } from './answer-reply.ts'
import { takeConsent, wentWithout } from './consent.ts'
import {
  close,
  countCall,
  handToHuman,
  humanText,
  ignore,
  isFirstText,
  letBe,
  moveTo,
  noteRepeatedCall,
  optOut,
  tell,
} from './moves.ts'
import { leadAgain, orderEmail } from './lead-again.ts'

type AwaitingReply = Extract<MissedCallState, { status: 'awaiting_reply' }>

/** Codes that say this line will never show a text: landline, unknown number, not a mobile. */
const NEVER_TEXTABLE = new Set(['21211', '21614', '30005', '30006', 'landline'])

/** The text has been ordered; now it is the customer's turn. */
export function decideAwaitingReply(
  state: AwaitingReply,
  input: JourneyInput,
  facts: JourneyFacts,
  now: Instant,
): Decision {
  switch (input.type) {
    case 'text_sent':
      if (!isFirstText(input.template)) return ignore('not_the_first_text')
      return moveTo(
        { ...state, textedAt: now },
        {
          effects: [{ type: 'change_lead', status: 'contacted' }],
          timers: {
            overdue_due: null,
            silence_due: after(now, facts.policy.emailAfterMs),
            idle_due: after(now, IDLE_DELAY_MS),
          },
        },
      )
    case 'text_failed':
      return textFailed(state, input.code, facts, now)
    case 'overdue_due':
      if (state.textedAt !== null) return ignore('text_has_left')
      return moveTo(state, { effects: [tell('text_failed', { detail: 'overdue' })] })
    case 'silence_due':
      return breakSilence(state, facts, now)
    case 'email_failed':
      return moveTo(state, { effects: [tell('no_reply', { detail: input.code })] })
    case 'idle_due':
      return close('no_reply', now, { effects: [{ type: 'change_lead', status: 'lost' }] })
    case 'call_missed':
      // Nothing of ours reaches them, so the technician hears of each call.
      if (wentWithout(state)) return noteRepeatedCall(state, input, now)
      return moveTo(
        { ...state, episode: countCall(state.episode, input) },
        { events: [{ type: 'call_repeated', callId: input.callId }] },
      )
    case 'call_answered':
      if (input.endedAt < state.episode.lastCallEndedAt) return ignore('answered_before_the_missed_call')
      return close('answered', now, {
        effects: [
          { type: 'cancel_unsent', reason: 'call_answered' },
          { type: 'change_lead', status: 'contacted' },
        ],
        events: [{ type: 'call_answered', callId: input.callId }],
      })
    case 'lead_submitted':
      return leadAgain(state, input, facts, now)
    case 'reply_received':
      return answerReply(state, input.reply, facts, now)
    case 'opted_out':
      return optOut(input.confirm, facts, now)
    case 'relation_set':
      return letBe(now)
    case 'taken_over':
      return handToHuman(state, now)
    case 'human_wrote':
      return handToHuman(state, now, [humanText(input.text, facts, now)])
    case 'contact_merged':
      return close('merged', now)
    case 'contact_found':
      return moveTo(state, { events: [{ type: 'contact_found', hasEmail: facts.customer.hasEmail }] })
    case 'consent_given':
      return takeConsent(state, input, facts, now)
    case 'consent_refused':
    case 'call_over':
    case 'contact_missing':
    case 'handed_back':
    case 'text_due':
      return ignore('text_already_ordered')
    default:
      return unreachable(input)
  }
}

function textFailed(state: AwaitingReply, code: string, facts: JourneyFacts, now: Instant): Decision {
  if (facts.customer.optedOut) return close('opted_out', now, { effects: [tell('caller_opted_out')] })
  const isUnreachable = NEVER_TEXTABLE.has(code)
  const reason = isUnreachable ? 'caller_unreachable' : 'text_failed'
  const notice = tell(state.episode.source === undefined ? reason : 'lead_untexted', { detail: code })
  if (isUnreachable && !facts.customer.hasEmail) return close('unreachable', now, { effects: [notice] })
  return moveTo(state, {
    effects: [notice],
    // Without an e-mail address the technician has just heard all there is to hear.
    timers: { overdue_due: null, ...(facts.customer.hasEmail ? {} : { silence_due: null }) },
  })
}

function breakSilence(state: AwaitingReply, facts: JourneyFacts, now: Instant): Decision {
  if (facts.customer.hasEmail && !state.emailed) {
    return moveTo({ ...state, emailed: true }, { effects: [orderEmail(state.episode, facts, now)] })
  }
  // Nobody can reply to what has not left. That it has not is told by itself, and silence is counted from when it has.
  if (state.textedAt === null && !state.emailed) return ignore('nothing_sent_yet')
  return moveTo(state, { effects: [tell('no_reply')] })
}
