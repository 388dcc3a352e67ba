import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/** What is known of the custom values of ours in a location of GoHighLevel. It goes with the connection. */

export type KeptValue = {
  /** What we have put there, or may have since it was last read, the newest first. */
  ours: readonly string[]
  /** Something else was found there, which somebody wrote: it stays. */
  isTheirs: boolean
}
/** By name; what was never read is not in it. */
export type KeptValues = Readonly<Record<string, KeptValue>>

/** How a value was found or left there; `value` is what we wanted it to be. */
export type ValueRead = { name: string; value: string; became: 'ours' | 'theirs' | 'refused' }

export function loadCrmValues(db: TenantDb): KeptValues {
  return loadSetting<KeptValues>(db, 'crm_values') ?? {}
}

export function saveCrmValues(db: TenantDb, values: KeptValues): void {
  saveSetting(db, 'crm_values', values)
}

/** By script and language, see `wordsKey`; empty words are the ones we ship. */
export type CrmWords = {
  /** Words that stay there though the script has moved on; all others follow it. */
  kept: Readonly<Record<string, string>>
  /** Decisions whose words have not been seen there; `isAsked` once an order has left that knows of it. */
  underWay: Readonly<Record<string, { decisionId: string; isAsked: boolean }>>
}

export function loadCrmWords(db: TenantDb): CrmWords {
  return loadSetting<CrmWords>(db, 'crm_words') ?? { kept: {}, underWay: {} }
}

export function saveCrmWords(db: TenantDb, words: CrmWords): void {
  saveSetting(db, 'crm_words', words)
}

export function wordsKey({ subject, language }: { subject: string; language: string }): string {
  return `${subject}:${language}`
}

/** What the words of a script are called there. */
export const VALUE_OF_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    missed_call_text: 'Shoulder missed call text',
    price_ask_service: 'Shoulder which job text',
    question_received: 'Shoulder question text',
  }).flatMap(([subject, name]) => [
    [wordsKey({ subject, language: 'en' }), name],
    [wordsKey({ subject, language: 'es' }), `${name} (Spanish)`],
  ]),
)
