import type { Instant } from './base/clock.ts'
import { newId, type ExperimentId } from './base/ids.ts'
import {
  loadRunning,
  recordExperiment,
  saveExperiment,
  type Experiment,
  type ExperimentStatus,
} from './storage/experiment-rows.ts'
import type { TenantDb } from './storage/open.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { ExperimentEnd } from './timeline/work-event.ts'

/** Experiments begin and end here, each with a line in the timeline. Whoever calls holds the transaction. */

export type NewExperiment = Pick<Experiment, 'subject' | 'language' | 'metric' | 'arms' | 'rule' | 'decisionId'>

/** Null where one is running on the same script already. Everybody is as likely to get one arm as another at first. */
export function startExperiment(db: TenantDb, wanted: NewExperiment, now: Instant): ExperimentId | null {
  const { subject, language, arms } = wanted
  if (arms.length < 2 || loadRunning(db, subject, language)) return null
  const experimentId = newId('exp') as ExperimentId
  const shares = [{ from: now, shares: arms.map(() => 1 / arms.length) }]
  const fresh = { status: 'running' as const, winner: null, startedAt: now, endedAt: null, updatedAt: now }
  recordExperiment(db, { ...wanted, ...fresh, experimentId, shares })
  const fact = { type: 'experiment_started' as const, experimentId, subject, language, arms: arms.length }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
  return experimentId
}

const STATUS: Record<ExperimentEnd, ExperimentStatus> = {
  won: 'won',
  even: 'even',
  harmful: 'stopped',
  by_person: 'stopped',
  script_changed: 'stopped',
  words_refused: 'stopped',
  taken_back: 'stopped',
}

/** From now on everybody gets the words that stand. */
export function endExperiment(
  db: TenantDb,
  { experimentId, subject, language, status }: Experiment,
  { why, winner = null }: { why: ExperimentEnd; winner?: string | null },
  now: Instant,
): void {
  if (status !== 'running') return
  saveExperiment(db, experimentId, { status: STATUS[why], winner, endedAt: now }, now)
  const fact = { type: 'experiment_ended' as const, experimentId, subject, language, why }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}

/** Somebody has other words for the script: what was compared does not stand any more. */
export function endExperimentOn(
  db: TenantDb,
  { name, language }: { name: string; language: string },
  why: ExperimentEnd,
  now: Instant,
): void {
  const running = loadRunning(db, name, language)
  if (running) endExperiment(db, running, { why }, now)
}
