import { describe, expect, test } from 'vitest'
import { BASES, everySet, PERMITS } from '../../tests/support/gate-cells.ts'
import { knowFacts, TUESDAY_11, writeLater } from '../../tests/support/gate-message.ts'
import { DAY_MS } from '../base/clock.ts'
import { decideGate } from './decide.ts'
import type { ConsentBasis, GateFacts, GateMessage, MarketingTopic, MessageClass } from './facts.ts'

const NOW = TUESDAY_11
const CLASSES = Object.keys(PERMITS) as MessageClass[]

function ask(message: Partial<GateMessage>, consents: readonly ConsentBasis[], facts: Partial<GateFacts>): string {
  const known = { consents: consents.map((basis) => ({ basis, at: NOW - 2 * DAY_MS })), ...facts }
  const decision = decideGate(writeLater({ body: BODY, ...message }), knowFacts(known), NOW)
  return decision.kind === 'allow' ? (decision.reasons.at(-1) ?? '') : decision.code
}

const BODY = 'Lone Star Plumbing: hello. Reply STOP to opt out.'

/** What the law says, by hand: an open conversation lets their own text count, a person's own text needs any sign. */
function lawOf(messageClass: MessageClass, consents: readonly ConsentBasis[], isOpen: boolean, byHuman: boolean) {
  const missing = messageClass === 'marketing' ? 'written_consent_missing' : 'consent_missing'
  if (byHuman && messageClass !== 'marketing') return consents.length > 0 ? 'allow' : missing
  const permitting = consents.filter((basis) => PERMITS[messageClass].split(' ').includes(basis))
  if (permitting.length === 0) return missing
  const isTextOnly = permitting.every((basis) => basis === 'inbound_message')
  return isTextOnly && !isOpen ? 'conversation_closed' : 'allow'
}

test('a set of consents permits what its best one does, in and after a conversation, by hand and automated', () => {
  let cells = 0
  for (const messageClass of CLASSES) {
    for (const consents of everySet()) {
      for (const isOpen of [true, false]) {
        for (const byHuman of [true, false]) {
          const conversationOpenUntil = isOpen ? NOW + 1 : NOW
          const told = ask({ class: messageClass, byHuman }, consents, { conversationOpenUntil })
          const law = lawOf(messageClass, consents, isOpen, byHuman)
          const cell = `${messageClass} on [${consents.join(' ')}], open ${isOpen}, by hand ${byHuman}`
          if (law === 'allow') expect(told, cell).toMatch(/^(?:consent_|typed_by_technician|class_)/)
          else expect(told, cell).toBe(law)
          cells += 1
        }
      }
    }
  }
  expect(cells).toBe(5 * 128 * 2 * 2)
})

describe('marketing', () => {
  const recent = { lastPurchaseAt: NOW - 30 * DAY_MS }
  const TOPICS: [MarketingTopic, onWritten: string, onDealings: string, onNeither: string][] = [
    ['review', 'consent_written', 'consent_business_relationship', 'relationship_missing'],
    ['amc', 'consent_written', 'written_consent_missing', 'written_consent_missing'],
    ['winback', 'consent_written', 'written_consent_missing', 'written_consent_missing'],
    ['promotion', 'consent_written', 'written_consent_missing', 'written_consent_missing'],
  ]

  test.each(TOPICS)('about %s: on a writing %s, on dealings %s, on neither %s', (topic, written, dealings, neither) => {
    const offer = { class: 'marketing', topic } as const
    const unwritten = BASES.filter((basis) => basis !== 'written')
    expect(ask(offer, ['written'], {})).toBe(written)
    expect(ask(offer, ['written'], recent)).toBe(written)
    expect(ask(offer, unwritten, recent)).toBe(dealings)
    expect(ask(offer, [], recent)).toBe(dealings)
    expect(ask(offer, unwritten, {})).toBe(neither)
  })

  test.each([
    ['review_request', 'consent_business_relationship'],
    ['review_reminder', 'consent_business_relationship'],
    ['amc_offer', 'written_consent_missing'],
    ['reengage', 'written_consent_missing'],
    ['never_heard_of', 'written_consent_missing'],
  ])('tells its topic from the template %s', (template, told) => {
    expect(ask({ class: 'marketing', template }, [], recent)).toBe(told)
  })

  test('of no state may go without a writing, whatever the law of its circuit', () => {
    for (const state of ['TX', 'LA', 'MS', 'FL', 'CA', null]) {
      const places = [{ state, zones: ['America/Chicago'], source: 'zip' as const }]
      const unwritten = BASES.filter((basis) => basis !== 'written')
      expect(ask({ class: 'marketing', topic: 'amc' }, unwritten, { ...recent, places })).toBe(
        'written_consent_missing',
      )
    }
  })

  test('on dealings says so, and since when', () => {
    const lastInquiryAt = NOW - 5 * DAY_MS
    const review = writeLater({ class: 'marketing', topic: 'review', body: BODY })
    const decision = decideGate(review, knowFacts({ ...recent, lastInquiryAt, consents: [] }), NOW)
    expect(decision).toMatchObject({
      kind: 'allow',
      account: { consentBasis: 'business_relationship', consentAt: lastInquiryAt },
    })
  })
})
