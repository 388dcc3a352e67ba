import { describe, expect, test } from 'vitest'
import {
  DALLAS,
  knowFacts,
  recallSent,
  TUESDAY_11,
  writeLater,
  writeMessage,
} from '../../tests/support/gate-message.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../base/clock.ts'
import { ruleOnCaps } from './caps.ts'
import type { GateFacts, GateMessage, SentMessage } from './facts.ts'
import { STATE_RULES } from './states-data.ts'

const NOW = TUESDAY_11

function rule(message: GateMessage, sent: SentMessage[], facts: Partial<GateFacts> = {}) {
  return ruleOnCaps({
    message,
    facts: knowFacts({ sent, ...facts }),
    class: message.class,
    now: NOW,
    rules: STATE_RULES,
    findings: new Map(),
  })
}

function repeat(count: number, write: (index: number) => SentMessage): SentMessage[] {
  return Array.from({ length: count }, (_, index) => write(index))
}

describe('a missed call', () => {
  const again = writeMessage()

  test('earns one text, however often they call', () => {
    expect(rule(again, [])).toBeNull()
    expect(rule(again, [recallSent(NOW - HOUR_MS)])).toMatchObject({ kind: 'deny', code: 'episode_already_texted' })
    expect(rule(again, [recallSent(NOW - HOUR_MS, { class: 'response_late' })])).toMatchObject({
      code: 'episode_already_texted',
    })
  })

  test('of another day earns its own', () => {
    expect(rule(again, [recallSent(NOW - DAY_MS, { episodeId: 'jny_before' })])).toBeNull()
  })

  test('earns an e-mail besides the text', () => {
    const email = writeMessage({ channel: 'email', template: 'missed_call_email' })
    expect(rule(email, [recallSent(NOW - 5 * MINUTE_MS)])).toBeNull()
    expect(rule(email, [recallSent(NOW - 5 * MINUTE_MS, { channel: 'email' })])).toMatchObject({
      code: 'episode_already_texted',
    })
  })

  test('may still be texted when a person wrote first', () => {
    expect(rule(again, [recallSent(NOW - MINUTE_MS, { byHuman: true })])).toBeNull()
  })
})

describe('a message of the customer', () => {
  const answer = writeMessage({ unprompted: false, firstInConversation: false, occasionedAt: NOW - MINUTE_MS })
  const answered = (at: number) => recallSent(at, { unprompted: false, template: 'price_answer' })

  test('is answered three times at most', () => {
    expect(rule(answer, [recallSent(NOW - HOUR_MS), ...repeat(2, () => answered(NOW - 1))])).toBeNull()
    expect(
      rule(
        answer,
        repeat(3, () => answered(NOW - MINUTE_MS)),
      ),
    ).toMatchObject({ code: 'answers_spent' })
  })

  test('starts the count anew', () => {
    expect(
      rule(
        answer,
        repeat(3, () => answered(NOW - MINUTE_MS - 1)),
      ),
    ).toBeNull()
  })

  test('is answered once, where it is known what each answer answered', () => {
    const toThis = { ...answered(NOW - 1), occasionedAt: answer.occasionedAt }
    expect(rule(answer, [toThis])).toMatchObject({ kind: 'deny', code: 'answers_spent' })
    // The one before it was answered a moment ago, after this one had come.
    expect(rule(answer, [{ ...toThis, occasionedAt: NOW - 2 * MINUTE_MS }])).toBeNull()
    expect(rule(answer, [{ ...toThis, channel: 'email' }])).toBeNull()
    expect(rule(answer, [{ ...toThis, byHuman: true }])).toBeNull()
    // Two texts at the same instant are owed two answers, not three.
    const text = { basis: 'inbound_message' as const, at: answer.occasionedAt }
    expect(rule(answer, [toThis], { consents: [text, text] })).toBeNull()
    expect(rule(answer, [toThis, toThis], { consents: [text, text] })).toMatchObject({ code: 'answers_spent' })
  })

  test.each(['bot_answer', 'emergency_answer', 'opt_out_confirmation', 'help_answer'])(
    'is owed the %s besides, once',
    (template) => {
      const toThis = { ...answered(NOW - 1), occasionedAt: answer.occasionedAt }
      const owed = { ...toThis, template }
      expect(rule(answer, [owed])).toBeNull()
      expect(rule({ ...answer, template }, [toThis])).toBeNull()
      expect(rule({ ...answer, template }, [owed])).toMatchObject({ code: 'answers_spent' })
    },
  )

  test('does not count what the technician typed', () => {
    const typed = recallSent(NOW - 1, { unprompted: false, byHuman: true })
    expect(
      rule(
        answer,
        repeat(5, () => typed),
      ),
    ).toBeNull()
  })
})

describe('a visit', () => {
  const reminder = writeLater({ class: 'service' })
  const service = (episodeId: string) => recallSent(NOW - DAY_MS, { class: 'service', episodeId })

  test('is written about six times at most', () => {
    expect(
      rule(
        reminder,
        repeat(5, () => service('jny_later')),
      ),
    ).toBeNull()
    expect(
      rule(
        reminder,
        repeat(6, () => service('jny_later')),
      ),
    ).toMatchObject({ code: 'service_texts_spent' })
    expect(
      rule(
        reminder,
        repeat(9, () => service('jny_other')),
      ),
    ).toBeNull()
  })
})

describe('a reminder after silence', () => {
  const nudge = writeLater({ class: 'followup', episodeId: 'jny_call' })
  const wroteAt = (at: number) => ({ consents: [{ basis: 'inbound_message', at }] as const })
  const nudged = (at: number) => recallSent(at, { class: 'followup', template: 'nudge' })

  test('comes a day after the last word of either side, to the millisecond', () => {
    const answered = recallSent(NOW - DAY_MS, { unprompted: false })
    expect(rule(nudge, [answered], wroteAt(NOW - DAY_MS))).toBeNull()
    expect(rule(nudge, [answered], wroteAt(NOW - DAY_MS + 1))).toMatchObject({
      kind: 'hold',
      code: 'followup_too_soon',
      until: NOW + 1,
    })
    const recent = recallSent(NOW - HOUR_MS, { unprompted: false })
    expect(rule(nudge, [recent], wroteAt(NOW - DAY_MS))).toMatchObject({ until: NOW - HOUR_MS + DAY_MS })
  })

  test('waits a day after a call, too, which is no reply', () => {
    const first = recallSent(NOW - 3 * DAY_MS)
    const called = { lastInquiryAt: NOW - HOUR_MS }
    expect(rule(nudge, [first], { ...wroteAt(NOW - 2 * DAY_MS), ...called })).toMatchObject({
      code: 'followup_too_soon',
      until: NOW + 23 * HOUR_MS,
    })
    expect(rule(nudge, [first], { ...wroteAt(NOW - 4 * DAY_MS), ...called })).toMatchObject({ code: 'reply_missing' })
  })

  test('comes twice in all', () => {
    const known = wroteAt(NOW - 9 * DAY_MS)
    expect(rule(nudge, [nudged(NOW - 2 * DAY_MS)], known)).toBeNull()
    expect(rule(nudge, [nudged(NOW - 2 * DAY_MS), nudged(NOW - 4 * DAY_MS)], known)).toMatchObject({
      code: 'followups_spent',
    })
  })

  test('never comes to somebody who has not replied to the first text', () => {
    const first = recallSent(NOW - 3 * DAY_MS)
    expect(rule(nudge, [first], { consents: [{ basis: 'press_1', at: NOW - 3 * DAY_MS }] })).toMatchObject({
      kind: 'deny',
      code: 'reply_missing',
    })
    expect(rule(nudge, [first], wroteAt(NOW - 4 * DAY_MS))).toMatchObject({ code: 'reply_missing' })
    expect(rule(nudge, [first], wroteAt(NOW - 3 * DAY_MS))).toBeNull()
    expect(rule(nudge, [first], wroteAt(NOW - 2 * DAY_MS))).toBeNull()
  })
})

describe('an offer', () => {
  const offer = writeLater({ class: 'marketing' })
  const offered = (at: number) => recallSent(at, { class: 'marketing', episodeId: null })

  test('comes once in seven days, to the millisecond', () => {
    expect(rule(offer, [offered(NOW - 7 * DAY_MS)])).toBeNull()
    expect(rule(offer, [offered(NOW - 7 * DAY_MS + 1)])).toMatchObject({ code: 'marketing_too_soon', until: NOW + 1 })
  })

  test('comes four times in ninety days, by text and e-mail together', () => {
    const days = [89, 60, 30, 8].map((ago) => offered(NOW - ago * DAY_MS))
    expect(rule(offer, days)).toMatchObject({ kind: 'hold', until: NOW + DAY_MS })
    expect(rule(writeLater({ class: 'marketing', channel: 'email' }), days)).toMatchObject({ kind: 'hold' })
    expect(rule(offer, days.slice(1))).toBeNull()
  })
})

describe('a state', () => {
  const nudge = writeLater({ class: 'followup', episodeId: 'jny_call' })
  const others = [4, 3, 2].map((hours) => recallSent(NOW - hours * HOUR_MS, { class: 'followup', episodeId: null }))
  const known = { consents: [{ basis: 'inbound_message', at: NOW - 9 * DAY_MS }] as const }
  const florida = { state: 'FL', zones: ['America/New_York'], source: 'area_code' } as const

  test('bars a fourth solicitation within a day', () => {
    const offer = writeLater({ class: 'marketing' })
    expect(rule(offer, others, { ...known, places: [DALLAS, florida] })).toMatchObject({
      kind: 'hold',
      code: 'state_cap_reached',
      until: NOW - 4 * HOUR_MS + DAY_MS,
    })
    expect(rule(offer, others, { ...known, places: [DALLAS] })).toBeNull()
    expect(rule(offer, others.slice(1), { ...known, places: [florida] })).toBeNull()
  })

  test('says nothing about answers', () => {
    expect(rule(writeMessage(), others, { places: [florida] })).toBeNull()
    expect(rule(nudge, [], { ...known, places: [florida] })).toBeNull()
  })
})

describe('a loop', () => {
  const answer = writeMessage({ unprompted: false, occasionedAt: NOW })
  const sent = (count: number) => repeat(count, (index) => recallSent(NOW - index, { unprompted: false }))

  test('of two machines stops after twenty texts within an hour', () => {
    expect(
      rule(
        answer,
        sent(19).map((one) => ({ ...one, at: one.at - 100 })),
      ),
    ).toBeNull()
    expect(
      rule(
        answer,
        sent(20).map((one) => ({ ...one, at: one.at - 100 })),
      ),
    ).toMatchObject({ code: 'customer_loop' })
    expect(rule({ ...answer, exemption: 'help' }, sent(20))).toMatchObject({ code: 'customer_loop' })
    expect(
      rule(
        answer,
        sent(20).map((one) => ({ ...one, at: NOW - HOUR_MS })),
      ),
    ).toBeNull()
  })

  test('never costs the customer the confirmation of an opt-out, nor the technician a word', () => {
    expect(rule({ ...answer, exemption: 'opt_out_confirmation' }, sent(50))).toBeNull()
    expect(rule({ ...answer, byHuman: true }, sent(50))).toBeNull()
  })

  test('of notices to the technician stops at sixty within an hour', () => {
    const notice = writeMessage({ audience: 'technician' })
    expect(rule(notice, sent(59))).toBeNull()
    expect(rule(notice, sent(60))).toMatchObject({ kind: 'deny', code: 'technician_loop' })
  })

  test('of notices by e-mail, which is what is left when texts are spent, is bounded elsewhere', () => {
    expect(rule(writeMessage({ audience: 'technician', channel: 'email' }), sent(60))).toBeNull()
  })

  test('of alerts about one emergency stops at forty, and nothing but these counts', () => {
    const alert = writeMessage({ audience: 'technician', emergency: true, episodeId: 'jny_1' })
    const about = (episodeId: string, count: number) =>
      sent(count).map((each) => ({ ...each, emergency: true, episodeId }))
    expect(rule(alert, [...sent(60), ...about('jny_2', 40), ...about('jny_1', 39)])).toBeNull()
    expect(rule(alert, about('jny_1', 40))).toMatchObject({ kind: 'deny', code: 'technician_loop' })
    expect(rule(writeMessage({ audience: 'technician' }), about('jny_1', 60))).toBeNull()
  })
})
