import type { Instant } from '../base/clock.ts'
import type { MessageId } from '../base/ids.ts'
import { applyReply } from '../apply-journey.ts'
import type { Reply } from '../journey/input.ts'
import { optOut } from '../opt-outs.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { redactCardNumbers } from '../base/card-numbers.ts'
import { loadCustomersByEmail, recordCustomer, saveCustomer, type Customer } from '../storage/customer-rows.ts'
import { recordReceived } from '../storage/message-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { ownSubject, ownWords } from './own-words.ts'
import { judgeTopic, readWish } from './read-wish.ts'

type EmailReceived = Extract<InboundEvent, { type: 'email_received' }>

const ABOUT_TEXTS = /\b(texts?|texting|sms|mensajes?|textos?|phone|n[uú]mero|number)\b/i

/**
 * Somebody wrote an e-mail to the address our letters come from. What asks for no more messages is honoured at once, by
 * e-mail and by text where we know who it is; what a customer writes besides goes to the technician.
 */
export function takeEmail(context: Context, event: EmailReceived, now: Instant): void {
  const { db, tenant } = context
  const { from } = event
  if (from === tenant.profile.email.toLowerCase()) return
  const { text } = redactCardNumbers([ownSubject(event.subject), ownWords(event.text)].filter(Boolean).join('\n'))
  const isOptOut = [ownSubject(event.subject), ownWords(event.text)].some((part) => asksForNoMore(part))
  const customers = loadCustomersByEmail(db, from)
  if (!isOptOut) {
    for (const customer of customers)
      handToHuman(context, customer, keepEmail(context, customer, event, text, now), now)
    return
  }
  const topic = judgeTopic(text, tenant.policy.revocationScope, now)
  for (const customer of customers) {
    const { customerId, phone } = customer
    const messageId = keepEmail(context, customer, event, text, now)
    const wish = { customerId, phone, email: from, topic, by: 'email', evidence: `message:${messageId}` } as const
    optOut(context, { ...wish, messageId }, { confirm: false }, now)
  }
  if (customers.length === 0) takeStranger(context, event, text, topic, now)
}

/** Their address is all we know. Where they mean texts, only a person can find out whose number it is. */
function takeStranger(
  context: Context,
  event: EmailReceived,
  text: string,
  topic: 'all' | 'marketing',
  now: Instant,
): void {
  const { from: email } = event
  const isAboutTexts = ABOUT_TEXTS.test(text)
  const customer = isAboutTexts ? openCustomer(context, email, now) : null
  const messageId = keepEmail(context, customer, event, text, now)
  const customerId = customer?.customerId ?? null
  const wish = { customerId, phone: null, email, topic, by: 'email', evidence: `message:${messageId}` } as const
  optOut(context, wish, { confirm: false }, now)
  if (customer) handToHuman(context, customer, messageId, now)
}

function openCustomer({ db, tenant }: Context, email: string, now: Instant): Customer {
  const { language } = tenant.profile
  const customer = recordCustomer(db, { phone: null, withheld: false, contactRef: null, language }, now)
  saveCustomer(db, customer.customerId, { email }, now)
  return { ...customer, email }
}

function asksForNoMore(words: string): boolean {
  return words !== '' && readWish(words, null, false).reading.label === 'opt_out'
}

function handToHuman(context: Context, { customerId }: Customer, messageId: MessageId, now: Instant): void {
  const rest = { emergency: null, asksIfBot: false, services: [], wishedAt: null, answeredByCarrier: false }
  const reply: Reply = { messageId, label: 'question_other', ...rest, mayBeOptOut: true }
  applyReply(context, customerId, reply, now)
}

function keepEmail(
  { db }: Context,
  customer: Customer | null,
  event: EmailReceived,
  body: string,
  now: Instant,
): MessageId {
  return recordReceived(db, {
    customerId: customer?.customerId ?? null,
    channel: 'email',
    fromAddress: event.from,
    toAddress: event.to,
    subject: redactCardNumbers(event.subject).text,
    body,
    // Two customers may share an address, and the provider's id is unique among messages.
    providerRef: null,
    createdAt: now,
  })
}
