/**
 * What is told of winners against what is true: `npm run eval -- winners [--runs N] [--seed S]`. Wordings are drawn as
 * far apart as they are taken to be, tried on the rules of trials, and those that win are looked at.
 */
import { effectOf, visitsEffectOf, type Effect } from '../../tenants/experiments/effect.ts'
import { pairOf } from '../../tenants/experiments/evidence.ts'
import { fitSpread, USUAL_SPREAD, type Spread, type SpreadMoments } from '../../tenants/experiments/spread.ts'
import { sumTallies, type ArmCount, type Tally } from '../../tenants/experiments/tally.ts'
import { play, seeded } from './experiments.ts'

/** What is promised: what is told is no further from the true lift on the mean; a run that breaks it ends with 1. */
export const BIAS_MAX = 0.01

export type Wordings = { usual: number; spread: Spread; swing: number; callersADay: number; booksOfReplies: number }
export const USUAL: Wordings = { usual: 0.4, spread: USUAL_SPREAD, swing: 0, callersADay: 10, booksOfReplies: 0.5 }

/** One trial that was won: what is true, what the arms show, what is told, and the same of visits. */
export type Won = {
  truth: number
  counted: number
  told: Effect
  visits: { truth: number; counted: number; told: number; isClaimed: boolean; customers: number }
}

export type Winners = { won: Won[]; moments: SpreadMoments }

/** `believed` is how far apart wordings are taken to be by whoever tells; what is drawn is the worlds' own. */
export function playWinners(wordings: Wordings, believed: Spread, { runs, seed }: Options): Winners {
  const { usual, spread, swing, callersADay } = wordings
  const won: Won[] = []
  const moments = { count: 0, weight: 0, weighted: 0, weightedSquares: 0, weightSquares: 0 }
  for (let run = 0; run < runs; run += 1) {
    const chance = seeded(seed * 2_000_003 + run)
    const other = moveOdds(usual, spread.mean + spread.deviation * drawNormal(chance))
    const world = { rates: [usual, other], optOuts: [0.02, 0.02], callersADay, swing }
    const { verdict, tallies } = play(world, `exp_winner_${seed}_${run}`, chance)
    addTo(moments, sumTallies(tallies, 2))
    if (verdict.kind === 'won') won.push(tellOf(wordings, other, { tallies, believed }, chance))
  }
  return { won, moments }
}

type Seen = { tallies: readonly Tally[]; believed: Spread }

function tellOf({ usual, booksOfReplies }: Wordings, other: number, seen: Seen, chance: () => number): Won {
  const pairs = pairOf(seen.tallies, 1, 'succeeded')
  const arms = sumTallies(seen.tallies, 2)
  const replies = arms.map(({ exposed, succeeded }) => ({ hits: succeeded, of: exposed }))
  const visits = replies.map(({ hits, of }) => ({ hits: countHits(hits, booksOfReplies, chance), of }))
  const [before = NONE, after = NONE] = visits
  const counted = (two: { hits: number; of: number }[]) => shareOf(two[1] ?? NONE) - shareOf(two[0] ?? NONE)
  return {
    truth: other - usual,
    counted: counted(replies),
    told: effectOf(pairs, seen.believed),
    visits: {
      truth: booksOfReplies * (other - usual),
      counted: counted(visits),
      told: visitsEffectOf(pairs, [before, after], seen.believed).change,
      isClaimed: counted(visits) > 1.96 * Math.sqrt(varianceOf(before) + varianceOf(after)),
      customers: after.of,
    },
  }
}

const NONE = { hits: 0, of: 0 }
const shareOf = ({ hits, of }: { hits: number; of: number }) => (of === 0 ? 0 : hits / of)
/** As `agents/estimate.ts` has it. */
const varianceOf = ({ hits, of }: { hits: number; of: number }) => {
  const part = (hits + 1) / (of + 2)
  return (part * (1 - part)) / (of + 2)
}

/** As the warehouse adds trials up. */
function addTo(moments: SpreadMoments, [stood, other]: readonly ArmCount[]): void {
  if (!stood || !other) return
  const cellsOf = ({ exposed, succeeded }: ArmCount) => [succeeded + 0.5, exposed - succeeded + 0.5] as const
  const [[won, lost], [stoodWon, stoodLost]] = [cellsOf(other), cellsOf(stood)]
  const ratio = Math.log((won * stoodLost) / (lost * stoodWon))
  const weight = 1 / (1 / won + 1 / lost + 1 / stoodWon + 1 / stoodLost)
  moments.count += 1
  moments.weight += weight
  moments.weighted += weight * ratio
  moments.weightedSquares += weight * ratio ** 2
  moments.weightSquares += weight ** 2
}

function countHits(of: number, rate: number, chance: () => number): number {
  return Array.from({ length: of }, chance).filter((value) => value < rate).length
}

function moveOdds(rate: number, by: number): number {
  const odds = (rate / (1 - rate)) * Math.exp(by)
  return odds / (1 + odds)
}

function drawNormal(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
}

export function meanOf(won: readonly Won[], pick: (one: Won) => number): number {
  return won.reduce((sum, one) => sum + pick(one), 0) / Math.max(1, won.length)
}

export type Options = { runs: number; seed: number }

const WORLDS: { name: string; wordings: Wordings }[] = [
  { name: '40 % reply', wordings: USUAL },
  { name: '40 % reply, seasons', wordings: { ...USUAL, swing: 0.5 } },
  { name: '20 % reply', wordings: { ...USUAL, usual: 0.2, callersADay: 20 } },
  { name: 'others are worse', wordings: { ...USUAL, spread: { mean: -0.1, deviation: 0.2 } } },
  { name: 'hardly apart', wordings: { ...USUAL, spread: { mean: 0, deviation: 0.1 } } },
  { name: 'far apart', wordings: { ...USUAL, spread: { mean: 0, deviation: 0.4 } } },
]

/** Prints what came out; false where what is told by what the fleet has seen is further off than is promised. */
export function evalWinners({ runs, seed }: Options, print: (line: string) => void): boolean {
  print(`Winners: ${runs} trials each, seed ${seed}`)
  let isWell = true
  for (const { name, wordings } of WORLDS) {
    const usual = playWinners(wordings, USUAL_SPREAD, { runs, seed })
    // The fleet has seen other trials than those that are told.
    const learned = fitSpread(playWinners(wordings, USUAL_SPREAD, { runs, seed: seed + 1 }).moments)
    const { won } = playWinners(wordings, learned, { runs, seed })
    const truth = meanOf(won, (one) => one.truth)
    const bias = meanOf(won, ({ told }) => told.change) - truth
    const covered = won.filter((one) => one.told.low <= one.truth && one.truth <= one.told.high).length
    print(
      `  ${name}: ${won.length} won; true ${points(truth)}, counted ${points(meanOf(won, (one) => one.counted))}, told ` +
        `${points(truth + bias)}, by what is usual ${points(meanOf(usual.won, ({ told }) => told.change))}; ` +
        `${Math.round((100 * covered) / Math.max(1, won.length))} % of intervals hold the truth; ` +
        `learned ${learned.mean.toFixed(2)} ± ${learned.deviation.toFixed(2)}; ${describeVisits(won)}`,
    )
    isWell = isWell && Math.abs(bias) <= BIAS_MAX
  }
  if (!isWell) print('BROKEN: the lift that is told of winners')
  return isWell
}

function describeVisits(won: readonly Won[]): string {
  const claimed = won.filter(({ visits }) => visits.isClaimed)
  const sum = (pick: (visits: Won['visits']) => number) =>
    claimed.reduce((total, { visits }) => total + pick(visits) * visits.customers, 0) / Math.max(1, claimed.length)
  const [truth, counted, told] = [sum((each) => each.truth), sum((each) => each.counted), sum((each) => each.told)]
  return (
    `visits of the ${claimed.length} that are claimed: true ${truth.toFixed(1)}, counted ${counted.toFixed(1)}, ` +
    `told ${told.toFixed(1)}`
  )
}

const points = (share: number) => `${(100 * share).toFixed(1)} points`
