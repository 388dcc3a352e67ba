import type { Instant } from '../base/clock.ts'
import { newToken } from '../base/ids.ts'
import { tenantMailbox } from '../base/tenant-mailbox.ts'
import type { Order, TextTemplate } from '../journey/effect.ts'
import { composeText } from '../replies/compose.ts'
import { composeEmail } from '../replies/email.ts'
import { factsOf, type ScriptFacts } from '../replies/facts.ts'
import { composeNotice, saidLast } from '../replies/notice.ts'
import type { FindScript, PassedOver } from '../replies/own-words.ts'
import type { ScriptName } from '../replies/placeholders.ts'
import { withoutBarredPrice } from './customer-facts.ts'
import { loadSaid } from './said-to-us.ts'
import { loadAppointment } from '../storage/appointment-rows.ts'
import type { Customer } from '../storage/customer-rows.ts'
import { senderAddress } from '../storage/email-domain.ts'
import { recordToken } from '../storage/message-rows.ts'
import type { Composed, Entry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { textingOf } from '../storage/texting.ts'

/** Where we live and who our e-mail comes from. */
export type Origin = { appUrl: string; emailFrom: string }

export type Message = Extract<Order, { type: 'send_sms' | 'send_email' | 'notice' }>

export function isText(order: Message): boolean {
  return order.type === 'send_sms' || (order.type === 'notice' && order.channel === 'sms')
}

/** What the words of one message are made from. */
export type Matter = { entry: Entry; order: Message; customer: Customer | null; isFirst: boolean }

/** Words as they will be handed to the provider, and own words of the business that had to stand back. */
export type Words = { composed: Composed; script: ScriptName | null; passedOver: PassedOver | null }

export function scriptFacts({ tenant }: Context, customer: Customer | null, now: Instant): ScriptFacts {
  const facts = factsOf(tenant.profile, customer?.language ?? tenant.profile.language, now)
  return { ...facts, textNumber: textingOf(tenant).number }
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
  const link = linkFor(context, { ...matter, order }, origin, now)
  const { body, variant, ...rest } = composeText(
    { ...withoutBarredPrice(context, order, matter), ...askingWhere(context, order), isFirst, link },
    facts,
    find,
  )
  return { composed: { ...PLAIN, to: customer?.phone ?? '', ...textWay(context), body, variant }, ...rest }
}

/** By which number of which provider texts leave now. */
function textWay({ tenant }: Context): Pick<Composed, 'from' | 'via'> {
  const { via, number: from } = textingOf(tenant)
  return via === 'gohighlevel' ? { from, via } : { from }
}

/** The words of an earlier try, which left nothing behind, by the way that texts take by now. */
export function takeWay(context: Context, kept: Composed): Composed {
  const { via: _before, ...words } = kept
  return { ...words, ...textWay(context) }
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
    // Some mail programs only know the way by mail; what comes that way is an opt-out as well.
    'List-Unsubscribe': `<${unsubscribeUrl}>, <mailto:${mailbox(context, origin)}?subject=unsubscribe>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  return {
    composed: { to, from: sender(context, origin), body: text, ...email, headers, variant },
    script: variant === 'ours' || order.template === 'web_lead_email' ? null : order.template,
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
  const last = customer ? loadSaid(context.db, customer.customerId, order.reason) : null
  const notice = composeNotice(
    order.reason,
    {
      ...order,
      customerName: customer?.name ?? null,
      customerPhone: customer?.phone ?? null,
      ...saidLast(last),
      isText: order.channel === 'sms',
      asksToReply: order.channel === 'sms' && isAsking(order),
      isStaff: order.contact !== undefined && order.contact.phone !== profile.primaryPhone,
    },
    factsOf(profile, profile.language, now),
  )
  const { phone, email } = order.contact ?? { phone: profile.primaryPhone, email: profile.email }
  if (order.channel === 'sms') return { ...PLAIN, to: phone, ...textWay(context), body: notice.text }
  return {
    ...PLAIN,
    to: email ?? profile.email,
    from: sender(context, origin),
    body: notice.text,
    subject: notice.subject,
  }
}

/** Alerts of the ladder are answered; further news of an emergency is not. */
function isAsking({ contact }: Extract<Message, { type: 'notice' }>): boolean {
  return contact !== undefined && contact.step !== null
}

/** The business's name in front of the address that is allowed to send. */
function sender({ db, tenant }: Context, origin: Origin): string {
  const name = tenant.profile.businessName.replaceAll(/["\\\r\n]/g, '')
  return `"${name}" <${senderAddress(db, origin.emailFrom)}>`
}

/** Where mail to this business reaches us. */
function mailbox({ tenant }: Context, origin: Origin): string {
  return tenantMailbox(/<([^>]+)>/.exec(origin.emailFrom)?.[1] ?? origin.emailFrom, tenant.tenantId)
}

/** The page that a text leads to, where it leads to one: a review, or a visit that is agreed. */
function linkFor(
  context: Context,
  matter: Matter & { order: Extract<Message, { type: 'send_sms' }> },
  origin: Origin,
  now: Instant,
): string | null {
  const { order, entry } = matter
  if (order.template === 'review_request') return newLink(context, matter, 'r', origin, now)
  const { visit, template } = order
  if (!visit?.visitId || !LINKED.has(template)) return null
  const token = tokenOf(context)
  const link = { token, purpose: 'visit', customerId: entry.customerId ?? '', address: visit.visitId }
  recordToken(context.db, link, now)
  return `${origin.appUrl}/b/${token}`
}

/** Somebody is to drive there: where to is asked as the visit is agreed, and not again. */
function askingWhere({ db }: Context, { template, visit }: Extract<Message, { type: 'send_sms' }>) {
  if (template !== 'visit_confirmed' || !visit?.visitId) return {}
  return loadAppointment(db, visit.visitId)?.address === null ? { visit: { ...visit, asksWhere: true } } : {}
}

const LINKED: ReadonlySet<TextTemplate> = new Set([
  ...(['visit_confirmed', 'visit_moved', 'visit_moved_by_us', 'visit_kept', 'visit_reminder'] as const),
])

function newUnsubscribeUrl(context: Context, entry: Entry, address: string, origin: Origin, now: Instant): string {
  const token = tokenOf(context)
  const customerId = entry.customerId ?? ''
  recordToken(context.db, { token, purpose: 'unsubscribe', customerId, address }, now)
  return `${origin.appUrl}/u/${token}`
}

/** A page of ours that is about this customer; words that are never sent leave a link that nobody has. */
function newLink(context: Context, { entry, customer }: Matter, path: 'r', origin: Origin, now: Instant): string {
  const token = tokenOf(context)
  const link = { token, purpose: 'review', customerId: entry.customerId ?? '', address: customer?.phone ?? '' }
  recordToken(context.db, link, now)
  return `${origin.appUrl}/${path}/${token}`
}

/** The tenant's id stands in the token, so that the router finds the tenant without a table of all tokens. */
function tokenOf({ tenant }: Context): string {
  return `${tenant.tenantId.slice('ten_'.length)}.${newToken()}`
}
