import { FLAT, type Beta } from './posterior.ts'

/** One arm of some business's experiment: counts, and nothing else leaves a business. */
export type RateCount = { exposed: number; succeeded: number }

/** Of rates of many arms: how many, their mean and sample variance, and the mean of one over how many each has seen. */
export type Moments = { count: number; mean: number; variance: number; inverseExposed: number }

/** Below these a fit says more about the few than about the many. */
const COUNTS_MIN = 8
export const PRIOR_EXPOSED_MIN = 20
/** What others have seen may speak as loudly as this many customers of one's own, and no louder. */
export const PRIOR_WEIGHT_MAX = 20
const PRIOR_WEIGHT_MIN = 2

export function momentsOf(counts: readonly RateCount[]): Moments {
  const known = counts.filter(({ exposed }) => exposed >= PRIOR_EXPOSED_MIN)
  const count = known.length
  const rates = known.map(({ exposed, succeeded }) => succeeded / exposed)
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / Math.max(1, count)
  const variance = rates.reduce((sum, rate) => sum + (rate - mean) ** 2, 0) / Math.max(1, count - 1)
  const inverseExposed = known.reduce((sum, { exposed }) => sum + 1 / exposed, 0) / Math.max(1, count)
  return { count, mean, variance, inverseExposed }
}

/**
 * What the fleet expects of a rate: Beta by moments, where each count's own chance is taken out of the spread between
 * them. The same belief stands for every arm of an experiment, so it favours none.
 */
export function fitPrior({ count, mean, variance, inverseExposed }: Moments): Beta {
  if (count < COUNTS_MIN) return FLAT
  const between = variance - mean * (1 - mean) * inverseExposed
  const within = Math.min(0.99, Math.max(0.01, mean))
  const weight = between <= 0 ? PRIOR_WEIGHT_MAX : (within * (1 - within)) / between - 1
  const bounded = Math.min(PRIOR_WEIGHT_MAX, Math.max(PRIOR_WEIGHT_MIN, weight))
  return { a: within * bounded, b: (1 - within) * bounded }
}
