import { describe, expect, test } from 'vitest'
import { describeDay } from '../../base/local-time.ts'
import type { Change, MonitorSeen, Paid, PriceSeen } from './figures.ts'
import { judge } from './rules.ts'
import { judgePrices } from './rules-prices.ts'

const FIRST_DAY = 20_500
const TODAY = FIRST_DAY + 1

const drain = (from: number, to = from, unit = 'job'): PriceSeen => ({ service: 'Drain clearing', from, to, unit })

function seen(now: PriceSeen[], before: PriceSeen[] | null, more: Partial<MonitorSeen> = {}, paid?: Paid): MonitorSeen {
  const prices = { now, before, paid: paid ? { 'Drain clearing': paid } : {} }
  const day = {
    ...{ calls: 0, leads: 0, bookings: 0, ownAnswerMinutes: null, replied: {}, priced: {}, ads: {} },
    ...{ booked: NONE, failed: NONE, optedOut: NONE, lateTexts: NONE, lateAnswers: NONE },
  }
  const rest = { holidays: [], changes: [], open: [], past: [], adsLostOn: null }
  return { firstDay: FIRST_DAY, days: [day], ...rest, prices, ...more }
}
const NONE = { hits: 0, of: 0 }

describe('a price that was changed', () => {
  test.each<[string, PriceSeen, PriceSeen, boolean]>([
    ['not at all', drain(9_900), drain(9_900), false],
    ['by a zero too many', drain(9_900), drain(99_000), true],
    ['by a zero too few', drain(9_900), drain(990), true],
    ['by a zero too many in the upper price alone', drain(9_900, 18_900), drain(9_900, 189_000), true],
    ['by two digits that changed places', drain(17_900), drain(71_900), true],
    ['by two digits that changed places and a fraction', drain(17_900), drain(19_700), false],
    ['by a half', drain(10_000), drain(15_000), false],
    ['to double', drain(17_900, 46_300), drain(35_800, 92_600), false],
    ['to what it costs by the job instead of the hour', drain(9_900, 9_900, 'hour'), drain(49_500), false],
  ])('%s', (_how, was, is, isTold) => {
    expect(judgePrices(seen([is], [was])).length).toBe(isTold ? 1 : 0)
  })

  test('is told with what it was, what it is and since when', () => {
    const changes: Change[] = [
      { on: TODAY - 1, what: 'priceBook' },
      { on: TODAY - 9, what: 'priceBook' },
    ]
    const [found] = judgePrices(seen([drain(99_000)], [drain(9_900)], { changes }))
    expect(found).toMatchObject({
      ...{ kind: 'price_slip', severity: 'serious' },
      evidence: { subject: 'Drain clearing', hits: 99_000, of: 9_900, usual: 9_900, since: describeDay(TODAY - 1) },
    })
  })

  test('is no news on the first night, nor where a service is new and nothing was paid for it', () => {
    expect(judgePrices(seen([drain(99_000)], null))).toEqual([])
    expect(judgePrices(seen([drain(99_000)], []))).toEqual([])
  })

  test.each<[string, PriceSeen, PriceSeen[], Paid, boolean]>([
    ['a new line far above what jobs brought in', drain(120_000), [], { medianMinor: 14_000, jobs: 9 }, true],
    ['the same, where hardly any job tells', drain(120_000), [], { medianMinor: 14_000, jobs: 4 }, false],
    ['a new line near what jobs brought in', drain(9_900, 18_900), [], { medianMinor: 14_000, jobs: 9 }, false],
    ['one put right at last', drain(9_900), [drain(99_000)], { medianMinor: 11_000, jobs: 9 }, false],
  ])('against invoices: %s', (_how, is, before, paid, isTold) => {
    expect(judgePrices(seen([is], before, {}, paid)).length).toBe(isTold ? 1 : 0)
  })

  test('tells the farthest off of several', () => {
    const other = { service: 'Leak repair', unit: 'job', to: 20_000, from: 20_000 }
    const now = [drain(49_500), { ...other, from: 200_000, to: 200_000 }]
    expect(judgePrices(seen(now, [drain(9_900), other])).map(({ evidence }) => evidence.subject)).toEqual([
      'Leak repair',
    ])
  })
})

test('what was found is over once the price is another, and correcting it is no slip', () => {
  const wrong = seen([drain(99_000)], [drain(9_900)])
  const open = judge(wrong).opened.map((raised) => ({ ...raised, openedOn: TODAY }))
  expect(open.map(({ kind }) => kind)).toEqual(['price_slip'])
  expect(judge({ ...wrong, prices: { ...wrong.prices, before: [drain(99_000)] }, open })).toEqual({
    opened: [],
    over: [],
  })
  expect(judge(seen([drain(9_900)], [drain(99_000)], { open }))).toEqual({ opened: [], over: ['price_slip'] })
  expect(judge(seen([], [drain(99_000)], { open })).over).toEqual(['price_slip'])
})
