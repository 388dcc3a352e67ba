import { expect, test } from 'vitest'
import type { FleetSums } from '../../tenants/contract/fleet-view.ts'
import { costOf, funnelOf, isStill, mainCurrency, moneyIn, shareOf } from './fleet-sums.ts'

const NOTHING: FleetSums = { missed: 0, texted: 0, replied: 0, booked: 0, completed: 0, lost: 0, leads: 0, money: [] }

test('each step is a share of the missed calls, where there were any', () => {
  const steps = funnelOf({ ...NOTHING, missed: 40, texted: 38, replied: 20, booked: 10, completed: 5 })
  expect(steps.map(({ share }) => share)).toEqual([1, 0.95, 0.5, 0.25, 0.125])
  expect(funnelOf(NOTHING).map(({ share }) => share)).toEqual([null, null, null, null, null])
  expect(shareOf(1, 0)).toBeNull()
})

test('a lead costs what was spent, and nothing is known where nothing was', () => {
  expect(costOf({ adSpendMinor: 10_000, leads: 3 })).toBe(3_333)
  expect(costOf({ adSpendMinor: 0, leads: 3 })).toBeNull()
  expect(costOf({ adSpendMinor: 10_000, leads: 0 })).toBeNull()
})

test('currencies stand side by side', () => {
  const dollars = { currency: 'USD', revenueMinor: 5, adSpendMinor: 1, leads: 2 }
  const rupees = { currency: 'INR', revenueMinor: 9, adSpendMinor: 0, leads: 4 }
  const sums = { ...NOTHING, leads: 6, money: [rupees, dollars] }
  expect(mainCurrency(sums)).toBe('INR')
  expect(moneyIn(sums, 'USD')).toEqual(dollars)
  expect(moneyIn(sums, 'EUR')).toEqual({ currency: 'EUR', revenueMinor: 0, adSpendMinor: 0, leads: 0 })
  expect([mainCurrency(NOTHING), isStill(NOTHING), isStill(sums)]).toEqual(['USD', true, false])
})
