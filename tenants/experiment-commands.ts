import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { ExperimentView } from './contract/agents.ts'
import { experimentView } from './dashboard/experiments.ts'
import { endExperiment } from './record-experiment.ts'
import { loadExperiment } from './storage/experiment-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** A person ends it: from now on everybody gets the words that stand. One that is over stays as it ended. */
export function stopExperiment({ db }: Context, experimentId: string, now: Instant): Outcome<ExperimentView> {
  const found = loadExperiment(db, experimentId)
  if (found) endExperiment(db, found, { why: 'by_person' }, now)
  const stopped = loadExperiment(db, experimentId)
  if (stopped === null) {
    return { ok: false, error: { code: 'experiment_missing', detail: 'There is no such experiment.' } }
  }
  return { ok: true, value: experimentView(db, stopped, now) }
}
