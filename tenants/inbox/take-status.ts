import type { Instant } from '../base/clock.ts'
import { tellOfFate } from '../apply-journey.ts'
import { applyErased, wasErased } from '../apply-erased.ts'
import { endWhereOptedOut, learnFromCode } from '../apply-code.ts'
import { applyNoticeFailed, applySent } from '../apply-outcome.ts'
import { optOut } from '../opt-outs.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { recordSuppression } from '../storage/consent-rows.ts'
import { advanceMessage, loadMessageByEntry, loadMessageByRef, type Message } from '../storage/message-rows.ts'
import { loadEntry, type Entry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'

/** What became of messages after a provider had accepted them. */

export function takeSmsStatus(
  context: Context,
  event: Extract<InboundEvent, { type: 'sms_status_changed' }>,
  now: Instant,
): void {
  const entry = confirmByCallback(context, event.entryId, event.providerRef, now)
  const message = findMessage(context, event.entryId, event.providerRef)
  if (!message || isNobodys(message) || event.status === 'queued') return
  const code = event.errorCode === null ? null : String(event.errorCode)
  if (!advanceMessage(context.db, message, event.status, code, now)) return
  const { customerId, messageId } = message
  const journeyId = entry?.journeyId ?? null
  if (event.status === 'delivered' && message.audience === 'customer') {
    recordEvent(context.db, { customerId, journeyId, fact: { type: 'text_delivered', messageId } }, now)
  }
  if (event.status === 'undelivered' || event.status === 'failed') {
    takeUndelivered(context, entry, message, code ?? event.status, now)
  }
}

/** The callback carries our entry's id, so it settles a doubt by itself. */
function confirmByCallback(context: Context, entryId: string | null, providerRef: string, now: Instant): Entry | null {
  const entry = entryId === null ? null : loadEntry(context.db, entryId)
  if (entry && wasErased(entry)) applyErased(context, entry, { sent: providerRef }, now)
  if (entry && (entry.status === 'claimed' || entry.status === 'in_doubt' || entry.status === 'pending')) {
    if (entry.attempts > 0) applySent(context, entry, providerRef, now)
  }
  return entry
}

function findMessage(context: Context, entryId: string | null, providerRef: string): Message | null {
  return (
    loadMessageByRef(context.db, providerRef) ?? (entryId === null ? null : loadMessageByEntry(context.db, entryId))
  )
}

/** Whoever it went to was erased since: the row is only counted, and nothing is written about it any more. */
function isNobodys({ direction, toAddress }: Message): boolean {
  return direction === 'outbound' && toAddress === null
}

function takeUndelivered(context: Context, entry: Entry | null, message: Message, code: string, now: Instant): void {
  const { customerId, messageId } = message
  const journeyId = entry?.journeyId ?? null
  recordEvent(context.db, { customerId, journeyId, fact: { type: 'text_undelivered', messageId, code } }, now)
  if (!entry) return
  learnFromCode(context, entry, code, now)
  if (entry.order.type === 'notice') return applyNoticeFailed(context, { ...entry, order: entry.order }, code, now)
  if (entry.order.type !== 'send_sms' || customerId === null) return
  tellOfFate(context, entry, { type: 'text_failed', template: entry.order.template, code }, now)
  endWhereOptedOut(context, entry, code, now)
}

export function takeEmailStatus(
  context: Context,
  event: Extract<InboundEvent, { type: 'email_status_changed' }>,
  now: Instant,
): void {
  const entry = confirmByCallback(context, event.entryId, event.providerRef, now)
  const message = findMessage(context, event.entryId, event.providerRef)
  if (!message || isNobodys(message) || event.status === 'delayed') return
  const isBad = event.status !== 'delivered'
  if (!advanceMessage(context.db, message, isBad ? 'bounced' : 'delivered', isBad ? event.status : null, now)) return
  if (message.audience === 'technician') return
  const { customerId, messageId } = message
  if (!isBad) {
    const fact = { type: 'email_delivered' as const, messageId }
    recordEvent(context.db, { customerId, journeyId: entry?.journeyId ?? null, fact }, now)
    return
  }
  const { toAddress: email } = message
  const evidence = `message:${messageId}`
  // Nobody reads what goes there. That is no wish of the person's, so the rest goes on.
  if (event.status === 'bounced' && email !== null)
    recordSuppression(context.db, { channel: 'email', address: email, source: 'bounce', evidence }, now)
  if (event.status === 'complained')
    optOut(
      context,
      { customerId, phone: null, email, topic: 'all', by: 'complaint', evidence },
      { confirm: false },
      now,
    )
  recordEvent(
    context.db,
    { customerId, journeyId: entry?.journeyId ?? null, fact: { type: 'email_bounced', messageId } },
    now,
  )
  if (!customerId || !message.template) return
  const fate = { type: 'email_failed' as const, template: message.template, code: event.status }
  tellOfFate(context, { journeyId: entry?.journeyId ?? null, customerId }, fate, now)
}
