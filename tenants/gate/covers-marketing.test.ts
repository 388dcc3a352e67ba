import { expect, test } from 'vitest'
import { knowFacts, TUESDAY_11, writeLater } from '../../tests/support/gate-message.ts'
import { decideGate } from './decide.ts'

const offer = writeLater({ class: 'marketing', topic: 'amc' })
const consents = [{ basis: 'written' as const, at: TUESDAY_11 - 1 }]

test.each([
  [true, 'allow'],
  [undefined, 'allow'],
  [false, 'marketing_unregistered'],
])('an offer of a business whose campaign covers offers: %s ends as %s', (coversMarketing, ending) => {
  const covers = coversMarketing === undefined ? {} : { coversMarketing }
  const decision = decideGate(offer, knowFacts({ consents, ...covers }), TUESDAY_11)
  expect(decision.kind === 'allow' ? 'allow' : decision.code).toBe(ending)
})

test('an answer needs no campaign that covers offers', () => {
  const answer = writeLater({ class: 'service' })
  expect(decideGate(answer, knowFacts({ consents, coversMarketing: false }), TUESDAY_11).kind).toBe('allow')
})
