import * as v from 'valibot'
import { INDIAN_STATES } from '../base/indian-states.ts'
import { isOneLine } from '../base/plain-name.ts'

/** The identity papers of a reseller, as they are sent and as they are shown. */

const Line = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(max),
    v.check(isOneLine, 'one line, without invisible characters'),
  )

export const KycAddress = v.strictObject({
  street: Line(200),
  city: Line(80),
  /** ISO 3166-2 without its country, such as `KA`. */
  state: v.picklist(INDIAN_STATES),
  postalCode: v.pipe(
    v.string(),
    v.trim(),
    v.check((code) => /^[1-9]\d{5}$/.test(code), 'a PIN code of six digits'),
  ),
})
export type KycAddress = v.InferOutput<typeof KycAddress>

/** What `PUT /api/v1/resellers/me/kyc` takes. The router checks the two numbers against each other and the address. */
export const NewKyc = v.strictObject({
  legalName: Line(160),
  pan: v.pipe(v.string(), v.maxLength(40)),
  gstin: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40))), null),
  address: KycAddress,
  /** The notice that was read and agreed to. */
  consentNoticeVersion: Line(20),
})
export type NewKyc = v.InferOutput<typeof NewKyc>

export const KYC_DOCUMENT_KINDS = ['pan_card', 'gst_certificate', 'authorised_signatory', 'identity'] as const
export type KycDocumentKind = (typeof KYC_DOCUMENT_KINDS)[number]

export type KycDocumentStatus = 'received' | 'accepted' | 'rejected'

/** `sha256` is of the file that was looked at: a file that was replaced meanwhile is not judged unseen. */
export const KycJudgement = v.variant('status', [
  v.strictObject({ status: v.literal('accepted'), sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  v.strictObject({
    status: v.literal('rejected'),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    reason: Line(300),
  }),
])
export type KycJudgement = v.InferOutput<typeof KycJudgement>

export type KycDocumentView = {
  kind: KycDocumentKind
  status: KycDocumentStatus
  reason: string | null
  contentType: string
  byteCount: number
  sha256: string
  receivedAt: number
}

/**
 * `incomplete` while documents are missing, `rejected` while one has to be sent anew, `received` while we look at them,
 * `accepted` once a person of ours has found all of them in order. That is all it says: no office was asked.
 */
export type KycStanding = 'incomplete' | 'received' | 'accepted' | 'rejected'

/** `pan` and `gstin` are masked and the street left out, unless the whole was asked for, which is recorded. */
export type KycView = {
  standing: KycStanding
  isMasked: boolean
  legalName: string
  pan: string
  gstin: string | null
  address: Partial<KycAddress> & Pick<KycAddress, 'city' | 'state'>
  documents: KycDocumentView[]
  missing: KycDocumentKind[]
  consent: { noticeVersion: string; givenAt: number }
  updatedAt: number
}

/** What a person is told before they agree (DPDP Act 2023, section 5; DPDP Rules 2025, rule 3). */
export type KycNotice = {
  version: string
  language: 'en'
  title: string
  items: { what: string; why: string; kept: string }[]
  rights: string[]
  withdrawal: string
  complaint: string
  contact: string
}
