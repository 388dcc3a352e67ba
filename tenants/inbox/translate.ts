import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import { unreachable } from '../base/result.ts'
import { applyInput } from '../apply-input.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { recordSuppression } from '../storage/consent-rows.ts'
import { loadCustomerByContact, loadCustomerByPhone, saveCustomer } from '../storage/customer-rows.ts'
import { loadCallByKey, recordCall, saveCall } from '../storage/lead-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { matchCustomer } from './match-customer.ts'
import { takeEmailStatus, takeSmsStatus } from './take-status.ts'
import { takeSms } from './take-sms.ts'

/** What a provider said becomes rows, and what a journey is told. */
export function translate(context: Context, event: InboundEvent, now: Instant): void {
  switch (event.type) {
    case 'call_ended':
      return takeCall(context, event, now)
    case 'sms_received':
      return takeSms(context, event, now)
    case 'sms_status_changed':
      return takeSmsStatus(context, event, now)
    case 'email_status_changed':
      return takeEmailStatus(context, event, now)
    case 'contact_changed':
      return takeContact(context, event, now)
    case 'ignored':
      return
    default:
      return unreachable(event)
  }
}

/** Calls from the business's own numbers are not customers'. */
export function isOwnNumber({ tenant }: Context, phone: Phone | null): boolean {
  return phone !== null && (phone === tenant.profile.primaryPhone || phone === tenant.profile.smsNumber)
}

function takeCall(context: Context, event: Extract<InboundEvent, { type: 'call_ended' }>, now: Instant): void {
  const { db } = context
  if (isOwnNumber(context, event.from)) return
  const known = loadCallByKey(db, event.callKey)
  if (known) {
    // A second report of one call: a voicemail that was recorded after the call had been told as unanswered.
    if (known.status === 'answered' || event.outcome !== 'voicemail') return
    saveCall(db, event.callKey, { status: 'voicemail', durationS: event.durationS, recordingUrl: event.recordingUrl })
    return
  }
  const caller = { phone: event.from, withheld: event.withheld, contactRef: event.contactRef }
  const customer = matchCustomer(context, caller, now)
  const { customerId } = customer
  // A provider's clock may run ahead of ours; a call cannot have ended later than now.
  const endedAt = Math.min(event.endedAt, now)
  const callId = recordCall(db, {
    callKey: event.callKey,
    customerId,
    status: event.outcome,
    durationS: event.durationS,
    via: event.via,
    recordingUrl: event.recordingUrl,
    endedAt,
  })
  if (event.outcome === 'answered') {
    applyInput(context, customerId, { type: 'call_answered', callId, endedAt }, now)
    return
  }
  applyInput(context, customerId, { type: 'call_missed', callId, outcome: event.outcome, endedAt }, now)
}

function takeContact(context: Context, event: Extract<InboundEvent, { type: 'contact_changed' }>, now: Instant): void {
  const { db } = context
  const customer =
    loadCustomerByContact(db, event.contactRef) ?? (event.phone === null ? null : loadCustomerByPhone(db, event.phone))
  // A contact nobody has called or texted us from is GoHighLevel's to keep, not ours.
  if (!customer) return
  const { customerId } = customer
  saveCustomer(db, customerId, { email: event.email ?? customer.email, name: event.name ?? customer.name }, now)
  if (!event.doNotDisturbSms || customer.phone === null) return
  const evidence = `contact:${event.contactRef}`
  recordSuppression(db, { channel: 'sms', address: customer.phone, source: 'contact', evidence }, now)
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'customer_opted_out', by: 'contact' } }, now)
  applyInput(context, customerId, { type: 'opted_out', confirm: false }, now)
}
