import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../base/clock.ts'
import { knowFacts, TUESDAY_11, writeLater } from '../../tests/support/gate-message.ts'
import { findBasis, isPermitted, ruleOnConsent } from './consent.ts'
import type { ConsentBasis, MessageClass } from './facts.ts'
import { STATE_RULES } from './states-data.ts'

const CLASSES: MessageClass[] = ['response', 'response_late', 'service', 'followup', 'marketing']
const TABLE: [ConsentBasis, ...('yes' | 'no')[]][] = [
  ['implied_single', 'yes', 'yes', 'no', 'no', 'no'],
  ['spoken_notice', 'yes', 'yes', 'yes', 'no', 'no'],
  ['press_1', 'yes', 'yes', 'yes', 'yes', 'no'],
  ['spoken_yes', 'yes', 'yes', 'yes', 'yes', 'no'],
  ['inbound_message', 'yes', 'yes', 'yes', 'yes', 'no'],
  ['contract', 'no', 'no', 'yes', 'no', 'no'],
  ['written', 'yes', 'yes', 'yes', 'yes', 'yes'],
]
const CELLS = TABLE.flatMap(([basis, ...row]) =>
  CLASSES.map((messageClass, index) => ({ basis, messageClass, permitted: row[index] === 'yes' })),
)

function rule(messageClass: MessageClass, bases: ConsentBasis[], openUntil: number | null, change = {}) {
  const message = writeLater({ class: messageClass, ...change })
  const facts = knowFacts({
    consents: bases.map((basis) => ({ basis, at: TUESDAY_11 - DAY_MS })),
    conversationOpenUntil: openUntil,
  })
  return ruleOnConsent({
    message,
    facts,
    class: messageClass,
    now: TUESDAY_11,
    rules: STATE_RULES,
    findings: new Map(),
  })
}

describe('a consent', () => {
  test.each(CELLS)('by $basis for $messageClass: $permitted', ({ basis, messageClass, permitted }) => {
    expect(isPermitted(basis, messageClass)).toBe(permitted)
    expect(rule(messageClass, [basis], TUESDAY_11 + 1) === null).toBe(permitted)
  })

  test.each(CLASSES)('that is not there permits no %s', (messageClass) => {
    const code = messageClass === 'marketing' ? 'written_consent_missing' : 'consent_missing'
    expect(rule(messageClass, [], TUESDAY_11 + 1)).toMatchObject({ kind: 'deny', code })
  })

  test('by the customer’s own text ends with the conversation, to the millisecond', () => {
    expect(rule('followup', ['inbound_message'], TUESDAY_11 + 1)).toBeNull()
    for (const openUntil of [null, TUESDAY_11, TUESDAY_11 - 1]) {
      expect(rule('followup', ['inbound_message'], openUntil)).toMatchObject({ code: 'conversation_closed' })
    }
  })

  test('of another kind outlasts the conversation', () => {
    expect(rule('followup', ['inbound_message', 'press_1'], null)).toBeNull()
    expect(rule('followup', ['inbound_message', 'spoken_notice'], null)).toMatchObject({ code: 'conversation_closed' })
  })

  test('names the basis on which a text goes', () => {
    const consents = [
      { basis: 'implied_single', at: 1 },
      { basis: 'inbound_message', at: 2 },
    ] as const
    expect(findBasis(consents, 'service', 11, 10)).toEqual({ kind: 'found', basis: 'inbound_message' })
  })
})

describe('a technician who types', () => {
  test('may write to whoever ever dealt with the business, also after the conversation', () => {
    expect(rule('service', ['implied_single'], null, { byHuman: true })).toBeNull()
    expect(rule('followup', ['inbound_message'], null, { byHuman: true })).toBeNull()
    expect(rule('service', [], null, { byHuman: true })).toMatchObject({ code: 'consent_missing' })
  })

  test('needs the written consent for an offer like everybody else', () => {
    expect(rule('marketing', ['spoken_yes'], TUESDAY_11 + 1, { byHuman: true })).toMatchObject({
      code: 'written_consent_missing',
    })
  })
})

test('an e-mail needs no prior consent', () => {
  expect(rule('service', [], null, { channel: 'email' })).toBeNull()
})
