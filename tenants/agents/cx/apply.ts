import type { Instant } from '../../base/clock.ts'
import { ruleFor } from '../../experiments/sample.ts'
import { judgeScript } from '../../judge-script.ts'
import { followScript, keepWordsThere } from '../../record-crm-words.ts'
import { endExperiment, endExperimentOn, startExperiment } from '../../record-experiment.ts'
import { shippedText } from '../../replies/compose.ts'
import { factsOf } from '../../replies/facts.ts'
import { loadExperiment } from '../../storage/experiment-rows.ts'
import { loadScript, saveScript } from '../../storage/script-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import { recordEvent } from '../../storage/timeline-rows.ts'
import type { Action } from '../decision.ts'
import type { TriedScript } from './seen.ts'

/** What the CX agent does, each in the caller's transaction. A person's words stand: what has changed is left alone. */

type Of<K extends Action['kind']> = Extract<Action, { kind: K }>
type Effected = { ok: true; undo: Action | null } | { ok: false; code: 'changed_meanwhile' | 'words_refused' }

const CHANGED = { ok: false, code: 'changed_meanwhile' } as const

export function applyStart(context: Context, action: Of<'start_experiment'>, now: Instant): Effected {
  const { db } = context
  const { subject, language, metric, edit, base, text, customers } = action
  if (wordsOf(context, action) !== base) return CHANGED
  if (!maySay(context, action, text, now)) return { ok: false, code: 'words_refused' }
  const arms = [
    { arm: 'current', text: base },
    { arm: edit, text },
  ]
  const experimentId = startExperiment(
    db,
    { subject, language, metric, arms, rule: ruleFor(customers), decisionId: null },
    now,
  )
  if (experimentId === null) return CHANGED
  return { ok: true, undo: { kind: 'stop_experiment', experimentId, subject, language } }
}

export function applyStop({ db }: Context, { experimentId }: Of<'stop_experiment'>, now: Instant): Effected {
  const experiment = loadExperiment(db, experimentId)
  if (experiment?.status !== 'running') return CHANGED
  endExperiment(db, experiment, { why: 'taken_back' }, now)
  return { ok: true, undo: null }
}

export function applyScript(context: Context, action: Of<'set_script'>, now: Instant): Effected {
  const { db } = context
  const { subject: name, language, from, to, experimentId } = action
  if (ownOf(context, action) !== from) return CHANGED
  if (to !== '' && !maySay(context, action, to, now)) return { ok: false, code: 'words_refused' }
  const version = (loadScript(db, name, language)?.version ?? 0) + 1
  saveScript(db, { name, language, text: to, version, updatedAt: now })
  endExperimentOn(db, { name, language }, 'script_changed', now)
  if (experimentId === null) followScript(context, action, now)
  else keepWordsThere(context, action, from, now)
  const fact = { type: 'settings_changed' as const, fields: ['scripts'] }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
  return { ok: true, undo: { ...action, from: to, to: from, experimentId: null } }
}

type Where = { subject: string; language: 'en' | 'es' }

/** The business's own words, empty where they are ours. */
function ownOf({ db }: Context, { subject, language }: Where): string {
  return loadScript(db, subject, language)?.text ?? ''
}

function wordsOf(context: Context, where: Where): string {
  return ownOf(context, where) || shippedText(where.subject as TriedScript, where.language)
}

/** The profile may have changed since they were thought of. */
export function maySay({ tenant }: Context, { subject, language }: Where, text: string, now: Instant): boolean {
  const question = { name: subject as TriedScript, language, text }
  return judgeScript(question, factsOf(tenant.profile, language, now), []).findings.length === 0
}
