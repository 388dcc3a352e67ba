import type { Cause } from './causes.ts'
import { chanceOf, learnUsual, segmentsOf, type Traits } from './usual.ts'
import { weigh } from './weigh.ts'

const PART_PRIOR = -3
const SCORE_MIN = 1.5

/** Where something has become more or less than it was everywhere: the part that stands out most, if one does. */
export function partsWorse<T extends Traits>(
  before: readonly T[],
  after: readonly T[],
  isHit: (item: T) => boolean,
  side: 1 | -1,
): Cause[] {
  const usual = learnUsual(before, isHit)
  const placed = after.map((item) => ({ item, logOdds: usual(item), isHit: isHit(item) }))
  const everywhere = weigh(placed, side)
  const parts = [...new Set(after.flatMap((item) => segmentsOf(item)))]
  const found = parts.map((part): Cause => {
    const touched = placed.filter(({ item }) => segmentsOf(item).includes(part))
    const came = touched.filter((one) => one.isHit).length
    const expected = touched.reduce((sum, { logOdds }) => sum + chanceOf(logOdds), 0)
    const all = placed.reduce((sum, one) => sum + (one.isHit ? 1 : 0) - chanceOf(one.logOdds), 0)
    return {
      ...{ code: 'segment', subject: part, came, of: touched.length, changedOn: null },
      share: Math.round(100 * Math.min(1, Math.max(0, (came - expected) / (all || 1)))) / 100,
      score: Math.round(10 * (weigh(touched, side).score - everywhere.score + PART_PRIOR)) / 10,
      expected: Math.round(expected * 10) / 10,
    }
  })
  return found.filter(({ score }) => score > SCORE_MIN).sort((one, other) => other.score - one.score)
}
