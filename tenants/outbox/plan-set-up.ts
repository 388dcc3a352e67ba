import { noteAnswered } from '../apply-connection.ts'
import { after, type Instant } from '../base/clock.ts'
import { SET_UP_MS_MAX } from '../base/limits.ts'
import { loadSetUp, saveSetUp } from '../storage/crm-connection.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { planValues } from './crm-values.ts'
import type { SetUpDone, SetUpPlan } from './set-up-crm.ts'
import type { KnownPipeline } from './sync-crm.ts'

/** What an entry for the CRM needs to know, read when it is claimed. */

export function planSetUp(context: Context, now: () => Instant): SetUpPlan {
  const begunAt = now()
  const endsAt = after(begunAt, SET_UP_MS_MAX)
  const pipeline = loadSetting<KnownPipeline>(context.db, 'crm_pipeline')
  const { ghlLocationId: locationId } = context.tenant.profile
  return { locationId, values: planValues(context, begunAt), pipeline, now: begunAt, isOutOfTime: () => now() > endsAt }
}

/** Keeps what a location was found to hold. */
export function learnSetUp(context: Context, setUp: NonNullable<SetUpDone['setUp']>, now: Instant): void {
  const { found, made, pipeline } = setUp
  const before = loadSetUp(context.db)
  noteAnswered(context, now)
  saveSetUp(context.db, found)
  if (pipeline) saveSetting(context.db, 'crm_pipeline', pipeline)
  const problems = found.problems.length
  // A script that changed is written again and again; that is no news.
  if (before?.problems.length === problems) return
  recordEvent(context.db, { customerId: null, journeyId: null, fact: { type: 'crm_set_up', made, problems } }, now)
}
