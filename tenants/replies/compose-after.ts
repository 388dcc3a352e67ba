import { licenseLine } from '../base/license.ts'
import { unreachable } from '../base/result.ts'
import type { AfterTemplate, PlanWords } from '../journey/offer-types.ts'
import { AFTER_ENGLISH } from './after-english.ts'
import { AFTER_SPANISH } from './after-spanish.ts'
import type { AfterWords, PlanNames } from './after-words.ts'
import type { Language, ScriptFacts } from './facts.ts'
import { describeDate } from './moment.ts'
import { fillPlaceholders, type AfterScriptName } from './placeholders.ts'
import { describeAmount } from './prices.ts'
import type { Names } from './words.ts'

/** The texts that come after a job. */

export type AfterRequest = { isFirst: boolean; link?: string | null; plan?: PlanWords | null }

/** Those whose words a business may write itself, all of which sell. */
const OWN: Record<AfterTemplate, boolean> = {
  review_request: true,
  review_thanks: false,
  complaint_received: false,
  amc_offer: true,
  amc_terms: false,
  amc_agree: false,
  amc_enrolled: false,
  amc_details: false,
  amc_reminder: false,
  amc_more: false,
  amc_extended: false,
  amc_cancelled: false,
  reengage: true,
}

export function isAfterTemplate(template: string): template is AfterTemplate {
  return Object.hasOwn(OWN, template)
}

export function isAfterScript(template: string): template is AfterScriptName {
  return isAfterTemplate(template) && OWN[template]
}

/** Ours, richest first, as they would leave. */
export function afterBodies(template: AfterTemplate, request: AfterRequest, facts: ScriptFacts, names: Names) {
  return bodiesFor(template, request, facts, names).flatMap((body) => framed(template, body, request, facts, names))
}

/** The business's own, filled in and framed as ours are. */
export function fillAfterText(
  name: AfterScriptName,
  text: string,
  request: AfterRequest,
  facts: ScriptFacts,
  names: Names,
): string[] {
  const { business, owner, phone } = names
  const plan = request.plan ? namePlan(request.plan, facts) : null
  const planned = plan === null ? {} : { plan: plan.name, holds: plan.holds, price: plan.price }
  const body = fillPlaceholders(text, { business, owner, phone, link: request.link ?? '', ...planned })
  return framed(name, body, request, facts, names)
}

export function shippedAfterText(name: AfterScriptName, language: Language): string {
  const words = wordsIn(language)
  switch (name) {
    case 'review_request':
      return words.reviewRequest('{link}')[0] ?? ''
    case 'amc_offer':
      return words.amcOffer(NAMELESS)[0] ?? ''
    case 'reengage':
      return words.reengage()[0] ?? ''
    default:
      return unreachable(name)
  }
}

const NAMELESS: PlanNames = {
  name: '{plan}',
  holds: '{holds}',
  price: '{price}',
  oldPrice: null,
  months: 12,
  renewsOn: '',
  renewsByItself: true,
}

function wordsIn(language: Language): AfterWords {
  return language === 'es' ? AFTER_SPANISH : AFTER_ENGLISH
}

function bodiesFor(template: AfterTemplate, request: AfterRequest, facts: ScriptFacts, names: Names): string[] {
  const words = wordsIn(facts.language)
  const plan = request.plan ? namePlan(request.plan, facts) : NAMELESS
  switch (template) {
    case 'review_request':
      return words.reviewRequest(request.link ?? '')
    case 'review_thanks':
      return words.reviewThanks(names)
    case 'complaint_received':
      return words.complaintReceived(names)
    case 'amc_offer':
      return words.amcOffer(plan)
    case 'amc_terms':
      return words.amcTerms(plan)
    case 'amc_agree':
      return words.amcAgree(plan)
    case 'amc_details':
      return words.amcDetails(plan)
    case 'amc_enrolled':
      return words.amcEnrolled(plan)
    case 'amc_reminder':
      return words.amcReminder(plan)
    case 'amc_more':
      return words.amcMore(plan)
    case 'amc_extended':
      return words.amcExtended(plan)
    case 'amc_cancelled':
      return words.amcCancelled(plan, names)
    case 'reengage':
      return words.reengage()
    default:
      return unreachable(template)
  }
}

/** What sells says who writes each time, and under which licence. */
function framed(template: AfterTemplate, body: string, request: AfterRequest, facts: ScriptFacts, names: Names) {
  const words = wordsIn(facts.language)
  if (!OWN[template]) return request.isFirst ? words.frame(body, names, '') : [body]
  const whole = licenseLine(facts.license, facts.businessName) ?? ''
  const brief = facts.license ? `Lic #${facts.license.number}` : ''
  return [whole, brief].flatMap((licence) => words.frame(body, names, licence))
}

function namePlan(plan: PlanWords, { currency, language }: ScriptFacts): PlanNames {
  const amount = (amountMinor: number) => describeAmount(amountMinor, currency)
  return {
    name: plan.name.trim(),
    holds: plan.holds.trim().replace(/[.\s]+$/, ''),
    price: amount(plan.priceMinor),
    oldPrice: plan.oldPriceMinor === undefined ? null : amount(plan.oldPriceMinor),
    months: plan.termMonths,
    renewsOn: plan.renewsOn === undefined ? '' : describeDate(plan.renewsOn, language),
    renewsByItself: plan.renewsByItself,
  }
}
