import type { Cause } from './causes.ts'
import { chanceOf, learnUsual, segmentsOf, type Traits } from './usual.ts'
import { weigh, type Outcome } from './weigh.ts'

/** Of many parts one always stands out by chance. */
const PART_PRIOR = -3
const SCORE_MIN = 1.5
const PARTS_MAX = 2

type Placed = Outcome & { segments: string[] }

/**
 * Where something has become more, or less, than everywhere else: the part that explains most, and then whatever is
 * left to explain. What only goes along with a part that was named is not named itself.
 */
export function partsWorse<T extends Traits>(
  before: readonly T[],
  after: readonly T[],
  isHit: (item: T) => boolean,
  side: 1 | -1,
): Cause[] {
  const usual = learnUsual(before, isHit)
  const placed = after.map((item): Placed => {
    return { segments: segmentsOf(item), logOdds: usual(item), isHit: isHit(item) }
  })
  const parts = [...new Set(placed.flatMap(({ segments }) => segments))]
  const total = surplusOf(placed)
  const causes: Cause[] = []
  while (causes.length < PARTS_MAX) {
    const everywhere = weigh(placed, side).score
    const [best] = parts
      .map((part) => {
        const touched = placed.filter(({ segments }) => segments.includes(part))
        return { part, touched, ...weigh(touched, side) }
      })
      .sort((one, other) => other.score - one.score)
    const score = best ? best.score - everywhere + PART_PRIOR : 0
    if (!best || score < SCORE_MIN) break
    causes.push(causeOf(best, score, total))
    for (const outcome of best.touched) outcome.logOdds += best.shift
  }
  return causes
}

function causeOf({ part, touched }: { part: string; touched: Placed[] }, score: number, total: number): Cause {
  const came = touched.filter(({ isHit }) => isHit).length
  const share = total === 0 ? 0 : surplusOf(touched) / total
  return {
    ...{ code: 'segment', subject: part, came, of: touched.length, changedOn: null },
    share: Math.round(100 * Math.min(1, Math.max(0, share))) / 100,
    score: Math.round(10 * score) / 10,
    expected: Math.round(10 * touched.reduce((sum, { logOdds }) => sum + chanceOf(logOdds), 0)) / 10,
  }
}

function surplusOf(placed: readonly Placed[]): number {
  return placed.reduce((sum, { logOdds, isHit }) => sum + (isHit ? 1 : 0) - chanceOf(logOdds), 0)
}
