import { after, type Instant } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import { newToken, type CustomerId, type JourneyId } from './base/ids.ts'
import { ALERT_USEFUL_MS, LOOK_UP_PATIENCE_MS } from './base/limits.ts'
import type { Effect, Order } from './journey/effect.ts'
import type { OnCallContact } from './journey/state.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { cancelUnsent, recordEntry, type Entry, type NewEntry } from './storage/outbox-rows.ts'
import { loadSubscriptions, pushSequence } from './storage/push-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { canText } from './storage/texting.ts'

/** Orders what goes to people on call, each in a sequence of their own: nobody waits behind another's phone. */

type Alert = Extract<Effect, { type: 'alert_contact' }>
type Notice = Extract<Order, { type: 'notice' }>

/** An alert without a number helps nobody, so a number that is being looked up gets a moment to come; no longer. */
export function onceLookedUp({ db }: Context, customerId: CustomerId, now: Instant): Instant {
  const customer = loadCustomer(db, customerId)
  return customer?.phone === null && customer.lookUp === 'pending' ? after(now, LOOK_UP_PATIENCE_MS) : now
}

/** A text where the contact can get one; by e-mail as well where the business wants that, or instead. */
export function recordAlert(
  context: Context,
  customerId: CustomerId,
  journeyId: JourneyId,
  alert: Alert,
  now: Instant,
): void {
  const { db, tenant } = context
  const { contact, reason, detail, step, round } = alert
  const isTexted = canText(context) && !isSuppressed(db, 'sms', contact.phone)
  const mails = contact.email !== null && (tenant.policy.notifyBy.includes('email') || !isTexted)
  const dueAt = onceLookedUp(context, customerId, now)
  const base = { customerId, journeyId, dueAt, usefulUntil: after(now, ALERT_USEFUL_MS) }
  const notice = { type: 'notice' as const, reason, wishedAt: null, detail, isFallback: false }
  const to = { contact: { ...contact, step, round } }
  if (isTexted) {
    const order: Notice = { ...notice, ...to, channel: 'sms', hasFallback: mails }
    recordEntry(db, { ...base, ...placeOf('sms', customerId, contact), order }, now)
  }
  if (mails) {
    // Beside a text it is a second chance; alone it is what the ladder waits for.
    const order: Notice = { ...notice, ...to, channel: 'email', isFallback: isTexted }
    recordEntry(db, { ...base, ...placeOf('email', customerId, contact), order }, now)
  }
  if (alert.alsoBrowsers && tenant.policy.notifyBy.includes('push')) recordPushes(context, base, notice, now)
}

/** Who asks what these texts are is told, on call or not: whoever is texted may ask. */
export function recordHelp(context: Context, phone: Phone, now: Instant): void {
  answerStaff(context, phone, { reason: 'help_asked', detail: context.tenant.profile.email }, now)
}

/** To the technician's own phone, by text as they asked, whatever else they are told by. */
export function recordStanding(context: Context, detail: string, now: Instant): void {
  answerStaff(context, context.tenant.profile.primaryPhone, { reason: 'decision_stands', detail }, now)
}

function answerStaff(
  { db }: Context,
  phone: Phone,
  { reason, detail }: { reason: 'help_asked' | 'decision_stands'; detail: string },
  now: Instant,
): void {
  const contact = { name: '', phone, email: null, step: null }
  const notice = { type: 'notice' as const, reason, wishedAt: null, detail }
  const order: Notice = { ...notice, channel: 'sms', contact, isFallback: false }
  const rest = { customerId: null, journeyId: null, dueAt: now, usefulUntil: after(now, ALERT_USEFUL_MS) }
  const topic = reason === 'help_asked' ? 'help' : 'standing'
  recordEntry(db, { ...rest, lane: 'twilio', sequenceKey: `notice_sms:${topic}:${phone}`, order }, now)
}

type Base = Pick<NewEntry, 'customerId' | 'journeyId' | 'dueAt' | 'usefulUntil'> & { customerId: CustomerId }

function recordPushes({ db }: Context, base: Base, notice: Omit<Notice, 'channel'>, now: Instant): void {
  const group = newToken()
  for (const { endpoint } of loadSubscriptions(db)) {
    const order: Notice = { ...notice, channel: 'push', push: { endpoint, group, isAlone: false } }
    const sequenceKey = `${pushSequence(base.customerId)}${endpoint}`
    recordEntry(db, { ...base, lane: 'web_push', sequenceKey, order }, now)
  }
}

function placeOf(channel: 'sms' | 'email', customerId: CustomerId, { phone }: Pick<OnCallContact, 'phone'>) {
  const lane = channel === 'sms' ? ('twilio' as const) : ('resend' as const)
  return { lane, sequenceKey: `notice_${channel}:${customerId}:${phone}` }
}

/**
 * The text met a hindrance or failed: an e-mail takes over, to the business where the contact has no address of their
 * own, and everybody who wants pushes gets one, whatever else they wanted to hear by push.
 */
export function recordAlertFallback(
  context: Context,
  { customerId, journeyId, order }: Pick<Entry, 'customerId' | 'journeyId'> & { order: Notice },
  now: Instant,
): void {
  const { contact, reason } = order
  if (!contact || customerId === null || order.channel !== 'sms' || order.hasFallback) return
  const base = { customerId, journeyId, dueAt: now, usefulUntil: after(now, ALERT_USEFUL_MS) }
  const byMail: Notice = { ...order, channel: 'email', isFallback: true }
  if (contact.email !== null) {
    recordEntry(context.db, { ...base, ...placeOf('email', customerId, contact), order: byMail }, now)
  }
  if (reason !== 'emergency') return
  const { contact: _, ...toBusiness } = byMail
  // The one mailbox of the business need not hear of every round.
  if (contact.email === null && (contact.round ?? 1) === 1) {
    const place = { lane: 'resend' as const, sequenceKey: `notice_email:${customerId}` }
    recordEntry(context.db, { ...base, ...place, order: toBusiness }, now)
  }
  recordPushes(context, { ...base, customerId }, toBusiness, now)
}

/** Somebody has taken it: alerts that have not left would only wake people. */
export function takeBackAlerts(
  { db }: Context,
  customerId: CustomerId,
  { contacts, reason }: Omit<Extract<Effect, { type: 'cancel_alerts' }>, 'type'>,
  now: Instant,
): void {
  const sequences = contacts.flatMap((contact) => [
    placeOf('sms', customerId, contact).sequenceKey,
    placeOf('email', customerId, contact).sequenceKey,
  ])
  cancelUnsent(db, sequences, reason, now)
}
