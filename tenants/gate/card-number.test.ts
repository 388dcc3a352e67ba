import { describe, expect, test } from 'vitest'
import { hasCardNumber } from './card-number.ts'

describe('a card number', () => {
  test.each([
    '4111111111111111',
    'card 4111 1111 1111 1111 exp 01/30',
    '4111-1111-1111-1111',
    '3782 822463 10005',
    '378282246310005',
    '5555555555554444.',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
    'ref 2024 4111 1111 1111 1111',
    '6011000990139424',
    '4222222222222',
  ])('is seen in %s', (text) => {
    expect(hasCardNumber(text)).toBe(true)
  })

  test.each([
    '4111111111111112',
    '+15125550147',
    'Call 512-555-0147 512-555-0199',
    '512 555 0147 512 555 0162 512 555 0187',
    'Order 1234567890',
    '2026-11-17 2026-11-18 2026-11-19',
    '0000000000000000',
    '41111111111111111111111111111111111',
    '',
  ])('is not seen in %s', (text) => {
    expect(hasCardNumber(text)).toBe(false)
  })
})
