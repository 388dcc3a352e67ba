/** What is counted: so many of so many. */
export type Hits = { hits: number; of: number }

/** A share after its odds have changed by a factor. */
export function shiftOdds(share: number, factor: number): number {
  const odds = (share / (1 - share)) * factor
  return odds / (1 + odds)
}

/** How much likelier a count is under `changed` than under `usual`, as a logarithm. */
export function binomialLlr({ hits, of }: Hits, usual: number, changed: number): number {
  return hits * Math.log(changed / usual) + (of - hits) * Math.log((1 - changed) / (1 - usual))
}

export function poissonLlr(count: number, usual: number, changed: number): number {
  return usual <= 0 || changed <= 0 ? 0 : count * Math.log(changed / usual) - (changed - usual)
}

/** The chance of at most so many where so many are expected. */
export function poissonAtMost(count: number, expected: number): number {
  let term = Math.exp(-expected)
  let sum = term
  for (let step = 1; step <= count; step += 1) {
    term *= expected / step
    sum += term
  }
  return Math.min(1, sum)
}

/** The chance of at most so many hits where each of `of` is one with the given share. */
export function binomialAtMost({ hits, of }: Hits, share: number): number {
  const odds = share / (1 - share)
  let term = Math.exp(of * Math.log(1 - share))
  let sum = term
  for (let step = 1; step <= hits; step += 1) {
    term *= ((of - step + 1) / step) * odds
    sum += term
  }
  return Math.min(1, sum)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** The median's deviation, as wide as a standard deviation is where values are spread normally. */
export function madOf(values: readonly number[]): number {
  const middle = median(values)
  return 1.4826 * median(values.map((value) => Math.abs(value - middle)))
}

/** By how many deviations a value lies off; `deviationMin` keeps a history without any from calling everything odd. */
export function robustZ(value: number, history: readonly number[], deviationMin: number): number {
  return (value - median(history)) / Math.max(madOf(history), deviationMin)
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

export function addHits(all: readonly Hits[]): Hits {
  return all.reduce((sum, { hits, of }) => ({ hits: sum.hits + hits, of: sum.of + of }), { hits: 0, of: 0 })
}
