import { after, type Instant } from '../base/clock.ts'
import { newToken } from '../base/ids.ts'
import { CONFIRMATION_DELAY_MAX_MS, CONVERSATION_OPEN_MS } from '../base/limits.ts'
import { isPhone } from '../base/e164.ts'
import { decideGate } from '../gate/decide.ts'
import type { GateDecision, GateFacts, GateMessage, SentMessage } from '../gate/facts.ts'
import { candidatePlaces, parseState } from '../gate/places.ts'
import type { Order } from '../journey/effect.ts'
import { composeText } from '../replies/compose.ts'
import { composeEmail } from '../replies/email.ts'
import { amountsOf, type ScriptFacts } from '../replies/facts.ts'
import { composeNotice } from '../replies/notice.ts'
import { loadConsents, loadSuppressedAt } from '../storage/consent-rows.ts'
import { loadCustomer, type Customer } from '../storage/customer-rows.ts'
import { loadLastWords, loadNoticeTimes, loadSentMessages, recordToken } from '../storage/message-rows.ts'
import type { Composed, Entry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** Where we live and who our e-mail comes from. */
export type Origin = { appUrl: string; emailFrom: string }

type Message = Extract<Order, { type: 'send_sms' | 'send_email' | 'notice' }>
export type Prepared = { composed: Composed; gate: GateDecision; class: string; unprompted: boolean }

const SENT_MAX = 100

/**
 * Makes the words of a message and asks the gate about them, in the same turn in which the entry is claimed: an opt-out
 * that came a moment ago is seen. Words that an earlier attempt may have delivered are kept to the letter.
 */
export function prepare(context: Context, entry: Entry, order: Message, origin: Origin, now: Instant): Prepared {
  const customer = entry.customerId ? loadCustomer(context.db, entry.customerId) : null
  const sent = order.type === 'notice' ? noticesSent(context) : textsSent(context, customer, entry)
  const isFirst = order.type !== 'notice' && !wroteLately(sent, now)
  const composed = entry.composed ?? compose(context, entry, { order, customer, isFirst }, origin, now)
  const message = gateMessage(entry, order, composed, isFirst)
  const gate = decideGate(message, gateFacts(context, message, { customer, sent }, origin, now), now)
  return { composed, gate, class: message.class, unprompted: message.unprompted }
}

export function scriptFacts({ tenant }: Context, customer: Customer | null, now: Instant): ScriptFacts {
  const { profile } = tenant
  return {
    businessName: profile.businessName,
    ownerName: profile.ownerName,
    primaryPhone: profile.primaryPhone,
    email: profile.email,
    postalAddress: profile.postalAddress,
    language: customer?.language ?? profile.language,
    currency: profile.currency,
    zone: profile.timeZone,
    priceBook: profile.priceBook,
    now,
  }
}

function compose(
  context: Context,
  entry: Entry,
  { order, customer, isFirst }: { order: Message; customer: Customer | null; isFirst: boolean },
  origin: Origin,
  now: Instant,
): Composed {
  const { profile } = context.tenant
  const facts = scriptFacts(context, customer, now)
  const plain = { subject: null, html: null, headers: {} }
  if (order.type === 'send_sms') {
    return {
      ...plain,
      to: customer?.phone ?? '',
      from: profile.smsNumber,
      body: composeText({ ...order, isFirst }, facts),
    }
  }
  if (order.type === 'send_email') {
    const to = customer?.email ?? ''
    const unsubscribeUrl = newUnsubscribeUrl(context, entry, to, origin, now)
    const request = { customerName: customer?.name ?? null, calledAt: order.occasionedAt, unsubscribeUrl }
    const email = composeEmail(order.template, request, facts)
    const headers = {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }
    return { to, from: sender(context, origin), body: email.text, subject: email.subject, html: email.html, headers }
  }
  const lastWords = customer ? loadLastWords(context.db, customer.customerId) : null
  const notice = composeNotice(
    order.reason,
    { ...order, customerName: customer?.name ?? null, customerPhone: customer?.phone ?? null, lastWords },
    { ...facts, language: profile.language },
  )
  if (order.channel === 'sms') return { ...plain, to: profile.primaryPhone, from: profile.smsNumber, body: notice.text }
  return { ...plain, to: profile.email, from: sender(context, origin), body: notice.text, subject: notice.subject }
}

/** The business's name in front of the address that is allowed to send. */
function sender(context: Context, origin: Origin): string {
  const address = /<([^>]+)>/.exec(origin.emailFrom)?.[1] ?? origin.emailFrom
  return `"${context.tenant.profile.businessName.replaceAll(/["\\\r\n]/g, '')}" <${address}>`
}

function wroteLately(sent: readonly SentMessage[], now: Instant): boolean {
  return sent.some((message) => message.channel === 'sms' && message.at > now - CONVERSATION_OPEN_MS)
}

/** The tenant's id stands in the token, so that the router finds the tenant without a table of all tokens. */
function newUnsubscribeUrl(context: Context, entry: Entry, address: string, origin: Origin, now: Instant): string {
  const token = `${context.tenant.tenantId.slice('ten_'.length)}.${newToken()}`
  const customerId = entry.customerId ?? ''
  recordToken(context.db, { token, purpose: 'unsubscribe', customerId, address }, now)
  return `${origin.appUrl}/u/${token}`
}

const EXEMPTIONS: Partial<Record<string, GateMessage['exemption']>> = {
  opt_out_confirmation: 'opt_out_confirmation',
  help_answer: 'help',
}

function gateMessage(entry: Entry, order: Message, composed: Composed, isFirst: boolean): GateMessage {
  const isNotice = order.type === 'notice'
  const isSms = order.type === 'send_sms'
  const template = isNotice ? order.reason : order.template
  return {
    channel: isSms || (isNotice && order.channel === 'sms') ? 'sms' : 'email',
    audience: isNotice ? 'technician' : 'customer',
    to: composed.to,
    class: isSms ? order.class : 'response',
    template,
    body: composed.body,
    firstInConversation: isFirst,
    unprompted: isSms ? order.unprompted : !isNotice,
    byHuman: template === 'human_text',
    disclosureDue: false,
    exemption: isNotice ? null : (EXEMPTIONS[template] ?? null),
    episodeId: entry.journeyId,
    occasionedAt: isNotice ? entry.createdAt : order.occasionedAt,
    usefulUntil: entry.usefulUntil,
  }
}

function gateFacts(
  context: Context,
  message: GateMessage,
  { customer, sent }: { customer: Customer | null; sent: SentMessage[] },
  origin: Origin,
  now: Instant,
): GateFacts {
  const { db, tenant } = context
  const { profile, policy } = tenant
  // The service area is written for people, with the state at its end: "Austin, TX".
  const tenantState = parseState(profile.serviceArea.split(',').at(-1))
  const suppressedAt = message.audience === 'customer' ? loadSuppressedAt(db, message.channel, message.to) : null
  return {
    killSwitch: policy.paused && message.audience === 'customer' && !message.byHuman,
    a2p: profile.a2p,
    smsNumber: profile.smsNumber,
    lineType: customer?.lineType ?? 'unknown',
    suppressed: suppressedAt !== null,
    consents: customer
      ? loadConsents(db, customer.customerId).map(({ basis, givenAt }) => ({ basis, at: givenAt }))
      : [],
    conversationOpenUntil: customer?.conversationOpenUntil ?? null,
    sent,
    businessName: profile.businessName,
    postalAddress: profile.postalAddress,
    allowedAmountsMinor: amountsOf(scriptFacts(context, customer, now)),
    serviceNames: profile.priceBook.map((line) => line.service),
    allowedHosts: [new URL(origin.appUrl).hostname],
    places: isPhone(message.to)
      ? candidatePlaces({ phone: message.to, tenantState, tenantZone: profile.timeZone })
      : [],
    zone: profile.timeZone,
    confirmationDueBy: suppressedAt === null ? null : after(suppressedAt, CONFIRMATION_DELAY_MAX_MS),
    budgetLeft: null,
  }
}

function noticesSent({ db }: Context): SentMessage[] {
  const same = { channel: 'sms' as const, class: 'response' as const, template: 'notice', episodeId: null }
  return loadNoticeTimes(db, SENT_MAX).map((at) => ({ ...same, at, unprompted: false, byHuman: false }))
}

function textsSent({ db }: Context, customer: Customer | null, entry: Entry): SentMessage[] {
  if (!customer) return []
  return loadSentMessages(db, customer.customerId, SENT_MAX)
    .filter((message) => message.status !== 'failed' && message.entryId !== entry.entryId)
    .map((message) => ({
      at: message.createdAt,
      channel: message.channel,
      class: (message.class ?? 'response') as SentMessage['class'],
      template: message.template ?? '',
      episodeId: message.episodeId,
      unprompted: message.unprompted,
      byHuman: message.template === 'human_text',
    }))
}
