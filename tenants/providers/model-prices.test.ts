import { expect, test } from 'vitest'
import { priceOf, thinks } from './model-prices.ts'

test('a million tokens cost what the provider says, and a part of a millionth of a dollar is rounded up', () => {
  expect(priceOf('gpt-6-luna', 1_000_000, 1_000_000)).toBe(600_000)
  expect(priceOf('gpt-6-luna', 1_000, 300)).toBe(250)
  expect(priceOf('gpt-6-luna', 1, 0)).toBe(1)
  expect(priceOf('claude-opus-5-5', 10, 10)).toBe(240)
})

test('dated editions cost the same, and what nobody has priced costs the most', () => {
  expect(priceOf('gpt-6-luna-2026-09-22', 1_000, 0)).toBe(priceOf('gpt-6-luna', 1_000, 0))
  expect(priceOf('claude-sonnet-5-5-20261001', 100, 0)).toBe(200)
  expect(priceOf('gpt-6-lunatic', 1_000, 1_000)).toBe(60_000)
  expect([thinks('gpt-6-luna'), thinks('claude-haiku-4-5'), thinks('gpt-9')]).toEqual([true, false, false])
})
