import { after, type Instant } from '../../base/clock.ts'
import { unreachable } from '../../base/result.ts'
import type { Decision, Effect } from '../effect.ts'
import type { JourneyFacts, JourneyInput, Reply, ReplyLabel } from '../input.ts'
import { CONSENT_WAIT_MS, IDLE_DELAY_MS } from '../timers.ts'
import { answerReply } from './answer-reply.ts'
import { close, firstTemplate, holdBack, humanText, ignore, moveTo, openEpisode, optOut, tell } from './moves.ts'
import { startLead } from './start-lead.ts'
import { startWithoutText } from './start-without-text.ts'

const WORTH_OPENING: ReadonlySet<ReplyLabel> = new Set(['booking', 'price_question', 'question_other', 'help'])

function isWorthOpening({ label, emergency, mayBeOptOut = false }: Reply): boolean {
  return WORTH_OPENING.has(label) || emergency !== null || mayBeOptOut
}

/** No journey is open for this customer: only a missed call or a word of theirs starts one. */
export function decideStart(input: JourneyInput, facts: JourneyFacts, now: Instant): Decision {
  switch (input.type) {
    case 'call_missed':
      return startEpisode(input, facts, now)
    case 'lead_submitted':
      return startLead(input, facts, now)
    case 'reply_received':
      // A "thanks" or an advertisement out of the blue is no matter of anybody's.
      if (!isWorthOpening(input.reply)) return ignore('nothing_to_answer')
      return answerReply(null, input.reply, facts, now)
    case 'opted_out':
      return optOut(input.confirm, facts, now)
    case 'human_wrote':
      return startWithHuman(now, [humanText(input.text, facts, now)])
    case 'taken_over':
      return startWithHuman(now, [])
    case 'call_answered':
      return ignore('nothing_to_recover')
    case 'consent_given':
    case 'consent_refused':
    case 'call_over':
    case 'contact_found':
    case 'contact_missing':
    case 'contact_merged':
    case 'text_sent':
    case 'text_failed':
    case 'email_failed':
    case 'handed_back':
    case 'relation_set':
    case 'text_due':
    case 'overdue_due':
    case 'silence_due':
    case 'idle_due':
      return ignore('no_open_journey')
    default:
      return unreachable(input)
  }
}

/** The technician turns to a customer of their own accord: from here on the automation leaves this customer to them. */
function startWithHuman(now: Instant, effects: Effect[]): Decision {
  return moveTo(
    {
      kind: 'missed_call',
      status: 'taken_over',
      episode: { firstCallId: 'cal_none', callCount: 0, lastCallEndedAt: now, toldOfRepeatAt: null },
      takenOverAt: now,
      wasBooking: false,
    },
    { effects, events: [{ type: 'taken_over' }], timers: { idle_due: after(now, IDLE_DELAY_MS) } },
  )
}

function startEpisode(
  input: Extract<JourneyInput, { type: 'call_missed' }>,
  facts: JourneyFacts,
  now: Instant,
): Decision {
  const missed = { type: 'call_missed' as const, callId: input.callId, outcome: input.outcome }
  const lead: Effect = { type: 'change_lead', status: 'new' }
  const staleAt = after(input.endedAt, facts.policy.staleAfterMs)
  const { lastAnsweredAt } = facts.customer
  // Reports come out of order: they have talked since, so there is nothing to recover.
  if (lastAnsweredAt !== null && lastAnsweredAt >= input.endedAt) return ignore('answered_since')
  const { relation = null, holdReason = null } = facts.customer
  if (relation !== null) {
    return close('known', now, { effects: [tell('known_called', { detail: relation })], events: [missed] })
  }
  if (holdReason !== null) return holdBack(input.callId, holdReason, now, { effects: [], events: [missed] })
  // Who called is worth the wait of a look-up, even where only the technician will be told.
  if (now > staleAt && !facts.customer.lookUpPending) {
    return close('too_old', now, { effects: [lead, tell('call_too_old')], events: [missed] })
  }
  if (facts.customer.optedOut) {
    return close('opted_out', now, { effects: [lead, tell('caller_opted_out')], events: [missed] })
  }
  const nobodyToText = !facts.customer.hasPhone && !facts.customer.lookUpPending
  if (nobodyToText) return startWithoutText(input, 'caller_hidden', null, facts, now)
  // Where we have to ask who called, the gate refuses the text later, and the technician then hears whose it was.
  if (!facts.canText && !facts.customer.lookUpPending) {
    return startWithoutText(input, 'text_failed', 'texting_off', facts, now)
  }
  if (input.ask === null && !facts.customer.lookUpPending) {
    return startWithoutText(input, 'not_agreed', 'unasked', facts, now)
  }
  if (input.ask) {
    const waitUntil = after(now, CONSENT_WAIT_MS)
    return moveTo(
      { kind: 'missed_call', status: 'awaiting_text', episode: openEpisode(input), textDueAt: waitUntil, staleAt },
      { effects: [lead], events: [missed], timers: { text_due: waitUntil } },
    )
  }
  // A webhook that comes late is answered at once: the delay was the caller's to wait, not ours to add.
  const textDueAt = Math.max(now, after(input.endedAt, facts.policy.textAfterMs))
  const { visitAt = null } = facts.customer
  const episode = visitAt === null ? openEpisode(input) : { ...openEpisode(input), visitAt }
  const told = visitAt === null ? [] : [tell('visit_called', { wishedAt: visitAt })]
  return moveTo(
    { kind: 'missed_call', status: 'awaiting_text', episode, textDueAt, staleAt },
    {
      effects: [lead, ...(facts.customer.lookUpPending ? [{ type: 'look_up_contact' } as const] : []), ...told],
      events:
        input.ask === null
          ? [missed]
          : [missed, { type: 'text_planned', template: firstTemplate(episode), dueAt: textDueAt }],
      timers: { text_due: textDueAt },
    },
  )
}
