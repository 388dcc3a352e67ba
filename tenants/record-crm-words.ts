import { orderSetUp } from './apply-connection.ts'
import type { Instant } from './base/clock.ts'
import { failDecision } from './record-decision-failed.ts'
import {
  loadCrmValues,
  loadCrmWords,
  saveCrmWords,
  VALUE_OF_WORDS,
  wordsKey,
  type KeptValue,
  type ValueRead,
} from './storage/crm-values.ts'
import { loadDecision } from './storage/decision-rows.ts'
import { loadScript } from './storage/script-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/**
 * Which words stand in GoHighLevel's custom values. They follow the script, except where an agent has changed it: what
 * a trial has shown of callers says nothing yet of who reads them there, so the words stay until that is decided.
 */

type Where = { subject: string; language: string }

/** A person has worded the script: theirs are the words there as well. */
export function followScript(context: Context, where: Where, now: Instant): void {
  forget(context, where)
  orderSetUp(context, now)
}

/** An agent has changed the script from those words. */
export function keepWordsThere(context: Context, where: Where, from: string, now: Instant): void {
  const isHeld = context.tenant.profile.ghlLocationId !== null && wordsKey(where) in VALUE_OF_WORDS
  if (isHeld) keep(context, where, loadCrmWords(context.db).kept[wordsKey(where)] ?? from)
  // A look tells whether somebody has changed the words there meanwhile.
  orderSetUp(context, now)
}

/** The business's own words that are to stand there, empty where they are ours. */
export function wordsThere({ db }: Context, where: Where): string {
  return loadCrmWords(db).kept[wordsKey(where)] ?? loadScript(db, where.subject, where.language)?.text ?? ''
}

/** What is known of the value that holds those words; null where it was never read. */
export function valueOfWords({ db }: Context, where: Where): KeptValue | null {
  return loadCrmValues(db)[VALUE_OF_WORDS[wordsKey(where)] ?? ''] ?? null
}

/** Has them put there, `decisionId` being whose it is; null where a person takes something back. */
export function placeWords(
  context: Context,
  where: Where & { text: string; decisionId: string | null },
  now: Instant,
): void {
  const { db } = context
  forget(context, where)
  keep(context, where, where.text)
  if (where.decisionId !== null) {
    const { kept, underWay } = loadCrmWords(db)
    const { decisionId } = where
    saveCrmWords(db, { kept, underWay: { ...underWay, [wordsKey(where)]: { decisionId, isAsked: false } } })
  }
  orderSetUp(context, now)
}

/** Those of the script follow it. */
function keep({ db }: Context, where: Where, text: string): void {
  const { kept, underWay } = loadCrmWords(db)
  const { [wordsKey(where)]: _before, ...others } = kept
  const isScript = text === (loadScript(db, where.subject, where.language)?.text ?? '')
  saveCrmWords(db, { kept: isScript ? others : { ...others, [wordsKey(where)]: text }, underWay })
}

function forget({ db }: Context, where: Where): void {
  const key = wordsKey(where)
  const { kept, underWay } = loadCrmWords(db)
  const { [key]: _kept, ...others } = kept
  const { [key]: _underWay, ...rest } = underWay
  saveCrmWords(db, { kept: others, underWay: rest })
}

/** Whether a decision's words have not been seen there yet. */
export function isWayThere({ db }: Context, decisionId: string): boolean {
  return Object.values(loadCrmWords(db).underWay).some((one) => one.decisionId === decisionId)
}

/** An order that knows of all decisions is about to leave. */
export function noteAsked({ db }: Context): void {
  const { kept, underWay } = loadCrmWords(db)
  const asked = Object.entries(underWay).map(([key, one]) => [key, { ...one, isAsked: true }] as const)
  if (asked.length > 0) saveCrmWords(db, { kept, underWay: Object.fromEntries(asked) })
}

/** How decisions came out whose words were read or written there, by an order that knew of them. */
export function endWays(context: Context, reads: readonly ValueRead[], now: Instant): void {
  for (const [key, { decisionId, isAsked }] of Object.entries(loadCrmWords(context.db).underWay)) {
    const read = reads.find(({ name }) => name === VALUE_OF_WORDS[key])
    if (isAsked && read) endWay(context, key, decisionId, read, now)
  }
}

/** Where they did not come through, the words that were to give way stay. */
function endWay(context: Context, key: string, decisionId: string, { became }: ValueRead, now: Instant): void {
  const { db } = context
  const { kept, underWay } = loadCrmWords(db)
  const { [key]: _over, ...rest } = underWay
  const failed = became === 'ours' ? null : loadDecision(db, decisionId)
  const stays = failed ? { [key]: (JSON.parse(failed.action) as { from: string }).from } : {}
  saveCrmWords(db, { kept: { ...kept, ...stays }, underWay: rest })
  if (failed) failDecision(context, decisionId, now)
}
