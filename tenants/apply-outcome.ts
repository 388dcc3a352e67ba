import type { Instant } from './base/clock.ts'
import { applyInput } from './apply-input.ts'
import { recordFallbackNotice, recordOrder } from './record-order.ts'
import { recordSuppression } from './storage/consent-rows.ts'
import { loadCustomer, saveCustomer } from './storage/customer-rows.ts'
import { advanceMessage, loadMessageByEntry, saveMessage, type Message } from './storage/message-rows.ts'
import { saveEntry, type Entry } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { TimelineFact } from './timeline/event.ts'

/** What the end of an entry changes: the entry, its message, the timeline, and the journey that ordered it. */

/** The provider has it. Safe to call again: a callback and the answer itself may both say so. */
export function applySent(context: Context, entry: Entry, providerRef: string, now: Instant): void {
  const { db } = context
  if (entry.status === 'sent') return
  saveEntry(db, entry.entryId, { status: 'sent', dueAt: null, providerRef, lastCode: null, settledAt: now })
  const message = loadMessageByEntry(db, entry.entryId)
  if (!message) return
  // Where the answer was lost, the attempt's beginning is the nearest thing we know to when it left.
  const sentAt = message.sentAt ?? (entry.status === 'in_doubt' ? (entry.claimedAt ?? now) : now)
  saveMessage(db, message.messageId, { providerRef: message.providerRef ?? providerRef, sentAt }, now)
  advanceMessage(db, message, 'sent', null, now)
  const { order, customerId } = entry
  if (order.type === 'send_sms') {
    record(context, entry, { type: 'text_sent', messageId: message.messageId, template: order.template }, now)
    if (customerId) applyInput(context, customerId, { type: 'text_sent', template: order.template }, now)
  }
  if (order.type === 'send_email') {
    record(context, entry, { type: 'email_sent', messageId: message.messageId, template: order.template }, now)
  }
}

export type FailureStatus = 'refused' | 'expired' | 'dead'

/** The entry will not be sent. Whoever can act hears of it; `code` is the gate's, the provider's or ours. */
export function applyFailed(context: Context, entry: Entry, status: FailureStatus, code: string, now: Instant): void {
  const { db } = context
  if (applyTakenBack(context, entry, now)) return
  saveEntry(db, entry.entryId, { status, dueAt: null, lastCode: code, settledAt: now })
  const message = loadMessageByEntry(db, entry.entryId)
  if (message) advanceMessage(db, message, 'failed', code, now)
  // What GoHighLevel refuses is nobody's to see but here, and a person may try it again.
  if (status === 'dead' || entry.lane === 'gohighlevel')
    record(context, entry, { type: 'entry_dead', entryId: entry.entryId, provider: entry.lane, code }, now)
  learnFromCode(context, entry, code, now)
  tellWhoCanAct(context, entry, message, code, now)
}

/** What was on its way when it was taken back and did not arrive is let go. Answers whether this is such an entry. */
export function applyTakenBack(context: Context, entry: Entry, now: Instant): boolean {
  const reason = 'takenBack' in entry.order ? entry.order.takenBack : undefined
  if (reason === undefined) return false
  saveEntry(context.db, entry.entryId, { status: 'cancelled', dueAt: null, lastCode: reason, settledAt: now })
  const message = loadMessageByEntry(context.db, entry.entryId)
  if (message) advanceMessage(context.db, message, 'failed', reason, now)
  record(context, entry, { type: 'text_cancelled', reason }, now)
  return true
}

/** The first attempt met a hindrance. The timeline says so, and a notice to the technician takes the other way too. */
export function applyDelayed(context: Context, entry: Entry, code: string, now: Instant): void {
  if (entry.attempts > 1 || entry.doubtSince !== null) return
  record(context, entry, { type: 'entry_delayed', entryId: entry.entryId, provider: entry.lane, code }, now)
  const { order } = entry
  if (order.type !== 'notice') return
  recordFallbackNotice(context, { ...entry, order }, now)
  saveEntry(context.db, entry.entryId, { order: { ...order, hasFallback: true } })
}

function tellWhoCanAct(context: Context, entry: Entry, message: Message | null, code: string, now: Instant): void {
  const { order, customerId } = entry
  const words = message ? { messageId: message.messageId } : {}
  switch (order.type) {
    case 'send_sms':
      record(context, entry, { type: 'text_refused', template: order.template, code, ...words }, now)
      if (customerId) applyInput(context, customerId, { type: 'text_failed', template: order.template, code }, now)
      return
    case 'send_email':
      record(context, entry, { type: 'email_refused', template: order.template, code, ...words }, now)
      if (customerId) applyInput(context, customerId, { type: 'email_failed', template: order.template, code }, now)
      return
    case 'notice':
      recordFallbackNotice(context, { ...entry, order }, now)
      return
    case 'look_up_contact':
      if (!customerId) return
      saveCustomer(context.db, customerId, { lookUp: 'failed' }, now)
      applyInput(context, customerId, { type: 'contact_missing', code }, now)
      return
    case 'sync_crm':
      tellOfDeadLetter(context, entry, code, now)
  }
}

/** An entry that no journey waits for has nobody to report to but the technician. */
export function tellOfDeadLetter(context: Context, entry: Entry, code: string, now: Instant): void {
  if (!entry.customerId) return
  const notice = { type: 'tell_technician' as const, reason: 'dead_letter' as const, wishedAt: null, detail: code }
  recordNotice(context, entry, notice, now)
}

/** What a refusal teaches about the person: a landline stays one, an opt-out at the carrier is an opt-out here. */
export function learnFromCode(context: Context, entry: Entry, code: string, now: Instant): void {
  const customer = entry.customerId ? loadCustomer(context.db, entry.customerId) : null
  if (!customer || customer.phone === null || entry.order.type !== 'send_sms') return
  if (code === '21614' || code === '30006') saveCustomer(context.db, customer.customerId, { lineType: 'landline' }, now)
  if (code === '21610') {
    const suppression = { channel: 'sms' as const, address: customer.phone, source: 'carrier' as const }
    recordSuppression(context.db, { ...suppression, evidence: `entry:${entry.entryId}` }, now)
    record(context, entry, { type: 'customer_opted_out', by: 'carrier' }, now)
  }
}

/** Doubt outlasted its minute: later entries go ahead, and the technician is shown the one in question. */
export function applyLeftInDoubt(context: Context, entry: Entry, now: Instant): void {
  const message = loadMessageByEntry(context.db, entry.entryId)
  if (!message || !advanceMessage(context.db, message, 'in_doubt', entry.lastCode, now)) return
  const { messageId } = message
  record(context, entry, { type: 'entry_in_doubt', entryId: entry.entryId, provider: entry.lane, messageId }, now)
  if (entry.order.type === 'notice') return recordFallbackNotice(context, { ...entry, order: entry.order }, now)
  const notice = { type: 'tell_technician' as const, reason: 'message_in_doubt' as const, wishedAt: null, detail: null }
  recordNotice(context, entry, notice, now)
}

function recordNotice(context: Context, entry: Entry, notice: Parameters<typeof recordOrder>[3], now: Instant): void {
  if (entry.customerId) recordOrder(context, entry.customerId, entry.journeyId, notice, now)
}

function record(context: Context, entry: Entry, fact: TimelineFact, now: Instant): void {
  recordEvent(context.db, { customerId: entry.customerId, journeyId: entry.journeyId, fact }, now)
}
