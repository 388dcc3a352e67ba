import { expect, test } from 'vitest'
import { capChoices, formatMicros, formatShare, shareOfCap } from './agent-money.ts'

test.each([
  [0, '$0'],
  [1, null],
  [9_999, null],
  [10_000, '$0.01'],
  [1_234_567, '$1.23'],
])('%s millionths of a dollar are %s', (micros, words) => {
  expect(formatMicros(micros, 'en-US')).toBe(words)
})

test.each([
  [500_000, 2_000_000, 0.25],
  [3_000_000, 2_000_000, 1],
  [0, 0, null],
])('%s of %s fill %s of the bar', (spent, cap, share) => {
  expect(shareOfCap(spent, cap)).toBe(share)
})

test('a share is a whole percentage', () => {
  expect(formatShare(0.616, 'en-US')).toBe('62%')
})

test('what may be set for a day has what is set among it', () => {
  expect(capChoices(500_000, 500_000)).toEqual([0, 50_000, 100_000, 250_000, 500_000])
  expect(capChoices(30_000, 500_000)).toEqual([0, 30_000, 50_000, 100_000, 250_000, 500_000])
})
