import { after, type Instant } from '../../base/clock.ts'
import type { Decision, Effect } from '../effect.ts'
import type { JourneyFacts, JourneyInput, Reply, ReplyLabel } from '../input.ts'
import type { Episode } from '../state.ts'
import { IDLE_DELAY_MS, OVERDUE_GRACE_MS, OVERDUE_MARGIN_MS } from '../timers.ts'
import { answerReply } from './answer-reply.ts'
import { isFoundLate, orderEmail, receivedEvents } from './lead-again.ts'
import { close, moveTo, tell } from './moves.ts'
import { orderFirstText } from './order-text.ts'

type Lead = Extract<JourneyInput, { type: 'lead_submitted' }>

/** Words in a form that have an answer of their own, which then is the first text. */
const ANSWERED: ReadonlySet<ReplyLabel> = new Set([
  'booking',
  'price_question',
  'question_other',
  'not_interested',
  'wrong_number',
  'spam',
])

/**
 * Somebody filled in a form: they get one text at once, which answers what they wrote where they wrote something, and
 * otherwise as after a missed call. Their data is the business's from the start, so the lead stands in the CRM at once.
 */
export function startLead(input: Lead, facts: JourneyFacts, now: Instant): Decision {
  const why = whyUntexted(input, facts, now)
  if (why !== null) return startUntexted(input, why, facts, now)
  if (input.reply && isAnswered(input.reply)) return answerLead(input, input.reply, facts, now)
  const staleAt = after(input.submittedAt, facts.policy.staleAfterMs)
  const first = orderFirstText({ episode: episodeOf(input), staleAt, events: receivedEvents(input, false) }, facts, now)
  return first.kind === 'moved' ? { ...first, effects: [...OPENING, ...first.effects] } : first
}

const OPENING: readonly Effect[] = [{ type: 'change_lead', status: 'new' }, { type: 'sync_crm' }]

function isAnswered({ label, emergency, asksIfBot, mayBeOptOut = false }: Reply): boolean {
  return ANSWERED.has(label) || emergency !== null || asksIfBot || mayBeOptOut
}

function whyUntexted(input: Lead, facts: JourneyFacts, now: Instant): string | null {
  if (!facts.customer.hasPhone) return input.fault ?? 'phone_missing'
  if (facts.customer.optedOut) return 'suppressed'
  if (isFoundLate(input, facts, now)) return 'too_late'
  return facts.canText ? null : 'texting_off'
}

/**
 * No text can go: the technician hears of it, at once unless it is old by now, and where an address was given an e-mail
 * says that we heard them.
 */
function startUntexted(input: Lead, why: string, facts: JourneyFacts, now: Instant): Decision {
  const episode = episodeOf(input)
  const events = receivedEvents(input, false)
  const wishedAt = input.reply?.wishedAt ?? null
  const canWait = isFoundLate(input, facts, now)
  const effects: Effect[] = [...OPENING, tell('lead_untexted', { detail: why, wishedAt, canWait })]
  if (!facts.customer.hasEmail)
    return close(why === 'suppressed' ? 'opted_out' : 'unreachable', now, { effects, events })
  return moveTo(
    { kind: 'missed_call', status: 'awaiting_reply', episode, textedAt: null, emailed: true },
    {
      effects: [...effects, orderEmail(episode, facts, now)],
      events,
      timers: { idle_due: after(now, IDLE_DELAY_MS) },
    },
  )
}

function answerLead(input: Lead, reply: Reply, facts: JourneyFacts, now: Instant): Decision {
  const answer = answerReply(null, reply, facts, now)
  if (answer.kind === 'ignored') return answer
  const events = [...receivedEvents(input, false).slice(0, 1), ...answer.events]
  const { state } = answer
  const isSynced = answer.effects.some(({ type }) => type === 'sync_crm') || state.status === 'closed'
  const effects: Effect[] = isSynced ? answer.effects : [...answer.effects, { type: 'sync_crm' }]
  if (state.status === 'closed') return { ...answer, events, effects }
  const isTexted = effects.some(({ type }) => type === 'send_sms' || type === 'offer_visit')
  return {
    ...answer,
    state: { ...state, episode: episodeOf(input) },
    events,
    effects,
    timers: {
      ...answer.timers,
      ...(isTexted ? { overdue_due: overdueAt(input, facts, now) } : {}),
      // Whoever wants a visit is called by a person, and needs no reminder by mail.
      ...(isTexted && state.status === 'in_conversation' && facts.customer.hasEmail
        ? { silence_due: after(now, facts.policy.emailAfterMs) }
        : {}),
    },
  }
}

function overdueAt({ submittedAt }: Lead, { policy }: JourneyFacts, now: Instant): Instant {
  return Math.max(submittedAt + policy.textDeadlineMs - OVERDUE_MARGIN_MS, after(now, OVERDUE_GRACE_MS))
}

function episodeOf({ source, submittedAt }: Lead): Episode {
  return { firstCallId: 'cal_none', callCount: 0, lastCallEndedAt: submittedAt, toldOfRepeatAt: null, source }
}
