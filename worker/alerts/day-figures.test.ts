import { describe, expect, test } from 'vitest'
import { deviationOf, readDays, type FinancialDay } from './day-figures.ts'

const TODAY = 20_000
const day = (back: number, over: Partial<FinancialDay>): FinancialDay => ({
  day: TODAY - back,
  adSpend: 0,
  leads: 0,
  bookings: 0,
  ...over,
})
const known = (figure: number, of = TODAY) => ({ kind: 'figure', of, figure: expect.closeTo(figure, 6) })
const unknown = (of = TODAY) => ({ kind: 'unknown', of })

describe('what a lead cost', () => {
  test.each([
    ['the day’s advertising by its leads', day(0, { adSpend: 12_000, leads: 4 }), 3_000],
    ['all of it where it brought nobody', day(0, { adSpend: 5_000 }), 5_000],
    ['nothing without advertising', day(0, { leads: 9 }), 0],
  ])('is %s', (_name, row, figure) => {
    expect(readDays([row], 'USD', [TODAY]).cpl_high).toEqual([known(figure)])
  })

  test('is read for each day that is asked for, and says nothing in another currency than the threshold’s', () => {
    const rows = [day(2, { adSpend: 4_000, leads: 1 }), day(0, { adSpend: 100, leads: 1 })]
    const days = [TODAY - 2, TODAY - 1, TODAY]
    expect(readDays(rows, 'USD', days).cpl_high).toEqual([known(4_000, days[0]), known(0, days[1]), known(100)])
    expect(readDays(rows, 'INR', [TODAY]).cpl_high).toEqual([unknown()])
  })
})

describe('conversion', () => {
  test.each([
    [20, 4, known(0.2)],
    [19, 0, unknown()],
    [3, 1, unknown()],
    [40, 20, known(0.5)],
  ])('of %i leads with %i bookings in a week', (leads, bookings, expected) => {
    const rows = [day(6, { leads: leads - 1 }), day(0, { leads: 1, bookings })]
    expect(readDays(rows, 'USD', [TODAY]).conversion_low).toEqual([expected])
  })

  test('counts seven days and no eighth', () => {
    const rows = [day(7, { leads: 500, bookings: 500 }), day(6, { leads: 20 })]
    expect(readDays(rows, 'USD', [TODAY - 1, TODAY]).conversion_low).toEqual([known(500 / 520, TODAY - 1), known(0)])
  })
})

describe('what is spent', () => {
  const steady = Array.from({ length: 28 }, () => 10_000)
  const wild = steady.map((amount, place) => (place % 7 === 0 ? 90_000 : amount + 500 * (place % 3)))

  test.each([
    ['as usual', 10_000, steady, 0],
    ['a tenth more of what is always the same is one deviation', 11_000, steady, 1],
    ['at least ten dollars are one', 2_000, steady.map(() => 1_000), 1],
    ['nothing lies below, and never raises', 0, steady, -10],
  ])('%s', (_name, spend, before, figure) => {
    expect(deviationOf(spend, before)).toBeCloseTo(figure, 6)
  })

  test('is not made usual by a few wild days, and tells a wild one', () => {
    expect(deviationOf(10_900, wild)).toBeLessThan(3)
    expect(deviationOf(90_000, wild)).toBeGreaterThan(5)
  })

  test('says nothing before advertising has run for two weeks of the four before, days without it left out', () => {
    expect(deviationOf(90_000, steady.slice(0, 13))).toBeNull()
    expect(deviationOf(90_000, [...steady.slice(0, 14), ...steady.slice(14).map(() => 0)])).toBeGreaterThan(5)
    const rows = Array.from({ length: 29 }, (_, back) => day(back, { adSpend: back === 0 ? 60_000 : 10_000 }))
    expect(readDays(rows, 'USD', [TODAY]).spend_unusual).toEqual([known(50)])
    expect(readDays(rows.slice(0, 14), 'USD', [TODAY]).spend_unusual).toEqual([unknown()])
  })
})
