import { describe, expect, test } from 'vitest'
import { knowFacts, writeLater } from '../../tests/support/gate-message.ts'
import { DAY_MS, HOUR_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import { decideGate } from './decide.ts'
import { matchesDlt } from './dlt.ts'
import type { DltCategory, DltRegistration, GateFacts, GateMessage } from './facts.ts'
import { candidatePlaces } from './places.ts'

/** A Tuesday, 12:00 in India. */
const NOON = Date.parse('2026-11-17T12:00:00+05:30')
const ASHA = '+919812345678'
const BODY = 'Lone Star Plumbing: Asha, your visit is on Friday. Reply STOP to opt out.'

function register(category: DltCategory, change: Partial<DltRegistration> = {}): DltRegistration {
  const body = 'Lone Star Plumbing: {#alphanumeric#}, your visit is on {#var#}. Reply STOP to opt out.'
  return {
    peId: '1101000000000000001',
    headerId: 'LSPLMB',
    templates: [{ templateId: '1107', body, category }],
    ...change,
  }
}

function ask(message: Partial<GateMessage>, facts: Partial<GateFacts>, now: Instant = NOON) {
  const text = writeLater({ to: ASHA, class: 'service', body: BODY, usefulUntil: now + 3 * DAY_MS, ...message }, now)
  const places = candidatePlaces({ phone: text.to, tenantState: 'TX', tenantZone: 'America/Chicago' })
  return decideGate(text, knowFacts({ consents: [{ basis: 'written', at: now - DAY_MS }], places, ...facts }, now), now)
}

describe('a text to India', () => {
  test('goes under the entity, the header and the template that are registered for its words', () => {
    expect(ask({}, { dlt: register('service_implicit') })).toMatchObject({
      kind: 'allow',
      dlt: { peId: '1101000000000000001', headerId: 'LSPLMB', headerSuffix: 'S', templateId: '1107' },
      account: { rules: expect.arrayContaining(['dlt']) },
    })
  })

  test.each([
    ['no registration', null],
    ['no entity', register('service_implicit', { peId: ' ' })],
    ['no header', register('service_implicit', { headerId: '' })],
    ['no template', register('service_implicit', { templates: [] })],
  ])('is refused with %s', (_name, dlt) => {
    expect(ask({}, { dlt })).toMatchObject({ kind: 'deny', code: 'dlt_missing' })
  })

  test('is refused where nobody knows of a registration, whoever reads it', () => {
    expect(ask({}, {})).toMatchObject({ code: 'dlt_missing' })
    expect(ask({ audience: 'technician' }, {})).toMatchObject({ code: 'dlt_missing' })
    expect(ask({ exemption: 'help' }, {})).toMatchObject({ code: 'dlt_missing' })
    expect(ask({ byHuman: true }, {})).toMatchObject({ code: 'dlt_missing' })
  })

  test.each([
    BODY.replace('Asha', 'Asha!'),
    BODY.replace('on Friday', 'on  Friday'.padEnd(40, 'y')),
    BODY.replace('your', 'Your'),
    `${BODY} `,
    BODY.replace('Friday', ''),
  ])('whose words differ from the template is refused: %s', (body) => {
    expect(ask({ body }, { dlt: register('service_implicit') })).toMatchObject({
      kind: 'deny',
      code: 'dlt_template_mismatch',
    })
  })

  test.each<[GateMessage['class'], DltCategory, 'P' | 'S' | null]>([
    ['service', 'service_implicit', 'S'],
    ['service', 'service_explicit', null],
    ['service', 'promotional', null],
    ['service', 'transactional', null],
    ['response', 'service_implicit', 'S'],
    ['response', 'promotional', null],
    ['response_late', 'service_implicit', 'S'],
    ['followup', 'service_explicit', 'S'],
    ['followup', 'service_implicit', null],
    ['marketing', 'promotional', 'P'],
    ['marketing', 'service_explicit', 'S'],
    ['marketing', 'service_implicit', null],
    ['marketing', 'transactional', null],
  ])('of class %s under a %s template has suffix %s', (messageClass, category, headerSuffix) => {
    const told = ask({ class: messageClass }, { dlt: register(category) })
    if (headerSuffix === null) expect(told).toMatchObject({ code: 'dlt_template_mismatch' })
    else expect(told).toMatchObject({ kind: 'allow', dlt: { headerSuffix } })
  })

  test('cannot use a header that was registered for another kind', () => {
    expect(ask({}, { dlt: register('service_implicit', { headerId: 'LSPLMB-S' }) })).toMatchObject({ kind: 'allow' })
    expect(ask({}, { dlt: register('service_implicit', { headerId: 'LSPLMB-P' }) })).toMatchObject({
      code: 'dlt_template_mismatch',
    })
  })

  test('reaches mobiles only, and by e-mail needs no template', () => {
    expect(ask({ to: '+911123456789' }, { dlt: register('service_implicit') })).toMatchObject({
      code: 'destination_invalid',
    })
    expect(ask({ channel: 'email', to: 'asha@example.com' }, {})).toMatchObject({ kind: 'allow' })
  })

  test('is stopped by an opt-out before anything else is looked at', () => {
    expect(ask({}, { dlt: null, suppressed: true })).toMatchObject({ code: 'suppressed' })
  })
})

describe('an offer to India', () => {
  const promotional = { dlt: register('promotional') }
  const at = (time: string, day = '2026-11-17') => Date.parse(`${day}T${time}+05:30`)

  test.each([
    ['09:59:59', 'hold'],
    ['10:00:00', 'allow'],
    ['20:59:59', 'allow'],
    ['21:00:00', 'hold'],
  ])('at %s is told %s', (time, kind) => {
    expect(ask({ class: 'marketing' }, promotional, at(time))).toMatchObject({ kind })
    expect(ask({ class: 'followup' }, { dlt: register('service_explicit') }, at(time))).toMatchObject({ kind })
  })

  test('waits for ten o’clock there, and does not outlive nine in the evening', () => {
    expect(ask({ class: 'marketing' }, promotional, at('21:00:00'))).toMatchObject({
      code: 'quiet_hours',
      until: at('10:00:00', '2026-11-18'),
    })
    expect(ask({ class: 'marketing' }, promotional, at('20:59:59'))).toMatchObject({ validityS: 1 })
  })

  test('may go on a Sunday, on which no American gets one', () => {
    expect(ask({ class: 'marketing' }, promotional, at('12:00:00', '2026-11-22'))).toMatchObject({ kind: 'allow' })
  })

  test('is bound by India’s hours also where the person is known to be elsewhere', () => {
    const austin = [{ state: 'TX', zones: ['America/Chicago'], source: 'service_address' as const }]
    const facts = { ...promotional, places: austin }
    // 19:00 in India is 7:30 in the morning in Texas, and 10:00 in Texas 21:30 in India.
    expect(ask({ class: 'marketing' }, facts, at('19:00:00'))).toMatchObject({ kind: 'deny', code: 'no_lawful_hour' })
  })

  test('of the visit itself may go at seven and at nine as everywhere', () => {
    const facts = { dlt: register('service_implicit') }
    expect(ask({}, facts, at('07:00:00'))).toMatchObject({ kind: 'allow' })
    expect(ask({}, facts, at('21:00:00') - SECOND_MS)).toMatchObject({ kind: 'allow', validityS: 1 })
    expect(ask({}, facts, at('21:00:00'))).toMatchObject({ kind: 'hold', until: at('21:00:00') + 10 * HOUR_MS })
  })
})

describe('a template', () => {
  test.each<[string, string, boolean]>([
    ['Hi {#var#}.', 'Hi Asha.', true],
    ['Hi {#var#}.', `Hi ${'a'.repeat(30)}.`, true],
    ['Hi {#var#}.', `Hi ${'a'.repeat(31)}.`, false],
    ['Hi {#var#}.', 'Hi .', false],
    ['Hi {#var#}.', 'Hi A\nB.', false],
    ['{#var#}{#var#}', 'a'.repeat(60), true],
    ['{#var#}{#var#}', 'a'.repeat(61), false],
    ['{#var#}{#var#}', 'a', false],
    ['OTP {#numeric#}', 'OTP 1234', true],
    ['OTP {#numeric#}', 'OTP 12a4', false],
    ['At {#url#} now', 'At https://example.com/b now', true],
    ['At {#url#} now', 'At two words now', false],
    ['Call {#cbn#}', 'Call +91 98123 45678', true],
    ['Call {#cbn#}', 'Call Asha', false],
    ['Mail {#email#}', 'Mail asha@example.com', true],
    ['Mail {#email#}', 'Mail asha', false],
    ['Hi {#unheard#}.', 'Hi Asha.', false],
    ['No variable.', 'No variable.', true],
    ['No variable.', 'No variable', false],
    ['', '', true],
    ['(a+)+ {#var#}$', '(a+)+ b$', true],
  ])('%s for %s: %s', (template, body, matches) => {
    expect(matchesDlt(template, body)).toBe(matches)
  })

  test('of many variables is compared in steps, not in every way there is to fill them', () => {
    const template = '{#var#} '.repeat(40)
    expect(matchesDlt(template, `${'a '.repeat(600)}b`)).toBe(false)
    expect(matchesDlt(template, 'a '.repeat(400))).toBe(true)
  })
})
