import type { Instant } from '../base/clock.ts'
import { newToken } from '../base/ids.ts'
import type { Order } from '../journey/effect.ts'
import { composeText } from '../replies/compose.ts'
import { composeEmail } from '../replies/email.ts'
import { factsOf, type ScriptFacts } from '../replies/facts.ts'
import { composeNotice } from '../replies/notice.ts'
import type { FindScript, PassedOver } from '../replies/own-words.ts'
import type { ScriptName } from '../replies/placeholders.ts'
import type { Customer } from '../storage/customer-rows.ts'
import { loadLastWords, recordToken } from '../storage/message-rows.ts'
import type { Composed, Entry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** Where we live and who our e-mail comes from. */
export type Origin = { appUrl: string; emailFrom: string }

export type Message = Extract<Order, { type: 'send_sms' | 'send_email' | 'notice' }>

/** What the words of one message are made from. */
export type Matter = { entry: Entry; order: Message; customer: Customer | null; isFirst: boolean }

/** Words as they will be handed to the provider, and own words of the business that had to stand back. */
export type Words = { composed: Composed; script: ScriptName | null; passedOver: PassedOver | null }

export function scriptFacts({ tenant }: Context, customer: Customer | null, now: Instant): ScriptFacts {
  return factsOf(tenant.profile, customer?.language ?? tenant.profile.language, now)
}

/** `find` gives the business's own words where it has some. */
export function composeMessage(
  context: Context,
  matter: Matter,
  find: FindScript,
  origin: Origin,
  now: Instant,
): Words {
  const { order, customer, isFirst } = matter
  const facts = scriptFacts(context, customer, now)
  if (order.type === 'send_email') return composeLetter(context, { ...matter, order }, find, origin, now)
  if (order.type === 'notice')
    return { composed: composeForTechnician(context, order, customer, origin, now), script: null, passedOver: null }
  const { body, variant, ...rest } = composeText({ ...order, isFirst }, facts, find)
  const from = context.tenant.profile.smsNumber
  return { composed: { ...PLAIN, to: customer?.phone ?? '', from, body, variant }, ...rest }
}

const PLAIN = { subject: null, html: null, headers: {}, variant: 'ours' }

function composeLetter(
  context: Context,
  { entry, order, customer }: Matter & { order: Extract<Message, { type: 'send_email' }> },
  find: FindScript,
  origin: Origin,
  now: Instant,
): Words {
  const to = customer?.email ?? ''
  const unsubscribeUrl = newUnsubscribeUrl(context, entry, to, origin, now)
  const request = { customerName: customer?.name ?? null, calledAt: order.occasionedAt, unsubscribeUrl }
  const { text, variant, ...email } = composeEmail(order.template, request, scriptFacts(context, customer, now), find)
  const headers = {
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  return {
    composed: { to, from: sender(context, origin), body: text, ...email, headers, variant },
    script: variant === 'ours' ? null : order.template,
    passedOver: null,
  }
}

function composeForTechnician(
  context: Context,
  order: Extract<Message, { type: 'notice' }>,
  customer: Customer | null,
  origin: Origin,
  now: Instant,
): Composed {
  const { profile } = context.tenant
  const lastWords = customer ? loadLastWords(context.db, customer.customerId) : null
  const notice = composeNotice(
    order.reason,
    { ...order, customerName: customer?.name ?? null, customerPhone: customer?.phone ?? null, lastWords },
    factsOf(profile, profile.language, now),
  )
  if (order.channel === 'sms') return { ...PLAIN, to: profile.primaryPhone, from: profile.smsNumber, body: notice.text }
  return { ...PLAIN, to: profile.email, from: sender(context, origin), body: notice.text, subject: notice.subject }
}

/** The business's name in front of the address that is allowed to send. */
function sender(context: Context, origin: Origin): string {
  const address = /<([^>]+)>/.exec(origin.emailFrom)?.[1] ?? origin.emailFrom
  return `"${context.tenant.profile.businessName.replaceAll(/["\\\r\n]/g, '')}" <${address}>`
}

/** The tenant's id stands in the token, so that the router finds the tenant without a table of all tokens. */
function newUnsubscribeUrl(context: Context, entry: Entry, address: string, origin: Origin, now: Instant): string {
  const token = `${context.tenant.tenantId.slice('ten_'.length)}.${newToken()}`
  const customerId = entry.customerId ?? ''
  recordToken(context.db, { token, purpose: 'unsubscribe', customerId, address }, now)
  return `${origin.appUrl}/u/${token}`
}
