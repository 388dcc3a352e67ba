import { noteAnswered } from '../apply-connection.ts'
import { after, type Instant } from '../base/clock.ts'
import { SET_UP_MS_MAX } from '../base/limits.ts'
import { composeText } from '../replies/compose.ts'
import { factsOf } from '../replies/facts.ts'
import { loadSetUp, saveSetUp } from '../storage/crm-connection.ts'
import { findScriptIn } from '../storage/script-rows.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { textingOf } from '../storage/texting.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import type { SetUpDone, SetUpPlan } from './set-up-crm.ts'
import type { KnownPipeline } from './sync-crm.ts'

/** What an entry for the CRM needs to know, read when it is claimed. */

export function planSetUp(context: Context, now: () => Instant): SetUpPlan {
  const begunAt = now()
  const endsAt = after(begunAt, SET_UP_MS_MAX)
  const pipeline = loadSetting<KnownPipeline>(context.db, 'crm_pipeline')
  return { values: customValues(context, begunAt), pipeline, now: begunAt, isOutOfTime: () => now() > endsAt }
}

const SCRIPTS = {
  missed_call_text: 'Shoulder missed call text',
  price_ask_service: 'Shoulder which job text',
  question_received: 'Shoulder question text',
} as const

/**
 * The business's words as they stand now, for workflows to refer to. Only those that can be said without knowing the
 * customer: a price or a time would be somebody else's.
 */
function customValues({ db, tenant }: Context, now: Instant): SetUpPlan['values'] {
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
