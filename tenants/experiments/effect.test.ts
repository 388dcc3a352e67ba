import { describe, expect, test } from 'vitest'
import { effectOf, visitsEffectOf } from './effect.ts'
import type { PairCount } from './evidence.ts'
import { fitSpread, USUAL_SPREAD, type SpreadMoments } from './spread.ts'

const pair = (exposed: [number, number], succeeded: [number, number], share = 0.5): PairCount => ({
  ...{ share, exposed, succeeded },
})

describe('what words do without the luck in it', () => {
  test('is as far as what was seen weighs against what is usual', () => {
    // 40 against 60 of 100 each: 10 too many, of a variance of 12.5 and so 12.5 against the 25 of what is usual.
    const { before, after } = effectOf([pair([100, 100], [40, 60])], USUAL_SPREAD)
    expect(Math.log((after * (1 - before)) / (before * (1 - after)))).toBeCloseTo(10 / (25 + 12.5), 6)
    expect((before + after) / 2).toBeCloseTo(0.5, 6)
  })

  test('comes nearer to what was counted the more was seen', () => {
    const changes = [1, 10, 100, 1_000].map(
      (times) => effectOf([pair([100 * times, 100 * times], [40 * times, 60 * times])], USUAL_SPREAD).change,
    )
    expect(changes).toEqual(changes.toSorted((one, other) => one - other))
    expect(changes[3]).toBeCloseTo(0.2, 2)
  })

  test('is not moved by a season in which one was shown more', () => {
    const good = pair([60, 240], [42, 168], 0.8)
    const bad = pair([240, 60], [72, 18], 0.2)
    expect(effectOf([good, bad], USUAL_SPREAD).change).toBeCloseTo(0, 6)
  })

  test('is what is usual where nothing was seen, nobody replied or everybody did', () => {
    const worse = { mean: -0.1, deviation: 0.2 }
    expect(effectOf([], worse).change).toBeLessThan(0)
    for (const hits of [0, 50]) {
      const { before, after, low, high } = effectOf([pair([50, 50], [hits, hits])], USUAL_SPREAD)
      expect(after).toBeCloseTo(before, 9)
      expect(low).toBeLessThan(0)
      expect(high).toBeGreaterThan(0)
    }
  })

  test('of visits is drawn closer, the rarer they are beside replies', () => {
    const trial = [pair([200, 200], [100, 140])]
    const visits = [
      { hits: 20, of: 200 },
      { hits: 40, of: 200 },
    ] as const
    const { change, low, high } = visitsEffectOf(trial, visits, USUAL_SPREAD)
    const alone = effectOf([pair([200, 200], [20, 40])], USUAL_SPREAD)
    expect(change).toBeGreaterThan(0)
    expect(change).toBeLessThan(alone.change)
    expect(high - low).toBeLessThan(alone.high - alone.low)
    expect(visitsEffectOf([], [NOBODY, NOBODY], USUAL_SPREAD).change).toBeCloseTo(0, 9)
  })
})

const NOBODY = { hits: 0, of: 0 }

describe('how far apart wordings are', () => {
  /** Trials of the same weight with these log-odds ratios. */
  function momentsOf(ratios: number[], weight = 50): SpreadMoments {
    const sum = (pick: (ratio: number) => number) => ratios.reduce((all, ratio) => all + pick(ratio), 0)
    return {
      count: ratios.length,
      weight: sum(() => weight),
      weighted: sum((ratio) => weight * ratio),
      weightedSquares: sum((ratio) => weight * ratio ** 2),
      weightSquares: sum(() => weight ** 2),
    }
  }

  test('is what is usual until there are trials', () => {
    expect(fitSpread(momentsOf([]))).toEqual(USUAL_SPREAD)
    expect(fitSpread(momentsOf([0.4]))).toEqual(USUAL_SPREAD)
  })

  test('is what trials differ by beyond chance, drawn to what is usual while they are few', () => {
    const apart = (count: number) => Array.from({ length: count }, (_, place) => (place % 2 === 0 ? -0.5 : 0.4))
    const { mean, deviation } = fitSpread(momentsOf(apart(1_000)))
    expect(mean).toBeCloseTo(-0.05, 2)
    // A variance of 0.2025 less the 0.02 of chance.
    expect(deviation).toBeCloseTo(Math.sqrt(0.1825), 2)
    expect(fitSpread(momentsOf(apart(8))).deviation).toBeLessThan(deviation)
  })

  test('stays within its bounds', () => {
    const none = fitSpread(momentsOf(Array.from({ length: 1_000 }, () => 0.9)))
    expect(none).toEqual({ mean: 0.2, deviation: 0.05 })
  })
})
