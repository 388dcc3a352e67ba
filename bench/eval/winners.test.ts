import { describe, expect, test } from 'vitest'
import { fitSpread, USUAL_SPREAD } from '../../tenants/experiments/spread.ts'
import { BIAS_MAX, meanOf, playWinners, USUAL, type Won } from './winners.ts'

const truth = (won: readonly Won[]) => meanOf(won, (one) => one.truth)
const counted = (won: readonly Won[]) => meanOf(won, (one) => one.counted)
const told = (won: readonly Won[]) => meanOf(won, (one) => one.told.change)

describe('what is told of winners', () => {
  test('is what is true on the mean, where what is counted is nearly twice of it', () => {
    const { won } = playWinners(USUAL, USUAL_SPREAD, { runs: 800, seed: 3 })
    expect(won.length).toBeGreaterThan(80)
    expect(counted(won) - truth(won)).toBeGreaterThan(3 * BIAS_MAX)
    expect(Math.abs(told(won) - truth(won))).toBeLessThan(BIAS_MAX)
    const held = won.filter((one) => one.told.low <= one.truth && one.truth <= one.told.high)
    expect(held.length / won.length).toBeGreaterThan(0.88)
    // No more visits are claimed than came, whatever the trial was about; the counts would claim twice as many.
    const claimed = won.filter(({ visits }) => visits.isClaimed)
    const sum = (pick: (one: Won) => number) => claimed.reduce((all, one) => all + pick(one) * one.visits.customers, 0)
    expect(sum(({ visits }) => visits.told)).toBeLessThanOrEqual(sum(({ visits }) => visits.truth) * 1.1)
    expect(sum(({ visits }) => visits.counted)).toBeGreaterThan(sum(({ visits }) => visits.truth) * 2)
  })

  test('follows what the fleet has seen where wordings hardly differ, which what is usual does not know', () => {
    const close = { ...USUAL, spread: { mean: 0, deviation: 0.1 } }
    const seen = playWinners(close, USUAL_SPREAD, { runs: 600, seed: 4 })
    const learned = fitSpread(seen.moments)
    expect(learned.deviation).toBeLessThan(0.15)
    const { won } = playWinners(close, learned, { runs: 1_200, seed: 5 })
    expect(Math.abs(told(won) - truth(won))).toBeLessThan(BIAS_MAX)
    expect(told(seen.won) - truth(seen.won)).toBeGreaterThan(2 * BIAS_MAX)
  })
})
