import { tallyExperiment } from '../agents/cx/counts.ts'
import type { Instant } from '../base/clock.ts'
import { EXPERIMENTS_EXPORTED_MAX } from '../base/experiment-limits.ts'
import { describeDay, readLocalTime } from '../base/local-time.ts'
import type { ArmCounts, ExperimentPriors } from '../contract/fleet-day.ts'
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

/** What other businesses have seen, for the next night's shares; written where it has changed. */
export function learnPriors({ db }: Context, priors: ExperimentPriors): void {
  const known = loadSetting<ExperimentPriors>(db, 'experiment_priors') ?? {}
  if (JSON.stringify(known) !== JSON.stringify(priors)) saveSetting(db, 'experiment_priors', priors)
}
