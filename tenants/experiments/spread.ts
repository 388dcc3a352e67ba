/** How other wordings of a text differ in what they bring from those that stood, in log-odds: their mean and spread. */
export type Spread = { mean: number; deviation: number }

/** Until the fleet knows better. Decision 0042 has what comes of it where it is wrong. */
export const USUAL_SPREAD: Spread = { mean: 0, deviation: 0.2 }

/**
 * Of trials, each told by its log-odds ratio and the variance that it has by chance: how many, and the sums that a fit
 * needs, where each counts by one over its variance.
 */
export type SpreadMoments = {
  count: number
  weight: number
  weighted: number
  weightedSquares: number
  weightSquares: number
}

/** As if so many trials had shown what is usual. */
const USUAL_TRIALS = 8
/** No closer together and no further apart, whatever a few trials show. */
const DEVIATION_MIN = 0.05
const DEVIATION_MAX = 0.5
/** Others are not taken to be better or worse as such by more than this. */
const MEAN_MAX = 0.2

/**
 * The spread of what is true by moments (DerSimonian and Laird 1986), drawn towards the usual while trials are few. A
 * trial that ended early for what it showed weighs as little as it has seen, so the rule it ended by hardly enters.
 */
export function fitSpread({ count, weight, weighted, weightedSquares, weightSquares }: SpreadMoments): Spread {
  const free = weight - weightSquares / weight
  if (count < 2 || !(free > 0)) return USUAL_SPREAD
  const mean = weighted / weight
  const between = Math.max(0, (weightedSquares - weight * mean ** 2 - (count - 1)) / free)
  const part = count / (count + USUAL_TRIALS)
  const deviation = Math.sqrt(part * between + (1 - part) * USUAL_SPREAD.deviation ** 2)
  return {
    mean: Math.min(MEAN_MAX, Math.max(-MEAN_MAX, part * mean)),
    deviation: Math.min(DEVIATION_MAX, Math.max(DEVIATION_MIN, deviation)),
  }
}
