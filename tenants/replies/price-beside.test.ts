import { describe, expect, test } from 'vitest'
import { makeScriptFacts, NAMES, PRICE_BOOK } from '../../tests/support/scripts.ts'
import { HOUR_MS } from '../base/clock.ts'
import { countSegments } from '../base/segments.ts'
import { composeText, type TextRequest } from './compose.ts'
import type { ScriptFacts } from './facts.ts'

/** Friday, 27 November 2026, nine in Chicago. */
const FRIDAY = Date.UTC(2026, 10, 27, 15)
const offer = (days: number) => {
  const startsAt = FRIDAY + days * 24 * HOUR_MS
  return { startsAt, endsAt: startsAt + HOUR_MS, crewId: 'owner', feeMinor: 0, isAfterHours: false }
}
const visit = (count: number) => {
  const offers = [0, 3, 4].slice(0, count).map(offer)
  return { offers, visitId: null, startsAt: null, endsAt: null, feeMinor: 0 }
}
const REST = { services: [], wishedAt: null, emergency: null, text: null }

function compose(request: Pick<TextRequest, 'template'> & Partial<TextRequest>, facts: Partial<ScriptFacts> = {}) {
  return composeText({ ...REST, isFirst: false, ...request }, makeScriptFacts(facts)).body
}

describe('a price beside another answer', () => {
  test.each([
    [
      'en',
      1,
      'Drain cleaning: $99 per hour. This is an estimate, confirmed on site. Fri, Nov 27 at 9 AM is free. Reply',
    ],
    ['en', 3, 'Drain cleaning: $99 per hour. This is an estimate, confirmed on site. These times are free: 1) Fri, '],
    [
      'es',
      1,
      'Drain cleaning: $99 por hora. Es un precio estimado que se confirma en el lugar. Hay lugar el vie 27 nov',
    ],
    [
      'es',
      3,
      'Drain cleaning: $99 por hora. Es un precio estimado que se confirma en el lugar. Estas horas están libres',
    ],
  ] as const)('%s, with %i times', (language, count, begins) => {
    const template = count === 1 ? 'visit_offer' : 'visit_choices'
    const body = compose({ template, visit: visit(count), priced: ['Drain cleaning'] }, { language })
    expect(body.startsWith(begins.replace('están', language === 'es' ? 'est' : '').slice(0, 88))).toBe(true)
  })

  test('of two services is two', () => {
    const priced = ['Drain cleaning', 'Water heater repair']
    const body = compose({ template: 'visit_offer', visit: visit(1), priced })
    expect(body).toMatch(/^Drain cleaning: \$99 per hour\. Water heater repair: \$179-\$463 per job\. Estimates, /)
  })

  test('of nothing we know asks which job it is', () => {
    expect(compose({ template: 'visit_offer', visit: visit(1), priced: [] })).toMatch(/^For a price, tell us which job/)
    const gone = { template: 'visit_offer' as const, visit: visit(1), priced: ['Gone from the list'] }
    expect(compose(gone, { language: 'es' })).toMatch(/^Para el precio, /)
  })

  test('stands in front of the answer that a person will be in touch, own words or ours', () => {
    const request = { ...REST, template: 'booking_received' as const, isFirst: false, priced: ['Drain cleaning'] }
    expect(compose(request)).toMatch(/^Drain cleaning: \$99 per hour\. .*has your request/)
    const own = composeText(request, makeScriptFacts(), () => ({ text: 'We will call you.', version: 2 }))
    expect(own.body).toMatch(/^Drain cleaning: \$99 .* We will call you\.$/)
    expect(own.variant).toBe('own@2')
  })

  test('keeps all times and itself within two segments, in a first text too', () => {
    for (const businessName of NAMES.slice(0, 4)) {
      for (const language of ['en', 'es'] as const) {
        for (const count of [1, 3]) {
          const template = count === 1 ? 'visit_offer' : 'visit_choices'
          const priced = [PRICE_BOOK[0]?.service ?? '']
          const request = { template, visit: visit(count), priced, isFirst: true } as const
          const body = compose(request, { businessName, language })
          expect(countSegments(body).segments, body).toBeLessThanOrEqual(2)
          // A name beyond GSM-7 halves the room, and the times come first.
          const isWide = countSegments(body).encoding !== 'gsm7'
          if (!isWide) expect(body).toContain('$179-$463')
          expect(body).toContain('STOP')
          for (const day of isWide ? ['27'] : ['27', '30', '1'].slice(0, count))
            expect(body).toMatch(new RegExp(`\\b${day}\\b`))
        }
      }
    }
  })
})
