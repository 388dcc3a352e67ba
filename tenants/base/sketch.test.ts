import { expect, test } from 'vitest'
import { mergeSketches, quantileOf, sketchOf } from './sketch.ts'

/** Delays from one millisecond to three hours, many short and few long, without chance. */
const DELAYS = Array.from({ length: 5_000 }, (_, place) => Math.round(1.0033 ** place + ((place * 7_919) % 97)))
const SHARES = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1]

function exact(delays: readonly number[], share: number): number {
  const sorted = delays.toSorted((one, other) => one - other)
  return sorted[Math.max(1, Math.ceil(sorted.length * share)) - 1] ?? Number.NaN
}

test.each(SHARES)('the delay at %d is told within two per cent', (share) => {
  const told = quantileOf(sketchOf(DELAYS), share) ?? Number.NaN
  expect(Math.abs(told / exact(DELAYS, share) - 1)).toBeLessThan(0.02)
})

test('parts that are added up in any order tell what the whole tells', () => {
  const parts = [0, 1, 2, 3, 4].map((part) => sketchOf(DELAYS.filter((_, place) => place % 5 === part)))
  expect(mergeSketches(parts)).toEqual(sketchOf(DELAYS))
  expect(mergeSketches([mergeSketches(parts.slice(3)), ...parts.slice(0, 3)])).toEqual(sketchOf(DELAYS))
})

test('three hours of delays take fewer than five hundred buckets', () => {
  const all = Array.from({ length: 10_800 }, (_, second) => second * 1_000 + 1)
  expect(sketchOf(all).buckets.length).toBeLessThan(500)
})

test('of nothing there is no percentile, and what took no time at all counts as a millisecond', () => {
  expect(quantileOf(sketchOf([]), 0.5)).toBeNull()
  expect(sketchOf([0, -3, 1])).toEqual({ buckets: [0], counts: [3] })
})
