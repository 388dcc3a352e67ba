import * as v from 'valibot'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './base/clock.ts'
import { isPhone, type Phone } from './base/phone.ts'
import type { Signal } from './providers/inbound.ts'

/** Schemas and types that cross the RPC line: what the router hands a tenant, and what people may see of it. */

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))
const AmountMinor = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000))
const PhoneSchema = v.pipe(
  v.string(),
  v.check(isPhone, 'a phone number in E.164, such as +15125550147'),
  v.transform((text) => text as Phone),
)
const ZoneSchema = v.pipe(v.string(), v.check(isZone, 'an IANA time zone, such as America/Chicago'))

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const Delay = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max))

/** One line of the price book; money in minor units of the tenant's currency. */
export const PriceBookEntry = v.pipe(
  v.object({
    service: Text(80),
    from: AmountMinor,
    to: AmountMinor,
    unit: v.optional(Text(20), 'job'),
    keywords: v.optional(v.pipe(v.array(Text(40)), v.maxLength(40)), []),
  }),
  v.check((entry) => entry.from <= entry.to, 'from must not be above to'),
)
export type PriceBookEntry = v.InferOutput<typeof PriceBookEntry>

export const NotifyBy = v.picklist(['sms', 'email', 'push'])
export const Autonomy = v.picklist(['observe', 'propose', 'act'])

const PolicyFields = {
  /** From the end of the call to the first text. */
  textAfterMs: v.optional(Delay(10 * MINUTE_MS), 20 * SECOND_MS),
  textDeadlineMs: v.optional(Delay(10 * MINUTE_MS), 30 * SECOND_MS),
  /** Silence after the text until the e-mail. */
  emailAfterMs: v.optional(Delay(DAY_MS), 5 * MINUTE_MS),
  answerWithinMs: v.optional(Delay(10 * MINUTE_MS), 60 * SECOND_MS),
  /** A text older than this is not sent any more. */
  staleAfterMs: v.optional(Delay(DAY_MS), 2 * HOUR_MS),
  notifyBy: v.optional(v.pipe(v.array(NotifyBy), v.maxLength(3)), ['sms']),
  autonomy: v.optional(v.record(v.picklist(['monitor', 'cx', 'diagnostic', 'optimizing', 'retention']), Autonomy), {}),
  paused: v.optional(v.boolean(), false),
}
export const Policy = v.object(PolicyFields)
export type Policy = v.InferOutput<typeof Policy>

/** The whole policy after a patch; `textAfterMs` may not lie behind the deadline. */
export const CoherentPolicy = v.pipe(
  Policy,
  v.forward(
    v.check(
      (policy) => policy.textAfterMs <= policy.textDeadlineMs,
      'textAfterMs must not be greater than textDeadlineMs',
    ),
    ['textAfterMs'],
  ),
)
export const PolicyPatch = v.partial(v.strictObject(stripDefaults()))
export type PolicyPatch = v.InferOutput<typeof PolicyPatch>

function stripDefaults() {
  return {
    textAfterMs: PolicyFields.textAfterMs.wrapped,
    textDeadlineMs: PolicyFields.textDeadlineMs.wrapped,
    emailAfterMs: PolicyFields.emailAfterMs.wrapped,
    answerWithinMs: PolicyFields.answerWithinMs.wrapped,
    staleAfterMs: PolicyFields.staleAfterMs.wrapped,
    notifyBy: PolicyFields.notifyBy.wrapped,
    autonomy: PolicyFields.autonomy.wrapped,
    paused: PolicyFields.paused.wrapped,
  }
}

export const A2p = v.picklist(['no_number', 'brand_pending', 'campaign_pending', 'live', 'suspended'])
export type A2p = v.InferOutput<typeof A2p>
export const ConsentMode = v.picklist(['implied_single', 'spoken_notice', 'press_1', 'spoken_yes'])

const ProfileFields = {
  businessName: Text(80),
  ownerName: Text(80),
  email: v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254)),
  primaryPhone: PhoneSchema,
  timeZone: ZoneSchema,
  serviceArea: Text(120),
  serviceTypes: v.pipe(v.array(Text(40)), v.minLength(1), v.maxLength(20)),
  postalAddress: Text(200),
  smsNumber: PhoneSchema,
  ghlLocationId: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{3,64}$/))), null),
  googleAdsCustomerId: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\d{10}$/))), null),
  priceBook: v.optional(v.pipe(v.array(PriceBookEntry), v.maxLength(200)), []),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)), 'USD'),
  language: v.optional(v.picklist(['en', 'es']), 'en'),
  a2p: v.optional(A2p, 'live'),
  consentMode: v.optional(ConsentMode, 'spoken_notice'),
}

export const TenantProfile = v.object(ProfileFields)
export type TenantProfile = v.InferOutput<typeof TenantProfile>

/** What `POST /api/v1/tenants` takes. */
export const NewTenant = v.object({ ...ProfileFields, policy: v.optional(CoherentPolicy) })
export type NewTenant = v.InferOutput<typeof NewTenant>

/** Fields a PATCH may carry. Absent fields keep their value; defaults are not filled in. */
export const ProfilePatch = v.partial(
  v.strictObject({
    ...ProfileFields,
    ghlLocationId: ProfileFields.ghlLocationId.wrapped,
    googleAdsCustomerId: ProfileFields.googleAdsCustomerId.wrapped,
    priceBook: ProfileFields.priceBook.wrapped,
    currency: ProfileFields.currency.wrapped,
    language: ProfileFields.language.wrapped,
    a2p: ProfileFields.a2p.wrapped,
    consentMode: ProfileFields.consentMode.wrapped,
  }),
)
export type ProfilePatch = v.InferOutput<typeof ProfilePatch>

export type TenantView = TenantProfile & { id: string; policy: Policy; createdAt: number }

/** Lists a tenant can page through, newest first. */
export const ListName = v.picklist(['calls', 'messages', 'leads', 'journeys', 'customers', 'timeline'])
export type ListName = v.InferOutput<typeof ListName>

export const PageQuery = v.object({
  /** The cursor a previous page gave as `next`. */
  after: v.optional(v.pipe(v.string(), v.regex(/^(\d{1,16}|[a-z]{3}_[0-9a-z]{24})$/))),
  limit: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(200)),
    '50',
  ),
  customerId: v.optional(v.pipe(v.string(), v.regex(/^cus_[0-9a-z]{24}$/))),
})
export type PageQuery = v.InferOutput<typeof PageQuery>

export type CallView = {
  id: string
  customerId: string | null
  from: string | null
  outcome: string
  durationS: number
  via: string
  endedAt: number
}
export type MessageView = {
  id: string
  customerId: string | null
  audience: 'customer' | 'technician'
  channel: 'sms' | 'email'
  direction: 'inbound' | 'outbound'
  from: string | null
  to: string | null
  subject: string | null
  body: string
  status: string
  errorCode: string | null
  template: string | null
  label: string | null
  segments: number
  createdAt: number
}
export type LeadView = {
  id: string
  customerId: string
  phone: string | null
  email: string | null
  name: string | null
  source: string
  status: string
  wishedAt: number | null
  opportunityRef: string | null
  createdAt: number
  updatedAt: number
}
export type JourneyView = {
  id: string
  customerId: string
  kind: string
  status: string
  outcome: string | null
  openedAt: number
  updatedAt: number
}
export type CustomerView = {
  id: string
  phone: string | null
  email: string | null
  name: string | null
  language: string
  optedOut: boolean
  takenOver: boolean
  createdAt: number
}
export type TimelineView = {
  id: string
  seq: number
  customerId: string | null
  at: number
  type: string
  detail: Record<string, unknown>
  sentence: string
}
export type ListItem = CallView | MessageView | LeadView | JourneyView | CustomerView | TimelineView
export type Page<T> = { items: T[]; next: string | null }

export const HumanMessage = v.object({ text: Text(1600) })

/** Ends well or names why not; `code` is stable. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: { code: TenantRefusal; detail: string } }
export type TenantRefusal =
  'tenant_missing' | 'customer_missing' | 'entry_missing' | 'policy_incoherent' | 'opted_out' | 'token_unknown'

/** What a tenant did with a delivery. */
export type Receipt = 'accepted' | 'duplicate' | 'tenant_missing'

/**
 * The tenant object as the router sees it. `receive` returns only after what it recorded is durable and throws only
 * when it could not be stored, so that the router can answer with the status that makes the provider try again.
 */
export interface TenantRpc {
  open(tenantId: string, profile: NewTenant): Promise<TenantView>
  view(): Promise<TenantView | null>
  changeProfile(patch: ProfilePatch): Promise<Outcome<TenantView>>
  changePolicy(patch: PolicyPatch): Promise<Outcome<Policy>>
  receive(signal: Signal): Promise<Receipt>
  list(name: ListName, query: PageQuery): Promise<Page<ListItem>>
  writeAsHuman(customerId: string, text: string): Promise<Outcome<{ entryId: string }>>
  takeOver(customerId: string): Promise<Outcome<null>>
  handBack(customerId: string): Promise<Outcome<null>>
  /** Confirms that a token is ours without changing anything, for the page a GET shows. */
  readUnsubscribe(token: string): Promise<Outcome<{ businessName: string }>>
  unsubscribe(token: string): Promise<Outcome<{ businessName: string }>>
  /** Sends a dead or doubtful entry once more. */
  retryEntry(entryId: string): Promise<Outcome<null>>
}
