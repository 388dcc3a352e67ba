import { after, DAY_MS, MINUTE_MS, type Instant } from '../base/clock.ts'
import type { Effect, TextTemplate } from './effect.ts'
import type { PlanWords } from './offer-types.ts'

/** Texts of the journeys that begin once a job is done. */

type Text = Extract<Effect, { type: 'send_sms' }>

/** The gate may hold an offer over a weekend and behind another one; later than this nobody expects it. */
const OFFER_USEFUL_MS = 14 * DAY_MS
/** An answer to their own words makes sense for as long as they remember them. */
const ANSWER_USEFUL_MS = 120 * MINUTE_MS

/** Goes of our own accord, so that the gate holds it to everything that binds offers. */
export function offer(template: TextTemplate, now: Instant, plan: PlanWords | null = null): Effect {
  return {
    ...text(template, plan),
    class: 'marketing',
    occasionedAt: now,
    usefulUntil: after(now, OFFER_USEFUL_MS),
    unprompted: true,
  }
}

/** Answers what the customer wrote at `repliedAt`. */
export function answer(template: TextTemplate, repliedAt: Instant, plan: PlanWords | null = null): Effect {
  return {
    ...text(template, plan),
    class: 'response',
    occasionedAt: repliedAt,
    usefulUntil: after(repliedAt, ANSWER_USEFUL_MS),
    unprompted: false,
  }
}

/** Belongs to what the customer has agreed to. */
export function service(template: TextTemplate, now: Instant, usefulUntil: Instant, plan: PlanWords): Effect {
  return { ...text(template, plan), class: 'service', occasionedAt: now, usefulUntil, unprompted: true }
}

function text(
  template: TextTemplate,
  plan: PlanWords | null,
): Omit<Text, 'class' | 'occasionedAt' | 'usefulUntil' | 'unprompted'> {
  const words = { type: 'send_sms' as const, template, services: [], wishedAt: null, emergency: null, text: null }
  return plan === null ? words : { ...words, plan }
}
