import { applyInput } from './apply-input.ts'
import type { Instant } from './base/clock.ts'
import { askOf } from './base/greeting.ts'
import type { CustomerId } from './base/ids.ts'
import type { Outcome } from './contract.ts'
import type { HeldCallView, KnownPerson, KnownView, Relation } from './contract/known.ts'
import { matchCustomer } from './inbox/match-customer.ts'
import { loadCustomer, loadKnownPeople, saveCustomer, type Customer } from './storage/customer-rows.ts'
import { loadHeldCall, loadHeldCalls, releaseHeld, type HeldCall } from './storage/held-rows.ts'
import { isStaff, type Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** Who is who, and which calls were held back. The caller holds the transaction. */

export function readKnown({ db }: Context): KnownView {
  return { people: loadKnownPeople(db), held: loadHeldCalls(db).map(viewOf) }
}

function viewOf({ heldId: id, customerId, phone, name, reason, status, endedAt }: HeldCall): HeldCallView {
  return { id, customerId, phone, name, reason, status, endedAt }
}

export function changeRelation(
  context: Context,
  customerId: string,
  relation: Relation | null,
  now: Instant,
): Outcome<null> {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return { ok: false, error: { code: 'customer_missing', detail: 'There is no such customer.' } }
  save(context, customer, relation, now)
  return { ok: true, value: null }
}

/** Entered before they ever call, so that their first call is nobody's cold text. */
export function addKnownPerson(context: Context, { phone, relation, name }: KnownPerson, now: Instant): Outcome<null> {
  if (isStaff(context, phone) || phone === context.tenant.profile.smsNumber) {
    const detail = 'This number is the business’s own, which is known anyway.'
    return { ok: false, error: { code: 'known_already', detail } }
  }
  const customer = matchCustomer(context, { phone, withheld: false, contactRef: null }, now)
  if (name !== null) saveCustomer(context.db, customer.customerId, { name }, now)
  save(context, customer, relation, now)
  return { ok: true, value: null }
}

function save(context: Context, customer: Customer, relation: Relation | null, now: Instant): void {
  if (customer.relation === relation) return
  const { customerId } = customer
  saveCustomer(context.db, customerId, { relation }, now)
  recordEvent(context.db, { customerId, journeyId: null, fact: { type: 'relation_changed', relation } }, now)
  if (relation === null) releaseHeld(context.db, customerId, now)
  // Whatever was on its way to them is the technician's now; where nothing was, there is nothing to take over.
  else applyInput(context, customerId, { type: 'relation_set' }, now)
}

/**
 * Lets a call through after all: it is answered as if it came now, which is a text where that still makes sense and a
 * word to the technician where it does not. Pressed twice it goes once.
 */
export function releaseCall(context: Context, heldId: string, now: Instant): Outcome<null> {
  const held = loadHeldCall(context.db, heldId)
  if (!held) return { ok: false, error: { code: 'held_missing', detail: 'There is no such call.' } }
  if (held.status === 'released') return { ok: true, value: null }
  const customerId: CustomerId = held.customerId
  const { callId, outcome, endedAt } = held
  releaseHeld(context.db, customerId, now)
  saveCustomer(context.db, customerId, { relation: null }, now)
  recordEvent(context.db, { customerId, journeyId: null, fact: { type: 'call_released', callId } }, now)
  // Who has to agree was not asked, since their call ended as all others do.
  const ask = askOf(context.tenant.profile.consentMode) === null ? {} : { ask: null }
  applyInput(context, customerId, { type: 'call_missed', callId, outcome, endedAt, ...ask }, now)
  return { ok: true, value: null }
}
