import { describe, expect, test } from 'vitest'
import { knowFacts, writeLater } from '../../tests/support/gate-message.ts'
import { DAY_MS, HOUR_MS } from '../base/clock.ts'
import { decideGate } from './decide.ts'
import { ebrUntil } from './ebr-until.ts'
import type { CandidatePlace } from './facts.ts'

const CENTRAL = 'America/Chicago'
/** A job paid, and a call, on Thursday the 15th of January 2026 at half past three in Chicago. */
const DEALT_AT = Date.parse('2026-01-15T15:30:00-06:00')

function inState(state: string | null, ...zones: string[]): CandidatePlace {
  return { state, zones: zones.length > 0 ? zones : [CENTRAL], source: 'zip' }
}

function startOf(day: string): number {
  const isSummer = day > '2026-03-08' && day < '2026-11-01' ? true : day > '2027-03-14' && day < '2027-11-07'
  return Date.parse(`${day}T00:00:00-0${isSummer ? 5 : 6}:00`)
}

/** The day on which the relationship is over, after a purchase and after an inquiry. */
const TABLE: [state: string, purchase: string | null, inquiry: string | null][] = [
  ['NY', '2027-07-15', '2026-04-15'],
  ['FL', '2027-07-15', '2026-04-15'],
  // Thirty weekdays, without Martin Luther King Day and Washington's Birthday.
  ['CA', '2027-07-15', '2026-03-02'],
  ['CO', '2026-02-14', '2026-02-14'],
  ['CT', '2027-01-15', '2026-04-15'],
  ['NM', '2027-01-15', '2026-04-15'],
  ['PA', '2027-01-15', '2026-04-15'],
  ['TN', '2027-01-15', '2026-04-15'],
  ['TX', '2027-01-15', '2026-04-15'],
  ['WA', '2027-01-15', '2026-04-15'],
  ['MI', '2027-07-15', null],
  ['NJ', '2027-07-15', null],
  ['WI', '2027-07-15', null],
  ['LA', '2026-07-15', '2026-04-15'],
  ['MS', '2026-07-15', '2026-04-15'],
  ['MO', '2026-07-15', '2026-04-15'],
  ['MT', '2026-07-15', '2026-04-15'],
  ['IN', null, null],
]

describe('a business relationship', () => {
  test.each(TABLE)('in %s is over on %s after a purchase, on %s after an inquiry', (state, purchase, inquiry) => {
    const bought = ebrUntil({ lastPurchaseAt: DEALT_AT }, [inState(state)], DEALT_AT)
    const called = ebrUntil({ lastInquiryAt: DEALT_AT }, [inState(state)], DEALT_AT)
    expect(bought).toBe(purchase === null ? null : startOf(purchase))
    expect(called).toBe(inquiry === null ? null : startOf(inquiry))
    const both = ebrUntil({ lastPurchaseAt: DEALT_AT, lastInquiryAt: DEALT_AT }, [inState(state)], DEALT_AT)
    expect(both).toBe(bought)
  })

  test.each(TABLE)('lets a review be asked for in %s the day before %s, and not on it', (state, purchase, inquiry) => {
    for (const [over, history] of [
      [purchase, { lastPurchaseAt: DEALT_AT }],
      [inquiry, { lastInquiryAt: DEALT_AT }],
    ] as const) {
      const day = over ?? '2026-01-16'
      const answers = [-1, 0, 1].map((days) => {
        const now = startOf(day) + days * DAY_MS + (days < 0 ? 24 * HOUR_MS - 1 : 0)
        const review = writeLater({ class: 'marketing', topic: 'review', usefulUntil: now + 30 * DAY_MS }, now)
        const decision = decideGate(review, knowFacts({ consents: [], places: [inState(state)], ...history }, now), now)
        return decision.kind === 'deny' ? decision.code : 'granted'
      })
      const granted = over === null ? 'relationship_missing' : 'granted'
      expect(answers, `${state} ${day}`).toEqual([granted, 'relationship_missing', 'relationship_missing'])
    }
  })

  test('is as short as the shortest place it may be in, and none where one knows none or is not known', () => {
    const history = { lastPurchaseAt: DEALT_AT }
    expect(ebrUntil(history, [inState('NY'), inState('TX')], DEALT_AT)).toBe(startOf('2027-01-15'))
    expect(ebrUntil(history, [inState('NY'), inState('CO'), inState('TX')], DEALT_AT)).toBe(startOf('2026-02-14'))
    expect(ebrUntil(history, [inState('NY'), inState('IN')], DEALT_AT)).toBeNull()
    expect(ebrUntil(history, [inState(null)], DEALT_AT)).toBeNull()
    expect(ebrUntil(history, [], DEALT_AT)).toBeNull()
    expect(ebrUntil(history, [{ ...inState('TX'), country: 'IN' }], DEALT_AT)).toBeNull()
    expect(ebrUntil({ lastPurchaseAt: null, lastInquiryAt: null }, [inState('NY')], DEALT_AT)).toBeNull()
  })

  test('lasts to the longer of purchase and inquiry in each place', () => {
    const later = Date.parse('2027-06-01T12:00:00-05:00')
    const history = { lastPurchaseAt: DEALT_AT, lastInquiryAt: later }
    expect(ebrUntil(history, [inState('NY')], later)).toBe(startOf('2027-09-01'))
    expect(ebrUntil(history, [inState('MI')], later)).toBe(startOf('2027-07-15'))
  })

  test('counts days as the wall shows them, in the zone in which it is over first', () => {
    const lateEvening = Date.parse('2026-01-16T05:30:00Z')
    expect(ebrUntil({ lastPurchaseAt: lateEvening }, [inState('NY', CENTRAL)], DEALT_AT)).toBe(startOf('2027-07-15'))
    expect(ebrUntil({ lastPurchaseAt: lateEvening }, [inState('NY', 'America/New_York')], DEALT_AT)).toBe(
      Date.parse('2027-07-16T00:00:00-04:00'),
    )
    expect(ebrUntil({ lastPurchaseAt: DEALT_AT }, [inState('TN', CENTRAL, 'America/New_York')], DEALT_AT)).toBe(
      Date.parse('2027-01-15T00:00:00-05:00'),
    )
  })

  test('ends with the month where the day is missing', () => {
    const lastOfAugust = Date.parse('2026-08-31T12:00:00-05:00')
    expect(ebrUntil({ lastPurchaseAt: lastOfAugust }, [inState('MO')], lastOfAugust)).toBe(startOf('2027-02-28'))
    const leapDay = Date.parse('2028-02-29T12:00:00-06:00')
    expect(ebrUntil({ lastPurchaseAt: leapDay }, [inState('TX')], leapDay)).toBe(
      Date.parse('2029-02-28T00:00:00-06:00'),
    )
  })
})
