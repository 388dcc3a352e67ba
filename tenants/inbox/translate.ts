import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import { takeAddress } from '../apply-address.ts'
import { unreachable } from '../base/result.ts'
import { applyInstallChange } from '../apply-connection.ts'
import { applyContact, contactOptOut, followPhone } from '../apply-contact.ts'
import { isLiftedSince, isOvertaken, noteTold, takeMarkLifted } from '../apply-crm-contact.ts'
import { takeVisit, takeVisitGone } from '../apply-crm-visit.ts'
import { attachContact, takeCardGone, takeContactGone } from '../apply-crm.ts'
import { applyInput } from '../apply-input.ts'
import { askForNumber, changedPhone, orderAsked } from '../apply-phone.ts'
import { applyRing, ringingCallOf, takeAnswer } from '../apply-ring.ts'
import { askFor, recordCallConsent, recordHeardNotice } from '../call-consent.ts'
import { recordTestFact } from '../forwarding-test.ts'
import { endMatters, suppress } from '../opt-outs.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { recordFetchMessage } from '../record-crm.ts'
import { recordRecording } from '../record-media.ts'
import {
  loadCustomer,
  loadCustomerByContact,
  loadCustomerByPhone,
  saveCustomer,
  withPlaces,
  type Customer,
} from '../storage/customer-rows.ts'
import { hasTextPlanned } from '../storage/journey-rows.ts'
import { loadCallByKey, recordCall, saveCall, type Call } from '../storage/lead-rows.ts'
import { isStaff, type Context } from '../storage/tenant-rows.ts'
import { isBusinessNumber, textingOf } from '../storage/texting.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { matchCustomer } from './match-customer.ts'
import { takeOpportunity } from './take-card.ts'
import { takeConsentAnswer } from './take-consent.ts'
import { takeTextReceived, takeTextSent } from './take-crm-texts.ts'
import { mayRing, startRing, takeBridgeEnded, takeCalledBack, takeRingAccepted, takeRingEnded } from './take-ring.ts'
import { takeEmail } from './take-email.ts'
import { takeLead } from './take-lead.ts'
import { takeEmailStatus, takeSmsStatus } from './take-status.ts'
import { takeSms } from './take-sms.ts'
import { takeTranscript } from './take-transcript.ts'

/** What a provider said becomes rows, and what a journey is told. */
export function translate(context: Context, event: InboundEvent, now: Instant): void {
  switch (event.type) {
    case 'call_ended':
      return takeCall(context, event, now)
    case 'consent_answered':
      return takeConsentAnswer(context, event, now)
    case 'sms_received':
      return takeSms(context, event, now)
    case 'crm_text_received':
      // A number that texts by Twilio has its texts told by Twilio.
      return textingOf(context.tenant).via === 'twilio' ? undefined : takeTextReceived(context, event, now)
    case 'sms_status_changed':
      return takeSmsStatus(context, event, now)
    case 'email_status_changed':
      return takeEmailStatus(context, event, now)
    case 'email_received':
      return takeEmail(context, event, now)
    case 'contact_changed':
      return takeContact(context, event, now)
    case 'lead_submitted':
      return takeLead(context, event, now)
    case 'opportunity_changed':
      return takeOpportunity(context, event, now)
    case 'opportunity_gone':
      return takeCardGone(context, event.opportunityRef, now)
    case 'visit_changed':
      takeVisit(context, event, now)
      return
    case 'visit_gone':
      return takeVisitGone(context, event.eventRef, now)
    case 'crm_text_sent':
      return takeTextSent(context, event, now)
    case 'contact_gone':
      return takeContactGone(context, event.contactRef, now)
    case 'crm_install_changed':
      return applyInstallChange(context, event, now)
    case 'test_call_returned':
      return recordTestFact(context, { type: 'returned' }, now)
    case 'test_call_ended':
      return recordTestFact(context, { ...event, type: 'ended' }, now)
    case 'ring_accepted':
      return takeRingAccepted(context, event, now)
    case 'ring_ended':
      return takeRingEnded(context, event, now)
    case 'bridge_ended':
      return takeBridgeEnded(context, event, now)
    case 'bridge_accepted':
    case 'whisper_asked':
    case 'ignored':
      return
    default:
      return unreachable(event)
  }
}

/** Calls from the business's own numbers are not customers'. */
function isOwnNumber(context: Context, phone: Phone | null): boolean {
  return isStaff(context, phone) || isBusinessNumber(context.tenant, phone)
}

function takeCall(context: Context, event: Extract<InboundEvent, { type: 'call_ended' }>, now: Instant): void {
  const { db } = context
  if (isOwnNumber(context, event.from)) return
  const known = loadCallByKey(db, event.callKey)
  // A recording names no caller. Where its call is not known either it was a call of our own.
  if (!known && event.via === 'twilio' && event.to === null) return
  if (known) return takeSecondReport(context, known, event, now)
  if (event.isOutbound) return takeOutbound(context, event, now)
  const caller = { phone: event.from, withheld: event.withheld, contactRef: event.contactRef }
  const customer = matchCustomer(context, caller, now)
  const { customerId } = customer
  // Their call has come back to us from the technician's own phone, which rings for it.
  if (event.isRinging && ringingCallOf(context, customerId) !== null) return
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
  if (event.outcome === 'voicemail' && event.recordingUrl !== null)
    recordRecording(context, { customerId, callId }, event.recordingUrl, now)
  if (event.outcome === 'answered') return takeAnswer(context, { callId, customerId, endedAt }, now)
  if (event.isRinging && mayRing(context, customer, now)) return startRing(context, customer, callId, now)
  const status = event.outcome
  const { callKey, via } = event
  const isNumberless = event.from === null && !event.withheld
  const asked = isNumberless ? askForNumber(context, customer, now) : customer
  const missed = { type: 'call_missed' as const, callId, outcome: status, endedAt, ...askFor(context, event) }
  const decision = applyInput(context, customerId, missed, now)
  const phone = isNumberless && asked.lookUp === 'pending' ? null : customer.phone
  recordCallConsent(context, { callKey, via, status, customerId, phone }, decision, now)
  if (isNumberless) orderAsked(context, asked, now)
  // After the call itself, so that what it planned is taken back again.
  if (event.transcript) hear(context, { callId, customerId }, event.transcript, now)
}

/**
 * A second report of one call: a voicemail that was recorded after the call had been told as unanswered, or an answer
 * after all, when the call had been taken for missed as soon as it rang.
 */
function takeSecondReport(
  context: Context,
  known: Call,
  event: Extract<InboundEvent, { type: 'call_ended' }>,
  now: Instant,
): void {
  const { db } = context
  const { callKey, callId, customerId } = known
  const { outcome, durationS, recordingUrl } = event
  // They hung up while the technician's phone rang, and have heard nothing of ours.
  if (ringingCallOf(context, customerId) === callId) {
    applyRing(context, customerId, { type: 'caller_gone' }, now)
    return
  }
  // Who was answered has heard no notice of ours, however long they talked.
  if (outcome !== 'answered' && known.status !== 'answered') {
    const phone = loadCustomer(db, customerId)?.phone ?? null
    const stay = { notice: event.notice?.words ?? null, durationS, leftVoicemail: outcome === 'voicemail' }
    recordHeardNotice(context, { ...known, phone }, stay, now)
    // Whoever was asked has hung up or speaks on the tape: in either case they have answered, or will not.
    if (askFor(context, event).ask) applyInput(context, customerId, { type: 'call_over' }, now)
  }
  if (known.status === 'answered' || (outcome !== 'voicemail' && outcome !== 'answered')) return
  // Both the end of the call and the recording itself tell where it lies, and it may be ours by the second time.
  const isVoicemail = outcome === 'voicemail' && recordingUrl !== null
  const isNew = isVoicemail && recordRecording(context, known, recordingUrl, now)
  saveCall(db, callKey, { status: outcome, durationS, ...(isNew ? { recordingUrl } : {}) })
  if (outcome === 'answered') {
    const endedAt = Math.max(known.endedAt, Math.min(event.endedAt, now))
    return takeAnswer(context, { callId, customerId, endedAt }, now)
  }
  if (known.status !== 'voicemail')
    recordEvent(db, { customerId, journeyId: null, fact: { type: 'voicemail_left', callId } }, now)
  if (event.transcript) hear(context, { callId, customerId }, event.transcript, now)
}

function hear(context: Context, call: Pick<Call, 'callId' | 'customerId'>, text: string, now: Instant): void {
  takeTranscript(context, { ...call, text, writtenBy: 'provider' }, now)
}

/** Somebody called a customer from GoHighLevel. Who is nobody's customer yet is not made one by that. */
function takeOutbound(context: Context, event: Extract<InboundEvent, { type: 'call_ended' }>, now: Instant): void {
  const { db } = context
  const customer =
    (event.from === null ? null : loadCustomerByPhone(db, event.from)) ??
    (event.contactRef === null ? null : loadCustomerByContact(db, event.contactRef))
  const { callKey, via, durationS, outcome } = event
  if (!customer) {
    // A contact we have never seen may be the very caller who is to be texted in a moment.
    const isWorthAsking = outcome === 'answered' && event.from === null && event.contactRef !== null
    if (isWorthAsking && hasTextPlanned(db)) recordFetchMessage(db, callKey, event.contactRef ?? '', now)
    return
  }
  const endedAt = Math.min(event.endedAt, now)
  if (outcome === 'answered') return takeCalledBack(context, customer, { callKey, via, durationS, endedAt }, now)
  const { customerId } = customer
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'called_in_vain' } }, now)
}

function takeContact(context: Context, event: Extract<InboundEvent, { type: 'contact_changed' }>, now: Instant): void {
  const { db } = context
  const customer =
    loadCustomerByContact(db, event.contactRef) ?? (event.phone === null ? null : loadCustomerByPhone(db, event.phone))
  // Who wants no texts counts before they ever call.
  const isLate = customer !== null && isOvertaken(context, customer, event.at)
  const changed = customer && !isLate ? changedPhone(context, customer, event) : null
  const isOthers = changed !== null && (loadCustomerByPhone(db, changed)?.contactRef ?? null) !== null
  const phone = (isOthers ? null : changed) ?? customer?.phone ?? event.phone
  const mark = contactOptOut(customer?.customerId ?? null, phone, event.contactRef)
  const isMarked = event.doNotDisturbSms && !isLiftedSince(context, customer, event.at)
  const isNews = isMarked && phone !== null && suppress(context, mark, now)
  // A contact nobody has called or texted us from is GoHighLevel's to keep, not ours.
  if (!customer) return
  // The journey that waits for the number hears of the opt-out with it.
  const isFound = !isLate && customer.phone === null && event.phone !== null
  if (!isLate) followContact(context, customer, event, now)
  if (isNews && !isFound && loadCustomer(db, customer.customerId)) endMatters(context, mark, { confirm: false }, now)
}

function followContact(
  context: Context,
  customer: Customer,
  event: Extract<InboundEvent, { type: 'contact_changed' }>,
  now: Instant,
): void {
  const { db } = context
  const { customerId } = customer
  attachContact(context, customer, event.contactRef, now)
  if (event.at !== undefined) noteTold(context, { ...customer, contactRef: event.contactRef }, event.at, now)
  if (event.allowsTexts) takeMarkLifted(context, customer, now)
  if (customer.phone === null && event.phone !== null) return applyContact(context, customerId, event, now)
  if (!followPhone(context, customer, event, now)) return
  const email = event.email ?? customer.email
  const name = event.name ?? customer.name
  if (event.address) saveCustomer(db, customerId, { places: withPlaces(customer, { crm: event.address }) }, now)
  takeAddress(context, customerId, event, now)
  if (email === customer.email && name === customer.name) return
  saveCustomer(db, customerId, { email, name }, now)
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'contact_changed' } }, now)
}
