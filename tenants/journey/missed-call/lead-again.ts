import { after, type Instant } from '../../base/clock.ts'
import type { TimelineFact } from '../../timeline/event.ts'
import type { Decision, Effect } from '../effect.ts'
import type { JourneyFacts, JourneyInput } from '../input.ts'
import type { Episode, MissedCallState } from '../state.ts'
import { REPEAT_NOTICE_DELAY_MS } from '../timers.ts'
import { ignore, moveTo, tell, text } from './moves.ts'

/** What is different about a conversation that began with a form. */

type Open = Exclude<MissedCallState, { status: 'closed' }>
type InConversation = Extract<MissedCallState, { status: 'in_conversation' | 'booking_wanted' }>
type Lead = Extract<JourneyInput, { type: 'lead_submitted' }>

/**
 * A form in an open episode is read by a person and texts nobody: anybody can type anybody's number into one, and who
 * has been texted already is not texted for it again. Only of a danger they are told what to do, as by text.
 */
export function leadAgain<S extends Open>(state: S, input: Lead, facts: JourneyFacts, now: Instant): Decision {
  const { episode } = state
  const emergency = input.reply?.emergency ?? null
  const mayText = state.status !== 'taken_over' && facts.customer.hasPhone && !facts.customer.optedOut
  const advice = emergency !== null && mayText ? [text('emergency_answer', facts, now, { emergency })] : []
  const isNews = episode.toldOfRepeatAt === null || now >= after(episode.toldOfRepeatAt, REPEAT_NOTICE_DELAY_MS)
  return moveTo(
    { ...state, episode: isNews ? { ...episode, toldOfRepeatAt: now } : episode },
    {
      effects: [...advice, ...(isNews ? [tell('lead_again', { canWait: isFoundLate(input, facts, now) })] : [])],
      events: receivedEvents(input, true),
    },
  )
}

/** Google's message about it was lost, and it is hours later that it was found in the account. */
export function isFoundLate({ submittedAt }: Lead, { policy }: JourneyFacts, now: Instant): boolean {
  return now > after(submittedAt, policy.staleAfterMs)
}

export function receivedEvents({ source, reply }: Lead, isRepeat: boolean): TimelineFact[] {
  const received: TimelineFact = { type: 'lead_received', source, isRepeat }
  return reply ? [received, { type: 'reply_received', messageId: reply.messageId, label: reply.label }] : [received]
}

export function orderEmail(episode: Episode, facts: JourneyFacts, now: Instant): Effect {
  return {
    type: 'send_email',
    template: episode.source === undefined ? 'missed_call_email' : 'web_lead_email',
    occasionedAt: episode.lastCallEndedAt,
    usefulUntil: after(now, facts.policy.staleAfterMs),
  }
}

/** Some states bar prices from a first text: whoever asked for one in a form then hears that they were heard. */
export function answerFailed(
  state: InConversation,
  { template, code }: Extract<JourneyInput, { type: 'text_failed' }>,
  facts: JourneyFacts,
  now: Instant,
): Decision {
  const { source } = state.episode
  if (source === undefined) return moveTo(state, { effects: [tell('text_failed', { detail: code })] })
  if (code === 'price_in_first_text' && template !== 'web_lead_text') {
    return moveTo(state, { effects: [text('web_lead_text', facts, now, { unprompted: true }), tell('price_unknown')] })
  }
  return moveTo(state, { effects: [tell('lead_untexted', { detail: code })], timers: { overdue_due: null } })
}

export function noteAnswerSent(state: InConversation): Decision {
  if (state.episode.source === undefined) return ignore('conversation_open')
  return moveTo(state, { timers: { overdue_due: null } })
}

/** The answer to a form is owed within the same half minute as the text after a missed call. */
export function noteAnswerLate(state: InConversation): Decision {
  if (state.episode.source === undefined) return ignore('conversation_open')
  return moveTo(state, { effects: [tell('lead_untexted', { detail: 'overdue' })] })
}

/** Whoever texts back clears this timer, so it is due only where our answer to a form met silence. */
export function writeAfterSilence(state: InConversation, facts: JourneyFacts, now: Instant): Decision {
  if (state.episode.source === undefined || !facts.customer.hasEmail) return ignore('conversation_open')
  return moveTo(state, { effects: [orderEmail(state.episode, facts, now)] })
}
