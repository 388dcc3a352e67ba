import { describe, expect, test } from 'vitest'
import { parseAmount, writeAmount } from './amount-field.ts'

describe('an amount that somebody types', () => {
  test.each([
    ['189', 18_900],
    ['$189', 18_900],
    ['$1,299.50', 129_950],
    ['1299.5', 129_950],
    ['0.07', 7],
    [' 2 500 ', 250_000],
    ['189,50', 18_950],
    ['0', 0],
    ['4.', 400],
    // As a float, 1.15 × 100 is 114.99999999999999.
    ['1.15', 115],
    ['1,234,567.89', 123_456_789],
  ])('%j is %i cents', (text, cents) => {
    expect(parseAmount(text, 'USD')).toBe(cents)
  })

  test.each(['', 'free', '12.345', '1,29.00', '-5', '1.299,50', '12 or 15', '10000000000'])('%j is none', (text) => {
    expect(parseAmount(text, 'USD')).toBeNull()
  })

  test('a currency without cents takes none', () => {
    expect(parseAmount('1500', 'JPY')).toBe(1500)
    expect(parseAmount('15.50', 'JPY')).toBeNull()
  })

  test('every amount comes back as it was written', () => {
    for (const amount of [0, 1, 7, 10, 99, 100, 101, 110, 18_950, 129_999, 100_000_000]) {
      expect(parseAmount(writeAmount(amount, 'USD'), 'USD')).toBe(amount)
    }
    expect(writeAmount(18_900, 'USD')).toBe('189')
    expect(writeAmount(7, 'USD')).toBe('0.07')
    expect(writeAmount(1500, 'JPY')).toBe('1500')
  })
})
