import type { Instant } from './base/clock.ts'
import { countSegments } from './base/segments.ts'
import type { Outcome } from './contract.ts'
import type { JoinView } from './contract/join.ts'
import type { ScriptPatch, ScriptPreview, ScriptQuestion, ScriptView } from './contract/scripts.ts'
import { describeFinding, firstService, judgeScript, tomorrowAtNine } from './judge-script.ts'
import { followScript } from './record-crm-words.ts'
import { endExperimentOn } from './record-experiment.ts'
import { composeText, shippedText } from './replies/compose.ts'
import { shippedEmail } from './replies/email.ts'
import { factsOf, type Language } from './replies/facts.ts'
import { PLACEHOLDERS, SCRIPT_NAMES, type ScriptName } from './replies/placeholders.ts'
import { findScriptIn, loadScript, loadScripts, saveScript, type Script } from './storage/script-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** The business's own words: read, tried and changed. */

const LANGUAGES: readonly Language[] = ['en', 'es']

export function listScripts({ db }: Context): ScriptView[] {
  const stored = loadScripts(db)
  return SCRIPT_NAMES.flatMap((name) =>
    LANGUAGES.map((language) =>
      viewOf(name, language, stored.find((row) => row.name === name && row.language === language) ?? null),
    ),
  )
}

export function previewScript(
  { tenant }: Context,
  question: ScriptQuestion,
  appUrl: string,
  now: Instant,
): ScriptPreview {
  const text = tidy(question.text) || shippedScript(question.name, question.language)
  return judgeScript({ ...question, text }, factsOf(tenant.profile, question.language, now), [hostOf(appUrl)])
}

/** Refuses what preview finds fault with, each fault by itself. Our own words need no leave. */
export function changeScript(context: Context, patch: ScriptPatch, appUrl: string, now: Instant): Outcome<ScriptView> {
  const { name, language } = patch
  const stored = loadScript(context.db, name, language)
  if (patch.version !== (stored?.version ?? 0)) {
    return { ok: false, error: { code: 'edited_meanwhile', detail: 'The script has been changed meanwhile.' } }
  }
  const given = tidy(patch.text)
  const text = given === shippedScript(name, language) ? '' : given
  const { findings } = text === '' ? { findings: [] } : previewScript(context, { name, language, text }, appUrl, now)
  if (findings.length > 0) {
    const issues = findings.map((finding) => ({ path: 'text', message: describeFinding(finding) }))
    const detail = 'These words cannot be sent to customers. Nothing was saved.'
    return { ok: false, error: { code: 'script_refused', detail, issues } }
  }
  const script: Script = { name, language, text, version: patch.version + 1, updatedAt: now }
  saveScript(context.db, script)
  endExperimentOn(context.db, script, 'script_changed', now)
  followScript(context, { subject: name, language }, now)
  const fact = { type: 'settings_changed' as const, fields: ['scripts'] }
  recordEvent(context.db, { customerId: null, journeyId: null, fact }, now)
  return { ok: true, value: viewOf(name, language, script) }
}

/** Three texts as the next customer would get them, in the business's language. */
export function exampleTexts({ db, tenant }: Context, now: Instant): JoinView['previews'] {
  const facts = factsOf(tenant.profile, tenant.profile.language, now)
  const rest = { emergency: null, text: null, services: firstService(facts), wishedAt: tomorrowAtNine(facts) }
  return (['missed_call_text', 'price_answer', 'booking_received'] as const).map((name) => {
    const isFirst = name === 'missed_call_text'
    const { body } = composeText({ ...rest, template: name, isFirst }, facts, findScriptIn(db))
    return { name, text: body, segments: countSegments(body).segments }
  })
}

function viewOf(name: ScriptName, language: Language, stored: Script | null): ScriptView {
  const own = stored?.text ?? ''
  return {
    name,
    language,
    text: own === '' ? shippedScript(name, language) : own,
    isOwn: own !== '',
    placeholders: [...PLACEHOLDERS[name]],
    version: stored?.version ?? 0,
  }
}

export function shippedScript(name: ScriptName, language: Language): string {
  return name === 'missed_call_email' ? shippedEmail(language) : shippedText(name, language)
}

/** Line ends of one kind, and nothing that cannot be seen. */
export function tidy(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?!\n)\p{Cc}/gu, ' ')
    .replaceAll(/[ \t]+\n/g, '\n')
    .trim()
}

function hostOf(appUrl: string): string {
  return new URL(appUrl).hostname
}
