import { expect, test } from 'vitest'
import { knowFacts, TUESDAY_11, writeLater } from '../../tests/support/gate-message.ts'
import { describeDeliveryCode } from '../base/delivery-codes.ts'
import { describeGateCode } from './codes.ts'
import { decideGate } from './decide.ts'
import type { GateFacts, GateMessage } from './facts.ts'

const ADDRESS = '12 Example Street, Dallas, TX 75201'
const OFFER: Partial<GateMessage> = {
  channel: 'email',
  to: 'pat@example.com',
  class: 'marketing',
  topic: 'amc',
  body: `Lone Star Plumbing: spring check-ups. ${ADDRESS} Unsubscribe: https://shoulder.example.com/u/abc`,
}
const SHARED = { emailDomain: 'shared' } as const
const OWN = { emailDomain: 'own', reputationPoor: false } as const

function decide(message: Partial<GateMessage>, facts: Partial<GateFacts>): string {
  const decision = decideGate(writeLater(message), knowFacts(facts), TUESDAY_11)
  return decision.kind === 'allow' ? 'allow' : decision.code
}

test.each<[string, Partial<GateMessage>, Partial<GateFacts>, string]>([
  ['an offer by e-mail from a domain of their own', OFFER, OWN, 'allow'],
  [
    'an offer by e-mail from the domain that all share',
    OFFER,
    { ...SHARED, reputationPoor: false },
    'email_domain_missing',
  ],
  ['the same while too many called it junk', OFFER, { ...SHARED, reputationPoor: true }, 'email_domain_missing'],
  ['an offer by e-mail while too many called it junk', OFFER, { ...OWN, reputationPoor: true }, 'complaints_high'],
  ['an offer by e-mail to who opted out', OFFER, { ...OWN, suppressed: true }, 'suppressed'],
  [
    'an answer by e-mail',
    { ...OFFER, class: 'response', unprompted: false },
    { ...SHARED, reputationPoor: true },
    'allow',
  ],
  ['an offer by text', { class: 'marketing' }, { ...SHARED, reputationPoor: true, consents: written() }, 'allow'],
])('%s ends as it must', (_name, message, facts, ending) => {
  expect(decide(message, facts)).toBe(ending)
})

test.each(['email_domain_missing', 'complaints_high'] as const)('%s is told in both languages', (code) => {
  expect(describeGateCode(code)).toMatch(/[Oo]ffers/)
  const meanings = (['en', 'es'] as const).map((language) => describeDeliveryCode(code, language))
  expect(meanings).not.toContain(null)
  expect(new Set(meanings).size).toBe(2)
})

function written(): GateFacts['consents'] {
  return [{ basis: 'written', at: TUESDAY_11 - 1 }]
}
