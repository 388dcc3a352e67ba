import type { Random } from '../../fuzz/random.ts'

/** Draws of the kinds a business's days are made of. */

export function drawPoisson(random: Random, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)))
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random.next(); product > limit; product *= random.next()) count += 1
  return count
}

export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** Around a median, with a standard deviation of its logarithm. */
export function drawLogNormal(random: Random, median: number, deviation: number): number {
  return median * Math.exp(deviation * drawNormal(random))
}

export function drawBetween(random: Random, low: number, high: number): number {
  return low + random.next() * (high - low)
}

export function pickBy<T>(random: Random, choices: readonly T[], weightOf: (choice: T) => number): T {
  let rest = random.next() * choices.reduce((sum, choice) => sum + weightOf(choice), 0)
  for (const choice of choices) {
    rest -= weightOf(choice)
    if (rest < 0) return choice
  }
  return choices.at(-1) as T
}

export function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score))
}
