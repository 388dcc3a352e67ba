import { describe, expect, test } from 'vitest'
import { DAY_MS } from '../base/clock.ts'
import { evidenceOf, scoreOf, type PairCount } from './evidence.ts'
import { normalBelow, normalQuantile } from './normal.ts'
import { RULE } from './rule.ts'
import { decideStop } from './stop.ts'
import type { Tally } from './tally.ts'

function tally(exposed: number[], succeeded: number[], more: Partial<Tally> = {}): Tally {
  const shares = exposed.map(() => 1 / exposed.length)
  return { shares, exposed, succeeded, optedOut: exposed.map(() => 0), ...more }
}

const judge = (tallies: Tally[], onDay = 10) =>
  decideStop({ tallies, arms: tallies[0]?.exposed.length ?? 2, startedAt: 0 }, RULE, onDay * DAY_MS)

describe('an experiment', () => {
  test('goes on while nothing is known', () => {
    expect(judge([])).toEqual({ kind: 'running' })
    expect(judge([tally([100, 100], [40, 46])])).toEqual({ kind: 'running' })
  })

  test('is not decided by few, however clear they are', () => {
    expect(judge([tally([RULE.exposedMin, RULE.exposedMin - 1], [0, RULE.exposedMin - 1])])).toEqual({
      kind: 'running',
    })
  })

  test('is won before its end by evidence that any look may use', () => {
    expect(judge([tally([150, 150], [40, 90])])).toEqual({ kind: 'won', arm: 1, by: 'early' })
  })

  test('is won at its end by less', () => {
    const counts = tally([400, 400], [160, 192])
    expect(judge([tally([399, 400], [160, 192])])).toEqual({ kind: 'running' })
    expect(judge([counts])).toEqual({ kind: 'won', arm: 1, by: 'last' })
  })

  test('ends with what stood before where nothing can be told apart', () => {
    expect(judge([tally([400, 400], [160, 170])])).toEqual({ kind: 'even' })
    expect(judge([tally([30, 10], [10, 9])], RULE.daysMax)).toEqual({ kind: 'even' })
  })

  test('is stopped where a variant drives people away', () => {
    const optOuts = tally([120, 120], [48, 50], { optedOut: [2, 20] })
    expect(judge([optOuts])).toEqual({ kind: 'harmful', arm: 1, what: 'opt_outs' })
    expect(judge([tally([150, 150], [75, 40])])).toEqual({ kind: 'harmful', arm: 1, what: 'replies' })
  })

  test('asks more of each of several variants', () => {
    const two = tally([400, 400], [160, 190])
    const three = tally([267, 267, 266], [107, 128, 107])
    expect(judge([two]).kind).toBe('won')
    expect(judge([three]).kind).toBe('even')
  })

  test('is not won by a variant that was shown in the better season', () => {
    // In the good weeks it had the greater share: all together 60 of 100 stand against 40 of 100.
    const good = tally([60, 240], [42, 168], { shares: [0.2, 0.8] })
    const bad = tally([240, 60], [72, 18], { shares: [0.8, 0.2] })
    expect(judge([good, bad], RULE.daysMax)).toEqual({ kind: 'even' })
  })
})

describe('the evidence', () => {
  const outcomes: [number, number][] = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]

  test.each([0.2, 0.5, 0.8])('expects one, whatever comes next, where words make no difference (share %d)', (share) => {
    const before: PairCount = { share: 0.5, exposed: [20, 20], succeeded: [6, 9] }
    for (const direction of ['up', 'down'] as const) {
      const now = evidenceOf([before], direction)
      // Whether the next one replies is fixed; in which arm they are is the share's chance alone.
      for (const isReply of [0, 1]) {
        const next = outcomes
          .filter(([, reply]) => reply === isReply)
          .map(([arm, reply]) => {
            const exposed: [number, number] = arm === 1 ? [0, 1] : [1, 0]
            const succeeded: [number, number] = arm === 1 ? [0, reply] : [reply, 0]
            return (arm === 1 ? share : 1 - share) * evidenceOf([before, { share, exposed, succeeded }], direction)
          })
        expect(next.reduce((sum, each) => sum + each, 0) / now).toBeCloseTo(1, 9)
      }
    }
  })

  test('grows for the better arm and shrinks for the other direction', () => {
    const pair: PairCount = { share: 0.5, exposed: [200, 200], succeeded: [60, 110] }
    expect(evidenceOf([pair], 'up')).toBeGreaterThan(1_000)
    expect(evidenceOf([pair], 'down')).toBeLessThan(0.01)
    expect(evidenceOf([], 'up')).toBe(1)
  })

  test('at the end is the difference in standard deviations', () => {
    // A known case: 45 % of 400 against 40 % of 400 is z = 1.43.
    expect(scoreOf([{ share: 0.5, exposed: [400, 400], succeeded: [160, 180] }])).toBeCloseTo(1.431, 2)
    expect(scoreOf([{ share: 0.5, exposed: [10, 10], succeeded: [0, 0] }])).toBe(0)
  })

  test('is measured on a known scale', () => {
    expect(normalBelow(1.96)).toBeCloseTo(0.975, 4)
    expect(normalQuantile(0.97)).toBeCloseTo(1.8808, 3)
    expect(normalQuantile(0.5)).toBeCloseTo(0, 6)
  })
})
