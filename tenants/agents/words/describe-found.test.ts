import { describe, expect, test } from 'vitest'
import type { CauseSaid } from '../diagnostic/causes.ts'
import { FINDING_KINDS, type FindingEvidence } from '../monitor/figures.ts'
import { describeCause, describeFound, describeReport } from './describe-found.ts'

const EN = { language: 'en', currency: 'USD' } as const
const ES = { language: 'es', currency: 'USD' } as const

const EVIDENCE: FindingEvidence = {
  ...{ kind: 'price_unbooked', subject: 'Leak repair', since: '2026-11-03', hits: 2, of: 31, usual: 0.382 },
  ...{ factor: 0.2, score: 9.4, isSlow: false, limit: null },
}
const PRICE: CauseSaid = {
  ...{ code: 'price', subject: 'Leak repair', share: 0.92, expected: 11.8, came: 2, of: 31, changedOn: '2026-11-03' },
}

describe('what was found, as a technician reads it', () => {
  test('has its figures and what is usual', () => {
    expect(describeFound(EVIDENCE, EN)).toBe(
      'Hardly anybody books after a price for Leak repair: 2 of 31 since November 3, usually 38%.',
    )
    expect(describeFound(EVIDENCE, ES)).toBe(
      'Casi nadie reserva después de un precio de Leak repair: 2 de 31 desde el 3 de noviembre; lo normal es 38%.',
    )
  })

  test('counts calls, money and minutes as what they are', () => {
    const calls = { ...EVIDENCE, kind: 'calls_silent', subject: null, hits: 1, of: 17.4, usual: 5.2 } as const
    expect(describeFound(calls, EN)).toBe(
      'Hardly any missed calls arrive: 1 since November 3, where about 17 are usual.',
    )
    const cost = { ...EVIDENCE, kind: 'cpl_high', subject: 'Search', hits: 4, of: 11.6, usual: 1_850 } as const
    expect(describeFound(cost, EN)).toBe(
      'Ads of Search bring fewer leads for the money: 4 since November 3, where 12 are usual at $18.50 a lead.',
    )
  })

  test.each(FINDING_KINDS)('%s has a sentence in both languages, without a name of ours', (kind) => {
    for (const reader of [EN, ES]) {
      const told = describeFound({ ...EVIDENCE, kind, subject: null }, reader)
      expect(told).toMatch(/^[A-Z].*\.$/u)
      expect(told).not.toMatch(/_|null|undefined|NaN/)
    }
  })
})

describe('a cause', () => {
  test('says what was expected, what came, when it was changed and what it explains', () => {
    expect(describeCause(PRICE, 'en')).toBe(
      'The price told for Leak repair: 2 of 31 who heard it booked, about 12 were to be expected. ' +
        'It was changed on November 3. It explains 92% of the change.',
    )
  })

  test.each<[Partial<CauseSaid>, string]>([
    [{ code: 'script', subject: 'missed_call_text:es' }, 'The missed-call text in Spanish: '],
    [{ code: 'segment', subject: 'hour:evening' }, 'It shows most in the evening: '],
    [{ code: 'segment', subject: 'language:es' }, 'It shows most with customers who write Spanish: '],
    [{ code: 'no_calls', subject: null }, 'Calls do not arrive: '],
    [{ code: 'no_calls', subject: 'via:twilio' }, 'Calls by your forwarded number do not arrive: '],
    [{ code: 'setting', subject: 'openingHours' }, 'Your opening hours changed just then.'],
    [{ code: 'delivery', subject: 'unconfirmed' }, 'Texts that do not arrive, because nothing is heard of them: '],
  ])('%o is called as a person calls it', (cause, begins) => {
    expect(describeCause({ ...PRICE, ...cause }, 'en').startsWith(begins)).toBe(true)
  })

  test('is what the report says without a model, or that there is none', () => {
    expect(describeReport(EVIDENCE, [PRICE], EN)).toContain('Most likely: the price told for Leak repair')
    expect(describeReport(EVIDENCE, [], ES)).toContain('Nada de lo contado lo explica.')
  })
})
