import { excessOf, type PairCount } from './evidence.ts'
import type { Spread } from './spread.ts'

/**
 * What other words do, once the luck that helped them to win is taken out. Whoever is picked for the greatest of many
 * results was lucky on the mean, and so is a trial that ended because it looked good. The mean of a posterior needs no
 * correction for either: what was seen is drawn towards what wordings usually do, the more the less was seen
 * (Dawid, Selection paradoxes of Bayesian inference, 1994; Senn, A note concerning a selection paradox, 2008).
 */

/** Shares between 0 and 1 with the words that stood and with the others; the change lies within in 19 of 20 cases. */
export type Effect = { before: number; after: number; change: number; low: number; high: number }

const Z = 1.96

/**
 * The mean of a normal posterior of the log-odds ratio, which takes what the shares of each day gave as its zero, as
 * the stop rule does: seasons and moving shares do not enter.
 */
export function effectOf(pairs: readonly PairCount[], { mean, deviation }: Spread): Effect {
  const { excess, variance } = excessOf(pairs)
  const known = 1 / deviation ** 2
  const told = (mean * known + excess) / (known + variance)
  const margin = Z / Math.sqrt(known + variance)
  const [before, after] = ratesAt(pairs, told)
  const changeAt = (odds: number) => {
    const [stood, other] = ratesAt(pairs, odds)
    return other - stood
  }
  return { before, after, change: after - before, low: changeAt(told - margin), high: changeAt(told + margin) }
}

type Count = { hits: number; of: number }
/** Where everybody did what was hoped for, rates say nothing of odds. */
const MISS_MIN = 0.05

/**
 * The same of the visits that came of a trial, whatever it was about. Taken that as many of those who reply book with
 * the one words as with the other, visits lie closer together in log-odds than replies do: the same growth of a rare
 * thing moves its odds less.
 */
export function visitsEffectOf(
  trial: readonly PairCount[],
  [stood, other]: readonly [Count, Count],
  { mean, deviation }: Spread,
): Effect {
  const visits: PairCount = {
    share: other.of / Math.max(1, stood.of + other.of),
    exposed: [stood.of, other.of],
    succeeded: [stood.hits, other.hits],
  }
  const part = Math.min(1, Math.max(MISS_MIN, missOf(trial)) / Math.max(MISS_MIN, missOf([visits])))
  return effectOf([visits], { mean: part * mean, deviation: part * deviation })
}

function missOf(pairs: readonly PairCount[]): number {
  const { hits, all } = countAll(pairs)
  return all === 0 ? 1 : 1 - hits / all
}

function countAll(pairs: readonly PairCount[]): { hits: number; all: number; second: number } {
  const sumOf = (pick: (pair: PairCount) => number) => pairs.reduce((sum, pair) => sum + pick(pair), 0)
  const second = sumOf(({ exposed }) => exposed[1])
  const hits = sumOf(({ succeeded }) => succeeded[0] + succeeded[1])
  return { hits, all: second + sumOf(({ exposed }) => exposed[0]), second }
}

/** Rates so far apart whose mean, each as often as it was shown, is the rate of all. */
function ratesAt(pairs: readonly PairCount[], odds: number): readonly [number, number] {
  const { hits, all, second } = countAll(pairs)
  // With half a hit and half a miss added, nobody and everybody have odds.
  const middle = Math.log((hits + 0.5) / (all - hits + 0.5))
  const part = all === 0 ? 0.5 : second / all
  return [rateOf(middle - part * odds), rateOf(middle + (1 - part) * odds)]
}

function rateOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}
