import { describe, expect, test } from 'vitest'
import { pickFrom, seededChance } from '../../tests/support/gate-message.ts'
import { makeLine, makeScriptFacts, NAMES } from '../../tests/support/scripts.ts'
import { countSegments, toGsm } from '../base/segments.ts'
import { lintText } from '../gate/lint.ts'
import { judgeScript } from '../judge-script.ts'
import { composeText } from './compose.ts'
import { amountsOf, type PriceLine, type ScriptFacts } from './facts.ts'
import { PLACEHOLDERS } from './placeholders.ts'

/** Scripts made of what people write, of placeholders and of what they had better leave out. */
const PIECES = [
  'Hi! ',
  'Sorry we missed you. ',
  'This is an automated text. ',
  'Texto automatizado. ',
  'That is an estimate, confirmed on site. ',
  'Es un precio estimado. ',
  'Reply STOP to opt out. ',
  'Responda STOP para no recibir textos. ',
  '¿En qué le ayudamos? ',
  'We will get back to you to confirm the time and to talk about everything you need from us. ',
  'Call {phone} if it is urgent. ',
  '{business}: ',
  '{owner} has your message. ',
  '{service}: {price}. ',
  'For {service} we charge {price} or thereabouts. ',
  'Which of these is it: {services}? ',
  'You asked for {time}. ',
  'Sí, ¡qué bueno que llamó! ',
  '🔧 ',
  'See https://example.net/now ',
  'Reply CANCEL to cancel. ',
  'Now 20% off! ',
  'Only $42. ',
  '{discount} ',
]
const TEMPLATES = [
  'missed_call_text',
  'price_answer',
  'price_ask_service',
  'booking_received',
  'question_received',
] as const
const ROUNDS = 2_000
const NOW = Date.UTC(2026, 10, 24, 21, 0)

type Chance = () => number

function drawText(chance: Chance): string {
  const count = 1 + Math.floor(chance() * 7)
  return Array.from({ length: count }, () => pickFrom(chance, PIECES))
    .join('')
    .trim()
}

/** Services and prices within the bounds of a price book, long and short, in any alphabet. */
function drawBook(chance: Chance): PriceLine[] {
  return Array.from({ length: Math.floor(chance() * 4) }, () => {
    const from = Math.floor(chance() * 100_000_000)
    const to = from + Math.floor(chance() * (100_000_000 - from))
    return makeLine(pickFrom(chance, NAMES), from, to, pickFrom(chance, ['job', 'hour', 'square foot of a roof']))
  })
}

function drawFacts(chance: Chance): ScriptFacts {
  return makeScriptFacts({
    businessName: pickFrom(chance, NAMES),
    ownerName: pickFrom(chance, NAMES),
    language: chance() < 0.5 ? 'en' : 'es',
    priceBook: drawBook(chance),
    currency: pickFrom(chance, ['USD', 'CAD', 'INR']),
  })
}

function lint(body: string, name: (typeof TEMPLATES)[number], isFirst: boolean, facts: ScriptFacts) {
  return lintText(body, {
    channel: 'sms',
    audience: 'customer',
    class: 'response',
    first: isFirst,
    byHuman: false,
    disclosureDue: name === 'missed_call_text',
    exemption: null,
    priceBarredFromFirst: name === 'missed_call_text',
    businessName: facts.businessName,
    postalAddress: facts.postalAddress,
    allowedAmountsMinor: amountsOf(facts),
    allowedHosts: ['app.example.com'],
    serviceNames: name === 'missed_call_text' ? [] : facts.priceBook.map((line) => line.service),
  })
}

describe('a script that saves', () => {
  test(
    'makes no text over two segments or without its parts, whoever asks about whatever at any price',
    { timeout: 30_000 },
    () => {
      const chance = seededChance(20_261_125)
      let saved = 0
      const seen = new Set<string>()
      for (let round = 0; round < ROUNDS; round += 1) {
        const facts = drawFacts(chance)
        const name = pickFrom(chance, TEMPLATES)
        const text = drawText(chance)
        const { language } = facts
        if (judgeScript({ name, language, text }, facts, ['app.example.com']).findings.length > 0) continue
        saved += 1
        // The price book changes after the script was saved; the name of the business does not.
        const later = { ...facts, priceBook: drawBook(chance) }
        const services = later.priceBook.slice(0, 2).map((line) => line.service)
        const wishedAt = chance() < 0.7 ? NOW + Math.floor(chance() * 30 * 86_400_000) : null
        const isFirst = name === 'missed_call_text' || chance() < 0.4
        const request = { template: name, services, wishedAt, emergency: null, text: null, isFirst }
        const { body, variant } = composeText(request, later, (asked) => (asked === name ? { text, version: 1 } : null))
        seen.add(`${name} ${variant}`)
        const told = `${name} "${text}" for ${later.businessName}: ${body}`
        expect(countSegments(body).segments, told).toBeLessThanOrEqual(2)
        expect(countSegments(body).segments, told).toBeGreaterThan(0)
        for (const placeholder of PLACEHOLDERS[name]) expect(body, told).not.toContain(`{${placeholder}}`)
        if (isFirst) {
          expect(body, told).toContain(toGsm(later.businessName))
          expect(body, told).toMatch(/\bSTOP\b/)
        }
        if (variant === 'ours') continue
        expect(lint(body, name, isFirst, later), told).toEqual([])
        if (name === 'price_answer') expect(body, told).toMatch(language === 'en' ? /estimate/ : /estimad/)
      }
      // Enough scripts of each kind passed for this to mean something.
      expect(saved).toBeGreaterThan(100)
      for (const name of TEMPLATES) expect(seen).toContain(`${name} own@1`)
    },
  )
})
