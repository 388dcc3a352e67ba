import type { Instant } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import { hidesNothing } from './base/plain-name.ts'
import type { Outcome } from './contract.ts'
import type { TenantRefusal } from './contract/refusal.ts'
import { findBasis } from './gate/consent.ts'
import { describeGateCode } from './gate/codes.ts'
import { findOffer } from './gate/lint.ts'
import { findShortLink } from './gate/short-links.ts'
import { loadConsentsFor, loadSuppressed } from './storage/consent-rows.ts'
import type { Customer } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

type Refused = Extract<Outcome<never>, { ok: false }>

const OFFER_REFUSED =
  'This reads like an offer; this customer has not agreed to offers in writing. Take the offer out, or call them.'

/** What the gate would refuse of a text typed by hand, told before it is queued, while its writer is still there. */
export function judgeHumanText(
  context: Context,
  customer: Customer,
  phone: Phone,
  text: string,
  now: Instant,
): Refused | null {
  if (!hidesNothing(text)) return refuseText('hidden_characters', describeGateCode('characters_hidden'))
  if (findShortLink(text) !== null) return refuseText('link_shortened', describeGateCode('link_shortened'))
  const { businessName, priceBook } = context.tenant.profile
  const services = priceBook.map(({ service }) => service)
  if (findOffer(text, businessName, services) === null || mayBeOffered(context, customer, phone, now)) return null
  return refuseText('offer_without_consent', OFFER_REFUSED)
}

function mayBeOffered({ db }: Context, customer: Customer, phone: Phone, now: Instant): boolean {
  if (loadSuppressed(db, 'sms', phone).topics.length > 0) return false
  const consents = loadConsentsFor(db, customer.customerId, phone).map(({ basis, givenAt }) => ({ basis, at: givenAt }))
  return findBasis(consents, 'marketing', customer.conversationOpenUntil, now).kind === 'found'
}

function refuseText(code: TenantRefusal, message: string): Refused {
  return { ok: false, error: { code, detail: message, issues: [{ path: 'text', message }] } }
}
