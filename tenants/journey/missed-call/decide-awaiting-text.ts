import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { TimelineFact } from '../../timeline/event.ts'
import type { Decision } from '../effect.ts'
import type { JourneyFacts, JourneyInput } from '../input.ts'
import type { MissedCallState } from '../state.ts'
import { IDLE_DELAY_MS, OVERDUE_MARGIN_MS } from '../timers.ts'
import { answerReply } from './answer-reply.ts'
import { askAgain, endWaiting, goWithout, lacksConsent, refuseConsent, takeConsent } from './consent.ts'
import { close, handToHuman, holdBack, humanText, ignore, letBe, moveTo, optOut, tell } from './moves.ts'
import { leadAgain } from './lead-again.ts'
import { orderFirstText } from './order-text.ts'

type AwaitingText = Extract<MissedCallState, { status: 'awaiting_text' }>

/** The text is planned and has not been ordered yet. */
export function decideAwaitingText(
  state: AwaitingText,
  input: JourneyInput,
  facts: JourneyFacts,
  now: Instant,
): Decision {
  switch (input.type) {
    case 'text_due':
      return textNow(state, facts, now)
    case 'call_missed':
      return askAgain(state, input, now)
    case 'lead_submitted':
      return leadAgain(state, input, facts, now)
    case 'consent_given':
      return takeConsent(state, input, facts, now)
    case 'consent_refused':
      return refuseConsent(state, facts, now)
    case 'call_over':
      return endWaiting(state, now)
    case 'call_answered':
      if (input.endedAt < state.episode.lastCallEndedAt) return ignore('answered_before_the_missed_call')
      return close('answered', now, {
        effects: [{ type: 'change_lead', status: 'contacted' }],
        events: [
          { type: 'call_answered', callId: input.callId },
          { type: 'text_cancelled', reason: 'call_answered' },
        ],
      })
    case 'contact_found':
      return contactFound(state, facts, now)
    case 'contact_missing':
      if (facts.customer.hasPhone) return ignore('phone_known_anyway')
      return giveUpTexting(state, input.code, facts, now)
    case 'contact_merged':
      return close('merged', now)
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
    case 'text_sent':
    case 'text_failed':
    case 'email_failed':
    case 'handed_back':
    case 'overdue_due':
    case 'silence_due':
    case 'idle_due':
      return ignore('nothing_sent_yet')
    default:
      return unreachable(input)
  }
}

function contactFound(state: AwaitingText, facts: JourneyFacts, now: Instant): Decision {
  const found = { type: 'contact_found' as const, hasEmail: facts.customer.hasEmail }
  const { firstCallId, source } = state.episode
  const { holdReason = null } = facts.customer
  // A call that named a contact alone could not be judged by its number before.
  if (holdReason !== null && source === undefined) {
    return holdBack(firstCallId, holdReason, now, {
      effects: [{ type: 'change_lead', status: 'lost' }],
      events: [found],
    })
  }
  if (facts.customer.optedOut) {
    return close('opted_out', now, { effects: [tell('caller_opted_out')], events: [found] })
  }
  // Where no text can come of it, the technician only waits to hear who called.
  const isPlanned = state.episode.consent?.answer !== 'missing'
  if (isPlanned && now < state.textDueAt && facts.customer.hasPhone) return moveTo(state, { events: [found] })
  const decision = textNow(state, facts, now)
  return decision.kind === 'moved' ? { ...decision, events: [found, ...decision.events] } : decision
}

function textNow(state: AwaitingText, facts: JourneyFacts, now: Instant): Decision {
  if (!facts.customer.hasPhone) return waitForPhone(state, facts, now)
  if (now > state.staleAt) return close('too_old', now, { effects: [tell('call_too_old')] })
  if (lacksConsent(state.episode)) return goWithout(state, facts, now)
  return orderFirstText(state, facts, now)
}

/** Who called is still being looked up. At the deadline the technician is told; the text goes as soon as we know. */
function waitForPhone(state: AwaitingText, facts: JourneyFacts, now: Instant): Decision {
  if (!facts.customer.lookUpPending) return giveUpTexting(state, null, facts, now)
  const grace = Math.max(0, facts.policy.textDeadlineMs - facts.policy.textAfterMs - OVERDUE_MARGIN_MS)
  const deadlineAt = after(state.textDueAt, grace)
  if (now < deadlineAt) return moveTo(state, { timers: { text_due: deadlineAt } })
  if (now > state.staleAt) return close('too_old', now, { effects: [tell('call_too_old')] })
  if (lacksConsent(state.episode)) return goWithout(state, facts, now)
  return moveTo(state, {
    effects: [tell('caller_hidden', { detail: 'look_up_pending' })],
    timers: { text_due: after(state.staleAt, 1) },
  })
}

/** There is no number to text: the technician hears of it, and an e-mail follows where an address is known. */
function giveUpTexting(state: AwaitingText, code: string | null, facts: JourneyFacts, now: Instant): Decision {
  const effects = [tell('caller_hidden', { detail: code })]
  const events: TimelineFact[] = code === null ? [] : [{ type: 'contact_missing', code }]
  if (!facts.customer.hasEmail) return close('unreachable', now, { effects, events })
  return moveTo(
    { kind: 'missed_call', status: 'awaiting_reply', episode: state.episode, textedAt: null, emailed: false },
    {
      effects,
      events,
      timers: {
        text_due: null,
        silence_due: after(now, facts.policy.emailAfterMs),
        idle_due: after(now, IDLE_DELAY_MS),
      },
    },
  )
}
