import { describe, expect, test } from 'vitest'
import {
  CALLED_AT,
  callMissed,
  EPISODE,
  freezeDeeply,
  makeFacts,
  replyReceived,
} from '../../tests/support/missed-call.ts'
import { after, MINUTE_MS, SECOND_MS } from '../base/clock.ts'
import { decide } from './decide.ts'
import type { Decision } from './effect.ts'
import type { JourneyInput, ReplyLabel } from './input.ts'
import type { MissedCallState } from './state.ts'

type Start = 'none' | MissedCallState['status']
type InputType = JourneyInput['type']

const NOW = CALLED_AT + 20 * SECOND_MS
const TALK = { episode: EPISODE, repliedAt: NOW, wasAskedForService: false }
const STALE_AT = CALLED_AT + 120 * MINUTE_MS

const STATES: Record<Start, MissedCallState | null> = {
  none: null,
  awaiting_text: { kind: 'missed_call', status: 'awaiting_text', episode: EPISODE, textDueAt: NOW, staleAt: STALE_AT },
  awaiting_reply: { kind: 'missed_call', status: 'awaiting_reply', episode: EPISODE, textedAt: null, emailed: false },
  in_conversation: { kind: 'missed_call', status: 'in_conversation', ...TALK },
  booking_wanted: { kind: 'missed_call', status: 'booking_wanted', ...TALK },
  taken_over: { kind: 'missed_call', status: 'taken_over', episode: EPISODE, takenOverAt: NOW, wasBooking: false },
  closed: { kind: 'missed_call', status: 'closed', outcome: 'no_reply', closedAt: NOW },
}

const INPUTS: Record<InputType, JourneyInput> = {
  call_missed: callMissed(CALLED_AT + 15 * SECOND_MS),
  call_answered: { type: 'call_answered', callId: 'cal_2', endedAt: CALLED_AT + 15 * SECOND_MS },
  consent_given: { type: 'consent_given', ask: 'press_1' },
  consent_refused: { type: 'consent_refused' },
  call_over: { type: 'call_over' },
  contact_found: { type: 'contact_found' },
  contact_missing: { type: 'contact_missing', code: 'not_found' },
  contact_merged: { type: 'contact_merged' },
  text_sent: { type: 'text_sent', template: 'missed_call_text' },
  text_failed: { type: 'text_failed', template: 'missed_call_text', code: '30003' },
  email_failed: { type: 'email_failed', template: 'missed_call_email', code: 'bounced' },
  reply_received: replyReceived('question_other'),
  lead_submitted: { type: 'lead_submitted', source: 'web', submittedAt: NOW, reply: null, fault: null },
  opted_out: { type: 'opted_out', confirm: true },
  relation_set: { type: 'relation_set' },
  taken_over: { type: 'taken_over' },
  handed_back: { type: 'handed_back' },
  human_wrote: { type: 'human_wrote', text: 'On my way.' },
  text_due: { type: 'text_due' },
  overdue_due: { type: 'overdue_due' },
  silence_due: { type: 'silence_due' },
  idle_due: { type: 'idle_due' },
}

const OPTED_OUT = 'closed: opted_out | cancel_unsent, change_lead lost, send_sms opt_out_confirmation'
const TAKEN = 'taken_over | cancel_unsent'
const KNOWN = 'closed: known | cancel_unsent, change_lead lost'
const TAKEN_AND_TEXTED = 'taken_over | cancel_unsent, send_sms human_text'
const ANSWERED = 'send_sms question_received, tell_technician question_asked'
const OPENED = 'cancel_unsent, change_lead contacted'

/** Each pair of status and input: what it leads to and what is ordered, or why it changes nothing. */
const TABLE: Record<Start, Record<InputType, string>> = {
  none: {
    call_missed: 'awaiting_text | change_lead new',
    call_answered: 'ignored: nothing_to_recover',
    consent_given: 'ignored: no_open_journey',
    consent_refused: 'ignored: no_open_journey',
    call_over: 'ignored: no_open_journey',
    contact_found: 'ignored: no_open_journey',
    contact_missing: 'ignored: no_open_journey',
    contact_merged: 'ignored: no_open_journey',
    text_sent: 'ignored: no_open_journey',
    text_failed: 'ignored: no_open_journey',
    email_failed: 'ignored: no_open_journey',
    reply_received: `in_conversation | change_lead new, ${ANSWERED}`,
    lead_submitted: 'awaiting_reply | change_lead new, sync_crm, send_sms web_lead_text',
    opted_out: OPTED_OUT,
    relation_set: 'ignored: no_open_journey',
    taken_over: 'taken_over',
    handed_back: 'ignored: no_open_journey',
    human_wrote: 'taken_over | send_sms human_text',
    text_due: 'ignored: no_open_journey',
    overdue_due: 'ignored: no_open_journey',
    silence_due: 'ignored: no_open_journey',
    idle_due: 'ignored: no_open_journey',
  },
  awaiting_text: {
    call_missed: 'awaiting_text',
    call_answered: 'closed: answered | change_lead contacted',
    consent_given: 'ignored: nothing_was_asked',
    consent_refused: 'ignored: nothing_was_asked',
    call_over: 'ignored: nothing_was_asked',
    contact_found: 'awaiting_reply | send_sms missed_call_text',
    contact_missing: 'ignored: phone_known_anyway',
    contact_merged: 'closed: merged',
    text_sent: 'ignored: nothing_sent_yet',
    text_failed: 'ignored: nothing_sent_yet',
    email_failed: 'ignored: nothing_sent_yet',
    reply_received: `in_conversation | ${OPENED}, ${ANSWERED}`,
    lead_submitted: 'awaiting_text | tell_technician lead_again',
    opted_out: OPTED_OUT,
    relation_set: KNOWN,
    taken_over: TAKEN,
    handed_back: 'ignored: nothing_sent_yet',
    human_wrote: TAKEN_AND_TEXTED,
    text_due: 'awaiting_reply | send_sms missed_call_text',
    overdue_due: 'ignored: nothing_sent_yet',
    silence_due: 'ignored: nothing_sent_yet',
    idle_due: 'ignored: nothing_sent_yet',
  },
  awaiting_reply: {
    call_missed: 'awaiting_reply',
    call_answered: 'closed: answered | cancel_unsent, change_lead contacted',
    consent_given: 'ignored: nothing_was_asked',
    consent_refused: 'ignored: text_already_ordered',
    call_over: 'ignored: text_already_ordered',
    contact_found: 'awaiting_reply',
    contact_missing: 'ignored: text_already_ordered',
    contact_merged: 'closed: merged',
    text_sent: 'awaiting_reply | change_lead contacted',
    text_failed: 'awaiting_reply | tell_technician text_failed',
    email_failed: 'awaiting_reply | tell_technician no_reply',
    reply_received: `in_conversation | ${OPENED}, ${ANSWERED}`,
    lead_submitted: 'awaiting_reply | tell_technician lead_again',
    opted_out: OPTED_OUT,
    relation_set: KNOWN,
    taken_over: TAKEN,
    handed_back: 'ignored: text_already_ordered',
    human_wrote: TAKEN_AND_TEXTED,
    text_due: 'ignored: text_already_ordered',
    overdue_due: 'awaiting_reply | tell_technician text_failed',
    silence_due: 'ignored: nothing_sent_yet',
    idle_due: 'closed: no_reply | change_lead lost',
  },
  in_conversation: {
    call_missed: 'in_conversation | tell_technician called_again',
    call_answered: 'in_conversation',
    consent_given: 'ignored: conversation_open',
    consent_refused: 'ignored: conversation_open',
    call_over: 'ignored: conversation_open',
    contact_found: 'ignored: conversation_open',
    contact_missing: 'ignored: conversation_open',
    contact_merged: 'closed: merged',
    text_sent: 'ignored: conversation_open',
    text_failed: 'in_conversation | tell_technician text_failed',
    email_failed: 'ignored: conversation_open',
    reply_received: `in_conversation | ${ANSWERED}`,
    lead_submitted: 'in_conversation | tell_technician lead_again',
    opted_out: OPTED_OUT,
    relation_set: KNOWN,
    taken_over: TAKEN,
    handed_back: 'ignored: conversation_open',
    human_wrote: TAKEN_AND_TEXTED,
    text_due: 'ignored: conversation_open',
    overdue_due: 'ignored: conversation_open',
    silence_due: 'ignored: conversation_open',
    idle_due: 'closed: no_reply | change_lead lost',
  },
  booking_wanted: {
    call_missed: 'booking_wanted | tell_technician called_again',
    call_answered: 'booking_wanted',
    consent_given: 'ignored: conversation_open',
    consent_refused: 'ignored: conversation_open',
    call_over: 'ignored: conversation_open',
    contact_found: 'ignored: conversation_open',
    contact_missing: 'ignored: conversation_open',
    contact_merged: 'closed: merged',
    text_sent: 'ignored: conversation_open',
    text_failed: 'booking_wanted | tell_technician text_failed',
    email_failed: 'ignored: conversation_open',
    reply_received: `booking_wanted | ${ANSWERED}`,
    lead_submitted: 'booking_wanted | tell_technician lead_again',
    opted_out: OPTED_OUT,
    relation_set: KNOWN,
    taken_over: TAKEN,
    handed_back: 'ignored: conversation_open',
    human_wrote: TAKEN_AND_TEXTED,
    text_due: 'ignored: conversation_open',
    overdue_due: 'ignored: conversation_open',
    silence_due: 'ignored: conversation_open',
    idle_due: 'closed: visit_wanted',
  },
  taken_over: {
    call_missed: 'taken_over | tell_technician called_again',
    call_answered: 'taken_over',
    consent_given: 'ignored: human_has_it',
    consent_refused: 'ignored: human_has_it',
    call_over: 'ignored: human_has_it',
    contact_found: 'ignored: human_has_it',
    contact_missing: 'ignored: human_has_it',
    contact_merged: 'closed: merged',
    text_sent: 'ignored: human_has_it',
    text_failed: 'taken_over | tell_technician text_failed',
    email_failed: 'ignored: human_has_it',
    reply_received: 'taken_over | tell_technician wrote_while_taken_over',
    lead_submitted: 'taken_over | tell_technician lead_again',
    opted_out: OPTED_OUT,
    relation_set: KNOWN,
    taken_over: 'ignored: already_taken_over',
    handed_back: 'in_conversation',
    human_wrote: 'taken_over | send_sms human_text',
    text_due: 'ignored: human_has_it',
    overdue_due: 'ignored: human_has_it',
    silence_due: 'ignored: human_has_it',
    idle_due: 'closed: taken_over',
  },
  closed: {
    call_missed: 'ignored: journey_closed',
    call_answered: 'ignored: journey_closed',
    consent_given: 'ignored: journey_closed',
    consent_refused: 'ignored: journey_closed',
    call_over: 'ignored: journey_closed',
    contact_found: 'ignored: journey_closed',
    contact_missing: 'ignored: journey_closed',
    contact_merged: 'ignored: journey_closed',
    text_sent: 'ignored: journey_closed',
    text_failed: 'ignored: journey_closed',
    email_failed: 'ignored: journey_closed',
    reply_received: 'ignored: journey_closed',
    lead_submitted: 'ignored: journey_closed',
    opted_out: 'ignored: journey_closed',
    relation_set: 'ignored: journey_closed',
    taken_over: 'ignored: journey_closed',
    handed_back: 'ignored: journey_closed',
    human_wrote: 'ignored: journey_closed',
    text_due: 'ignored: journey_closed',
    overdue_due: 'ignored: journey_closed',
    silence_due: 'ignored: journey_closed',
    idle_due: 'ignored: journey_closed',
  },
}

function summarize(decision: Decision): string {
  if (decision.kind === 'ignored') return `ignored: ${decision.reason}`
  const { state } = decision
  const status = state.status === 'closed' ? `closed: ${state.outcome}` : state.status
  const orders = decision.effects.map((effect) => {
    if (effect.type === 'send_sms' || effect.type === 'send_email') return `${effect.type} ${effect.template}`
    if (effect.type === 'tell_technician') return `${effect.type} ${effect.reason}`
    return effect.type === 'change_lead' ? `${effect.type} ${effect.status}` : effect.type
  })
  return orders.length === 0 ? status : `${status} | ${orders.join(', ')}`
}

const PAIRS = (Object.keys(STATES) as Start[]).flatMap((start) =>
  (Object.keys(INPUTS) as InputType[]).map((type) => ({ start, type })),
)

describe('a known customer with a phone and no e-mail address', () => {
  test('has a row for each status and each input, and no row for anything else', () => {
    const statuses = Object.keys(STATES)
    expect(Object.keys(TABLE)).toEqual(statuses)
    for (const status of statuses as Start[]) expect(Object.keys(TABLE[status])).toEqual(Object.keys(INPUTS))
    expect(PAIRS).toHaveLength(7 * 22)
  })

  test.each(PAIRS)('$start, $type', ({ start, type }) => {
    const decision = decide(STATES[start], INPUTS[type], makeFacts(), NOW)
    expect(summarize(decision)).toBe(TABLE[start][type])
  })

  test.each(PAIRS)(
    'decides $start, $type the same way every time and touches nothing it is given',
    ({ start, type }) => {
      const state = freezeDeeply(structuredClone(STATES[start]))
      const input = freezeDeeply(structuredClone(INPUTS[type]))
      const facts = freezeDeeply(makeFacts())
      const first = decide(state, input, facts, NOW)
      expect(decide(state, input, facts, NOW)).toEqual(first)
      expect(decide(STATES[start], INPUTS[type], makeFacts(), NOW)).toEqual(first)
      expect(JSON.parse(JSON.stringify(first))).toEqual(first)
    },
  )
})

/** What each label leads to in an open conversation, before and after somebody opted out. */
const LABELS: Record<ReplyLabel, { answered: string; optedOut: string }> = {
  opt_out: { answered: 'in_conversation', optedOut: 'in_conversation' },
  opt_in_again: { answered: 'in_conversation', optedOut: 'in_conversation' },
  help: { answered: 'in_conversation | send_sms help_answer', optedOut: 'in_conversation | send_sms help_answer' },
  booking: {
    answered: 'booking_wanted | want_visit, tell_technician booking_wanted, send_sms booking_received, sync_crm',
    optedOut: 'booking_wanted | want_visit, tell_technician booking_wanted, sync_crm',
  },
  price_question: {
    answered: 'in_conversation | send_sms price_ask_service, tell_technician price_unknown',
    optedOut: 'in_conversation | tell_technician question_asked',
  },
  question_other: {
    answered: `in_conversation | ${ANSWERED}`,
    optedOut: 'in_conversation | tell_technician question_asked',
  },
  not_interested: {
    answered: 'closed: declined | cancel_unsent, change_lead lost, tell_technician customer_declined',
    optedOut: 'closed: declined | cancel_unsent, change_lead lost, tell_technician customer_declined',
  },
  wrong_number: {
    answered: 'closed: wrong_number | cancel_unsent, change_lead lost',
    optedOut: 'closed: wrong_number | cancel_unsent, change_lead lost',
  },
  thanks: { answered: 'in_conversation', optedOut: 'in_conversation' },
  spam: {
    answered: 'closed: spam | cancel_unsent, change_lead lost',
    optedOut: 'closed: spam | cancel_unsent, change_lead lost',
  },
}

describe('a reply in an open conversation', () => {
  const labels = Object.keys(LABELS) as ReplyLabel[]

  test.each(labels)('that reads as %s', (label) => {
    const decision = decide(STATES.in_conversation, replyReceived(label), makeFacts(), NOW)
    expect(summarize(decision)).toBe(LABELS[label].answered)
  })

  test.each(labels)('of somebody who opted out that reads as %s', (label) => {
    const decision = decide(STATES.in_conversation, replyReceived(label), makeFacts({ optedOut: true }), NOW)
    expect(summarize(decision)).toBe(LABELS[label].optedOut)
  })

  test.each(labels)('that reads as %s keeps the conversation open for three more days, unless it ends it', (label) => {
    const decision = decide(STATES.in_conversation, replyReceived(label), makeFacts(), NOW)
    if (decision.kind === 'ignored') throw new Error('A reply is never ignored here.')
    if (decision.state.status === 'closed') expect(decision.timers).toEqual({})
    else expect(decision.timers).toMatchObject({ idle_due: after(NOW, 72 * 60 * MINUTE_MS) })
  })
})
