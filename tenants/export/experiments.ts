import { tallyExperiment } from '../agents/cx/counts.ts'
import type { Instant } from '../base/clock.ts'
import { EXPERIMENTS_EXPORTED_MAX } from '../base/experiment-limits.ts'
import { describeDay, readLocalTime } from '../base/local-time.ts'
import type { ArmCounts, ExperimentPriors, WordingSpread } from '../contract/fleet-day.ts'
import { TRIED_SUBJECTS } from '../contract/fleet-lists.ts'
import { sumTallies } from '../experiments/tally.ts'
import { listExperiments } from '../storage/experiment-rows.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** Each arm of the newest experiments as it is counted now: codes and counts, none of the words. */
export function countExperiments({ db, tenant }: Context, now: Instant): ArmCounts[] {
  const dayOf = (at: Instant) => describeDay(readLocalTime(tenant.profile.timeZone, at).day)
  return listExperiments(db, { after: null, limit: EXPERIMENTS_EXPORTED_MAX }).flatMap((experiment) => {
    const { experimentId, metric, status, winner, arms, startedAt, endedAt } = experiment
    const subject = TRIED_SUBJECTS.find((name) => name === experiment.subject)
    if (subject === undefined) return []
    const language = experiment.language === 'es' ? 'es' : 'en'
    const counts = sumTallies(tallyExperiment(db, experiment, now), arms.length)
    return arms.map(({ arm }, place) => ({
      ...{ experimentId, arm, subject, language, metric, status, isWinner: arm === winner },
      ...{ startedOn: dayOf(startedAt), endedOn: endedAt === null ? null : dayOf(endedAt) },
      ...(counts[place] ?? { exposed: 0, succeeded: 0, optedOut: 0 }),
    }))
  })
}

/** What other businesses have seen, for shares and for what is told of winners; written where it has changed. */
export function learnPriors({ db }: Context, priors: ExperimentPriors, spread: WordingSpread | null): void {
  for (const [name, told] of [['experiment_priors', priors] as const, ['experiment_spread', spread] as const]) {
    if (told === null || JSON.stringify(loadSetting(db, name) ?? {}) === JSON.stringify(told)) continue
    saveSetting(db, name, told)
  }
}
