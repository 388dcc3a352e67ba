import { describe, expect, test } from 'vitest'
import {
  DALLAS,
  FIRST_TEXT,
  knowFacts,
  MIAMI,
  recallSent,
  TUESDAY_11,
  writeLater,
  writeMessage,
} from '../../tests/support/gate-message.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/clock.ts'
import { decideGate } from './decide.ts'
import type { GateFacts, GateMessage } from './facts.ts'

const NOW = TUESDAY_11
const NIGHT = Date.parse('2026-11-17T23:30:00-06:00')

function decide(message: Partial<GateMessage> = {}, facts: Partial<GateFacts> = {}, now = NOW) {
  return decideGate(writeMessage(message, now), knowFacts(facts, now), now)
}

function decideLater(message: Partial<GateMessage>, facts: Partial<GateFacts>, now = NOW) {
  return decideGate(writeLater(message, now), knowFacts(facts, now), now)
}

describe('the first text after a missed call', () => {
  test('goes, at any hour, and says on what it rests', () => {
    const allowed = { kind: 'allow', validityS: 7_200, reasons: ['class_response', 'consent_spoken_notice'] }
    expect(decide()).toMatchObject(allowed)
    expect(decide({}, {}, NIGHT)).toMatchObject(allowed)
  })

  test('waits for the morning when we are ten minutes late, if it still makes sense then', () => {
    const late = { occasionedAt: NIGHT - 10 * MINUTE_MS - 1, usefulUntil: NIGHT + DAY_MS }
    expect(decide(late, {}, NIGHT)).toMatchObject({
      kind: 'hold',
      code: 'quiet_hours',
      until: Date.parse('2026-11-18T08:00:00-06:00'),
    })
    expect(decide({ ...late, occasionedAt: NIGHT - 10 * MINUTE_MS }, {}, NIGHT)).toMatchObject({ kind: 'allow' })
    expect(decide({ ...late, usefulUntil: NIGHT + 2 * HOUR_MS }, {}, NIGHT)).toMatchObject({
      kind: 'deny',
      code: 'too_late',
    })
    expect(decide({ occasionedAt: NOW - HOUR_MS })).toMatchObject({
      reasons: ['class_response_late', 'consent_spoken_notice'],
    })
  })

  test('names no price to a Floridian', () => {
    const body = `${FIRST_TEXT} Drains from $179.`
    expect(decide({ body }, { allowedAmountsMinor: [17_900] })).toMatchObject({ kind: 'allow' })
    expect(decide({ body }, { allowedAmountsMinor: [17_900], places: [DALLAS, MIAMI] })).toMatchObject({
      code: 'price_in_first_text',
    })
  })
})

describe('the order of the steps', () => {
  const wrong: Partial<GateFacts>[] = [
    { killSwitch: true },
    { a2p: 'campaign_pending' },
    { lineType: 'landline' },
    { suppressed: true },
    { consents: [] },
    { consents: [{ basis: 'inbound_message', at: NOW }], conversationOpenUntil: null },
    { businessName: 'Another Name' },
    { sent: [recallSent(NOW - MINUTE_MS, { episodeId: 'jny_later', class: 'followup' })] },
    {},
    { budgetLeft: 0 },
  ]
  const codes = [
    'kill_switch_on',
    'registration_pending',
    'destination_landline',
    'suppressed',
    'consent_missing',
    'conversation_closed',
    'business_name_missing',
    'followup_too_soon',
    'quiet_hours',
    'budget_spent',
  ]

  test('is the order in which a message with every fault hears of them', () => {
    const base: Partial<GateFacts> = { consents: [{ basis: 'written', at: NOW - 9 * DAY_MS }] }
    const message = { class: 'followup', episodeId: 'jny_later', firstInConversation: true } as const
    codes.forEach((code, step) => {
      const faults = wrong.slice(step).reverse()
      const facts = Object.assign({}, base, ...faults) as Partial<GateFacts>
      const at = code === 'budget_spent' ? NOW : NIGHT
      expect(decideLater(message, facts, at), code).toMatchObject({ code })
    })
  })
})

describe('a business that is not yet live', () => {
  test.each([
    ['no_number', 'no_sms_number'],
    ['brand_pending', 'registration_pending'],
    ['campaign_pending', 'registration_pending'],
    ['suspended', 'registration_suspended'],
  ] as const)('%s texts nobody, but may write e-mail', (a2p, code) => {
    expect(decide({}, { a2p })).toMatchObject({ kind: 'deny', code })
    expect(decide({ audience: 'technician' }, { a2p })).toMatchObject({ kind: 'deny', code })
    expect(decide({ exemption: 'help' }, { a2p })).toMatchObject({ kind: 'deny', code })
    expect(decide({ channel: 'email', to: 'asha@example.com' }, { a2p })).toMatchObject({ kind: 'allow' })
  })

  test('has a number besides the registration', () => {
    expect(decide({}, { smsNumber: null })).toMatchObject({ code: 'no_sms_number' })
  })
})

describe('a service that sounds like an offer', () => {
  const facts = { serviceNames: ['Maintenance plan'], allowedAmountsMinor: [17_900] }
  const body = 'Lone Star Plumbing: the maintenance plan is $179. Reply STOP to opt out.'

  test('may be named in an answer to the customer’s text, not out of the blue', () => {
    expect(decide({ body, unprompted: false }, facts)).toMatchObject({ kind: 'allow' })
    expect(decide({ body, unprompted: true }, facts)).toMatchObject({ code: 'promotion_in_class' })
  })
})

describe('a destination', () => {
  test('is the technician’s own, whatever the line of the customer', () => {
    expect(decide({}, { lineType: 'landline' })).toMatchObject({ kind: 'deny', code: 'destination_landline' })
    expect(decide({ audience: 'technician' }, { lineType: 'landline' })).toMatchObject({ kind: 'allow' })
  })

  test.each([
    ['+14165550147', null, 'marketing_outside_us'],
    ['+18095550147', null, 'marketing_outside_us'],
    ['+18005550147', null, 'marketing_outside_us'],
    ['+15555550147', null, 'marketing_outside_us'],
    ['+12145550147', null, null],
    ['+17875550147', null, null],
    ['+19005550147', 'destination_invalid', 'destination_invalid'],
    ['+442079460123', 'destination_foreign', 'destination_foreign'],
    ['911', 'destination_invalid', 'destination_invalid'],
    ['+12145550100', 'destination_own_number', 'destination_own_number'],
  ])('%s: answer %s, offer %s', (to, answer, offer) => {
    const written = { consents: [{ basis: 'written', at: NOW - DAY_MS }] as const }
    const told = (code: string | null) => (code === null ? { kind: 'allow' } : { kind: 'deny', code })
    expect(decide({ to })).toMatchObject(told(answer))
    expect(decideLater({ to, class: 'marketing' }, written)).toMatchObject(told(offer))
  })

  test('by e-mail is an address', () => {
    expect(decide({ channel: 'email', to: 'asha@example.com' })).toMatchObject({ kind: 'allow' })
    for (const to of ['', 'asha', 'asha@example', 'a b@example.com', '+12145550147']) {
      expect(decide({ channel: 'email', to })).toMatchObject({ code: 'destination_invalid' })
    }
  })
})

describe('a customer who opted out', () => {
  const body = 'Lone Star Plumbing: you are unsubscribed and will get no more messages.'
  const owed = { suppressed: true, confirmationDueBy: NOW + 4 * MINUTE_MS, consents: [] }
  const confirmation = { exemption: 'opt_out_confirmation', template: 'opt_out_confirmation', body } as const

  test('gets nothing of any class, not even what the technician types', () => {
    for (const messageClass of ['response', 'response_late', 'service', 'followup', 'marketing'] as const) {
      expect(decide({ class: messageClass }, { suppressed: true })).toMatchObject({ code: 'suppressed' })
      expect(decide({ class: messageClass, byHuman: true }, { suppressed: true })).toMatchObject({ code: 'suppressed' })
    }
  })

  test('gets one confirmation within five minutes, also at night', () => {
    expect(decide(confirmation, owed, NOW)).toMatchObject({ kind: 'allow', reasons: ['exempt_opt_out_confirmation'] })
    expect(decide(confirmation, { ...owed, confirmationDueBy: NIGHT }, NIGHT)).toMatchObject({ kind: 'allow' })
    expect(decide(confirmation, { ...owed, confirmationDueBy: NOW - 1 })).toMatchObject({
      code: 'confirmation_too_late',
    })
    expect(decide(confirmation, { ...owed, confirmationDueBy: null })).toMatchObject({ code: 'confirmation_not_due' })
    const sent = [recallSent(NOW - 30 * SECOND_MS, { template: 'opt_out_confirmation' })]
    expect(decide(confirmation, { ...owed, sent })).toMatchObject({ code: 'confirmation_already_sent' })
    const lastYear = [recallSent(NOW - 300 * DAY_MS, { template: 'opt_out_confirmation' })]
    expect(decide(confirmation, { ...owed, sent: lastYear })).toMatchObject({ kind: 'allow' })
  })

  test('gets no offer under the name of a confirmation', () => {
    expect(decide({ ...confirmation, body: `${body} Stay and save 10%` }, owed)).toMatchObject({
      code: 'promotion_in_class',
    })
  })

  test('is answered once when asking for help', () => {
    const help = {
      exemption: 'help',
      template: 'help_answer',
      body: 'Lone Star Plumbing: call (214) 555-0100. Msg & data rates may apply. Reply STOP to opt out.',
    } as const
    expect(decide(help, { suppressed: true, consents: [] })).toMatchObject({ kind: 'allow' })
    const sent = [recallSent(NOW - SECOND_MS, { template: 'help_answer' })]
    expect(decide(help, { suppressed: true, sent })).toMatchObject({ code: 'help_already_answered' })
    expect(decide({ ...help, occasionedAt: NOW }, { suppressed: true, sent })).toMatchObject({ kind: 'allow' })
  })
})

describe('the technician', () => {
  test('is told at any hour, whatever customers decided', () => {
    const notice = { audience: 'technician', body: 'Asha called about $350 worth of work', class: 'marketing' } as const
    expect(decide(notice, { suppressed: true, consents: [], budgetLeft: 0 }, NIGHT)).toMatchObject({
      kind: 'allow',
      validityS: 7_200,
      reasons: ['technician'],
    })
    expect(decide(notice, { killSwitch: true })).toMatchObject({ code: 'kill_switch_on' })
  })

  test('may type at any hour and as often as they like', () => {
    const typed = { byHuman: true, body: "I'm Mike, that will be $350", class: 'service' } as const
    const sent = Array.from({ length: 50 }, (_, index) => recallSent(NIGHT - index))
    expect(decide(typed, { sent }, NIGHT)).toMatchObject({
      kind: 'allow',
      reasons: expect.arrayContaining(['typed_by_technician']),
    })
  })
})

describe('the validity of a text', () => {
  test('ends with the lawful hours, to the second', () => {
    const at = Date.parse('2026-11-17T19:58:00-06:00')
    const late = { class: 'response_late', usefulUntil: at + DAY_MS } as const
    expect(decide(late, {}, at)).toMatchObject({ kind: 'allow', validityS: 120 })
    expect(decide(late, {}, at + 119 * SECOND_MS)).toMatchObject({ kind: 'allow', validityS: 1 })
    const morning = Date.parse('2026-11-18T08:00:00-06:00')
    expect(decide(late, {}, at + 119 * SECOND_MS + 1)).toMatchObject({ kind: 'hold', until: morning })
    expect(decide(late, {}, at + 120 * SECOND_MS)).toMatchObject({ kind: 'hold', until: morning })
    expect(decide(late, { places: [MIAMI] }, at)).toMatchObject({ kind: 'hold' })
  })

  test('ends with its use', () => {
    expect(decide({ usefulUntil: NOW + 90_500 })).toMatchObject({ validityS: 90 })
    expect(decide({ usefulUntil: NOW + 1_000 })).toMatchObject({ validityS: 1 })
    for (const usefulUntil of [NOW + 999, NOW, NOW - DAY_MS]) {
      expect(decide({ usefulUntil })).toMatchObject({ kind: 'deny', code: 'too_late' })
    }
  })

  test('is never longer than providers take', () => {
    expect(decide({ usefulUntil: NOW + 30 * DAY_MS })).toMatchObject({ validityS: 36_000 })
  })
})

describe('a message that waits', () => {
  test('for two reasons waits for the one that ends last, and tells of the first', () => {
    // Seven days after the last offer is a Sunday again, so it goes on Monday.
    const sunday = Date.parse('2026-11-15T12:00:00-06:00')
    const facts = {
      consents: [{ basis: 'written', at: NOW - 9 * DAY_MS }] as const,
      sent: [recallSent(sunday, { class: 'marketing', episodeId: null })],
    }
    expect(decideLater({ class: 'marketing' }, facts)).toMatchObject({
      kind: 'hold',
      code: 'marketing_too_soon',
      until: Date.parse('2026-11-23T10:00:00-06:00'),
    })
    const soon = { class: 'marketing', usefulUntil: Date.parse('2026-11-23T09:00:00-06:00') } as const
    expect(decideLater(soon, facts)).toMatchObject({ kind: 'deny', code: 'too_late' })
  })

  test('is held no longer than it makes sense', () => {
    const nudge = { class: 'followup', episodeId: 'jny_later' } as const
    const consents = [{ basis: 'inbound_message', at: NOW - HOUR_MS }] as const
    const facts = { consents, conversationOpenUntil: NOW + 7 * DAY_MS }
    expect(decideLater(nudge, facts)).toMatchObject({ kind: 'hold', until: NOW + 23 * HOUR_MS })
    const opening = NOW + 23 * HOUR_MS
    expect(decideLater({ ...nudge, usefulUntil: opening + 1_000 }, facts)).toMatchObject({ kind: 'hold' })
    expect(decideLater({ ...nudge, usefulUntil: opening + 999 }, facts)).toMatchObject({ code: 'too_late' })
  })

  test('has no hour when the candidates share none', () => {
    const places = [
      { state: 'NY', zones: ['America/New_York'], source: 'area_code' },
      { state: 'GU', zones: ['Pacific/Guam'], source: 'crm_address' },
    ] as const
    const facts = { consents: [{ basis: 'written', at: 0 }] as const, places }
    expect(decideLater({ class: 'marketing' }, facts)).toMatchObject({ kind: 'deny', code: 'no_lawful_hour' })
  })

  test('follows the tenant’s zone when nothing is known of the customer', () => {
    const at = Date.parse('2026-11-17T06:30:00-06:00')
    expect(decideLater({ class: 'service' }, { places: [] }, at)).toMatchObject({
      until: Date.parse('2026-11-17T07:00:00-06:00'),
    })
  })
})

test('an e-mail wakes nobody and may go at night', () => {
  const email = { channel: 'email', to: 'asha@example.com', class: 'service' } as const
  expect(decideLater(email, { consents: [] }, NIGHT)).toMatchObject({ kind: 'allow' })
})

test('a spent budget stops what we send, not what people are owed', () => {
  expect(decide({}, { budgetLeft: 0 })).toMatchObject({ code: 'budget_spent' })
  expect(decide({}, { budgetLeft: 1 })).toMatchObject({ kind: 'allow' })
  expect(decide({ exemption: 'help' }, { budgetLeft: 0 })).toMatchObject({ kind: 'allow' })
})
