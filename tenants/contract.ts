import * as v from 'valibot'
import { isCompletePhone, type Phone } from './base/e164.ts'
import { LicenseFields } from './base/license.ts'
import { WEEKDAYS, type Weekday } from './base/opening-hours.ts'
import { isOneLine, isPlainName } from './base/plain-name.ts'
import { CoherentPolicy, type Policy } from './contract/policy.ts'
import type { TenantRefusal } from './contract/refusal.ts'
import { USUAL_HOURS } from './contract/usual-hours.ts'

/** Schemas and types that cross the RPC line: what the router hands a tenant, and what people may see of it. */

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max))
const Line = (max: number) => v.pipe(Text(max), v.check(isOneLine, 'one line, without invisible characters'))
/** It stands in texts as it is, so it must not say more than a name does. */
const Name = (max: number) =>
  v.pipe(Line(max), v.check(isPlainName, 'a name only, without a link, a price, a percentage or a word to reply with'))
const AmountMinor = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000))
const PhoneSchema = v.pipe(
  v.string(),
  v.check(isCompletePhone, 'a phone number in E.164, such as +15125550147'),
  v.transform((text) => text as Phone),
)
const ZoneSchema = v.pipe(v.string(), v.check(isZone, 'an IANA time zone, such as America/Chicago'))

/** Without both a caller was told nothing that a consent could rest on. */
function tellsOfTexts(words: string): boolean {
  return /\b(texts?|sms|mensajes? de texto|textos?)\b/i.test(words) && /\bstop\b/i.test(words)
}

/** A place, whose clock knows summer time. An offset such as +05:30 or Etc/GMT+5 does not. */
function isZone(name: string): boolean {
  if (!/^(?!etc\/)[a-z_]+\//i.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** One line of the price book; money in minor units of the tenant's currency. */
export const PriceBookEntry = v.pipe(
  v.object({
    service: Name(80),
    from: AmountMinor,
    to: AmountMinor,
    unit: v.optional(Name(20), 'job'),
    keywords: v.optional(v.pipe(v.array(Line(40)), v.maxLength(40)), []),
  }),
  v.check((entry) => entry.from <= entry.to, 'from must not be above to'),
)
export type PriceBookEntry = v.InferOutput<typeof PriceBookEntry>

const ClockTime = v.pipe(
  v.string(),
  v.check((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time), 'a time of day, such as 08:00'),
)

const OpeningSpan = v.pipe(
  v.strictObject({ opens: ClockTime, closes: ClockTime }),
  v.forward(
    v.check(({ opens, closes }) => opens < closes, 'must be later than opens'),
    ['closes'],
  ),
)

const OpeningDay = v.pipe(
  v.array(OpeningSpan),
  v.maxLength(2),
  v.forward(
    v.check(([first, second]) => !first || !second || first.closes <= second.opens, 'must not overlap the first'),
    [1, 'opens'],
  ),
)

/** When the business is open, on the clock of its own zone; a day without a span is closed. Names as in schema.org. */
export const OpeningHours = v.strictObject(
  Object.fromEntries(WEEKDAYS.map((day) => [day, OpeningDay])) as Record<Weekday, typeof OpeningDay>,
)
export type OpeningHours = v.InferOutput<typeof OpeningHours>

export const A2p = v.picklist(['no_number', 'brand_pending', 'campaign_pending', 'live', 'suspended'])
export type A2p = v.InferOutput<typeof A2p>
export const ConsentMode = v.picklist(['implied_single', 'spoken_notice', 'press_1', 'spoken_yes'])

/** The fields of a profile, each with what it must look like. */
export const TenantFields = {
  businessName: Name(80),
  ownerName: Name(80),
  email: v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254)),
  primaryPhone: PhoneSchema,
  timeZone: ZoneSchema,
  openingHours: v.optional(OpeningHours, USUAL_HOURS),
  serviceArea: Line(120),
  serviceTypes: v.pipe(v.array(Line(40)), v.minLength(1), v.maxLength(20)),
  postalAddress: Line(200),
  smsNumber: PhoneSchema,
  ghlLocationId: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{3,64}$/))), null),
  googleAdsCustomerId: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^\d{10}$/))), null),
  priceBook: v.optional(v.pipe(v.array(PriceBookEntry), v.maxLength(200)), []),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)), 'USD'),
  language: v.optional(v.picklist(['en', 'es']), 'en'),
  a2p: v.optional(A2p, 'live'),
  consentMode: v.optional(ConsentMode, 'spoken_notice'),
  /**
   * What the business's own voicemail says, word for word, where that tells callers that a text may come and how to
   * stop it. With these words the business vouches that every caller who reaches the voicemail hears them.
   */
  voicemailGreeting: v.optional(
    v.nullable(v.pipe(Line(600), v.check(tellsOfTexts, 'words that tell of a text and how to stop it'))),
  ),
  /** Stands in quotes and offers; `name` is the business's exactly as it is licensed. */
  license: v.optional(v.nullable(v.strictObject({ ...LicenseFields, name: Name(80) }))),
}

export const TenantProfile = v.object(TenantFields)
export type TenantProfile = v.InferOutput<typeof TenantProfile>

/** What `POST /api/v1/tenants` takes. */
export const NewTenant = v.pipe(
  v.object({ ...TenantFields, policy: v.optional(CoherentPolicy) }),
  v.forward(
    // Calls that the technician misses would come back to the phone they were missed on.
    v.check((tenant) => tenant.smsNumber !== tenant.primaryPhone, 'another number than primaryPhone'),
    ['smsNumber'],
  ),
)
export type NewTenant = v.InferOutput<typeof NewTenant>

/** Fields a PATCH may carry. Absent fields keep their value; defaults are not filled in. */
export const ProfilePatch = v.partial(
  v.strictObject({
    ...TenantFields,
    openingHours: TenantFields.openingHours.wrapped,
    ghlLocationId: TenantFields.ghlLocationId.wrapped,
    googleAdsCustomerId: TenantFields.googleAdsCustomerId.wrapped,
    priceBook: TenantFields.priceBook.wrapped,
    currency: TenantFields.currency.wrapped,
    language: TenantFields.language.wrapped,
    a2p: TenantFields.a2p.wrapped,
    consentMode: TenantFields.consentMode.wrapped,
  }),
)
export type ProfilePatch = v.InferOutput<typeof ProfilePatch>

/** `version` counts the changes of profile and policy; a change names the one it was made from by `If-Match`. */
export type TenantView = TenantProfile & { id: string; policy: Policy; createdAt: number; version: number }

export const HumanMessage = v.object({ text: Text(1600) })

/** Ends well or names why not; `code` is stable, and `issues` name the fields at fault. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: TenantFault }
/** `slots`: times that are free instead, where one was taken. */
export type TenantFault = {
  code: TenantRefusal
  detail: string
  issues?: { path: string; message: string }[]
  slots?: { startsAt: number; endsAt: number; crewId: string }[]
}

/** What a tenant did with a delivery. */
export type Receipt = 'accepted' | 'duplicate' | 'tenant_missing'
