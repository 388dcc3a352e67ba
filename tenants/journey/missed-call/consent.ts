import { after, type Instant } from '../../base/clock.ts'
import type { TimelineFact } from '../../timeline/event.ts'
import type { Decision } from '../effect.ts'
import type { JourneyFacts, JourneyInput } from '../input.ts'
import type { Episode, MissedCallState } from '../state.ts'
import { CONSENT_GRACE_MS, CONSENT_WAIT_MS, IDLE_DELAY_MS } from '../timers.ts'
import { countCall, firstTemplate, ignore, moveTo, tell } from './moves.ts'
import { orderFirstText } from './order-text.ts'

type AwaitingText = Extract<MissedCallState, { status: 'awaiting_text' }>
type AwaitingReply = Extract<MissedCallState, { status: 'awaiting_reply' }>
type Given = Extract<JourneyInput, { type: 'consent_given' }>
type Missed = Extract<JourneyInput, { type: 'call_missed' }>

/** What the caller's answer changes, where a business texts only those who agree (docs/decisions/0015). */

/** Whether a caller who agrees now would be texted. */
export function isWaitingForConsent(state: MissedCallState): boolean {
  if (state.status === 'awaiting_text') return lacksConsent(state.episode)
  return state.status === 'awaiting_reply' && wentWithout(state)
}

/** The technician was told that no text goes; one that is ordered all the same has been agreed to. */
export function wentWithout({ episode, textedAt }: AwaitingReply): boolean {
  return textedAt === null && episode.consent?.answer === 'missing'
}

export function lacksConsent({ consent }: Episode): boolean {
  return consent !== undefined && consent.answer !== 'given'
}

/** They agreed: the text keeps to the usual time after the ring, or goes at once where that has passed. */
export function takeConsent(
  state: AwaitingText | AwaitingReply,
  { ask }: Given,
  facts: JourneyFacts,
  now: Instant,
): Decision {
  if (!isWaitingForConsent(state)) return ignore('nothing_was_asked')
  if (facts.customer.optedOut) return ignore('opted_out')
  const given: TimelineFact = { type: 'consent_given', ask }
  const dueAt = Math.max(now, after(state.episode.lastCallEndedAt, facts.policy.textAfterMs))
  const episode: Episode = {
    ...state.episode,
    consent: { ask, answer: 'given' },
    // Who answers is still on the line; what is promised from the end of the call counts from here at the earliest.
    lastCallEndedAt: Math.max(state.episode.lastCallEndedAt, now),
  }
  const staleAt = after(episode.lastCallEndedAt, facts.policy.staleAfterMs)
  if (now >= dueAt) {
    const emailed = state.status === 'awaiting_reply' && state.emailed
    return orderFirstText({ episode, staleAt, emailed, events: [given] }, facts, now)
  }
  return moveTo(
    { kind: 'missed_call', status: 'awaiting_text', episode, textDueAt: dueAt, staleAt },
    {
      events: [given, { type: 'text_planned', template: firstTemplate(episode), dueAt }],
      timers: { text_due: dueAt, silence_due: null },
    },
  )
}

/** They did not agree, hung up, or nobody asked them: the technician is told at once, and nothing is texted. */
export function goWithout(state: AwaitingText, facts: JourneyFacts, now: Instant): Decision {
  const ask = state.episode.consent?.ask ?? null
  const episode: Episode = { ...state.episode, consent: { ask, answer: 'missing' } }
  return moveTo(
    { kind: 'missed_call', status: 'awaiting_reply', episode, textedAt: null, emailed: false },
    {
      effects: [tell('not_agreed', { detail: ask ?? 'unasked' })],
      timers: {
        text_due: null,
        // The technician has been told already, so silence only matters where an e-mail can still be written.
        silence_due: facts.customer.hasEmail ? after(now, facts.policy.emailAfterMs) : null,
        idle_due: after(now, IDLE_DELAY_MS),
      },
    },
  )
}

export function refuseConsent(state: AwaitingText, facts: JourneyFacts, now: Instant): Decision {
  return state.episode.consent?.answer === 'awaited' ? goWithout(state, facts, now) : ignore('nothing_was_asked')
}

/** The answer may come after the end of its call, so it is waited for a little longer, and no more. */
export function endWaiting(state: AwaitingText, now: Instant): Decision {
  if (state.episode.consent?.answer !== 'awaited') return ignore('nothing_was_asked')
  const textDueAt = Math.min(state.textDueAt, after(now, CONSENT_GRACE_MS))
  return moveTo({ ...state, textDueAt }, { timers: { text_due: textDueAt } })
}

/** They call again before the first call's answer is known, and are asked again where that is how they are asked. */
export function askAgain(state: AwaitingText, input: Missed, now: Instant): Decision {
  const events: TimelineFact[] = [{ type: 'call_repeated', callId: input.callId }]
  const episode = countCall(state.episode, input)
  if (!input.ask || !lacksConsent(episode)) return moveTo({ ...state, episode }, { events })
  const textDueAt = after(now, CONSENT_WAIT_MS)
  return moveTo(
    { ...state, episode: { ...episode, consent: { ask: input.ask, answer: 'awaited' } }, textDueAt },
    { events, timers: { text_due: textDueAt } },
  )
}
