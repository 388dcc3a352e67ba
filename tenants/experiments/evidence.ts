import type { Tally } from './tally.ts'

/**
 * How much an arm's outcomes speak against "it makes no difference to anybody which words they get". If that were so,
 * then of those who replied, and of those who did not, each would have been in the arm with just the chance that the
 * shares of their day gave it. That holds whatever season it is, however often shares are changed for what was seen,
 * and however often one looks (Lindon and Malek, Anytime-Valid Inference For Multinomial Count Data, NeurIPS 2022).
 */

/** Counts of two arms while the chance to be in the second was `share`. */
export type PairCount = { share: number; exposed: [number, number]; succeeded: [number, number] }

export function pairOf(tallies: readonly Tally[], arm: number, of: 'succeeded' | 'optedOut'): PairCount[] {
  return tallies.flatMap(({ shares, exposed, ...counts }) => {
    const [first = 0, second = 0] = [shares[0], shares[arm]]
    if (first + second === 0) return []
    const succeeded = counts[of]
    const pair: PairCount = {
      share: second / (first + second),
      exposed: [exposed[0] ?? 0, exposed[arm] ?? 0],
      succeeded: [succeeded[0] ?? 0, succeeded[arm] ?? 0],
    }
    return pair.exposed[0] + pair.exposed[1] === 0 ? [] : [pair]
  })
}

/** What might be: rates of the first arm, and by how much the second's odds differ. */
const RATES = [0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85]
const LOG_ODDS = [0.2, 0.35, 0.5, 0.7, 1, 1.5]
type Direction = 'up' | 'down'

/**
 * The evidence that the second arm's rate is greater (`up`) or smaller (`down`), as a likelihood ratio averaged over
 * what might be. Where there is no difference it ever reaches 1/α with a chance of α at most (Ville).
 */
export function evidenceOf(pairs: readonly PairCount[], direction: Direction): number {
  const sums: number[] = []
  for (const { share, exposed, succeeded } of pairs) {
    const failed = [exposed[0] - succeeded[0], exposed[1] - succeeded[1]] as const
    ratiosAt(share, direction).forEach(([won, wonSecond, lost, lostSecond], place) => {
      const log = succeeded[0] * won + succeeded[1] * wonSecond + failed[0] * lost + failed[1] * lostSecond
      sums[place] = (sums[place] ?? 0) + log
    })
  }
  if (sums.length === 0) return 1
  return sums.reduce((sum, log) => sum + Math.exp(Math.min(log, LOG_MAX)), 0) / sums.length
}

/** Beyond it nothing is decided any differently, and a number would overflow. */
const LOG_MAX = 500

/** Of a success in the first arm and in the second, and of a failure in each. */
type Ratios = readonly [won: number, wonSecond: number, lost: number, lostSecond: number]
const known = new Map<string, Ratios[]>()
const KNOWN_MAX = 1_000

/** Shares are few, and each is asked for every night. */
function ratiosAt(share: number, direction: Direction): Ratios[] {
  const key = `${direction}${share}`
  const found = known.get(key)
  if (found) return found
  const sign = direction === 'up' ? 1 : -1
  const ratios = RATES.flatMap((rate) => LOG_ODDS.map((odds) => ratiosOf(share, rate, moveOdds(rate, sign * odds))))
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(key, ratios)
  return ratios
}

function ratiosOf(share: number, first: number, second: number): Ratios {
  const expected = (1 - share) * first + share * second
  return [
    Math.log(first / expected),
    Math.log(second / expected),
    Math.log((1 - first) / (1 - expected)),
    Math.log((1 - second) / (1 - expected)),
  ]
}

function moveOdds(rate: number, by: number): number {
  const odds = (rate / (1 - rate)) * Math.exp(by)
  return odds / (1 + odds)
}

/**
 * For one look that was fixed beforehand: by how many standard deviations the second arm has more successes than the
 * shares of each day gave it. Needs less than the evidence above, since it is asked once.
 */
export function scoreOf(pairs: readonly PairCount[]): number {
  const { excess, variance } = excessOf(pairs)
  return variance === 0 ? 0 : excess / Math.sqrt(variance)
}

/**
 * How many more successes the second arm has than the shares of each day gave it, and the variance of that by chance.
 * Their quotient is Peto's estimate of the log-odds ratio.
 */
export function excessOf(pairs: readonly PairCount[]): { excess: number; variance: number } {
  const exposed = pairs.reduce((sum, pair) => sum + pair.exposed[0] + pair.exposed[1], 0)
  const succeeded = pairs.reduce((sum, pair) => sum + pair.succeeded[0] + pair.succeeded[1], 0)
  const rate = exposed === 0 ? 0 : succeeded / exposed
  let [excess, variance] = [0, 0]
  for (const pair of pairs) {
    const came = pair.exposed[0] + pair.exposed[1]
    const won = pair.succeeded[0] + pair.succeeded[1]
    excess += pair.succeeded[1] - rate * pair.exposed[1] - pair.share * (won - rate * came)
    variance += pair.share * (1 - pair.share) * (won * (1 - rate) ** 2 + (came - won) * rate ** 2)
  }
  return { excess, variance }
}
