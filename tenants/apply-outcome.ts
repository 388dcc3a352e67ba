import type { Instant } from './base/clock.ts'
import { orderSetUp } from './apply-connection.ts'
import { endWhereOptedOut, learnFromCode, OPTED_OUT } from './apply-code.ts'
import { applyQuoted } from './apply-decision.ts'
import { applyToEmergency } from './apply-emergency.ts'
import { applyInput } from './apply-input.ts'
import { applyMediaFailed } from './apply-media.ts'
import { tellOfFate } from './apply-journey.ts'
import { isAdsOrder } from './journey/ads-order.ts'
import type { Order } from './journey/effect.ts'
import { lookAtCalendar, recordFateLook } from './record-crm.ts'
import { recordFallbackNotice, recordOrder, tellBusiness } from './record-order.ts'
import { recordSuppression } from './storage/consent-rows.ts'
import { releaseMark } from './storage/crm-text-rows.ts'
import { saveCustomer } from './storage/customer-rows.ts'
import { advanceMessage, loadMessageByEntry, saveMessage, type Message } from './storage/message-rows.ts'
import { saveEntry, type Entry } from './storage/outbox-rows.ts'
import { noteAdsFailed, noteAdsSent } from './record-ads.ts'
import { noteTold, noteUntold } from './record-told.ts'
import { noteForgotten } from './record-forget.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { TimelineFact } from './timeline/event.ts'

/** What the end of an entry changes: the entry, its message, the timeline, and the journey that ordered it. */

/** The provider has it. Safe to call again: a callback and the answer itself may both say so. */
export function applySent(context: Context, entry: Entry, providerRef: string, now: Instant): void {
  const { db } = context
  if (entry.status === 'sent') return
  saveEntry(db, entry.entryId, { status: 'sent', dueAt: null, providerRef, lastCode: null, settledAt: now })
  if (entry.order.type === 'call_webhook') return noteTold(context, entry.order)
  if (isAdsOrder(entry.order)) return noteAdsSent(context, entry.order, providerRef, now)
  noteForgotten(db, entry, now)
  freeMark(context, entry, now)
  if (entry.composed?.via) recordFateLook(db, providerRef, 0, now)
  const message = loadMessageByEntry(db, entry.entryId)
  if (!message) return
  // Where the answer was lost, the attempt's beginning is the nearest thing we know to when it left.
  const sentAt = message.sentAt ?? (entry.status === 'in_doubt' ? (entry.claimedAt ?? now) : now)
  saveMessage(db, message.messageId, { providerRef: message.providerRef ?? providerRef, sentAt }, now)
  advanceMessage(db, message, 'sent', null, now)
  const { order } = entry
  if (order.type === 'send_sms') {
    record(context, entry, { type: 'text_sent', messageId: message.messageId, template: order.template }, now)
    noteQuoted(context, entry, order, now)
    tellOfFate(context, entry, { type: 'text_sent', template: order.template }, now)
    if (order.template === 'missed_call_text') lookAtCalendar(context, now)
  }
  if (order.type === 'notice') tellLadder(context, entry, order, 'alert_sent', now)
  if (order.type === 'send_email') {
    record(context, entry, { type: 'email_sent', messageId: message.messageId, template: order.template }, now)
  }
}

/** Where the words that left are a model's: our own, which may have taken their place, name what was decided. */
function noteQuoted(
  context: Context,
  { composed, customerId, journeyId }: Entry,
  { drafted }: Extract<Order, { type: 'send_sms' }>,
  now: Instant,
): void {
  const isModels = composed?.variant.startsWith('model@') === true
  if (!isModels || customerId === null || !drafted?.priced?.length) return
  applyQuoted(context, { customerId, journeyId }, drafted.priced, now)
}

export type FailureStatus = 'refused' | 'expired' | 'dead'

/** The entry will not be sent. Whoever can act hears of it; `code` is the gate's, the provider's or ours. */
export function applyFailed(context: Context, entry: Entry, status: FailureStatus, code: string, now: Instant): void {
  const { db } = context
  if (applyTakenBack(context, entry, now)) return
  if (entry.order.type === 'compare_crm' || entry.order.type === 'fetch_fate') {
    // The next comparison begins where the last whole one ended, so there is nothing for anybody to try again.
    return saveEntry(db, entry.entryId, { status: 'expired', dueAt: null, lastCode: code, settledAt: now })
  }
  if (entry.order.type === 'enrol_contact' && code.startsWith('workflow_')) {
    // A workflow that is gone is one matter, however many were to be put into it.
    orderSetUp(context, now)
    return saveEntry(db, entry.entryId, { status: 'expired', dueAt: null, lastCode: code, settledAt: now })
  }
  saveEntry(db, entry.entryId, { status, dueAt: null, lastCode: code, settledAt: now })
  if (entry.order.type === 'call_webhook') return noteUntold(context, entry.order, code, now)
  if (isAdsOrder(entry.order)) {
    // Tried before, it may have been made and the answer got lost: until that is read, what it allows is counted.
    const ended = status === 'refused' && entry.attempts > 1 ? 'dead' : status
    return noteAdsFailed(context, entry.order, ended, code, now)
  }
  const message = loadMessageByEntry(db, entry.entryId)
  if (message) advanceMessage(db, message, 'failed', code, now)
  // What GoHighLevel refuses is nobody's to see but here, and a person may try it again.
  if (status === 'dead' || ['gohighlevel', 'records', 'files'].includes(entry.lane))
    record(context, entry, { type: 'entry_dead', entryId: entry.entryId, provider: providerOf(entry), code }, now)
  noteForgotten(db, entry, now)
  freeMark(context, entry, now)
  learnFromCode(context, entry, code, now)
  tellWhoCanAct(context, entry, message, code, now)
  endWhereOptedOut(context, entry, code, now)
}

/** GoHighLevel lets nothing through to somebody who is marked there, so the mark waited for this. */
function freeMark({ db }: Context, { order, customerId }: Entry, now: Instant): void {
  if (order.type !== 'send_sms' || order.template !== 'opt_out_confirmation' || customerId === null) return
  releaseMark(db, customerId, now)
}

/** By whom a text was to be sent at its last try, or whatever else an entry was for. */
function providerOf({ composed, lane }: Entry): string {
  return composed?.via ?? lane
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
  // Nobody waits for what is asked of Google, and what became of a change stands beside it.
  if (entry.attempts > 1 || entry.doubtSince !== null || entry.lane === 'google_ads') return
  record(context, entry, { type: 'entry_delayed', entryId: entry.entryId, provider: providerOf(entry), code }, now)
  const { order } = entry
  if (order.type !== 'notice') return
  recordFallbackNotice(context, { ...entry, order }, now)
  saveEntry(context.db, entry.entryId, { order: { ...order, hasFallback: true } })
  if (!order.isFallback) tellLadder(context, entry, order, 'alert_delayed', now)
}

function tellWhoCanAct(context: Context, entry: Entry, message: Message | null, code: string, now: Instant): void {
  const { order, customerId } = entry
  const words = message ? { messageId: message.messageId } : {}
  switch (order.type) {
    case 'send_sms':
      record(context, entry, { type: 'text_refused', template: order.template, code, ...words }, now)
      tellOfFate(context, entry, { type: 'text_failed', template: order.template, code }, now)
      return
    case 'send_email':
      record(context, entry, { type: 'email_refused', template: order.template, code, ...words }, now)
      tellOfFate(context, entry, { type: 'email_failed', template: order.template, code }, now)
      return
    case 'notice':
      return applyNoticeFailed(context, { ...entry, order }, code, now)
    case 'look_up_contact':
      if (!customerId) return
      saveCustomer(context.db, customerId, { lookUp: 'failed' }, now)
      applyInput(context, customerId, { type: 'contact_missing', code }, now)
      return
    case 'sync_crm':
    case 'sync_appointment':
    case 'find_contact':
    case 'set_up_crm':
    case 'enrol_contact':
    case 'mark_contact':
    case 'add_note':
    case 'sync_address':
    case 'fetch_message':
      tellOfDeadLetter(context, entry, code, now)
      return
    case 'compare_crm':
    // What became of a text is found by the next comparison.
    case 'fetch_fate':
    case 'call_webhook':
    // Settled above, in rows of their own.
    case 'read_ads':
    case 'change_ads':
    case 'tell_ads':
    case 'ask_ads_fate':
    // What it was for has an end of its own.
    case 'draft_answer':
      return
    case 'fetch_media':
      return applyMediaFailed(context, entry, code, now)
    case 'forget':
    case 'redact_message':
      // No customer stands behind it any more: the matter is the business's own.
      tellBusiness(context, 'privacy_step_failed', code, now)
  }
}

/** A notice did not arrive: it takes another way, and where it was an alert the next on call is alerted at once. */
export function applyNoticeFailed(
  context: Context,
  entry: Entry & { order: Extract<Order, { type: 'notice' }> },
  code: string,
  now: Instant,
): void {
  const { contact } = entry.order
  if (contact && OPTED_OUT[code]) {
    const optOut = { channel: 'sms' as const, address: contact.phone, source: 'carrier' as const }
    recordSuppression(context.db, { ...optOut, evidence: `entry:${entry.entryId}` }, now)
  }
  recordFallbackNotice(context, entry, now)
  // An e-mail beside a text is a second chance, which nothing waits for.
  if (!entry.order.isFallback) tellLadder(context, entry, entry.order, 'alert_failed', now)
}

function tellLadder(
  context: Context,
  { journeyId }: Entry,
  { contact }: Extract<Order, { type: 'notice' }>,
  type: 'alert_sent' | 'alert_failed' | 'alert_delayed',
  now: Instant,
): void {
  if (!journeyId || !contact || contact.step === null) return
  const { step, name, round = 1 } = contact
  applyToEmergency(context, journeyId, type === 'alert_sent' ? { type, step, name, round } : { type, step }, now)
}

/** An entry that no journey waits for has nobody to report to but the technician. */
function tellOfDeadLetter(context: Context, entry: Entry, code: string, now: Instant): void {
  if (!entry.customerId) return
  const notice = { type: 'tell_technician' as const, reason: 'dead_letter' as const, wishedAt: null, detail: code }
  recordNotice(context, entry, notice, now)
}

/** Doubt outlasted its minute: later entries go ahead, and the technician is shown the one in question. */
export function applyLeftInDoubt(context: Context, entry: Entry, now: Instant): void {
  const message = loadMessageByEntry(context.db, entry.entryId)
  if (!message || !advanceMessage(context.db, message, 'in_doubt', entry.lastCode, now)) return
  const { messageId } = message
  record(
    context,
    entry,
    { type: 'entry_in_doubt', entryId: entry.entryId, provider: providerOf(entry), messageId },
    now,
  )
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
