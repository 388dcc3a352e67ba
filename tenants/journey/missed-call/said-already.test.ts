import { describe, expect, test } from 'vitest'
import { CALLED_AT, makeFacts, makeReply } from '../../../tests/support/missed-call.ts'
import { SAME_ANSWER_REST_MS } from '../../base/answer-limits.ts'
import { MINUTE_MS } from '../../base/clock.ts'
import type { Effect } from '../effect.ts'
import type { JourneyFacts, LastText, Reply, ReplyLabel } from '../input.ts'
import { answerReply } from './answer-reply.ts'

const NOW = CALLED_AT + 5 * MINUTE_MS
type Said = readonly [ReplyLabel, Partial<Reply>]
const PRICE: Said = ['price_question', { services: ['Drain cleaning'] }]
const WHICH: Said = ['price_question', {}]
const QUESTION: Said = ['question_other', {}]
const VISIT: Said = ['booking', { wishedAt: NOW + MINUTE_MS }]

function decide([label, more]: Said, facts: JourneyFacts, at = NOW) {
  const decision = answerReply(null, makeReply(label, more), facts, at)
  if (decision.kind === 'ignored') throw new Error('Words are never ignored here.')
  const isText = (effect: Effect) => effect.type === 'send_sms'
  return { ...decision, texts: decision.effects.filter(isText) as LastText['text'][] }
}

/** What is said to the second words, where the first got their answer at noon and these came so much later. */
function said(first: Said, second: Said, { afterMs = MINUTE_MS, facts = {} as Partial<JourneyFacts> } = {}) {
  const text = decide(first, makeFacts()).texts.at(-1)
  if (!text) throw new Error('The first words got no answer.')
  return decide(second, makeFacts({}, { ...facts, lastText: { text, orderedAt: NOW } }), NOW + afterMs)
}

const CANCELLED = { type: 'text_cancelled', reason: 'said_already' }

describe('an answer that the last text has given', () => {
  test.each<[string, Said, Said]>([
    ['a price', PRICE, PRICE],
    ['a price, with other words', PRICE, ['price_question', { services: ['Drain cleaning'], asksSomething: true }]],
    ['which job it is', WHICH, WHICH],
    ['a question that is passed on, and more about it', QUESTION, QUESTION],
    ['a visit', VISIT, VISIT],
  ])('is not given again: %s', (_, first, second) => {
    const { texts, events } = said(first, second)
    expect(texts).toEqual([])
    expect(events).toContainEqual(CANCELLED)
    expect(events).toContainEqual({ type: 'reply_received', messageId: 'msg_1', label: second[0] })
    expect(events.filter(({ type }) => type === 'price_answered')).toEqual([])
  })

  test.each<[string, Said, Said]>([
    ['another price', PRICE, ['price_question', { services: ['Water heater repair'] }]],
    ['a price after "which job?"', WHICH, PRICE],
    ['a further question', QUESTION, ['question_other', { asksSomething: true }]],
    ['a visit at another time', VISIT, ['booking', { wishedAt: NOW + 2 * MINUTE_MS }]],
    ['the same in Spanish', PRICE, ['price_question', { services: ['Drain cleaning'], turnsToSpanish: true }]],
    ['whether a machine writes', ['question_other', { asksIfBot: true }], ['question_other', { asksIfBot: true }]],
    ['help', ['help', {}], ['help', {}]],
    ['a danger', ['booking', { emergency: 'gas' }], ['booking', { emergency: 'gas' }]],
  ])('is given where it says more, or has to be: %s', (_, first, second) => {
    const { texts, events } = said(first, second)
    expect(texts).toHaveLength(1)
    expect(events).not.toContainEqual(CANCELLED)
  })

  test('is given again once it has been a while', () => {
    expect(said(PRICE, PRICE, { afterMs: SAME_ANSWER_REST_MS }).texts).toEqual([])
    expect(said(PRICE, PRICE, { afterMs: SAME_ANSWER_REST_MS + 1 }).texts).toHaveLength(1)
  })

  test('takes nothing else with it: the technician hears of each, and the question stands', () => {
    const { effects, state } = said(WHICH, WHICH)
    expect(effects).toContainEqual({
      ...{ type: 'tell_technician', reason: 'price_unknown', wishedAt: null, detail: null },
    })
    expect(state).toMatchObject({ status: 'in_conversation', wasAskedForService: true })
    expect(said(VISIT, VISIT).effects.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['want_visit', 'tell_technician', 'sync_crm']),
    )
  })
})
