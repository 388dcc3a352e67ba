import { after, type Instant } from './base/clock.ts'
import { newToken, type CustomerId, type EffectId, type JourneyId } from './base/ids.ts'
import { NOTICE_USEFUL_MS } from './base/limits.ts'
import { unreachable } from './base/result.ts'
import type { Effect, Order, PushAim } from './journey/effect.ts'
import { nextNoticeHour } from './journey/notice-hours.ts'
import { onceLookedUp, recordAlertFallback } from './record-alert.ts'
import { orderSync, recordCrm } from './record-crm.ts'
import { placeOf, recordDigest } from './record-digest.ts'
import { recordWaiting } from './record-draft.ts'
import { sequenceEndOf } from './storage/notice-rows.ts'
import { cancelUnsent, loadEntry, recordEntry, saveEntry, type Entry, type Lane } from './storage/outbox-rows.ts'
import { loadPushGroup, loadSubscriptions, pushSequence, type PushEntry } from './storage/push-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { canText } from './storage/texting.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { NoticeReason } from './timeline/event.ts'

/** Turns what a journey orders into outbox entries: which provider, in which sequence, useful until when. */

type Orderable =
  | Extract<Effect, { type: 'send_sms' | 'send_email' | 'tell_technician' | 'sync_crm' }>
  | Extract<Order, { type: 'look_up_contact' | 'sync_appointment' }>

export function recordOrder(
  context: Context,
  customerId: CustomerId,
  journeyId: JourneyId | null,
  effect: Orderable,
  now: Instant,
): void {
  const isPressing = effect.type === 'send_sms' && effect.template === 'emergency_answer'
  const base = { customerId, journeyId, dueAt: isPressing ? onceLookedUp(context, customerId, now) : now }
  const record = (lane: Lane, sequence: string, order: Order, usefulUntil: Instant) =>
    recordEntry(context.db, { ...base, lane, sequenceKey: `${sequence}:${customerId}`, order, usefulUntil }, now)
  switch (effect.type) {
    case 'send_sms':
      if (effect.draft) return recordWaiting(context, { customerId, journeyId }, effect, effect.draft, now)
      // An offer may be held for days, and whoever takes back answers means none of it.
      record('twilio', effect.class === 'marketing' ? 'offer' : 'sms', effect, effect.usefulUntil)
      return
    case 'send_email':
      record('resend', 'email', effect, effect.usefulUntil)
      return
    case 'tell_technician':
      recordNotices(context, { customerId, journeyId, dueAt: dueOf(context, effect, now) }, effect, now)
      recordEvent(context.db, { customerId, journeyId, fact: { type: 'technician_told', reason: effect.reason } }, now)
      return
    case 'look_up_contact':
      record('gohighlevel', 'look_up', effect, after(now, context.tenant.policy.staleAfterMs))
      return
    case 'sync_crm':
      orderSync(context, customerId, {}, now, journeyId)
      return
    case 'sync_appointment':
      recordCrm(context, { customerId, journeyId }, effect, now)
      return
    default:
      unreachable(effect)
  }
}

/** Tells the technician something about the business itself. `detail` is a code of ours, never a person's words. */
export function tellBusiness(
  context: Context,
  reason: NoticeReason,
  detail: string | null,
  now: Instant,
  dueAt: Instant = now,
): void {
  const notice = { type: 'tell_technician' as const, reason, wishedAt: null, detail }
  recordNotices(context, { customerId: null, journeyId: null, dueAt }, notice, now)
  recordEvent(context.db, { customerId: null, journeyId: null, fact: { type: 'technician_told', reason } }, now)
}

function dueOf({ tenant }: Context, { canWait }: Extract<Effect, { type: 'tell_technician' }>, now: Instant): Instant {
  return canWait ? nextNoticeHour(tenant.profile.timeZone, now) : now
}

type Base = { customerId: CustomerId | null; journeyId: JourneyId | null; dueAt: Instant }

/** One entry for each way of telling the technician, and for each browser that wants to be told; or one for many. */
function recordNotices(
  context: Context,
  base: Base,
  effect: Extract<Effect, { type: 'tell_technician' }>,
  now: Instant,
): void {
  const { db, tenant } = context
  const sequenceEnd = sequenceEndOf(effect)
  const place = placeOf(context, base.customerId, effect, now)
  if (place.kind === 'covered') return
  if (place.kind === 'sum_up' && base.customerId !== null) {
    const { customerId, journeyId } = base
    const summed = { ...place, dueAt: Math.max(place.dueAt, base.dueAt), sequenceEnd }
    return recordDigest(context, { customerId, journeyId }, summed, noticeChannels(context, false), now)
  }
  const browsers = tenant.policy.notifyBy.includes('push') ? loadSubscriptions(db) : []
  const channels = noticeChannels(context, browsers.length > 0)
  const rest = { ...base, usefulUntil: after(base.dueAt, NOTICE_USEFUL_MS) }
  // Where both ways are taken at once, neither stands in for the other.
  const isDouble = channels.length > 1 ? { hasFallback: true } : {}
  const notice = { ...effect, type: 'notice' as const, isFallback: false, ...isDouble }
  for (const channel of channels) {
    const lane: Lane = channel === 'sms' ? 'twilio' : 'resend'
    const sequenceKey = `notice_${channel}:${base.customerId ?? 'tenant'}${sequenceEnd}`
    recordEntry(db, { ...rest, lane, sequenceKey, order: { ...notice, channel } }, now)
  }
  const group = newToken()
  for (const { endpoint } of browsers) {
    const push = { endpoint, group, isAlone: channels.length === 0 }
    const sequenceKey = `${pushSequence(base.customerId)}${endpoint}${sequenceEnd}`
    recordEntry(db, { ...rest, lane: 'web_push', sequenceKey, order: { ...notice, channel: 'push', push } }, now)
  }
}

/**
 * How the technician is told, beside their browsers. A text needs a live registration, so e-mail steps in where there
 * is none, and a text where nothing that was asked for can reach them.
 */
function noticeChannels(context: Context, hasBrowser: boolean): ('sms' | 'email')[] {
  const wanted = context.tenant.policy.notifyBy
  if (hasBrowser && !wanted.includes('sms') && !wanted.includes('email')) return []
  const textsGo = canText(context)
  const channels: ('sms' | 'email')[] = []
  if (textsGo && (wanted.includes('sms') || !wanted.includes('email'))) channels.push('sms')
  if (wanted.includes('email') || !textsGo) channels.push('email')
  return channels
}

/** The other way of telling the technician, once the first has failed; null when both have. */
export function recordFallbackNotice(
  context: Context,
  entry: Pick<Entry, 'entryId' | 'customerId' | 'journeyId'> & { order: Extract<Order, { type: 'notice' }> },
  now: Instant,
): void {
  const { customerId, journeyId } = entry
  if (entry.order.contact) return recordAlertFallback(context, entry, now)
  const { push, ...order } = entry.order
  if (order.isFallback || order.hasFallback) return
  const textsGo = canText(context)
  if (push && !isLastHope(context, entry, push)) return
  const channel = order.channel === 'sms' || (push && !textsGo) ? 'email' : 'sms'
  if (channel === 'sms' && !textsGo) return
  recordEntry(
    context.db,
    {
      customerId,
      journeyId,
      dueAt: now,
      lane: channel === 'sms' ? 'twilio' : 'resend',
      sequenceKey: `notice_${channel}:${customerId ?? 'tenant'}`,
      // A text in place of pushes has e-mail behind it still.
      order: { ...order, channel, isFallback: !push || channel === 'email' },
      usefulUntil: after(now, NOTICE_USEFUL_MS),
    },
    now,
  )
}

/** Whether nothing else carries this notice: no other way was ordered, and every other browser has failed so far. */
function isLastHope({ db }: Context, { entryId, customerId }: Pick<Entry, 'entryId' | 'customerId'>, push: PushAim) {
  if (!push.isAlone) return false
  const others = loadPushGroup(db, customerId, push.group).filter((other) => other.entryId !== entryId)
  const hasHope = ({ status, attempts }: PushEntry) =>
    status === 'sent' || status === 'claimed' || (status === 'pending' && attempts === 0)
  if (others.some(hasHope)) return false
  // Another way is taken now, once for all of them.
  for (const other of others) {
    const order = loadEntry(db, other.entryId)?.order
    if (order?.type === 'notice') saveEntry(db, other.entryId as EffectId, { order: { ...order, hasFallback: true } })
  }
  return true
}

/** Takes back texts and e-mails to a customer that have not left. Notices to the technician stay. */
export function takeBack(
  context: Context,
  customerId: CustomerId,
  journeyId: JourneyId,
  { reason, templates }: Pick<Extract<Effect, { type: 'cancel_unsent' }>, 'reason' | 'templates'>,
  now: Instant,
): void {
  const isMeant = ({ order }: Entry) =>
    templates === undefined || (order.type === 'send_sms' && templates.includes(order.template))
  for (const entry of cancelUnsent(
    context.db,
    [`sms:${customerId}`, `email:${customerId}`],
    reason,
    now,
    null,
    isMeant,
  )) {
    const fact = { type: 'text_cancelled' as const, reason }
    recordEvent(context.db, { customerId, journeyId: entry.journeyId ?? journeyId, fact }, now)
  }
}

/** Takes back what one journey has ordered for a customer and what has not left. */
export function takeBackOwn(
  context: Context,
  customerId: CustomerId,
  journeyId: JourneyId,
  reason: string,
  now: Instant,
): void {
  const sequences = [`offer:${customerId}`, `sms:${customerId}`]
  for (const _ of cancelUnsent(context.db, sequences, reason, now, journeyId)) {
    recordEvent(context.db, { customerId, journeyId, fact: { type: 'text_cancelled', reason } }, now)
  }
}
