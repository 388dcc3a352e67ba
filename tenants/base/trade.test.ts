import { expect, test } from 'vitest'
import { tradeOf } from './trade.ts'

test.each([
  [['plumbing'], 'plumbing'],
  [['Drain cleaning', 'HVAC'], 'plumbing'],
  [['Emergency calls', 'Electrician'], 'electrical'],
  [['Servicio eléctrico'], 'electrical'],
  [['AC repair'], 'hvac'],
  [['A/C', 'plumbing'], 'hvac'],
  [['Heating and cooling'], 'hvac'],
  [['Plomería'], 'plumbing'],
  [['roofing', 'accounts'], 'other'],
  [[], 'other'],
] as const)('%j is %s', (services, trade) => {
  expect(tradeOf(services)).toBe(trade)
})
