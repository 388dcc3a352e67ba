import * as v from 'valibot'
import { LicenseFields } from '../base/license.ts'
import { isOneLine, isPlainName } from '../base/plain-name.ts'
import { PageQuery } from './lists.ts'

/** What is done once a job is: asking for a review, offering scheduled maintenance, writing to whoever stays away. */

const PLANS_MAX = 5

const Whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))
const Line = (max: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max), v.check(isOneLine, 'one line'))

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:'
}

/** Scheduled maintenance at a price. What it holds is work that is done, and never a promise to bear what breaks. */
export const Plan = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,20}$/, 'small letters, digits and _')),
  name: v.pipe(Line(32), v.check(isPlainName, 'a name only')),
  priceMinor: Whole(1, 100_000_000),
  termMonths: Whole(1, 24),
  holds: Line(60),
  renewsByItself: v.boolean(),
})
export type Plan = v.InferOutput<typeof Plan>

export const AfterJobPatch = v.strictObject({
  review: v.strictObject({
    isOn: v.boolean(),
    /** Where reviews are written. Nobody is asked without it. */
    url: v.nullable(
      v.pipe(v.string(), v.trim(), v.maxLength(500), v.check(isHttps, 'a link that begins with https://')),
    ),
    afterHours: Whole(0, 168),
    /** A customer is asked at most once in so many months. */
    everyMonths: Whole(1, 36),
    /** Besides the public page, and to everybody alike. */
    offersFeedback: v.boolean(),
  }),
  amc: v.strictObject({
    isOn: v.boolean(),
    afterDays: Whole(0, 60),
    /** The first is the one that is offered after a job. */
    plans: v.pipe(
      v.array(Plan),
      v.maxLength(PLANS_MAX),
      v.check((plans) => new Set(plans.map(({ id }) => id)).size === plans.length, 'each id once'),
    ),
  }),
  reengage: v.strictObject({ isOn: v.boolean(), months: Whole(6, 60), perDay: Whole(1, 20) }),
  /** The version the change was made from. */
  version: Whole(0, 1_000_000_000),
})
export type AfterJobPatch = v.InferOutput<typeof AfterJobPatch>
export type AfterJob = AfterJobPatch

/** Scheduled maintenance as one customer has it. Days such as 2026-11-26. */
export type ContractView = {
  id: string
  customerId: string
  customerName: string | null
  customerPhone: string | null
  plan: string
  status: string
  priceMinor: number
  termMonths: number
  renewsByItself: boolean
  /** What the customer agreed to, word for word, and the messages that show it. */
  terms: string
  evidence: string | null
  acceptedAt: number | null
  startsOn: string | null
  renewsOn: string | null
  cancelledAt: number | null
  /** They said yes to another term, which begins when this one is over. */
  moreAgreed: boolean
  /** The next visit that is agreed with this customer, whatever for. */
  nextVisitAt: number | null
}

/** `ended` is whatever stands no more. */
export const ContractsQuery = v.object({ ...PageQuery.entries, state: v.optional(v.picklist(['active', 'ended'])) })
export type ContractsQuery = v.InferOutput<typeof ContractsQuery>

/** A plan somebody was offered, or is about to be, and has not agreed to. */
export type OfferView = {
  customerId: string
  customerName: string | null
  customerPhone: string | null
  plan: string
  priceMinor: number
  termMonths: number
  /** `leaving`: its text has not gone out yet. `terms_sent`: they want it, and have the terms before them. */
  status: 'planned' | 'leaving' | 'offered' | 'terms_sent'
  since: number
}

/** How the texts would read with this plan and this licence, saved or not. */
export const AfterTextsQuestion = v.strictObject({
  plan: v.nullable(Plan),
  license: v.nullable(v.strictObject({ ...LicenseFields, name: Line(80) })),
})
export type AfterTextsQuestion = v.InferOutput<typeof AfterTextsQuestion>

/** A text as a customer gets it, in the business's own words where it has some. */
export type AfterText = {
  name: 'review_request' | 'amc_offer' | 'amc_terms' | 'amc_reminder' | 'reengage'
  language: 'en' | 'es'
  text: string
  segments: number
  isOwn: boolean
}

export const NewOffer = v.strictObject({ planId: v.pipe(v.string(), v.regex(/^[a-z0-9_]{1,20}$/)) })
export type NewOffer = v.InferOutput<typeof NewOffer>

/** How asking, offering and writing went, over all time. */
export type AfterJobNumbers = {
  review: { asked: number; left: number; ignored: number; notAsked: number }
  amc: { offered: number; active: number; declined: number; ended: number; yearlyMinor: number }
  reengage: { written: number; replied: number; reachable: number; dormant: number }
  /** Why none of it may be texted yet; null where it may. */
  waits: OffersWait | null
}

/** `number`: there is none to text from. `offers`: what the carriers approved covers no offers, or nobody knows. */
export type OffersWait = { for: 'number' | 'approval' | 'suspension' | 'offers'; via: 'twilio' | 'gohighlevel' }

/** What the page behind `/r/:token` shows to whoever has the link. */
export type ReviewPage = {
  businessName: string
  language: 'en' | 'es'
  reviewUrl: string | null
  offersFeedback: boolean
  /** The words somebody would agree to, where plans or reminders may be texted to who does; else null. */
  consentWords: string | null
}

/** What somebody does on that page. */
export const ReviewVisit = v.variant('visit', [
  v.strictObject({
    visit: v.literal('feedback'),
    words: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1_000)),
  }),
  // Without the tick it is no consent, whatever else was sent.
  v.strictObject({ visit: v.literal('agree'), agrees: v.literal('yes') }),
])
export type ReviewVisit = v.InferOutput<typeof ReviewVisit>

/** A consent to offers by text that the customer signed; `wording` is what they signed, word for word. */
export const NotedConsent = v.strictObject({
  wording: v.pipe(v.string(), v.trim(), v.minLength(20), v.maxLength(600)),
  /** Where the paper is, such as "invoice 1042". */
  kept: Line(80),
})
export type NotedConsent = v.InferOutput<typeof NotedConsent>
