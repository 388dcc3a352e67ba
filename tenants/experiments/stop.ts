import { DAY_MS, type Instant } from '../base/clock.ts'
import { evidenceOf, pairOf, scoreOf } from './evidence.ts'
import { normalQuantile } from './normal.ts'
import type { Rule } from './rule.ts'
import { sumTallies, type Tally } from './tally.ts'

export type Verdict =
  | { kind: 'running' }
  /** The arm of this place is better than what stood before. */
  | { kind: 'won'; arm: number; by: 'early' | 'last' }
  /** The time is over and nothing can be told apart: what stood before stays. */
  | { kind: 'even' }
  /** A variant drives customers away. */
  | { kind: 'harmful'; arm: number; what: 'replies' | 'opt_outs' }

export type Course = { tallies: readonly Tally[]; arms: number; startedAt: Instant }

/**
 * Whether it is over. May be asked every day: wins before the end need evidence that holds however often one looks, and
 * the end is one look that was fixed when it began. Several variants share the error that one would have.
 */
export function decideStop({ tallies, arms, startedAt }: Course, rule: Rule, now: Instant): Verdict {
  const counts = sumTallies(tallies, arms)
  const variants = counts.map((_, arm) => arm).slice(1)
  const share = Math.max(1, variants.length)
  const harmAt = share / rule.harmErrorMax
  for (const arm of variants) {
    const isSeen = (counts[arm]?.exposed ?? 0) >= rule.exposedMin
    if (isSeen && evidenceOf(pairOf(tallies, arm, 'optedOut'), 'up') >= harmAt) {
      return { kind: 'harmful', arm, what: 'opt_outs' }
    }
    if (isSeen && evidenceOf(pairOf(tallies, arm, 'succeeded'), 'down') >= harmAt) {
      return { kind: 'harmful', arm, what: 'replies' }
    }
  }
  const exposed = counts.reduce((sum, count) => sum + count.exposed, 0)
  const isOver = exposed >= rule.exposedMax || now >= startedAt + rule.daysMax * DAY_MS
  if (counts.some((count) => count.exposed < rule.exposedMin)) return { kind: isOver ? 'even' : 'running' }
  const early = best(variants, (arm) => evidenceOf(pairOf(tallies, arm, 'succeeded'), 'up'))
  if (early && early.value >= share / rule.earlyErrorMax) return { kind: 'won', arm: early.arm, by: 'early' }
  if (!isOver) return { kind: 'running' }
  const last = best(variants, (arm) => scoreOf(pairOf(tallies, arm, 'succeeded')))
  const isBetter = last !== null && last.value >= normalQuantile(1 - rule.lastErrorMax / share)
  return isBetter ? { kind: 'won', arm: last.arm, by: 'last' } : { kind: 'even' }
}

function best(arms: readonly number[], worth: (arm: number) => number): { arm: number; value: number } | null {
  return arms
    .map((arm) => ({ arm, value: worth(arm) }))
    .reduce<{ arm: number; value: number } | null>((most, one) => (most && most.value >= one.value ? most : one), null)
}
