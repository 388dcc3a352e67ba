import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import { callFromOther } from '../apply-phone.ts'
import {
  loadCustomerByContact,
  loadCustomerByPhone,
  recordCustomer,
  saveCustomer,
  type Customer,
} from '../storage/customer-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** Who a caller or writer is, as far as a delivery says. */
export type Caller = { phone: Phone | null; withheld: boolean; contactRef: string | null }

/**
 * Finds the customer by phone, then by GoHighLevel contact, or opens a new one. A contact whose phone, name or e-mail
 * we
 * lack is marked for look-up; a caller who hides the number is nobody we can know again.
 */
export function matchCustomer(context: Context, caller: Caller, now: Instant): Customer {
  const { db, tenant } = context
  const known = findKnown(context, caller, now)
  const customer =
    known ?? recordCustomer(db, { ...caller, language: tenant.profile.language, contactRef: freeRef(db, caller) }, now)
  const change: Partial<Customer> = {}
  if (customer.phone === null && caller.phone !== null) change.phone = caller.phone
  if (customer.contactRef === null && freeRef(db, caller) !== null) change.contactRef = caller.contactRef
  const contactRef = change.contactRef ?? customer.contactRef
  const isComplete = (change.phone ?? customer.phone) !== null && customer.email !== null && customer.name !== null
  const isConnected = tenant.profile.ghlLocationId !== null
  if (contactRef !== null && isConnected && !isComplete && canLookUp(customer)) change.lookUp = 'pending'
  if (Object.keys(change).length > 0) saveCustomer(db, customer.customerId, change, now)
  return { ...customer, ...change }
}

/** Whose contact it is has another number by now: nothing may go to the old one on account of this call. */
function findKnown(context: Context, { phone, contactRef }: Caller, now: Instant): Customer | null {
  const caller = phone === null ? null : loadCustomerByPhone(context.db, phone)
  const contact = caller || contactRef === null ? null : loadCustomerByContact(context.db, contactRef)
  if (!contact || phone === null || contact.phone === null) return caller ?? contact
  return callFromOther(context, contact, phone, now)
}

/** Asked once; a contact without a phone is asked again at the next call, since somebody may have added one. */
function canLookUp(customer: Customer): boolean {
  if (customer.lookUp === 'done') return customer.phone === null
  return customer.lookUp !== 'pending'
}

function freeRef(db: Context['db'], caller: Caller): string | null {
  if (caller.contactRef === null) return null
  return loadCustomerByContact(db, caller.contactRef) === null ? caller.contactRef : null
}
