import { after, type Instant } from '../base/clock.ts'
import type { MessageId } from '../base/ids.ts'
import { CONVERSATION_OPEN_MS } from '../base/limits.ts'
import { applyInput } from '../apply-input.ts'
import type { Reply, ReplyLabel } from '../journey/input.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { redactCardNumbers } from '../reading/card-numbers.ts'
import { matchServices } from '../reading/price-question.ts'
import { readReply, type Reading } from '../reading/read-reply.ts'
import { isCarrierKeyword } from '../reading/opt-out.ts'
import { readWhen } from '../reading/when.ts'
import { isSuppressed, liftSuppression, recordConsent, recordSuppression } from '../storage/consent-rows.ts'
import { saveCustomer, type Customer } from '../storage/customer-rows.ts'
import { recordMessage } from '../storage/message-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { matchCustomer } from './match-customer.ts'

type SmsReceived = Extract<InboundEvent, { type: 'sms_received' }>

/** A text came in: kept without card numbers, read, and handed on. An opt-out is honoured before anything else. */
export function takeSms(context: Context, event: SmsReceived, now: Instant): void {
  const { db, tenant } = context
  const { text } = redactCardNumbers(event.text)
  if (event.from === tenant.profile.primaryPhone) {
    keepText(context, null, event, text, null, now)
    return
  }
  const customer = matchCustomer(context, { phone: event.from, withheld: false, contactRef: null }, now)
  const wasSuppressed = isSuppressed(db, 'sms', event.from)
  const reading = readWithCarrier(text, event, wasSuppressed)
  const messageId = keepText(context, customer, event, text, reading.label, now)
  const evidence = `message:${messageId}`
  if (reading.label === 'opt_out') {
    recordReply(context, customer, messageId, reading.label, now)
    return optOut(context, customer, event, { evidence, text, wasSuppressed }, now)
  }
  const language = reading.language === 'es' ? { language: 'es' as const } : {}
  saveCustomer(db, customer.customerId, { ...language, conversationOpenUntil: after(now, CONVERSATION_OPEN_MS) }, now)
  recordConsent(db, { customerId: customer.customerId, basis: 'inbound_message', evidence }, now)
  if (reading.label === 'opt_in_again' && wasSuppressed) {
    liftSuppression(db, 'sms', event.from, evidence, now)
    recordEvent(
      db,
      { customerId: customer.customerId, journeyId: null, fact: { type: 'customer_opted_in_again' } },
      now,
    )
  }
  if (reading.label === 'wrong_number') {
    recordSuppression(db, { channel: 'sms', address: event.from, source: 'wrong_number', evidence }, now)
  }
  const reply = readFor(context, reading, messageId, text, event, now)
  const decision = applyInput(context, customer.customerId, { type: 'reply_received', reply }, now)
  // Words that are nobody's matter are shown all the same.
  if (decision.kind === 'ignored') recordReply(context, customer, messageId, reading.label, now)
}

function recordReply(context: Context, customer: Customer, messageId: MessageId, label: ReplyLabel, now: Instant) {
  const fact = { type: 'reply_received' as const, messageId, label }
  recordEvent(context.db, { customerId: customer.customerId, journeyId: null, fact }, now)
}

/** What the carrier handled is what it was; and YES opens the door again only for those who had closed it. */
function readWithCarrier(text: string, event: SmsReceived, wasSuppressed: boolean): Reading {
  const reading = readReply(text)
  if (event.carrierKeyword === 'stop') return { ...reading, label: 'opt_out' }
  if (event.carrierKeyword === 'start') return { ...reading, label: 'opt_in_again' }
  if (event.carrierKeyword === 'help') return { ...reading, label: 'help' }
  if (wasSuppressed && /^\s*yes\W*$/i.test(text)) return { ...reading, label: 'opt_in_again' }
  return reading
}

function readFor(
  { tenant }: Context,
  reading: Reading,
  messageId: MessageId,
  text: string,
  event: SmsReceived,
  now: Instant,
): Reply {
  const { label, emergency, asksIfBot } = reading
  return {
    messageId,
    label,
    emergency,
    asksIfBot,
    services: matchServices(text, tenant.profile.priceBook),
    wishedAt: readWhen(text, now, tenant.profile.timeZone)[0]?.startAt ?? null,
    answeredByCarrier: event.carrierKeyword !== null,
  }
}

function optOut(
  context: Context,
  customer: Customer,
  event: SmsReceived,
  { evidence, text, wasSuppressed }: { evidence: string; text: string; wasSuppressed: boolean },
  now: Instant,
): void {
  // Twilio answers its own one-word keywords whether or not it tells us so; one confirmation is all the law allows.
  const carrierConfirms = event.carrierKeyword === 'stop' || isCarrierKeyword(text)
  const by = carrierConfirms ? ('carrier' as const) : ('words' as const)
  recordSuppression(context.db, { channel: 'sms', address: event.from, source: by, evidence }, now)
  const { customerId } = customer
  recordEvent(context.db, { customerId, journeyId: null, fact: { type: 'customer_opted_out', by } }, now)
  applyInput(context, customerId, { type: 'opted_out', confirm: !carrierConfirms && !wasSuppressed }, now)
}

function keepText(
  context: Context,
  customer: Customer | null,
  event: SmsReceived,
  body: string,
  label: string | null,
  now: Instant,
): MessageId {
  return recordMessage(context.db, {
    customerId: customer?.customerId ?? null,
    audience: customer ? 'customer' : 'technician',
    channel: 'sms',
    direction: 'inbound',
    fromAddress: event.from,
    toAddress: event.to,
    subject: null,
    body,
    status: 'received',
    errorCode: null,
    template: null,
    class: null,
    unprompted: false,
    label,
    segments: 0,
    providerRef: event.messageKey,
    entryId: null,
    episodeId: null,
    occasionedAt: null,
    sentAt: null,
    createdAt: now,
  })
}
