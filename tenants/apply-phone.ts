import type { Instant } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import type { CrmContact } from './providers/port.ts'
import { recordOrder } from './record-order.ts'
import { dropLink, loadLink, saveLink } from './storage/crm-link-rows.ts'
import { saveCustomer, type Customer } from './storage/customer-rows.ts'
import { hasOpenOrder } from './storage/outbox-rows.ts'
import { isStaff, type Context } from './storage/tenant-rows.ts'
import { isBusinessNumber } from './storage/texting.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/**
 * A customer's number is another one than before: the office has changed it in the CRM, or they call from it. Consents
 * and opt-outs belong to a number and stay with the old one.
 */

/** The number that is news, or null where it stands there as it did. The business's own is nobody's to text. */
export function changedPhone(
  context: Context,
  customer: Customer,
  { contactRef, phone }: Pick<CrmContact, 'contactRef' | 'phone'>,
): Phone | null {
  if (phone === null || customer.phone === null || customer.contactRef !== contactRef) return null
  const saidBefore = loadLink(context.db, 'phone', customer.customerId)?.digest
  if (phone === customer.phone || phone === saidBefore) return null
  return isStaff(context, phone) || isBusinessNumber(context.tenant, phone) ? null : phone
}

/** Answers the customer as they are known from now on. Nobody else may have the number. */
export function changePhone(context: Context, customer: Customer, phone: Phone, now: Instant): Customer {
  const { customerId } = customer
  // What kind of line it is was known of the old one.
  const change = { phone, lineType: 'unknown' as const }
  saveCustomer(context.db, customerId, change, now)
  dropLink(context.db, 'phone', customerId)
  const fact = { type: 'phone_changed' as const, from: endOf(customer.phone), to: endOf(phone) }
  recordEvent(context.db, { customerId, journeyId: null, fact }, now)
  return { ...customer, ...change }
}

/**
 * They call from a number that is not the one their contact had: a contact may have several, so what the CRM goes on
 * saying of the first of them is no news.
 */
export function callFromOther(context: Context, customer: Customer, phone: Phone, now: Instant): Customer {
  const { customerId, phone: digest } = customer
  const changed = changePhone(context, customer, phone, now)
  const link = { kind: 'phone' as const, ourId: customerId, crmRef: customerId, customerId, digest }
  saveLink(context.db, { ...link, oursAt: now, theirsAt: null }, now)
  return changed
}

/** The CRM said who called and not from where. The number that we know may be an old one, so it is asked for. */
export function askForNumber(context: Context, customer: Customer, now: Instant): Customer {
  const { customerId, contactRef, phone, lookUp } = customer
  const isConnected = context.tenant.profile.ghlLocationId !== null
  if (contactRef === null || phone === null || lookUp === 'pending' || !isConnected) return customer
  saveCustomer(context.db, customerId, { lookUp: 'pending' }, now)
  return { ...customer, lookUp: 'pending' }
}

/** Not every call begins something that asks by itself. */
export function orderAsked(context: Context, { customerId, contactRef, lookUp }: Customer, now: Instant): void {
  if (lookUp !== 'pending' || contactRef === null || hasOpenOrder(context.db, `look_up:${customerId}`)) return
  recordOrder(context, customerId, null, { type: 'look_up_contact', contactRef }, now)
}

export function endOf(phone: Phone | null): string {
  return phone === null ? '' : phone.slice(-4)
}
