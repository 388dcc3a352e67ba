import { describe, expect, test } from 'vitest'
import { makeLine, makeScriptFacts, NAMES } from '../../tests/support/scripts.ts'
import { HOUR_MS } from '../base/clock.ts'
import { countSegments, toGsm } from '../base/segments.ts'
import { lintText } from '../gate/lint.ts'
import type { TextTemplate } from '../journey/effect.ts'
import { composeText } from './compose.ts'
import { amountsOf, type PriceLine, type ScriptFacts } from './facts.ts'
import { composeNotice } from './notice.ts'
import { ENGLISH_NOTICES } from './notice-english.ts'
import type { NoticeReason } from './notice-words.ts'

const TEMPLATES: Exclude<TextTemplate, 'human_text'>[] = [
  'missed_call_text',
  'price_answer',
  'price_ask_service',
  'booking_received',
  'question_received',
  'emergency_answer',
  'emergency_seen',
  'emergency_unanswered',
  'bot_answer',
  'help_answer',
  'opt_out_confirmation',
]
const EMERGENCIES = ['gas', 'carbon_monoxide', 'sparks', 'fire', 'flooding', 'sewage']
const EXEMPTIONS = { opt_out_confirmation: 'opt_out_confirmation', help_answer: 'help' } as const
const ABOUT_THE_BUSINESS =
  /^(?:help|registration|sending|email_reputation|privacy|business|canary|crm|ads|decision|many)_/
const LONG_EMAIL = `${'a'.repeat(64)}@${'b'.repeat(60)}.example.com`

const BOOKS: PriceLine[][] = [
  [],
  makeScriptFacts().priceBook,
  NAMES.map((service, index) => makeLine(service, 99_999_900 - index, 100_000_000, 'square foot of a roof')),
]

type Case = { template: (typeof TEMPLATES)[number]; isFirst: boolean; facts: ScriptFacts }

function everyCase(language: 'en' | 'es'): Case[] {
  return NAMES.flatMap((businessName, index) => {
    const ownerName = NAMES.at(-1 - index) ?? 'Mike'
    return BOOKS.flatMap((priceBook) =>
      TEMPLATES.flatMap((template) =>
        [true, false].map((isFirst) => ({
          template,
          isFirst,
          facts: makeScriptFacts({ businessName, ownerName, language, priceBook, email: LONG_EMAIL }),
        })),
      ),
    )
  })
}

/** Every wording a template can take: each emergency, with and without a time, one service and two. */
function bodiesOf({ template, isFirst, facts }: Case): string[] {
  const rest = { template, text: null, isFirst }
  const [first = 'Drain cleaning', ...others] = facts.priceBook.map((line) => line.service)
  const bodies = [
    ...EMERGENCIES.map(
      (emergency) =>
        composeText({ ...rest, services: [first], wishedAt: null, emergency, by: facts.ownerName }, facts).body,
    ),
    ...[first, ...others].map(
      (service) =>
        composeText({ ...rest, services: [first, service], wishedAt: facts.now, emergency: null }, facts).body,
    ),
  ]
  return [...new Set(bodies)]
}

describe.each(['en', 'es'] as const)('whatever a business is called and sells, in %s', (language) => {
  const cases = everyCase(language).map((one) => ({ ...one, bodies: bodiesOf(one) }))

  test('a text fits two segments', () => {
    for (const { template, isFirst, facts, bodies } of cases) {
      for (const body of bodies) {
        const { segments } = countSegments(body)
        expect(segments, `${template} ${isFirst} ${facts.businessName}: ${body}`).toBeLessThanOrEqual(2)
        expect(segments, template).toBeGreaterThan(0)
      }
    }
  })

  test('a first text carries the whole name and the way out', () => {
    for (const { template, isFirst, facts, bodies } of cases) {
      if (!isFirst) continue
      for (const body of bodies) {
        expect(body, template).toContain(toGsm(facts.businessName))
        if (template !== 'opt_out_confirmation') expect(body, `${template}: ${body}`).toMatch(/\bSTOP\b/)
      }
    }
  })

  test('the gate finds nothing wrong with its words', () => {
    for (const { template, isFirst, facts, bodies } of cases) {
      for (const body of bodies) {
        const findings = lintText(body, {
          channel: 'sms',
          audience: 'customer',
          class: 'response',
          first: isFirst,
          byHuman: false,
          disclosureDue: isFirst && !(template in EXEMPTIONS),
          exemption: template in EXEMPTIONS ? EXEMPTIONS[template as keyof typeof EXEMPTIONS] : null,
          priceBarredFromFirst: template === 'missed_call_text',
          businessName: facts.businessName,
          postalAddress: facts.postalAddress,
          allowedAmountsMinor: amountsOf(facts),
          allowedHosts: [],
          serviceNames: facts.priceBook.map((line) => line.service),
        })
        expect(findings, `${template}: ${body}`).toEqual([])
      }
    }
  })

  test('it asks for no reply word but STOP, START and HELP, and promotes nothing', () => {
    for (const { facts, bodies } of cases) {
      for (const body of bodies) {
        const own = body.replaceAll(toGsm(facts.businessName), '').replaceAll(facts.ownerName, '')
        expect(own).not.toMatch(/\b(CANCEL|END|QUIT|YES|REVOKE|UNSUBSCRIBE)\b/)
        expect(own).not.toMatch(/\b(free|gratis|discount|descuento|deal|offer|oferta)\b/i)
      }
    }
  })

  test('texts stay in GSM-7 where the names do', () => {
    for (const { template, facts, bodies } of cases) {
      const given = [facts.businessName, facts.ownerName, ...facts.priceBook.map((line) => line.service)]
      if (given.some((name) => countSegments(toGsm(name)).encoding === 'ucs2')) continue
      for (const body of bodies) expect(countSegments(body).encoding, `${template}: ${body}`).toBe('gsm7')
    }
  })

  test('a notice fits two segments, names the number and quotes what it can', () => {
    const facts = makeScriptFacts({ language })
    const said = [...NAMES.map((name) => `${name} `.repeat(9)), null, 'ok', 'Can you come tomorrow? It leaks 😩']
    for (const reason of Object.keys(ENGLISH_NOTICES.sentences) as NoticeReason[]) {
      for (const [index, lastWords] of said.entries()) {
        const customerName = NAMES.at(-index) ?? null
        const customer = { customerName, customerPhone: '+15125550199' as const, lastWords }
        // By turns at three in the afternoon and at one in the morning, which is outside the hours.
        const wishedAt = facts.now + (index % 2) * 10 * HOUR_MS
        const rest = { wishedAt, detail: 'a_code_of_tomorrow', callCount: 12 }
        const { subject, text } = composeNotice(reason, { ...customer, ...rest }, facts)
        expect(countSegments(text).segments, `${reason}: ${text}`).toBeLessThanOrEqual(2)
        if (!ABOUT_THE_BUSINESS.test(reason)) expect(text).toContain('(512) 555-0199')
        expect(subject).toMatch(/^[^\r\n]{1,120}$/)
      }
    }
  })
})
