import * as v from 'valibot'
import type { CrmView } from './gohighlevel.ts'
import { ConsentMode, PriceBookEntry, TenantFields } from '../contract.ts'

/** Joining in six steps, each kept when it is sent, so that somebody may go on tomorrow on another phone. */

export const JOIN_STEPS = ['business', 'services', 'phone', 'consent', 'gohighlevel', 'review'] as const
export const JoinStep = v.picklist(JOIN_STEPS)
export type JoinStep = v.InferOutput<typeof JoinStep>

export const Trade = v.picklist(['plumbing', 'electrical', 'hvac'])
export type Trade = v.InferOutput<typeof Trade>

export const Carrier = v.picklist([
  'verizon',
  'att',
  'tmobile',
  'uscellular',
  'google_fi',
  'cricket',
  'mint',
  'boost',
  'xfinity_mobile',
  'spectrum_mobile',
  'landline',
  'voip',
])
export type Carrier = v.InferOutput<typeof Carrier>

const { businessName, ownerName, timeZone, serviceArea, postalAddress, language, primaryPhone } = TenantFields

export const BusinessStep = v.strictObject({
  businessName,
  ownerName,
  timeZone,
  serviceArea,
  postalAddress,
  language,
  trade: Trade,
})
export const ServicesStep = v.strictObject({
  priceBook: v.pipe(v.array(PriceBookEntry), v.minLength(1), v.maxLength(200)),
})
export const PhoneStep = v.strictObject({ primaryPhone, carrier: Carrier })
export type PhoneStep = v.InferOutput<typeof PhoneStep>
export const ConsentStep = v.strictObject({
  consentMode: ConsentMode,
  acceptsTerms: v.pipe(v.boolean(), v.value(true, 'tick the box to go on')),
})

/** Whether they work with GoHighLevel; the account itself is connected beside this. Nobody has to say. */
export const CrmStep = v.strictObject({ choice: v.picklist(['connected', 'skipped']) })
export type CrmStep = v.InferOutput<typeof CrmStep>

export type JoinDraft = {
  business?: v.InferOutput<typeof BusinessStep>
  services?: v.InferOutput<typeof ServicesStep>
  phone?: v.InferOutput<typeof PhoneStep>
  consent?: v.InferOutput<typeof ConsentStep>
  gohighlevel?: CrmStep
}

/** How to make a carrier send us the calls that are not taken. `code` has our number filled in. */
export type ForwardingCode = { condition: 'all_missed' | 'busy' | 'no_answer' | 'unreachable' | 'off'; code: string }
export type Forwarding = { carrier: Carrier; codes: ForwardingCode[]; isConfirmed: boolean; hints: string[] }

/**
 * A call of ours to the technician's own phone, which must come back to our number.
 * `answered`: somebody or a mailbox took it, so nothing was forwarded; `came_to_nothing`: it ended and never came back.
 */
export type ForwardingTest = {
  status: 'calling' | 'forwarded' | 'answered' | 'busy' | 'came_to_nothing' | 'call_failed'
  startedAt: number
  endedAt: number | null
  /** What to do about it, in the language asked for; null while calling and when all is well. */
  advice: string | null
}

/** `GET /api/v1/join`, and the answer to every step. */
export type JoinView = {
  email: string
  draft: JoinDraft
  /** The first step that is not done; null once live. */
  next: JoinStep | null
  /** Set from the phone step on: the business exists, paused, with a number of ours. */
  tenantId: string | null
  smsNumber: string | null
  forwarding: Forwarding | null
  test: ForwardingTest | null
  /** How the business's GoHighLevel account stands; null until the business exists. */
  crm: { status: CrmView['status']; name: string | null } | null
  isLive: boolean
  /** Three texts as a customer would get them. */
  previews: { name: string; text: string; segments: number }[]
}
