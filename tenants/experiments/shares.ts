import { chancesToBeBest, posteriorOf, type Beta } from './posterior.ts'
import type { Rule } from './rule.ts'
import type { ArmCount } from './tally.ts'

/** Each arm's chance to be the best one, as far as is known. */
export function chancesOf(counts: readonly ArmCount[], prior: Beta): number[] {
  return chancesToBeBest(counts.map((count) => posteriorOf(prior, count)))
}

/**
 * Thompson's shares: each arm is shown as often as it is likely to be the best, and never less than the floor. Even
 * until each arm has been seen often enough to say anything.
 */
export function decideShares(counts: readonly ArmCount[], prior: Beta, rule: Rule): number[] {
  const even = counts.map(() => 1 / counts.length)
  if (counts.some(({ exposed }) => exposed < rule.exposedMin)) return even
  const floor = Math.min(rule.shareMin, 1 / counts.length)
  const free = 1 - floor * counts.length
  // In twentieths: a night changes little, and days with the same shares are counted as one.
  const rounded = chancesOf(counts, prior).map((chance) => Math.round((floor + free * chance) * STEPS))
  const most = rounded.indexOf(Math.max(...rounded))
  const sum = rounded.reduce((total, share) => total + share, 0)
  return rounded.map((share, arm) => (arm === most ? share + STEPS - sum : share) / STEPS)
}

const STEPS = 20
