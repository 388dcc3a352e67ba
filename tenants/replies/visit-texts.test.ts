import { describe, expect, test } from 'vitest'
import { makeScriptFacts, NAMES } from '../../tests/support/scripts.ts'
import { HOUR_MS } from '../base/clock.ts'
import { countSegments } from '../base/segments.ts'
import { lintText } from '../gate/lint.ts'
import type { Offer, VisitTemplate, VisitText } from '../journey/booking/state.ts'
import { composeText } from './compose.ts'
import { VISIT_ENGLISH } from './visit-english.ts'

const TEMPLATES = Object.keys(VISIT_ENGLISH) as VisitTemplate[]
/** Of the length that a real one has. */
const LINK = `https://app.example.com/b/${'a'.repeat(24)}.${'b'.repeat(32)}`
const LINKED = new Set<VisitTemplate>([
  'visit_confirmed',
  'visit_moved',
  'visit_moved_by_us',
  'visit_kept',
  'visit_reminder',
])
/** Wednesday, 25 November 2026, half past ten in Chicago. */
const AT = Date.parse('2026-11-25T16:30:00Z')
const FEE = 12_500

function offerAt(days: number, feeMinor: number): Offer {
  const startsAt = AT + days * 24 * HOUR_MS
  return { startsAt, endsAt: startsAt + HOUR_MS, crewId: 'owner', feeMinor, isAfterHours: feeMinor > 0 }
}

function visitFor(template: VisitTemplate, feeMinor: number): VisitText {
  const count = template.endsWith('offer') ? 1 : /choices|which|taken|waits/.test(template) ? 3 : 0
  const offers = [0, 1, 2].slice(0, count).map((days) => offerAt(days, feeMinor))
  return { offers, visitId: 'apt_1', startsAt: AT, endsAt: AT + HOUR_MS, feeMinor }
}

type Case = { template: VisitTemplate; name: string; language: 'en' | 'es'; isFirst: boolean; feeMinor: number }

function compose({ template, name, language, isFirst, feeMinor }: Case): string {
  const facts = makeScriptFacts({ businessName: name, ownerName: name, language })
  const link = LINKED.has(template) ? LINK : ''
  const rest = { services: [], wishedAt: null, emergency: null, text: null, isFirst, link }
  return composeText({ ...rest, template, visit: visitFor(template, feeMinor) }, facts).body
}

function findingsOf(item: Case, body: string, messageClass: 'response' | 'service') {
  return lintText(body, {
    channel: 'sms',
    audience: 'customer',
    class: messageClass,
    first: item.isFirst,
    byHuman: false,
    disclosureDue: item.isFirst,
    exemption: null,
    priceBarredFromFirst: false,
    businessName: item.name,
    postalAddress: '12 Main St, Austin, TX 78701',
    allowedAmountsMinor: [item.feeMinor],
    allowedHosts: ['app.example.com'],
    serviceNames: [],
  })
}

const CASES: Case[] = TEMPLATES.flatMap((template) =>
  NAMES.flatMap((name) =>
    (['en', 'es'] as const).flatMap((language) =>
      [true, false].flatMap((isFirst) => [0, FEE].map((feeMinor) => ({ template, name, language, isFirst, feeMinor }))),
    ),
  ),
)

describe('every text about a visit', () => {
  test('fits two segments, with all its times and its fee in it, whatever the names', () => {
    for (const item of CASES) {
      const body = compose(item)
      // A name of 80 wide letters leaves no room beside what a first text has to say: the gate lets no such text go.
      if (item.isFirst && !body.includes('STOP')) {
        expect(findingsOf(item, body, 'response'), body).not.toEqual([])
        continue
      }
      const about = JSON.stringify({ ...item, body })
      expect(countSegments(body).segments, about).toBeLessThanOrEqual(2)
      const { offers } = visitFor(item.template, item.feeMinor)
      // Beside a name that is long, or beyond GSM-7, a first text may have room for the first time alone.
      const isLong = countSegments(item.name).units >= 80 || countSegments(body).encoding === 'ucs2'
      const isTight = item.isFirst && item.template === 'visit_choices' && isLong
      for (const { startsAt } of isTight ? offers.slice(0, 1) : offers) {
        const day = String(new Date(startsAt).getUTCDate())
        expect(body, about).toContain(day)
      }
      const names = offers.length > 0 || LINKED.has(item.template)
      if (names && item.feeMinor > 0) expect(body, about).toMatch(/\$125(?!\d)/)
      if (item.feeMinor === 0) expect(body, about).not.toContain('$')
    }
  }, 20_000)

  test('passes the gate’s lint, as an answer and as a word about a visit that is agreed', () => {
    for (const item of CASES.filter(({ name }) => name === "Mike's Plumbing & Heating")) {
      const body = compose(item)
      for (const messageClass of ['response', 'service'] as const) {
        const findings = findingsOf(item, body, messageClass)
        expect(findings, `${item.template} ${messageClass}: ${body}`).toEqual([])
      }
    }
  })

  test('asks for no word that carriers take for an opt-out', () => {
    for (const item of CASES.filter(({ isFirst }) => !isFirst)) {
      expect(compose({ ...item, name: 'A' })).not.toMatch(/\b(?:STOP|CANCEL|END|QUIT|UNSUBSCRIBE|REVOKE|OPTOUT|ALTO)\b/)
    }
  })

  test('names the page of the visit where there is one and room for it', () => {
    const item = { name: "Mike's Plumbing & Heating", language: 'en' as const, isFirst: false, feeMinor: 0 }
    for (const template of LINKED) expect(compose({ ...item, template })).toContain(LINK)
  })
})

test.each<[NonNullable<VisitText['missed']>, string, string]>([
  [{ at: AT, isClosed: true, outside: 'every_day' }, 'We are closed at 10:30 AM. ', 'No abrimos a las 10:30 AM. '],
  [
    { at: AT, isClosed: true, outside: 'that_day' },
    'We are closed on Wed, Nov 25 at 10:30 AM. ',
    'El mié 25 nov a las 10:30 AM no abrimos. ',
  ],
  [
    { at: AT, isClosed: true, part: 'evening', outside: 'every_day' },
    'We are closed in the evening. ',
    'No abrimos por la noche. ',
  ],
  [
    { at: Date.parse('2026-11-25T06:00:00Z'), isClosed: true, part: 'evening', outside: 'that_day' },
    'We are closed on Wed, Nov 25 in the evening. ',
    'El mié 25 nov por la noche no abrimos. ',
  ],
  [
    { at: Date.parse('2027-11-01T05:00:00Z'), isClosed: false },
    'Nothing is free on Mon, Nov 1, 2027. ',
    'El lun 1 nov 2027 no hay nada libre. ',
  ],
])('whoever asks for an hour at which nobody works hears so, and what is free', (missed, english, spanish) => {
  for (const [language, expected] of [
    ['en', english],
    ['es', spanish],
  ] as const) {
    const facts = makeScriptFacts({ language })
    const visit = { ...visitFor('visit_choices', 0), missed }
    const rest = { services: [], wishedAt: null, emergency: null, text: null, isFirst: false, link: '' }
    const { body } = composeText({ ...rest, template: 'visit_choices', visit }, facts)
    expect(body.startsWith(expected), body).toBe(true)
    expect(body).toContain('1) ')
    expect(countSegments(body).segments).toBeLessThanOrEqual(2)
  }
})

test.each(['visit_cancelled', 'visit_called_off'] as const)(
  '%s says of another visit of theirs that it stands',
  (template) => {
    for (const language of ['en', 'es'] as const) {
      for (const name of NAMES) {
        const facts = makeScriptFacts({ language, businessName: name, ownerName: name })
        const visit = { ...visitFor(template, 0), otherAt: AT + 48 * HOUR_MS }
        const rest = { services: [], wishedAt: null, emergency: null, text: null, isFirst: false, link: '' }
        const { body } = composeText({ ...rest, template, visit }, facts)
        expect(body).toMatch(
          language === 'en' ? /other (?:visit )?stands: Fri, Nov 27/ : /otra (?:visita )?sigue.*: vie 27 nov/,
        )
        expect(countSegments(body).segments).toBeLessThanOrEqual(2)
      }
    }
  },
)
