import { describe, expect, test } from 'vitest'
import { chancesToBeBest, FLAT, posteriorOf } from './posterior.ts'
import { fitPrior as fit, momentsOf, PRIOR_WEIGHT_MAX, type RateCount } from './prior.ts'
import { RULE } from './rule.ts'
import { decideShares } from './shares.ts'
import type { ArmCount } from './tally.ts'

const fitPrior = (counts: RateCount[]) => fit(momentsOf(counts))
const count = (exposed: number, succeeded: number): ArmCount => ({ exposed, succeeded, optedOut: 0 })

/** P(B > A) for whole numbers, summed as Evan Miller writes it: another way to the same number. */
function exactChance(one: { a: number; b: number }, other: { a: number; b: number }): number {
  let sum = 0
  for (let place = 0; place < other.a; place += 1) {
    const log =
      logBeta(one.a + place, one.b + other.b) -
      Math.log(other.b + place) -
      logBeta(1 + place, other.b) -
      logBeta(one.a, one.b)
    sum += Math.exp(log)
  }
  return sum
}

function logBeta(a: number, b: number): number {
  return logFactorial(a - 1) + logFactorial(b - 1) - logFactorial(a + b - 1)
}

function logFactorial(of: number): number {
  let sum = 0
  for (let factor = 2; factor <= of; factor += 1) sum += Math.log(factor)
  return sum
}

describe('the chance to be the best', () => {
  test.each([
    [count(0, 0), count(0, 0)],
    [count(40, 16), count(40, 21)],
    [count(400, 160), count(400, 208)],
    [count(700, 20), count(100, 6)],
  ])('of %j and %j agrees with the closed form', (first, second) => {
    const beliefs = [posteriorOf(FLAT, first), posteriorOf(FLAT, second)] as const
    expect(chancesToBeBest(beliefs)[1]).toBeCloseTo(exactChance(...beliefs), 3)
  })

  test('is one all together, and the same for equals', () => {
    const chances = chancesToBeBest([FLAT, FLAT, FLAT, FLAT])
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
    for (const chance of chances) expect(chance).toBeCloseTo(0.25, 6)
  })
})

describe('shares', () => {
  test('are even until each arm has been seen often enough', () => {
    expect(decideShares([count(300, 30), count(RULE.exposedMin - 1, 30)], FLAT, RULE)).toEqual([0.5, 0.5])
  })

  test('follow what is seen, leave each arm its floor, and add up to one', () => {
    for (let seen = 40; seen <= 400; seen += 40) {
      for (let replied = 0; replied <= seen; replied += 10) {
        const shares = decideShares([count(100, 40), count(seen, replied), count(60, 24)], FLAT, RULE)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(RULE.shareMin - 1e-9)
      }
    }
    expect(decideShares([count(200, 80), count(200, 120)], FLAT, RULE)).toEqual([0.3, 0.7])
  })
})

describe('what the fleet expects', () => {
  test('is nothing where few have been counted', () => {
    expect(fitPrior([count(100, 40), count(100, 60)])).toEqual(FLAT)
  })

  test('lies where the rates lie, and speaks no louder than its bound', () => {
    const alike = Array.from({ length: 30 }, () => count(1_000, 400))
    const prior = fitPrior(alike)
    expect(prior.a / (prior.a + prior.b)).toBeCloseTo(0.4, 6)
    expect(prior.a + prior.b).toBeCloseTo(PRIOR_WEIGHT_MAX, 6)
  })

  test('is looser the more businesses differ', () => {
    const apart = Array.from({ length: 30 }, (_, place) => count(1_000, place % 2 === 0 ? 150 : 650))
    const prior = fitPrior(apart)
    expect(prior.a + prior.b).toBeLessThan(5)
    expect(prior.a / (prior.a + prior.b)).toBeCloseTo(0.4, 6)
  })

  test('stays a belief where nobody or everybody replied', () => {
    for (const replied of [0, 100]) {
      const { a, b } = fitPrior(Array.from({ length: 10 }, () => count(100, replied)))
      expect(Math.min(a, b)).toBeGreaterThan(0)
    }
  })
})
