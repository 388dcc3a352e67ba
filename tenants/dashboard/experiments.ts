import { effectOfArm, priorOf, ruleOf, tallyExperiment } from '../agents/cx/counts.ts'
import type { Instant } from '../base/clock.ts'
import type { ExperimentView } from '../contract/agents.ts'
import { chancesOf } from '../experiments/shares.ts'
import { sumTallies } from '../experiments/tally.ts'
import type { Experiment } from '../storage/experiment-rows.ts'
import type { TenantDb } from '../storage/open.ts'

/** As a person sees it: each arm's words, who got them and whose outcome is in, and how likely it is the best. */
export function experimentView(db: TenantDb, experiment: Experiment, now: Instant): ExperimentView {
  const { experimentId: id, subject, language, metric, status, arms, winner, startedAt, endedAt } = experiment
  const tallies = tallyExperiment(db, experiment, now)
  const counts = sumTallies(tallies, arms.length)
  const won = arms.findIndex(({ arm }) => arm === winner)
  const effect = won < 0 ? null : effectOfArm(db, tallies, won)
  const chances = chancesOf(counts, priorOf(db, experiment))
  return {
    ...{ id, subject, language, metric, status, winner, startedAt, endedAt },
    fair: effect && { before: round(effect.before), after: round(effect.after) },
    needs: ruleOf(experiment).exposedMax,
    arms: arms.map(({ arm, text }, place) => ({
      ...{ arm, text, exposed: counts[place]?.exposed ?? 0, succeeded: counts[place]?.succeeded ?? 0 },
      chanceToBeBest: round(chances[place] ?? 0),
    })),
  }
}

const round = (share: number) => Math.round(share * 1_000) / 1_000
