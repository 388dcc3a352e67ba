import { after, type Instant } from './base/clock.ts'
import type { CustomerId, JourneyId } from './base/ids.ts'
import { NOTICE_USEFUL_MS } from './base/limits.ts'
import { unreachable } from './base/result.ts'
import type { Effect, Order } from './journey/effect.ts'
import { cancelUnsent, hasPendingOrder, recordEntry, type Lane } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** Turns what a journey orders into outbox entries: which provider, in which sequence, useful until when. */

type Orderable =
  | Extract<Effect, { type: 'send_sms' | 'send_email' | 'tell_technician' | 'sync_crm' }>
  | Extract<Order, { type: 'look_up_contact' }>

export function recordOrder(
  context: Context,
  customerId: CustomerId,
  journeyId: JourneyId | null,
  effect: Orderable,
  now: Instant,
): void {
  const base = { customerId, journeyId, dueAt: now }
  const record = (lane: Lane, sequence: string, order: Order, usefulUntil: Instant) =>
    recordEntry(context.db, { ...base, lane, sequenceKey: `${sequence}:${customerId}`, order, usefulUntil }, now)
  switch (effect.type) {
    case 'send_sms':
      record('twilio', 'sms', effect, effect.usefulUntil)
      return
    case 'send_email':
      record('resend', 'email', effect, effect.usefulUntil)
      return
    case 'tell_technician':
      for (const channel of noticeChannels(context)) {
        const order: Order = { ...effect, type: 'notice', channel, isFallback: false }
        record(channel === 'sms' ? 'twilio' : 'resend', `notice_${channel}`, order, after(now, NOTICE_USEFUL_MS))
      }
      recordEvent(context.db, { customerId, journeyId, fact: { type: 'technician_told', reason: effect.reason } }, now)
      return
    case 'look_up_contact':
      record('gohighlevel', 'look_up', effect, after(now, context.tenant.policy.staleAfterMs))
      return
    case 'sync_crm':
      if (context.tenant.profile.ghlLocationId === null) return
      // One waiting entry is enough: it writes the lead as it stands when it is sent.
      if (hasPendingOrder(context.db, `crm:${customerId}`)) return
      record('gohighlevel', 'crm', effect, after(now, 24 * NOTICE_USEFUL_MS))
      return
    default:
      unreachable(effect)
  }
}

/** How the technician is told. A text needs a live registration, so e-mail steps in where there is none. */
function noticeChannels({ tenant }: Context): ('sms' | 'email')[] {
  const wanted = tenant.policy.notifyBy
  const canText = tenant.profile.a2p === 'live'
  const channels: ('sms' | 'email')[] = []
  if (canText && (wanted.includes('sms') || !wanted.includes('email'))) channels.push('sms')
  if (wanted.includes('email') || !canText) channels.push('email')
  return channels
}

/** The other way of telling the technician, once the first has failed; null when both have. */
export function recordFallbackNotice(
  context: Context,
  entry: { customerId: CustomerId | null; journeyId: JourneyId | null; order: Extract<Order, { type: 'notice' }> },
  now: Instant,
): void {
  const { order, customerId, journeyId } = entry
  if (order.isFallback || order.hasFallback) return
  const channel = order.channel === 'sms' ? 'email' : 'sms'
  if (channel === 'sms' && context.tenant.profile.a2p !== 'live') return
  recordEntry(
    context.db,
    {
      customerId,
      journeyId,
      dueAt: now,
      lane: channel === 'sms' ? 'twilio' : 'resend',
      sequenceKey: `notice_${channel}:${customerId ?? 'tenant'}`,
      order: { ...order, channel, isFallback: true },
      usefulUntil: after(now, NOTICE_USEFUL_MS),
    },
    now,
  )
}

/** Takes back texts and e-mails to a customer that have not left. Notices to the technician stay. */
export function takeBack(
  context: Context,
  customerId: CustomerId,
  journeyId: JourneyId,
  reason: string,
  now: Instant,
): void {
  for (const entry of cancelUnsent(context.db, [`sms:${customerId}`, `email:${customerId}`], reason, now)) {
    const fact = { type: 'text_cancelled' as const, reason }
    recordEvent(context.db, { customerId, journeyId: entry.journeyId ?? journeyId, fact }, now)
  }
}
