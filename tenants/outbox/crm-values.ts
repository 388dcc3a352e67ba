import { orderSetUp } from '../apply-connection.ts'
import type { Instant } from '../base/clock.ts'
import { composeText } from '../replies/compose.ts'
import { factsOf } from '../replies/facts.ts'
import { loadConnection, loadSetUp } from '../storage/crm-connection.ts'
import { loadCrmValues, saveCrmValues, type KeptValues } from '../storage/crm-values.ts'
import { findScriptIn } from '../storage/script-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { textingOf } from '../storage/texting.ts'

/** What the custom values of a location are to say, by the business's facts as they stand. */

const SCRIPTS = {
  missed_call_text: 'Shoulder missed call text',
  price_ask_service: 'Shoulder which job text',
  question_received: 'Shoulder question text',
} as const
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
  const rest = { emergency: null, text: null, services: [], wishedAt: null }
  const texts = (Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[]).flatMap((template) =>
    (['en', 'es'] as const).map((language) => {
      const asked = { ...rest, template, isFirst: template === 'missed_call_text' }
      const { body } = composeText(asked, factsOf(tenant.profile, language, now), findScriptIn(db))
      return { name: `${SCRIPTS[template]}${language === 'es' ? ' (Spanish)' : ''}`, value: body }
    }),
  )
  return [
    { name: 'Shoulder business name', value: businessName },
    { name: 'Shoulder owner name', value: ownerName },
    { name: 'Shoulder text number', value: textingOf(tenant).number },
    ...texts,
  ]
}
