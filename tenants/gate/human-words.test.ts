import { describe, expect, test } from 'vitest'
import { DALLAS, knowFacts, TUESDAY_11, writeMessage } from '../../tests/support/gate-message.ts'
import { HOUR_MS } from '../base/clock.ts'
import { decideGate } from './decide.ts'
import type { ConsentBasis, GateFacts } from './facts.ts'
import { findOffer } from './lint.ts'
import { findShortLink } from './short-links.ts'

const NIGHT = Date.parse('2026-11-17T23:30:00-06:00')
const OFFER = '50% off AMC today only!'

function ask(body: string, change: Partial<GateFacts> = {}, now = TUESDAY_11) {
  const facts = knowFacts({ places: [DALLAS], ...change }, now)
  const message = writeMessage({ body, byHuman: true, template: 'human_text', unprompted: false }, now)
  const decision = decideGate({ ...message, usefulUntil: now + 24 * HOUR_MS }, facts, now)
  return decision.kind === 'allow' ? `allow ${decision.account.class}` : `${decision.kind} ${decision.code}`
}

function agreed(basis: ConsentBasis): Pick<GateFacts, 'consents'> {
  return { consents: [{ basis, at: TUESDAY_11 - HOUR_MS }] }
}

describe('what a person types and sells something', () => {
  test.each<ConsentBasis>(['implied_single', 'spoken_notice', 'press_1', 'spoken_yes', 'inbound_message'])(
    'is an offer, for which %s does not do',
    (basis) => {
      const open = { conversationOpenUntil: TUESDAY_11 + HOUR_MS }
      expect(ask(OFFER, { ...agreed(basis), ...open })).toBe('deny written_consent_missing')
      expect(ask('On my way.', { ...agreed(basis), ...open })).toBe('allow response')
    },
  )

  test('goes to whoever agreed in writing, at any hour while they talk', () => {
    const written = agreed('written')
    expect(ask(OFFER, written)).toBe('allow marketing')
    expect(ask(OFFER, { ...written, conversationOpenUntil: NIGHT + HOUR_MS }, NIGHT)).toBe('allow marketing')
    expect(ask(OFFER, written, NIGHT)).toBe('hold quiet_hours')
    expect(ask('On my way.', written, NIGHT)).toBe('allow response')
  })

  test('does not go to whoever opted out of offers', () => {
    const without = { suppressedTopics: ['marketing'], revocationScope: 'topic' } as const
    expect(ask(OFFER, { ...agreed('written'), ...without })).toBe('deny suppressed')
    expect(ask('On my way.', { ...agreed('written'), ...without })).toBe('allow response')
  })

  test.each(['Get 10% off', 'Use coupon HELLO', 'Ask about our AMC', 'd i s c o u n t', 'Gran rebaja', '$50 off'])(
    'is known by its words: %s',
    (text) => expect(findOffer(text, 'Lone Star Plumbing', [])).not.toBeNull(),
  )

  test.each([
    'It is $350, I can be there at 5.',
    "I'm Mike, I looked at your sink.",
    'See www.example.com/parts',
    'If you were happy, leave us a review.',
    'Lone Star Discount Drains here',
    'The maintenance plan visit is at 9.',
  ])('is not seen in %s', (text) => {
    expect(findOffer(text, 'Lone Star Discount Drains', ['Maintenance plan'])).toBeNull()
  })
})

describe('what a person types', () => {
  test.each([
    ['pay \u202etfil\u202c here', 'deny characters_hidden'],
    ['o\u200bne moment', 'deny characters_hidden'],
    ['see http://bit.ly/x', 'deny link_shortened'],
    ['see example.com/parts', 'allow response'],
    ['On my way.\nMike 👩🏽‍🔧', 'allow response'],
  ])('hides nothing: %j is %s', (text, told) => expect(ask(text)).toBe(told))
})

describe('a link of a public shortener', () => {
  test.each([
    'http://bit.ly/x',
    'BIT.LY/x',
    'https://www.tinyurl.com/abc',
    'see t.co/abc',
    'see bit dot ly/x',
    'see bit[.]ly/x',
    'see tinyurl punto com',
    'see bіt.ly/x',
    'https://bit.ly:443/x',
  ])('is found: %s', (text) => expect(findShortLink(text)).not.toBeNull())

  test.each(['https://example.com/bit.ly', 'orbit.ly/x', 'see bit.ly.example.com', 'a bit. Lying down', 'no link'])(
    'is not: %s',
    (text) => expect(findShortLink(text)).toBeNull(),
  )
})
