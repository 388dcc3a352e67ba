import type { Instant } from '../../base/clock.ts'
import { effectOf, type Effect } from '../../experiments/effect.ts'
import { pairOf } from '../../experiments/evidence.ts'
import { FLAT, type Beta } from '../../experiments/posterior.ts'
import type { Rule } from '../../experiments/rule.ts'
import { USUAL_SPREAD, type Spread } from '../../experiments/spread.ts'
import type { Tally } from '../../experiments/tally.ts'
import { loadExposures, type Experiment } from '../../storage/experiment-rows.ts'
import type { TenantDb } from '../../storage/open.ts'
import { loadSetting } from '../../storage/settings-rows.ts'

/** What an experiment has seen so far, one count for each of the shares that arms had. */
export function tallyExperiment(db: TenantDb, experiment: Experiment, now: Instant): Tally[] {
  const { arms, shares } = experiment
  const byShares = new Map<string, Tally>()
  for (const { arm, exposedAt, isSuccess, isOptOut } of loadExposures(db, experiment, now)) {
    const place = arms.findIndex((each) => each.arm === arm)
    const current = shares.findLast(({ from }) => from <= exposedAt) ?? shares[0]
    if (place < 0 || !current) continue
    const none = () => arms.map(() => 0)
    const known = byShares.get(current.shares.join())
    const tally = known ?? { shares: current.shares, exposed: none(), succeeded: none(), optedOut: none() }
    byShares.set(current.shares.join(), tally)
    add(tally.exposed, place, 1)
    add(tally.succeeded, place, isSuccess ? 1 : 0)
    add(tally.optedOut, place, isOptOut ? 1 : 0)
  }
  return [...byShares.values()]
}

function add(counts: number[], place: number, by: number): void {
  counts[place] = (counts[place] ?? 0) + by
}

/** What the arm of a place does against what stood, without the luck that may have made it the winner. */
export function effectOfArm(db: TenantDb, tallies: readonly Tally[], place: number): Effect {
  return effectOf(pairOf(tallies, place, 'succeeded'), spreadOf(db))
}

/** How wordings differ, as the fleet saw it by the last night. */
export function spreadOf(db: TenantDb): Spread {
  return loadSetting<Spread>(db, 'experiment_spread') ?? USUAL_SPREAD
}

export const ruleOf = ({ rule }: Experiment): Rule => rule as Rule

export type Priors = Record<string, Beta>

/** What the fleet expects of this script in this language, as the last night brought it. */
export function priorOf(
  db: TenantDb,
  { subject, language, metric }: Pick<Experiment, 'subject' | 'language' | 'metric'>,
): Beta {
  return loadSetting<Priors>(db, 'experiment_priors')?.[`${subject}:${language}:${metric}`] ?? FLAT
}
