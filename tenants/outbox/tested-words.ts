import type { Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'
import { assignArm } from '../experiments/assign.ts'
import type { FindScript } from '../replies/own-words.ts'
import { loadArmSeen, loadRunning, type Experiment, type Shown } from '../storage/experiment-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { findScriptIn } from '../storage/script-rows.ts'
import { loadSetting } from '../storage/settings-rows.ts'

/** The words for one customer: those of the arm that is theirs where a script is being tried, else as they stand. */
export type TestedWords = {
  find: FindScript
  /** What was found for them, once it was asked for. The first arm is what stands. */
  shown: () => (Shown & { isVariant: boolean }) | null
}

/** Words that are being tried, and none that stand. */
export function isTested({ variant }: { variant: string }): boolean {
  return variant.startsWith('test@')
}

export function findTestedWords(db: TenantDb, customerId: CustomerId | null, now: Instant): TestedWords {
  const standing = findScriptIn(db)
  let shown: ReturnType<TestedWords['shown']> = null
  const find: FindScript = (name, language) => {
    const experiment = customerId === null ? null : loadRunning(db, name, language)
    // One that lies ahead is met where days are told again.
    const isNone = experiment === null || customerId === null || experiment.startedAt > now
    if (isNone || isPaused(db)) return standing(name, language)
    const { experimentId, arms } = experiment
    const place = placeOf(db, experiment, customerId)
    const { arm, text } = arms[place] ?? { arm: '', text: '' }
    shown = { experimentId, arm, isVariant: place > 0 }
    return place === 0 ? standing(name, language) : { text, version: 0, variant: `test@${experimentId}:${arm}` }
  }
  return { find, shown: () => shown }
}

/** Whoever saw an arm stays with it; the others are assigned by the shares of now. */
function placeOf(db: TenantDb, { experimentId, arms, shares }: Experiment, customerId: CustomerId): number {
  const seen = loadArmSeen(db, experimentId, customerId)
  const place = arms.findIndex(({ arm }) => arm === seen)
  return place >= 0 ? place : assignArm(experimentId, customerId, shares.at(-1)?.shares ?? [1])
}

/** Who switches the agents off wants nothing of theirs to be tried either. */
function isPaused(db: TenantDb): boolean {
  return loadSetting<{ isPaused?: boolean }>(db, 'agents')?.isPaused === true
}
