import * as v from 'valibot'
import { isCompletePhone, type Phone } from '../base/e164.ts'

/** What people ask for under a law of privacy, and how far it has come. */

export const RequestType = v.picklist(['access', 'portability', 'erasure', 'rectification', 'objection'])
export type RequestType = v.InferOutput<typeof RequestType>
export const PrivacyLaw = v.picklist(['ccpa', 'gdpr', 'state', 'dpdp', 'other'])
export type PrivacyLaw = v.InferOutput<typeof PrivacyLaw>
/** How we know that it is they who ask. Chosen, not written, so that nothing of theirs is left in it. */
export const IdentityCheck = v.picklist(['called_back', 'code_by_text', 'code_by_email', 'in_person', 'document'])
export type IdentityCheck = v.InferOutput<typeof IdentityCheck>
export const ReceivedVia = v.picklist(['phone', 'email', 'text', 'letter', 'in_person', 'web'])
export type ReceivedVia = v.InferOutput<typeof ReceivedVia>
const RefusalReason = v.picklist(['not_them', 'nothing_held', 'law_allows', 'repeated'])
export type RefusalReason = v.InferOutput<typeof RefusalReason>
export type RequestMove = 'confirm' | 'extend' | 'close' | 'refuse'
export type RequestStatus = 'received' | 'confirmed' | 'closing' | 'done' | 'refused'

const Line = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max), v.regex(/^[^\p{Cc}]*$/u))
const Email = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email('an e-mail address'), v.maxLength(254))

export const Correction = v.pipe(
  v.strictObject({ name: v.optional(Line(80)), email: v.optional(Email) }),
  v.check(({ name, email }) => name !== undefined || email !== undefined, 'a name or an e-mail address'),
)
export type Correction = v.InferOutput<typeof Correction>

export const NewPrivacyRequest = v.pipe(
  v.strictObject({
    customerId: v.optional(v.pipe(v.string(), v.regex(/^cus_[0-9a-z]{24}$/))),
    phone: v.optional(
      v.pipe(
        v.string(),
        v.check(isCompletePhone, 'a phone number in E.164, such as +15125550147'),
        v.transform((text) => text as Phone),
      ),
    ),
    email: v.optional(Email),
    type: RequestType,
    law: PrivacyLaw,
    identity: IdentityCheck,
    receivedVia: ReceivedVia,
    /** When it reached the business; now, unless said otherwise. */
    receivedAt: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    correction: v.optional(Correction),
  }),
  v.forward(
    v.check(
      ({ customerId, phone, email }) => [customerId, phone, email].filter((each) => each !== undefined).length === 1,
      'who it is: one of customerId, phone and email',
    ),
    ['customerId'],
  ),
  v.forward(
    v.check(({ type, correction }) => (type === 'rectification') === (correction !== undefined), 'for a rectification'),
    ['correction'],
  ),
)
export type NewPrivacyRequest = v.InferOutput<typeof NewPrivacyRequest>

export const RequestRefusal = v.strictObject({ reason: RefusalReason })

type AtProvider = 'message' | 'media' | 'call' | 'recording' | 'contact' | 'opportunity' | 'files'

/** What a request moves: what lies here, at a provider, and what only a person can do. */
export type StepName =
  'rows' | 'file' | 'calls_in_flight' | AtProvider | 'answered' | 'corrected' | 'suppressed' | 'refused' | ByHand
/** Resend keeps e-mails until its own retention ends and deletes none on request. */
export type ByHand = 'resend_by_hand' | 'texts_in_doubt_by_hand' | 'crm_by_hand' | 'staff_by_hand'
export type StepView = {
  what: StepName
  state: 'waiting' | 'done' | 'failed' | 'by_hand'
  total: number
  done: number
  failed: number
  /** A code: why it was refused. */
  detail: string | null
}

/** What an erasure takes away, and what it leaves and why. */
export type ErasurePlan = {
  removed: { what: RemovedThing; count: number }[]
  kept: { what: KeptThing; count: number; why: KeptReason }[]
}
export type RemovedThing =
  'customer' | 'words' | 'recordings' | 'pictures' | 'journeys' | 'orders' | 'history' | 'links' | 'at_providers'
export type KeptThing = 'suppressions' | 'consents' | 'ledger' | 'calls' | 'messages' | 'leads'
export type KeptReason = 'opt_out_must_hold' | 'proof_five_years' | 'counts_without_person'

export type RequestClock = 'in_time' | 'soon' | 'late' | 'breached' | 'over'

export type PrivacyRequestView = {
  id: string
  type: RequestType
  law: PrivacyLaw
  status: RequestStatus
  customerId: string | null
  identity: IdentityCheck
  receivedVia: ReceivedVia
  askedBy: string
  receivedAt: number
  /** Until when its receipt must be confirmed, where the law asks for that. */
  confirmBy: number | null
  /** When we want it done: within thirty days, or earlier where the law says so. */
  dueAt: number
  /** When the law is broken. */
  lawDueAt: number
  extendedAt: number | null
  closedAt: number | null
  clock: RequestClock
  canExtend: boolean
  steps: StepView[]
  /** For an erasure that has not been carried out. */
  plan: ErasurePlan | null
}
