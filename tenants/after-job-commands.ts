import type { Instant } from './base/clock.ts'
import { countSegments } from './base/segments.ts'
import type { Outcome } from './contract.ts'
import type {
  AfterJob,
  AfterJobNumbers,
  AfterJobPatch,
  AfterText,
  AfterTextsQuestion,
  OffersWait,
  Plan,
} from './contract/after-job.ts'
import { describeGateCode } from './gate/codes.ts'
import { lintText } from './gate/lint.ts'
import { mayHostReviews } from './gate/offer-rules.ts'
import { addMonths, localDay } from './journey/amc/terms.ts'
import { composeText } from './replies/compose.ts'
import { factsOf } from './replies/facts.ts'
import { unreachable } from './base/result.ts'
import { loadAfterJob, saveAfterJob } from './storage/after-job-rows.ts'
import { loadUseCase } from './storage/registration-rows.ts'
import { textingOf } from './storage/texting.ts'
import { countAfterJob } from './storage/after-job-counts.ts'
import { findScriptIn } from './storage/script-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** What a business does once a job is done. The caller holds the transaction. */

type Issue = { path: string; message: string }

export function readAfterJob({ db }: Context): AfterJob {
  return loadAfterJob(db)
}

export function changeAfterJob(context: Context, patch: AfterJobPatch, now: Instant): Outcome<AfterJob> {
  const { db } = context
  if (patch.version !== loadAfterJob(db).version)
    return { ok: false, error: { code: 'edited_meanwhile', detail: 'Somebody else has changed this.' } }
  const issues = [
    ...judgeReview(patch),
    ...patch.amc.plans.flatMap((plan, place) => judgePlan(context, plan, `amc.plans.${place}`)),
  ]
  if (patch.amc.isOn && patch.amc.plans.length === 0) issues.push({ path: 'amc.plans', message: 'at least one plan' })
  if (issues.length > 0) {
    const detail = 'This cannot be sent to customers. Nothing was saved.'
    return { ok: false, error: { code: 'settings_refused', detail, issues } }
  }
  const settings: AfterJob = { ...patch, version: patch.version + 1 }
  saveAfterJob(db, settings)
  const fact = { type: 'settings_changed' as const, fields: ['after_job'] }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
  return { ok: true, value: settings }
}

/** Some sites forbid asking, and punish a business that does. */
function judgeReview({ review: { isOn, url } }: AfterJobPatch): Issue[] {
  if (url === null) return isOn ? [{ path: 'review.url', message: 'the page where reviews are written' }] : []
  if (mayHostReviews(new URL(url).hostname)) return []
  return [{ path: 'review.url', message: describeGateCode('review_link_forbidden') }]
}

/** Scheduled work at a price: no promise to bear what breaks, and nothing else that may not be said. */
export function judgePlan(
  { tenant }: Context,
  { name, holds, priceMinor }: Pick<Plan, 'name' | 'holds' | 'priceMinor'>,
  path: string,
): Issue[] {
  const { businessName, postalAddress } = tenant.profile
  return (['name', 'holds'] as const).flatMap((field) => {
    const findings = lintText(field === 'name' ? name : `The plan ${holds}.`, {
      channel: 'email',
      audience: 'customer',
      class: 'service',
      first: false,
      byHuman: false,
      disclosureDue: false,
      exemption: null,
      priceBarredFromFirst: false,
      businessName,
      postalAddress,
      allowedAmountsMinor: [priceMinor],
      allowedHosts: [],
      serviceNames: [name],
    })
    return findings.map(({ code, detail }) => ({
      path: `${path}.${field}`,
      message: `${describeGateCode(code)} (${detail})`,
    }))
  })
}

/** What goes out once a job is done, in the order in which a customer may get it. */
const TEXTS: readonly AfterText['name'][] = ['review_request', 'amc_offer', 'amc_terms', 'amc_reminder', 'reengage']
/** As long as the token of a link that leads to the page of a review. */
const SAMPLE_LINK_CHARS = 57

/** How each of them would read with this plan and this licence, whether they are saved or not. Changes nothing. */
export function previewAfterTexts(
  { db, tenant }: Context,
  { plan, license }: AfterTextsQuestion,
  appUrl: string,
  now: Instant,
): AfterText[] {
  const renewsOn = plan && addMonths(localDay(tenant.profile.timeZone, now), plan.termMonths)
  const words = plan && { planId: plan.id, ...plan, ...(renewsOn === null ? {} : { renewsOn }) }
  const link = `${appUrl}/r/${'x'.repeat(SAMPLE_LINK_CHARS)}`
  const rest = { services: [], wishedAt: null, emergency: null, text: null, isFirst: false, link, plan: words }
  const names = plan ? TEXTS : TEXTS.filter((name) => !name.startsWith('amc_'))
  return names.flatMap((name) =>
    (['en', 'es'] as const).map((language): AfterText => {
      const facts = { ...factsOf(tenant.profile, language, now), license }
      const { body, variant } = composeText({ ...rest, template: name }, facts, findScriptIn(db))
      const text = body.replace(/x{20,}/, '…')
      return { name, language, text, segments: countSegments(body).segments, isOwn: variant !== 'ours' }
    }),
  )
}

export function readAfterJobNumbers(context: Context, now: Instant): AfterJobNumbers {
  const { db } = context
  return { ...countAfterJob(db, loadAfterJob(db).reengage.months, now), waits: offersWait(context) }
}

/** What the gate would hold against all that sells, whoever it is for. */
function offersWait({ db, tenant }: Context): OffersWait | null {
  const { via, a2p, coversOffers } = textingOf(tenant)
  switch (a2p) {
    case 'live':
      return (coversOffers ?? loadUseCase(db) === 'low_volume_mixed') ? null : { for: 'offers', via }
    case 'no_number':
      return { for: 'number', via }
    case 'brand_pending':
    case 'campaign_pending':
      return { for: 'approval', via }
    case 'suspended':
      return { for: 'suspension', via }
    default:
      return unreachable(a2p)
  }
}
