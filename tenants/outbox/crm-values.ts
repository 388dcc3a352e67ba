import { orderSetUp } from '../apply-connection.ts'
import type { Instant } from '../base/clock.ts'
import { noteAsked } from '../record-crm-words.ts'
import { composeText } from '../replies/compose.ts'
import { factsOf } from '../replies/facts.ts'
import { loadConnection, loadSetUp } from '../storage/crm-connection.ts'
import {
  loadCrmValues,
  loadCrmWords,
  saveCrmValues,
  VALUE_OF_WORDS,
  wordsKey,
  type KeptValues,
} from '../storage/crm-values.ts'
import { findScriptIn } from '../storage/script-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { textingOf } from '../storage/texting.ts'

/** What the custom values of a location are to say, by the business's facts as they stand. */

const SCRIPTS = ['missed_call_text', 'price_ask_service', 'question_received'] as const
/** Tries whose answer was lost; more are hardly made before one is read. */
const TRIES_KEPT_MAX = 6

/** `ours` is what may stand there of ours; null where nothing is known of it, and it is filled whatever it holds. */
export type WantedValue = { name: string; value: string; ours: readonly string[] | null }

/** In the claim's transaction: what is about to be written is ours, should its answer be lost. */
export function planValues(context: Context, now: Instant): WantedValue[] {
  const known = loadCrmValues(context.db)
  const wanted = describeValues(context, now).map(({ name, value }) => {
    const held = known[name]
    const ours = held ? [value, ...held.ours.filter((one) => one !== value)].slice(0, TRIES_KEPT_MAX) : null
    return { name, value, ours }
  })
  const tried = wanted.flatMap(({ name, ours }) => (ours ? [[name, { ...known[name], ours }]] : []))
  saveCrmValues(context.db, { ...known, ...(Object.fromEntries(tried) as KeptValues) })
  noteAsked(context)
  return wanted
}

/**
 * Has a location that was looked over written to where a fact has changed since. What somebody wrote there is looked at
 * as well: they may have emptied it.
 */
export function followFacts(context: Context, now: Instant): void {
  const { db, tenant } = context
  if (tenant.closing || loadConnection(db, tenant)?.lost !== null || loadSetUp(db) === null) return
  const known = loadCrmValues(db)
  const isBehind = describeValues(context, now).some(({ name, value }) => {
    const held = known[name]
    return !held || held.isTheirs || held.ours.length > 1 || held.ours[0] !== value
  })
  if (isBehind) orderSetUp(context, now)
}

/** Of texts only those that can be said without knowing the customer: a price or a time would be somebody else's. */
function describeValues({ db, tenant }: Context, now: Instant): { name: string; value: string }[] {
  const { businessName, ownerName } = tenant.profile
  const { kept } = loadCrmWords(db)
  const inForce = findScriptIn(db)
  const rest = { emergency: null, text: null, services: [], wishedAt: null }
  const find = (name: string, language: string) => {
    const text = kept[wordsKey({ subject: name, language })]
    if (text === undefined) return inForce(name, language)
    return text === '' ? null : { name, language, text, version: 0, updatedAt: now }
  }
  const texts = SCRIPTS.flatMap((template) =>
    (['en', 'es'] as const).map((language) => {
      const asked = { ...rest, template, isFirst: template === 'missed_call_text' }
      const { body } = composeText(asked, factsOf(tenant.profile, language, now), find)
      return { name: VALUE_OF_WORDS[wordsKey({ subject: template, language })] ?? '', value: body }
    }),
  )
  return [
    { name: 'Shoulder business name', value: businessName },
    { name: 'Shoulder owner name', value: ownerName },
    { name: 'Shoulder text number', value: textingOf(tenant).number },
    ...texts,
  ]
}
