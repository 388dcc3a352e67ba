import { describe, expect, test } from 'vitest'
import { makeReply } from '../../../tests/support/missed-call.ts'
import type { Instant } from '../../base/clock.ts'
import { decideQuote } from './decide-quote.ts'
import type { QuoteDecision } from './moves.ts'
import { QUOTE_QUESTIONS_MAX, type QuoteFacts, type QuoteInput } from './quote-input.ts'
import type { QuoteBody, QuoteState } from './quote-state.ts'

const NOW: Instant = Date.UTC(2026, 10, 24, 21)
const QUOTE: QuoteBody = {
  quoteId: 'quo_1',
  service: null,
  description: 'A new roof gutter',
  address: null,
  urgency: null,
  range: null,
  approvedBy: null,
}
const OFFER = { range: { fromMinor: 40_000, toMinor: 60_000 }, description: null, by: 'dana@example.com' }
const FACTS: QuoteFacts = {
  mayText: true,
  prices: [{ service: 'Drain clearing', range: { fromMinor: 11_700, toMinor: 29_100 } }],
}
const OFFERED = { ...QUOTE, range: OFFER.range, approvedBy: OFFER.by }

type Start = 'none' | QuoteState['status']
const STATES: Record<Start, QuoteState | null> = {
  none: null,
  collecting: { kind: 'quote', status: 'collecting', quote: QUOTE, asking: 'where', asked: 2 },
  awaiting_approval: { kind: 'quote', status: 'awaiting_approval', quote: QUOTE },
  sent: { kind: 'quote', status: 'sent', quote: OFFERED, sentAt: NOW, expiresAt: NOW + 1, followedUp: false },
  closed: { kind: 'quote', status: 'closed', quote: OFFERED, outcome: 'declined', closedAt: NOW },
}

const heard = (words: string, answer: 'accept' | 'decline' | null, label = 'question_other' as const): QuoteInput => ({
  type: 'words_received',
  reply: makeReply(label),
  words,
  answer,
})
const INPUTS = {
  price_wanted: {
    type: 'price_wanted',
    quoteId: 'quo_2',
    reply: makeReply('price_question'),
    words: 'How much?',
    isDescribed: false,
  },
  described: {
    type: 'price_wanted',
    quoteId: 'quo_2',
    reply: makeReply('question_other'),
    words: 'A gutter',
    isDescribed: true,
  },
  begun_to_ask: { type: 'quote_begun', quoteId: 'quo_2', description: null, offer: null },
  begun_with_price: { type: 'quote_begun', quoteId: 'quo_2', description: 'A gutter', offer: OFFER },
  words: heard('12 Elm Street', null),
  yes: heard('Yes, go ahead', 'accept'),
  no: heard('Too much', 'decline'),
  lost: { type: 'words_received', reply: makeReply('not_interested'), words: 'Found someone', answer: null },
  approved: { type: 'approved', offer: OFFER },
  withdrawn: { type: 'withdrawn' },
  text_sent: { type: 'text_sent', template: 'quote_text' },
  text_failed: { type: 'text_failed', template: 'quote_text', code: '30006' },
  opted_out: { type: 'opted_out' },
  contact_merged: { type: 'contact_merged' },
  quote_silence_due: { type: 'quote_silence_due' },
  quote_followup_due: { type: 'quote_followup_due' },
  quote_expiry_due: { type: 'quote_expiry_due' },
} satisfies Record<string, QuoteInput>
type Name = keyof typeof INPUTS

const SENT = 'sent | change_lead quoted, send_sms quote_text, sync_crm'
const NONE = 'ignored: no_open_quote'
const ASKING = 'ignored: still_asking'
const WAITS = 'ignored: waits_for_the_technician'
const OUT = 'ignored: price_is_out'
const DECLINED = 'closed: declined | change_lead lost, tell_technician customer_declined'
const ASK_WHEN = 'collecting | send_sms quote_ask_when'
const DRAFT = 'awaiting_approval | send_sms quote_passed_on, change_lead quoted, tell_technician quote_waiting'

const TABLE: Record<Start, Record<Name, string>> = {
  none: {
    price_wanted: 'collecting | send_sms quote_ask_what',
    described: 'collecting | send_sms quote_ask_where',
    begun_to_ask: 'collecting | send_sms quote_ask_what',
    begun_with_price: SENT,
    words: NONE,
    yes: NONE,
    no: NONE,
    lost: NONE,
    approved: NONE,
    withdrawn: NONE,
    text_sent: NONE,
    text_failed: NONE,
    opted_out: NONE,
    contact_merged: NONE,
    quote_silence_due: NONE,
    quote_followup_due: NONE,
    quote_expiry_due: NONE,
  },
  collecting: {
    price_wanted: ASKING,
    described: ASKING,
    begun_to_ask: ASKING,
    begun_with_price: ASKING,
    words: ASK_WHEN,
    yes: ASK_WHEN,
    no: ASK_WHEN,
    lost: DECLINED,
    approved: SENT,
    withdrawn: 'closed: withdrawn',
    text_sent: ASKING,
    text_failed: 'awaiting_approval | change_lead quoted, tell_technician quote_waiting',
    opted_out: 'closed: opted_out',
    contact_merged: 'closed: merged',
    quote_silence_due: DRAFT,
    quote_followup_due: ASKING,
    quote_expiry_due: ASKING,
  },
  awaiting_approval: {
    price_wanted: WAITS,
    described: WAITS,
    begun_to_ask: WAITS,
    begun_with_price: WAITS,
    words: WAITS,
    yes: WAITS,
    no: WAITS,
    lost: DECLINED,
    approved: SENT,
    withdrawn: 'closed: withdrawn',
    text_sent: WAITS,
    text_failed: WAITS,
    opted_out: 'closed: opted_out',
    contact_merged: 'closed: merged',
    quote_silence_due: WAITS,
    quote_followup_due: WAITS,
    quote_expiry_due: WAITS,
  },
  sent: {
    price_wanted: OUT,
    described: OUT,
    begun_to_ask: OUT,
    begun_with_price: OUT,
    words: 'ignored: no_answer_to_the_price',
    yes: 'closed: accepted',
    no: DECLINED,
    lost: 'ignored: no_answer_to_the_price',
    approved: OUT,
    withdrawn: 'closed: withdrawn | cancel_unsent',
    text_sent: 'sent',
    text_failed: 'awaiting_approval | tell_technician quote_waiting',
    opted_out: 'closed: opted_out',
    contact_merged: 'closed: merged',
    quote_silence_due: OUT,
    quote_followup_due: 'sent | send_sms quote_followup',
    quote_expiry_due: 'closed: expired | change_lead lost',
  },
  closed: Object.fromEntries(Object.keys(INPUTS).map((name) => [name, 'ignored: journey_closed'])) as Record<
    Name,
    string
  >,
}

function summarize(decision: QuoteDecision): string {
  if (decision.kind === 'ignored') return `ignored: ${decision.reason}`
  const { state } = decision
  const status = state.status === 'closed' ? `closed: ${state.outcome}` : state.status
  const orders = decision.effects.map((effect) => {
    if (effect.type === 'send_sms') return `${effect.type} ${effect.template}`
    if (effect.type === 'tell_technician') return `${effect.type} ${effect.reason}`
    return effect.type === 'change_lead' ? `${effect.type} ${effect.status}` : effect.type
  })
  return orders.length === 0 ? status : `${status} | ${orders.join(', ')}`
}

const PAIRS = (Object.keys(STATES) as Start[]).flatMap((start) =>
  (Object.keys(INPUTS) as Name[]).map((name) => ({ start, name })),
)

describe('a price that stands in no list', () => {
  test.each(PAIRS)('$start, $name', ({ start, name }) => {
    const given = structuredClone({ state: STATES[start], input: INPUTS[name] })
    const decision = decideQuote(STATES[start], INPUTS[name], FACTS, NOW)
    expect(summarize(decision)).toBe(TABLE[start][name])
    expect({ state: STATES[start], input: INPUTS[name] }).toEqual(given)
    expect(decideQuote(STATES[start], INPUTS[name], FACTS, NOW)).toEqual(decision)
  })

  test('is asked about three times at most, whatever is answered', () => {
    let state: QuoteState | null = null
    let decision = decideQuote(state, INPUTS.begun_to_ask, FACTS, NOW)
    let asked = 0
    while (decision.kind === 'moved' && decision.state.status === 'collecting') {
      asked += 1
      state = decision.state
      decision = decideQuote(state, heard('hm', null), FACTS, NOW)
    }
    expect(asked).toBe(QUOTE_QUESTIONS_MAX)
    expect(decision).toMatchObject({ state: { status: 'awaiting_approval', quote: { urgency: 'hm' } } })
  })

  test('is asked how soon, and a far day is an answer and no refusal, while a refusal is one', () => {
    const { collecting } = STATES
    if (collecting?.status !== 'collecting') throw new Error('The state is one of a quote that is asked about.')
    const asked = { ...collecting, asking: 'when' as const }
    const puts = (words: string, answer: 'decline' | null) =>
      decideQuote(asked, { type: 'words_received', reply: makeReply('not_interested'), words, answer }, FACTS, NOW)
    expect(puts('en unos días', null)).toMatchObject({ state: { quote: { urgency: 'en unos días' } } })
    expect(summarize(puts('no thanks', 'decline'))).toBe(DECLINED)
  })

  test('is told to the technician at once where nobody has told them yet', () => {
    const asked = decideQuote(null, { ...INPUTS.described, isNews: true }, FACTS, NOW)
    expect(summarize(asked)).toBe('collecting | send_sms quote_ask_where, tell_technician price_unknown')
  })

  test('is told at once where it stands in the price book after all', () => {
    const asked = decideQuote(null, INPUTS.begun_to_ask, FACTS, NOW)
    if (asked.kind === 'ignored') throw new Error('A quote begins.')
    const reply = makeReply('question_other', { services: ['Drain clearing'] })
    const named = decideQuote(asked.state, { type: 'words_received', reply, words: 'drain', answer: null }, FACTS, NOW)
    expect(summarize(named)).toBe(SENT)
    expect(named).toMatchObject({ state: { quote: { approvedBy: 'price_book', range: { fromMinor: 11_700 } } } })
  })

  test.each(['collecting', 'sent'] as const)('texts nobody who has a person to talk to (%s)', (start) => {
    const muted = { ...FACTS, mayText: false }
    for (const name of ['words', 'quote_followup_due', 'quote_silence_due'] as const) {
      expect(summarize(decideQuote(STATES[start], INPUTS[name], muted, NOW))).not.toContain('send_sms')
    }
  })

  test('is reminded of once, and a yes to what has not arrived is none', () => {
    const { sent } = STATES
    if (sent?.status !== 'sent') throw new Error('The state is one of a sent quote.')
    const reminded = decideQuote({ ...sent, followedUp: true }, INPUTS.quote_followup_due, FACTS, NOW)
    expect(summarize(reminded)).toBe('ignored: no_reminder_due')
    const unsent = decideQuote({ ...sent, sentAt: null }, INPUTS.yes, FACTS, NOW)
    expect(summarize(unsent)).toBe('ignored: no_answer_to_the_price')
  })
})
