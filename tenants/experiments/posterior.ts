import type { ArmCount } from './tally.ts'

/** A belief about a rate: Beta(a, b). */
export type Beta = { a: number; b: number }

export const FLAT: Beta = { a: 1, b: 1 }

export function posteriorOf(prior: Beta, { exposed, succeeded }: Pick<ArmCount, 'exposed' | 'succeeded'>): Beta {
  return { a: prior.a + succeeded, b: prior.b + exposed - succeeded }
}

export function meanOf({ a, b }: Beta): number {
  return a / (a + b)
}

/** Steps of the integration, over as many standard deviations around the means as could matter. */
const STEPS = 240
const DEVIATIONS = 6

/**
 * How likely each rate is the greatest, by integration and without chance: what Thompson's sampling would draw is known
 * beforehand, and the same counts give the same shares whenever they are asked for.
 */
export function chancesToBeBest(beliefs: readonly Beta[]): number[] {
  const rates = stepsOver(beliefs)
  const densities = beliefs.map((belief) => densityAt(belief, rates))
  const below = densities.map(cumulate)
  const chances = densities.map((density, arm) =>
    density.reduce((sum, weight, step) => {
      const others = below.reduce((product, each, other) => (other === arm ? product : product * (each[step] ?? 0)), 1)
      return sum + weight * others
    }, 0),
  )
  const total = chances.reduce((sum, chance) => sum + chance, 0)
  return chances.map((chance) => chance / total)
}

function stepsOver(beliefs: readonly Beta[]): number[] {
  const reach = beliefs.map(({ a, b }) => DEVIATIONS * Math.sqrt((a * b) / ((a + b) ** 2 * (a + b + 1))))
  const from = Math.max(0, Math.min(...beliefs.map((belief, place) => meanOf(belief) - (reach[place] ?? 0))))
  const upTo = Math.min(1, Math.max(...beliefs.map((belief, place) => meanOf(belief) + (reach[place] ?? 0))))
  return Array.from({ length: STEPS }, (_, step) => from + ((step + 0.5) / STEPS) * (upTo - from))
}

/** The weight of each step, all of them one together. Normalised by itself, so no gamma function is needed. */
function densityAt({ a, b }: Beta, rates: readonly number[]): number[] {
  const logs = rates.map((rate) => (a - 1) * Math.log(rate) + (b - 1) * Math.log1p(-rate))
  const peak = logs.reduce((max, log) => Math.max(max, log), -Infinity)
  const weights = logs.map((log) => Math.exp(log - peak))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

/** The chance to lie below the middle of each step. */
function cumulate(density: readonly number[]): number[] {
  let below = 0
  return density.map((weight) => {
    below += weight
    return below - weight / 2
  })
}
