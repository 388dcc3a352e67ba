import type { Instant } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import { emailOrNull } from './base/email-address.ts'
import { applyInput } from './apply-input.ts'
import { joinCustomers } from './apply-merge.ts'
import { changedPhone, changePhone, endOf } from './apply-phone.ts'
import { askFor, recordCallConsent } from './call-consent.ts'
import type { CustomerId } from './base/ids.ts'
import type { JourneyInput } from './journey/input.ts'
import { applyQuote } from './apply-quote.ts'
import { suppress, type OptOut } from './opt-outs.ts'
import type { CrmContact } from './providers/port.ts'
import { recordConflict } from './record-conflict.ts'
import {
  loadCustomer,
  loadCustomerByContact,
  loadCustomerByPhone,
  placesOf,
  saveCustomer,
  withPlaces,
  type Customer,
} from './storage/customer-rows.ts'
import { loadConflict } from './storage/conflict-rows.ts'
import { loadOpenJourney } from './storage/journey-rows.ts'
import { loadLastMissedCall, type Call } from './storage/lead-rows.ts'
import { isStaff, type Context } from './storage/tenant-rows.ts'
import { isBusinessNumber } from './storage/texting.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** GoHighLevel knows that somebody wants no texts. Its mark is about texts alone: e-mail has one of its own there. */
export function contactOptOut(customerId: CustomerId | null, phone: Phone | null, contactRef: string): OptOut {
  return { customerId, phone, email: null, topic: 'all', by: 'contact', evidence: `contact:${contactRef}` }
}

/** GoHighLevel said who a contact is. Completes the customer, or finds that we knew this person under another row. */
export function applyContact(context: Context, customerId: string, contact: CrmContact, now: Instant): void {
  const known = loadCustomer(context.db, customerId)
  const customer = known && followPhone(context, known, contact, now)
  if (!customer) return
  const newPhone = customer.phone === null ? contact.phone : null
  const knownPhone = customer.phone ?? contact.phone
  // The journey hears of it with what was found, and tells the technician who called.
  if (contact.doNotDisturbSms && knownPhone !== null)
    suppress(context, contactOptOut(customer.customerId, knownPhone, contact.contactRef), now)
  const namesake = newPhone === null ? null : loadCustomerByPhone(context.db, newPhone)
  if (namesake && namesake.customerId !== customer.customerId)
    return mergeInto(context, customer, namesake, contact, now)
  const isOurOwn = isStaff(context, newPhone) || isBusinessNumber(context.tenant, newPhone)
  // The business's own number is nobody's to text, so it is not kept as this customer's.
  const phone = customer.phone ?? (isOurOwn ? null : newPhone)
  saveCustomer(context.db, customer.customerId, { ...learned(customer, contact), phone, lookUp: 'done' }, now)
  if (isOurOwn) return miss(context, customer, 'own_number', now)
  if (phone === null) return miss(context, customer, 'no_phone', now)
  tell(context, customer, { type: 'contact_found' }, now)
}

/**
 * The office has changed the number: the customer has it from now on. Where it is another customer's who is no contact
 * yet, both are one person; of two contacts with one number a person has to say who is who. Answers null where nothing
 * is left to learn.
 */
export function followPhone(context: Context, customer: Customer, contact: CrmContact, now: Instant): Customer | null {
  const phone = changedPhone(context, customer, contact)
  if (phone === null) return customer
  const namesake = loadCustomerByPhone(context.db, phone)
  if (!namesake) return changePhone(context, customer, phone, now)
  const call = callOnTheWay(context, customer)
  if (namesake.contactRef === null) joinInto(context, customer, namesake, contact, now)
  else clash(context, customer, phone, now)
  if (call) passCall(context, call, namesake, now)
  return namesake.contactRef === null ? null : customer
}

function clash(context: Context, { customerId, phone }: Customer, theirs: Phone, now: Instant): void {
  const sides = { ours: endOf(phone), theirs: endOf(theirs) }
  const conflict = { what: 'phone', ...sides, winner: 'ours', subject: customerId } as const
  // Their contact is told of again and again, and it stands on the board until somebody has seen it.
  if (loadConflict(context.db, `phone.${customerId}`)?.told.theirs !== sides.theirs)
    recordConflict(context, { customerId, journeyId: null }, conflict, now)
  // It came from the number that is the other's.
  if (callOnTheWay(context, { customerId })) applyInput(context, customerId, { type: 'contact_merged' }, now)
}

/** A call whose first text has not left: whoever has the number it came from is to have it. */
function callOnTheWay({ db }: Context, { customerId }: Pick<Customer, 'customerId'>): Call | null {
  const journey = loadOpenJourney(db, customerId, 'missed_call')
  return journey?.state.status === 'awaiting_text' ? loadLastMissedCall(db, customerId) : null
}

function miss(context: Context, customer: Customer, code: string, now: Instant): void {
  tell(context, customer, { type: 'contact_missing', code }, now)
}

/** What no journey waits for any more is still news to whoever looks at the customer's card. */
function tell(context: Context, before: Customer, input: JourneyInput, now: Instant): void {
  const { customerId } = before
  if (applyInput(context, customerId, input, now).kind === 'moved') return
  const after = loadCustomer(context.db, customerId)
  if (!after || (after.name === before.name && after.email === before.email && after.phone === before.phone)) return
  recordEvent(context.db, { customerId, journeyId: null, fact: { type: 'contact_changed' } }, now)
}

function learned(customer: Customer, contact: CrmContact): Pick<Customer, 'email' | 'name' | 'contactRef' | 'places'> {
  return {
    places: withPlaces(customer, contact.address ? { crm: contact.address } : {}),
    // What an earlier version took over as it was may be no address.
    email: emailOrNull(customer.email) ?? contact.email,
    name: customer.name ?? contact.name,
    contactRef: customer.contactRef ?? contact.contactRef,
  }
}

/** The row opened for the contact gives all it has to the one that holds the phone, which then hears of the call. */
function mergeInto(context: Context, from: Customer, into: Customer, contact: CrmContact, now: Instant): void {
  const call = loadLastMissedCall(context.db, from.customerId)
  joinInto(context, from, into, contact, now)
  if (call) passCall(context, call, into, now)
}

function joinInto(context: Context, from: Customer, into: Customer, contact: CrmContact, now: Instant): void {
  applyInput(context, from.customerId, { type: 'contact_merged' }, now)
  // Whoever it turned out to be may have a price of their own in question.
  if (loadOpenJourney(context.db, into.customerId, 'quote'))
    applyQuote(context, from.customerId, { type: 'contact_merged' }, now)
  joinCustomers(context, from, into, now)
  const places = withPlaces(from, placesOf(into))
  saveCustomer(context.db, into.customerId, { ...learned({ ...into, places }, contact), lookUp: 'done' }, now)
}

function passCall(context: Context, call: Call, into: Customer, now: Instant): void {
  if (call.status === 'answered') return
  // They told of a danger on that call: an answer to it is on its way, and an apology would only be in between.
  if (loadOpenJourney(context.db, into.customerId, 'emergency')) return
  const { callId, callKey, via, status: outcome, endedAt } = call
  const missed = { type: 'call_missed' as const, callId, outcome, endedAt, ...askFor(context, call) }
  const decision = applyInput(context, into.customerId, missed, now)
  const { customerId, phone } = into
  recordCallConsent(context, { callKey, via, status: outcome, customerId, phone }, decision, now)
}

/** A contact was made before something else failed. Whoever erases the person has to know of it. */
export function keepContactRef(
  context: Context,
  customerId: string,
  contactRef: string | undefined,
  now: Instant,
): void {
  const customer = loadCustomer(context.db, customerId)
  if (contactRef === undefined || customer?.contactRef !== null) return
  if (loadCustomerByContact(context.db, contactRef) !== null) return
  saveCustomer(context.db, customer.customerId, { contactRef }, now)
}
