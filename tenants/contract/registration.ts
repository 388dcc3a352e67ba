import * as v from 'valibot'
import { isCompletePhone, type Phone } from '../base/e164.ts'
import { isOneLine } from '../base/plain-name.ts'
import type { A2p, ConsentMode } from '../contract.ts'

/** What the carriers want to know of a business before it may text, and how far their answer has come. */

const Draft = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '')
const DraftLine = (max: number) =>
  v.optional(
    v.pipe(v.string(), v.trim(), v.maxLength(max), v.check(isOneLine, 'one line, without invisible characters')),
    '',
  )

/** The tax office's number of a business: two digits, then seven. Whether it is theirs only the carriers can tell. */
const Ein = v.pipe(
  v.string(),
  v.trim(),
  v.check(isEin, 'nine digits, such as 12-3456789'),
  v.transform((ein) => ein.replaceAll(/\D/g, '')),
)

function isEin(text: string): boolean {
  return /^(?!00)\d{2}-?\d{7}$/.test(text) && !/^(\d)\1-?\1{7}$/.test(text)
}

export const BrandType = v.picklist(['sole_proprietor', 'low_volume_standard', 'standard'])
export type BrandType = v.InferOutput<typeof BrandType>
/** `customer_care` covers answers and appointments; only `low_volume_mixed` also covers what sells. */
export const UseCase = v.picklist(['customer_care', 'low_volume_mixed'])
export type UseCase = v.InferOutput<typeof UseCase>

const SAMPLE_TEXTS_MAX = 5
export const SAMPLE_CHARS_MAX = 1_024

/** What a draft may hold; it may be incomplete until it is submitted. */
export const RegistrationPatch = v.strictObject({
  brandType: v.optional(BrandType, 'low_volume_standard'),
  useCase: v.optional(UseCase, 'customer_care'),
  /** Absent keeps what is there, null forgets it. It is never sent back whole. */
  ein: v.optional(v.nullable(Ein)),
  legalName: DraftLine(255),
  legalAddress: DraftLine(200),
  website: DraftLine(300),
  privacyUrl: DraftLine(300),
  smsTermsUrl: DraftLine(300),
  optInDescription: Draft(2_048),
  sampleTexts: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.trim(), v.maxLength(SAMPLE_CHARS_MAX))),
      v.maxLength(SAMPLE_TEXTS_MAX),
      v.transform((texts) => texts.filter((text) => text !== '')),
    ),
    [],
  ),
  /** Where somebody who texts HELP is sent: one of the two at least. */
  helpPhone: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.check(isCompletePhone, 'a phone number in E.164, such as +15125550147'),
        v.transform((text) => text as Phone),
      ),
    ),
    null,
  ),
  helpEmail: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))), null),
})
export type RegistrationPatch = v.InferOutput<typeof RegistrationPatch>
export type RegistrationFields = Omit<RegistrationPatch, 'ein'>

/** What the carriers, or an admin in their name, decided. */
export const RegistrationOutcome = v.strictObject({
  kind: v.picklist([
    'brand_approved',
    'brand_rejected',
    'campaign_approved',
    'campaign_rejected',
    'suspended',
    'reinstated',
  ]),
  reason: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(500))), null),
})
export type RegistrationOutcome = v.InferOutput<typeof RegistrationOutcome>

export type Rejection = { of: 'brand' | 'campaign'; reason: string | null; at: number }

export type RegistrationView = {
  state: A2p
  fields: RegistrationFields
  /** `••-•••6789`, null where none is kept. */
  einMasked: string | null
  submittedAt: number | null
  rejection: Rejection | null
  suspension: { reason: string | null; at: number } | null
  /** What is missing or wrong before it can be submitted. */
  issues: { path: string; message: string }[]
  /** False while the carriers look at it. */
  isOpen: boolean
  /** Texts leave by a number of GoHighLevel's, whose registration is held there and counts in place of this one. */
  textsElsewhere: boolean
  /** The public page that states how customers opt in; it can stand as privacy and terms page. */
  pageUrl: string
}

/** What the public page about a business's texts says. */
export type TextingTerms = {
  businessName: string
  consentMode: v.InferOutput<typeof ConsentMode>
  smsNumber: Phone
  helpPhone: Phone
  helpEmail: string
  postalAddress: string
  website: string | null
  language: 'en' | 'es'
}
