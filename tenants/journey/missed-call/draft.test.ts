import { describe, expect, test } from 'vitest'
import { CALLED_AT, makeFacts, makeReply } from '../../../tests/support/missed-call.ts'
import { MINUTE_MS, SECOND_MS } from '../../base/clock.ts'
import type { ReplyLabel } from '../input.ts'
import { answerReply } from './answer-reply.ts'
import { waitFor } from './draft.ts'

const NOW = CALLED_AT + 5 * MINUTE_MS
const WITH_MODEL = makeFacts({}, { answersByModel: true })

function drafted(label: ReplyLabel, more: Parameters<typeof makeReply>[1] = {}, facts = WITH_MODEL): string[] {
  const decision = answerReply(null, makeReply(label, more), facts, NOW)
  if (decision.kind === 'ignored') return []
  return decision.effects.flatMap((effect) => (effect.type === 'send_sms' && effect.draft ? [effect.template] : []))
}

describe('a model is asked', () => {
  test.each<[ReplyLabel, Parameters<typeof makeReply>[1], string[]]>([
    ['question_other', {}, ['question_received']],
    ['price_question', {}, ['price_ask_service']],
    ['price_question', { namesJob: true }, ['question_received']],
    ['price_question', { services: ['Drain cleaning'] }, []],
    ['booking', {}, []],
    ['thanks', {}, []],
    ['help', {}, []],
    ['spam', {}, []],
    ['wrong_number', {}, []],
    ['not_interested', {}, []],
    ['question_other', { asksIfBot: true }, []],
    ['price_question', { asksIfBot: true }, []],
    ['booking', { emergency: 'gas' }, []],
    ['question_other', { emergency: 'flooding' }, []],
    ['question_other', { mayBeOptOut: true }, []],
  ])('about %s %j: %j', (label, more, templates) => {
    expect(drafted(label, more)).toEqual(templates)
  })

  test('by nobody who opted out, who cannot be texted, or whose business has no model', () => {
    expect(drafted('question_other', {}, makeFacts({ optedOut: true }, { answersByModel: true }))).toEqual([])
    expect(drafted('question_other', {}, makeFacts({}, { answersByModel: true, canText: false }))).toEqual([])
    expect(drafted('question_other', {}, makeFacts())).toEqual([])
  })

  test('within the promise: 4 seconds to gather, 10 at most, and 45 until our own words leave', () => {
    expect(waitFor(60 * SECOND_MS, NOW)).toEqual({
      askAt: NOW + 4 * SECOND_MS,
      gatherUntil: NOW + 10 * SECOND_MS,
      fallbackAt: NOW + 45 * SECOND_MS,
    })
    expect(waitFor(2 * SECOND_MS, NOW)).toBeNull()
    expect(waitFor(0, NOW)).toBeNull()
  })
})
