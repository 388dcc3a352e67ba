import { after, type Instant } from '../base/clock.ts'
import type { MessageId } from '../base/ids.ts'
import { CONVERSATION_OPEN_MS } from '../base/limits.ts'
import { isTwilioText } from '../base/text-refs.ts'
import { wantTextsAgain } from '../apply-crm-contact.ts'
import { applyEmergency } from '../apply-emergency.ts'
import { applyReply } from '../apply-journey.ts'
import type { ReplyLabel } from '../journey/input.ts'
import { leaveNumber, optOut } from '../opt-outs.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { recordPhotos } from '../record-media.ts'
import { tellAddress } from '../apply-address.ts'
import { lacksAddress } from '../record-address.ts'
import { recordRedaction } from '../record-forget.ts'
import { redactCardNumbers } from '../base/card-numbers.ts'
import { readAddress } from '../reading/address.ts'
import { isCarrierKeyword } from '../reading/opt-out.ts'
import { readPlace, type ToldPlace } from '../reading/place.ts'
import { liftSuppressions, loadSuppressed, recordConsent, type ConsentPurpose } from '../storage/consent-rows.ts'
import { saveCustomer, withPlaces, type Customer, type KnownPlaces } from '../storage/customer-rows.ts'
import { loadMessageByRef, recordReceived } from '../storage/message-rows.ts'
import { isStaff, type Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { matchCustomer } from './match-customer.ts'
import { takeStaffText } from './take-staff-text.ts'
import { judgeTopic, readWish } from './read-wish.ts'
import { readWords } from './read-words.ts'

type SmsReceived = Extract<InboundEvent, { type: 'sms_received' }>

/** A text came in: kept without card numbers, read, and handed on. An opt-out is honoured before anything else. */
export function takeSms(context: Context, event: SmsReceived, now: Instant): void {
  const { db } = context
  // Another webhook of the same text, or a comparison, has brought it already.
  if (loadMessageByRef(db, event.messageKey)) return
  const { text, found } = redactCardNumbers(event.text)
  // Twilio has the number still; GoHighLevel offers no way to empty a text.
  if (found > 0 && isTwilioText(event.messageKey)) recordRedaction(context, event.messageKey, now)
  if (isStaff(context, event.from)) {
    const messageId = keepText(context, null, event, text, null, now)
    return takeStaffText(context, event, { text, messageId }, now)
  }
  const customer = matchCustomer(context, { phone: event.from, withheld: false, contactRef: null }, now)
  const { allSince, topics } = loadSuppressed(db, 'sms', event.from)
  const wish = readWish(text, event.carrierKeyword, allSince !== null)
  const { label, language } = wish.reading
  const messageId = keepText(context, customer, event, text, label, now)
  if (event.mediaUrls.length > 0) recordPhotos(context, { ...customer, messageId }, event.mediaUrls, now)
  // Whatever else is said: a life may depend on it.
  if (wish.reading.emergency !== null) raise(context, customer, wish.reading.emergency, now)
  if (label === 'opt_out') {
    recordReply(context, customer, messageId, label, now)
    return takeOptOut(context, customer, event, { messageId, text, wasSuppressed: allSince !== null }, now)
  }
  const isTheirs = label !== 'wrong_number' || wish.mayBeOptOut
  const isBack = wish.lifts && (allSince !== null || topics.length > 0)
  const purpose = isBack ? 'texts_again' : 'this_conversation'
  if (isTheirs) openConversation(context, customer, event, { text, isSpanish: language === 'es', purpose }, now)
  if (isTheirs) keepAddress(context, customer, text, now)
  if (isBack) {
    liftSuppressions(db, event.from, messageId, now)
    wantTextsAgain(context, customer, now)
    const fact = { type: 'customer_opted_in_again' as const }
    recordEvent(db, { customerId: customer.customerId, journeyId: null, fact }, now)
  }
  const { customerId } = customer
  const answeredByCarrier = event.carrierKeyword !== null
  const reply = readWords(context, wish, { customerId, messageId, text, answeredByCarrier }, now)
  const turnsToSpanish = language === 'es' && customer.language !== 'es'
  const decision = applyReply(context, customer.customerId, { ...reply, turnsToSpanish }, now)
  // Words that are nobody's matter are shown all the same.
  if (decision.kind === 'ignored') recordReply(context, customer, messageId, label, now)
  if (isTheirs) return
  const wrong = { customerId: customer.customerId, phone: event.from, evidence: `message:${messageId}` }
  leaveNumber(context, wrong, now)
}

function raise(context: Context, { customerId }: Customer, danger: string, now: Instant): void {
  applyEmergency(context, customerId, { type: 'danger_told', danger }, now)
}

/** Where they say that they are; once a visit is agreed and nobody knows where, a bare house number will do. */
function keepAddress(context: Context, { customerId }: Customer, text: string, now: Instant): void {
  const told = readAddress(text)
  const asked = told === null ? readAddress(text, true) : null
  const address = told ?? (asked !== null && lacksAddress(context, customerId, now) ? asked : null)
  if (address !== null) tellAddress(context, customerId, address, now)
}

/** Whoever writes may be answered: their words are the consent, and open the conversation it lasts for. */
function openConversation(
  { db }: Context,
  customer: Customer,
  event: SmsReceived,
  { text, isSpanish, purpose }: { text: string; isSpanish: boolean; purpose: ConsentPurpose },
  now: Instant,
): void {
  const { customerId } = customer
  const language = isSpanish ? { language: 'es' as const } : {}
  const told = readPlace(text)
  const places = told === null ? {} : { places: withPlaces(customer, placesTold(told)) }
  saveCustomer(db, customerId, { ...language, ...places, conversationOpenUntil: after(now, CONVERSATION_OPEN_MS) }, now)
  const via = isTwilioText(event.messageKey) ? 'twilio' : 'gohighlevel'
  const evidence = `${via}:${event.messageKey}`
  const given = { basis: 'inbound_message', purpose, wording: text } as const
  recordConsent(db, { customerId, evidence, address: event.from, ...given }, now)
}

/** An address that somebody gives a tradesman is where the work is. */
function placesTold({ zip, state, isAddress }: ToldPlace): KnownPlaces {
  return isAddress ? { zip, serviceAddress: { state, postalCode: zip } } : { zip }
}

function recordReply(context: Context, customer: Customer, messageId: MessageId, label: ReplyLabel, now: Instant) {
  const fact = { type: 'reply_received' as const, messageId, label }
  recordEvent(context.db, { customerId: customer.customerId, journeyId: null, fact }, now)
}

function takeOptOut(
  context: Context,
  { customerId, email }: Customer,
  event: SmsReceived,
  { messageId, text, wasSuppressed }: { messageId: MessageId; text: string; wasSuppressed: boolean },
  now: Instant,
): void {
  const topic = event.carrierKeyword === 'stop' ? 'all' : judgeTopic(text, context.tenant.policy.revocationScope, now)
  // Twilio answers its own one-word keywords whether or not it tells us so; one confirmation is all the law allows.
  const carrierConfirms = event.carrierKeyword === 'stop' || isCarrierKeyword(text)
  const by = carrierConfirms ? 'carrier' : 'words'
  const wish = { customerId, phone: event.from, email, topic, by, evidence: `message:${messageId}` } as const
  optOut(context, wish, { confirm: !carrierConfirms && !wasSuppressed }, now)
}

function keepText(
  context: Context,
  customer: Customer | null,
  event: SmsReceived,
  body: string,
  label: string | null,
  now: Instant,
): MessageId {
  return recordReceived(context.db, {
    customerId: customer?.customerId ?? null,
    audience: customer ? 'customer' : 'technician',
    channel: 'sms',
    fromAddress: event.from,
    toAddress: event.to,
    body,
    label,
    providerRef: event.messageKey,
    createdAt: now,
  })
}
