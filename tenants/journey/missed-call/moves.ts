import { after, type Instant } from '../../base/clock.ts'
import type { CallId } from '../../base/ids.ts'
import type { NoticeReason, TimelineFact } from '../../timeline/event.ts'
import type { Decision, Effect, TextTemplate } from '../effect.ts'
import type { JourneyFacts, JourneyInput } from '../input.ts'
import type { HoldReason } from '../judge-caller.ts'
import type { Episode, MissedCallOutcome, MissedCallState } from '../state.ts'
import { IDLE_DELAY_MS, REPEAT_NOTICE_DELAY_MS } from '../timers.ts'

/** The moves every status shares. A status file says when; this file says what such a move consists of. */

type Moved = Extract<Decision, { kind: 'moved' }>
type Open = Exclude<MissedCallState, { status: 'closed' }>

export function moveTo(state: MissedCallState, consequences: Partial<Omit<Moved, 'kind' | 'state'>> = {}): Moved {
  return { kind: 'moved', state, effects: [], events: [], timers: {}, ...consequences }
}

export function ignore(reason: string): Decision {
  return { kind: 'ignored', reason }
}

/** Ends the journey; timers of a closed journey are cleared by whoever saves it. */
export function close(
  outcome: MissedCallOutcome,
  now: Instant,
  consequences: { effects?: Effect[]; events?: TimelineFact[] } = {},
): Moved {
  return moveTo(
    { kind: 'missed_call', status: 'closed', outcome, closedAt: now },
    {
      effects: consequences.effects ?? [],
      events: [...(consequences.events ?? []), { type: 'journey_closed', outcome }],
    },
  )
}

export function openEpisode(input: Extract<JourneyInput, { type: 'call_missed' }>): Episode {
  const { callId, endedAt, ask } = input
  const episode: Episode = { firstCallId: callId, callCount: 1, lastCallEndedAt: endedAt, toldOfRepeatAt: null }
  return ask === undefined ? episode : { ...episode, consent: { ask, answer: ask === null ? 'missing' : 'awaited' } }
}

/** Somebody who has a visit before them is no stranger, and gets other words than the cold ones. */
export function firstTemplate({ visitAt, source }: Episode): 'missed_call_text' | 'visit_call_text' | 'web_lead_text' {
  if (source !== undefined) return 'web_lead_text'
  return visitAt === undefined ? 'missed_call_text' : 'visit_call_text'
}

export function isFirstText(template: string): boolean {
  return template === 'missed_call_text' || template === 'visit_call_text' || template === 'web_lead_text'
}

type NoticeMore = { wishedAt?: Instant | null; detail?: string | null; canWait?: boolean }

export function tell(
  reason: NoticeReason,
  { wishedAt = null, detail = null, canWait = false }: NoticeMore = {},
): Effect {
  return { type: 'tell_technician', reason, wishedAt, detail, ...(canWait ? { canWait } : {}) }
}

export function text(
  template: TextTemplate,
  facts: JourneyFacts,
  now: Instant,
  more: Partial<Omit<Extract<Effect, { type: 'send_sms' }>, 'type' | 'template'>> = {},
): Effect {
  return {
    type: 'send_sms',
    template,
    class: 'response',
    services: [],
    wishedAt: null,
    emergency: null,
    text: null,
    occasionedAt: now,
    usefulUntil: after(now, facts.policy.staleAfterMs),
    unprompted: false,
    ...more,
  }
}

/** A further call in an open episode: counted, never texted again. */
export function countCall(episode: Episode, input: Extract<JourneyInput, { type: 'call_missed' }>): Episode {
  return {
    ...episode,
    callCount: episode.callCount + 1,
    lastCallEndedAt: Math.max(episode.lastCallEndedAt, input.endedAt),
  }
}

/** A customer who is talking to us already calls again: they want a voice. The technician is told, not too often. */
export function noteRepeatedCall<S extends Open>(
  state: S,
  input: Extract<JourneyInput, { type: 'call_missed' }>,
  now: Instant,
): Moved {
  const { callCount, lastCallEndedAt } = state.episode
  const episode = countCall(state.episode, input)
  // It is the call they wrote about, and whose number we have only learnt now.
  if (callCount === 0 && input.endedAt <= lastCallEndedAt) {
    return moveTo({ ...state, episode: { ...episode, firstCallId: input.callId } })
  }
  const isNews = episode.toldOfRepeatAt === null || now >= after(episode.toldOfRepeatAt, REPEAT_NOTICE_DELAY_MS)
  return moveTo(
    { ...state, episode: isNews ? { ...episode, toldOfRepeatAt: now } : episode },
    {
      effects: isNews ? [tell('called_again')] : [],
      events: [{ type: 'call_repeated', callId: input.callId }],
    },
  )
}

export function optOut(confirm: boolean, facts: JourneyFacts, now: Instant): Moved {
  const effects: Effect[] = [
    { type: 'cancel_unsent', reason: 'opted_out' },
    { type: 'change_lead', status: 'lost' },
  ]
  if (confirm) effects.push(text('opt_out_confirmation', facts, now))
  return close('opted_out', now, { effects })
}

/** A person takes the conversation: what the automation had planned is taken back. */
export function handToHuman(state: Open, now: Instant, effects: Effect[] = []): Moved {
  return moveTo(
    {
      kind: 'missed_call',
      status: 'taken_over',
      episode: state.episode,
      takenOverAt: now,
      wasBooking: state.status === 'booking_wanted',
    },
    {
      effects: [{ type: 'cancel_unsent', reason: 'taken_over' }, ...effects],
      events: [{ type: 'taken_over' }],
      timers: { text_due: null, silence_due: null, idle_due: after(now, IDLE_DELAY_MS) },
    },
  )
}

/** Nobody is texted or told of this call; it stands in a list with its reason, from which a person lets it through. */
export function holdBack(
  callId: CallId,
  reason: HoldReason,
  now: Instant,
  { effects, events }: Pick<Moved, 'effects' | 'events'>,
): Moved {
  return close('held_back', now, {
    effects: [...effects, { type: 'hold_back', ref: callId, reason }],
    events: [...events, { type: 'call_held_back', callId, reason }],
  })
}

/** They turned out to be somebody the business knows otherwise: nothing more is sent, and nothing is sold to them. */
export function letBe(now: Instant): Moved {
  const effects: Effect[] = [
    { type: 'cancel_unsent', reason: 'known' },
    { type: 'change_lead', status: 'lost' },
  ]
  return close('known', now, { effects })
}

export function humanText(words: string, facts: JourneyFacts, now: Instant): Effect {
  return text('human_text', facts, now, { text: words })
}
