import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import { loadAfterJob, saveAfterJob } from '../storage/after-job-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { applyScript, applyStart, applyStop } from './cx/apply.ts'
import type { Action } from './decision.ts'
import { isAdsAction } from './optimizing/action.ts'
import { applyAds, type AdsEffected, type Ordering } from './optimizing/apply.ts'
import { applyWords } from './optimizing/place-words.ts'

/** `undo` takes it back, as an action like any other; null where nothing can or need be. */
export type Effected =
  | { ok: true; undo: Action | null }
  | { ok: false; code: 'changed_meanwhile' | 'not_set_up' | 'words_refused' }
  | AdsEffected

/**
 * Does what was decided, in the caller's transaction. What it goes by may have changed since it was thought of, by a
 * person above all, whose change stands.
 */
export function applyAction(context: Context, action: Action, ordering: Ordering, now: Instant): Effected {
  if (isAdsAction(action)) return applyAds(context, action, ordering, now)
  switch (action.kind) {
    case 'set_dormant_months':
      return setDormantMonths(context, action, now)
    case 'switch_after_job':
      return switchAfterJob(context, action, now)
    case 'start_experiment':
      return applyStart(context, action, now)
    case 'stop_experiment':
      return applyStop(context, action, now)
    case 'set_script':
      return applyScript(context, action, now)
    case 'set_crm_words':
    case 'note_words_kept':
      return applyWords(context, action, ordering, now)
    // It has happened, or is a person's to do.
    case 'note_started':
    case 'recommend_fix':
      return { ok: true, undo: null }
    default:
      return unreachable(action)
  }
}

function setDormantMonths(
  context: Context,
  { from, to }: Extract<Action, { kind: 'set_dormant_months' }>,
  now: Instant,
): Effected {
  const settings = loadAfterJob(context.db)
  if (settings.reengage.months !== from) return { ok: false, code: 'changed_meanwhile' }
  saveChanged(context, { ...settings, reengage: { ...settings.reengage, months: to } }, now)
  return { ok: true, undo: { kind: 'set_dormant_months', from: to, to: from } }
}

function switchAfterJob(
  context: Context,
  { what, isOn }: Extract<Action, { kind: 'switch_after_job' }>,
  now: Instant,
): Effected {
  const settings = loadAfterJob(context.db)
  if (settings[what].isOn === isOn) return { ok: false, code: 'changed_meanwhile' }
  if (isOn && what === 'amc' && settings.amc.plans.length === 0) return { ok: false, code: 'not_set_up' }
  saveChanged(context, { ...settings, [what]: { ...settings[what], isOn } }, now)
  return { ok: true, undo: { kind: 'switch_after_job', what, isOn: !isOn } }
}

function saveChanged({ db }: Context, settings: ReturnType<typeof loadAfterJob>, now: Instant): void {
  saveAfterJob(db, { ...settings, version: settings.version + 1 })
  const fact = { type: 'settings_changed' as const, fields: ['after_job'] }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}
