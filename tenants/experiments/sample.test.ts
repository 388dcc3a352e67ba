import { describe, expect, test } from 'vitest'
import { normalBelow, normalQuantile } from './normal.ts'
import { RULE } from './rule.ts'
import { LIFT_FOUND, planTrial, POWER, ruleFor, sampleFor } from './sample.ts'

/** The power of one look at the end, with a share of the customers in the variant, by the normal approximation. */
function powerOf(usual: number, customers: number, share: number): number {
  const lifted = usual * (1 + LIFT_FOUND)
  const spread = (usual * (1 - usual)) / (customers * (1 - share)) + (lifted * (1 - lifted)) / (customers * share)
  return normalBelow((lifted - usual) / Math.sqrt(spread) - normalQuantile(1 - RULE.lastErrorMax))
}

describe('the customers that a trial needs', () => {
  test.each([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])('find the lift where %d is usual', (usual) => {
    expect(powerOf(usual, sampleFor(usual), 0.5)).toBeGreaterThan(POWER + 0.05)
    // Also where nights have moved the shares as far as they may.
    expect(powerOf(usual, sampleFor(usual), 1 - RULE.shareMin)).toBeGreaterThan(POWER)
  })

  test('are more the smaller the rate, and never so few that chance decides', () => {
    const samples = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1].map(sampleFor)
    expect(samples).toEqual(samples.toSorted((one, other) => other - one))
    expect(sampleFor(1)).toBe(500)
    expect(sampleFor(0)).toBe(sampleFor(0.01))
  })

  test('are what the rule ends by; what was proposed without them has the rule of all', () => {
    expect(ruleFor(620)).toEqual({ ...RULE, exposedMax: 620 })
    expect(ruleFor()).toEqual(RULE)
  })
})

describe('a plan', () => {
  test('says how long so many take to come', () => {
    const customers = sampleFor(0.4)
    expect(planTrial(0.4, customers / 3)).toEqual({ customers, days: 90 })
  })

  test('is none where they would not come within a year', () => {
    const monthly = (30 * sampleFor(0.2)) / RULE.daysMax
    expect(planTrial(0.2, Math.ceil(monthly))?.days).toBeLessThanOrEqual(365)
    expect(planTrial(0.2, Math.floor(monthly) - 1)).toBeNull()
    expect(planTrial(0.2, 0)).toBeNull()
  })
})
