import { FLAT, type Beta } from './posterior.ts'

/** One arm of some business's experiment: counts, and nothing else leaves a business. */
export type RateCount = { exposed: number; succeeded: number }

/** Below these a fit says more about the few than about the many. */
const COUNTS_MIN = 8
const EXPOSED_MIN = 20
/** What others have seen may speak as loudly as this many customers of one's own, and no louder. */
export const PRIOR_WEIGHT_MAX = 20
const PRIOR_WEIGHT_MIN = 2

/**
 * What the fleet expects of a rate: Beta by moments, where each count's own chance is taken out of the spread between
 * them. The same belief stands for every arm of an experiment, so it favours none.
 */
export function fitPrior(counts: readonly RateCount[]): Beta {
  const known = counts.filter(({ exposed }) => exposed >= EXPOSED_MIN)
  if (known.length < COUNTS_MIN) return FLAT
  const rates = known.map(({ exposed, succeeded }) => succeeded / exposed)
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length
  const spread = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / (rates.length - 1)
  const byChance = known.reduce((sum, { exposed }) => sum + (mean * (1 - mean)) / exposed, 0) / known.length
  const between = spread - byChance
  const within = Math.min(0.99, Math.max(0.01, mean))
  const weight = between <= 0 ? PRIOR_WEIGHT_MAX : (within * (1 - within)) / between - 1
  const bounded = Math.min(PRIOR_WEIGHT_MAX, Math.max(PRIOR_WEIGHT_MIN, weight))
  return { a: within * bounded, b: (1 - within) * bounded }
}
