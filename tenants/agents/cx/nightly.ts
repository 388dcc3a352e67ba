import type { Instant } from '../../base/clock.ts'
import { EXPERIMENTS_A_NIGHT_MAX } from '../../base/experiment-limits.ts'
import { decideShares } from '../../experiments/shares.ts'
import { decideStop } from '../../experiments/stop.ts'
import { sumTallies } from '../../experiments/tally.ts'
import { judgeScript } from '../../judge-script.ts'
import { endExperiment } from '../../record-experiment.ts'
import { factsOf } from '../../replies/facts.ts'
import { loadAllRunning, saveExperiment, settleExposures, type Experiment } from '../../storage/experiment-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import { TRIED_SCRIPTS } from './seen.ts'
import { priorOf, ruleOf, tallyExperiment } from './counts.ts'

/** Once a night: what became of those who saw an arm, whether it is over, and else who gets which arm from now on. */
export function tendExperiments(context: Context, now: Instant): { isMore: boolean } {
  for (const experiment of loadAllRunning(context.db).slice(0, EXPERIMENTS_A_NIGHT_MAX)) tend(context, experiment, now)
  return { isMore: false }
}

function tend(context: Context, experiment: Experiment, now: Instant): void {
  const { db } = context
  const { arms, startedAt, experimentId } = experiment
  if (!mayStillSay(context, experiment, now)) {
    endExperiment(db, experiment, { why: 'words_refused' }, now)
    return
  }
  settleExposures(db, experiment)
  const tallies = tallyExperiment(db, experiment, now)
  const rule = ruleOf(experiment)
  const verdict = decideStop({ tallies, arms: arms.length, startedAt }, rule, now)
  switch (verdict.kind) {
    case 'won':
      endExperiment(db, experiment, { why: 'won', winner: arms[verdict.arm]?.arm ?? null }, now)
      return
    case 'even':
      endExperiment(db, experiment, { why: 'even' }, now)
      return
    case 'harmful':
      endExperiment(db, experiment, { why: 'harmful' }, now)
      return
    case 'running': {
      const shares = decideShares(sumTallies(tallies, arms.length), priorOf(db, experiment), rule)
      const before = experiment.shares.at(-1)?.shares ?? []
      if (shares.join() === before.join()) return
      saveExperiment(db, experimentId, { shares: [...experiment.shares, { from: now, shares }] }, now)
    }
  }
}

/** The business has been renamed, or its prices have moved on: words that the gate refuses are tried on nobody. */
function mayStillSay({ tenant }: Context, { subject, language, arms }: Experiment, now: Instant): boolean {
  const name = TRIED_SCRIPTS.find((each) => each === subject)
  if (name === undefined) return true
  const spoken = language === 'es' ? 'es' : 'en'
  const facts = factsOf(tenant.profile, spoken, now)
  return arms
    .slice(1)
    .every(({ text }) => judgeScript({ name, language: spoken, text }, facts, []).findings.length === 0)
}
