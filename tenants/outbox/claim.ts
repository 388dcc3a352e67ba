import { after, type Instant } from '../base/clock.ts'
import type { EffectId } from '../base/ids.ts'
import { WEBHOOK_CONTACT_LOOK_MS } from '../base/webhook-limits.ts'
import { CLAIM_LEASE_MS, CRM_DOWN_LOOK_MS, CRM_FREEING_LOOK_MS } from '../base/limits.ts'
import { countSegments } from '../base/segments.ts'
import { mendsItself } from '../apply-connection.ts'
import { applyErased, wasErased } from '../apply-erased.ts'
import { applyFailed, applyTakenBack } from '../apply-outcome.ts'
import { GATE_VERSION } from '../gate/decide.ts'
import type { Order } from '../journey/effect.ts'
import { isSuppressed } from '../storage/consent-rows.ts'
import { loadConnection } from '../storage/crm-connection.ts'
import { awaitsFreeing } from '../storage/crm-text-rows.ts'
import { recordExposure } from '../storage/experiment-rows.ts'
import { loadMessageByEntry, recordMessage, saveMessage } from '../storage/message-rows.ts'
import { loadNextDue, saveEntry, type Composed, type Entry, type Room } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { isCrmOpen, textingOf } from '../storage/texting.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { withTrace } from '../storage/trace.ts'
import { awaitsContact } from './call-webhook.ts'
import { isText, type Message, type Origin } from './compose-message.ts'
import { composePush } from './compose-push.ts'
import { prepare, type Prepared } from './prepare.ts'

/** One thing to ask a provider: act, or say what became of an earlier request. */
export type Task =
  | { kind: 'send'; entry: Entry; composed: Composed | null; validityS: number }
  | { kind: 'look_up'; entry: Entry; composed: Composed }

/** Entries the gate holds or refuses are settled on the way; this bounds how many in one turn. */
const PASSED_OVER_MAX = 50

/**
 * Takes the next entry for one attempt. The attempt, the words and the gate's decision are on disk before anything
 * leaves the object; the caller holds the transaction.
 */
export function claimNext(
  context: Context,
  rooms: readonly Room[],
  incarnation: string,
  origin: Origin,
  now: Instant,
): Task | null {
  for (let passed = 0; passed < PASSED_OVER_MAX; passed += 1) {
    const entry = loadNextDue(context.db, rooms, now)
    if (!entry) return null
    const task = withTrace(entry.traceId, () => claim(context, entry, incarnation, origin, now))
    if (task) return task
  }
  return null
}

function claim(context: Context, entry: Entry, incarnation: string, origin: Origin, now: Instant): Task | null {
  const { db } = context
  const leaseEndsAt = after(now, CLAIM_LEASE_MS)
  if (entry.status === 'in_doubt' && entry.composed) {
    saveEntry(db, entry.entryId, { dueAt: leaseEndsAt, claimedBy: incarnation })
    return { kind: 'look_up', entry, composed: entry.composed }
  }
  if (applyTakenBack(context, entry, now)) return null
  if (isWaitingForCrm(context, entry)) {
    saveEntry(db, entry.entryId, { status: 'held', dueAt: after(now, CRM_DOWN_LOOK_MS), lastCode: 'crm_disconnected' })
    return null
  }
  if (now > entry.usefulUntil) {
    applyFailed(context, entry, 'expired', 'too_late', now)
    return null
  }
  if (awaitsContact(context, entry, now)) {
    saveEntry(db, entry.entryId, { status: 'held', dueAt: after(now, WEBHOOK_CONTACT_LOOK_MS) })
    return null
  }
  const { order } = entry
  const attempt = {
    status: 'claimed' as const,
    attempts: entry.attempts + 1,
    claimedAt: now,
    claimedBy: incarnation,
    dueAt: leaseEndsAt,
  }
  if (isWordless(order)) {
    // What was on its way when the business closed, and would be tried again.
    if (context.tenant.closing && order.type !== 'forget' && order.type !== 'redact_message') {
      const change = { status: 'cancelled' as const, dueAt: null, lastCode: 'business_closed', settledAt: now }
      saveEntry(db, entry.entryId, change)
      return null
    }
    saveEntry(db, entry.entryId, attempt)
    return { kind: 'send', entry: { ...entry, ...attempt }, composed: null, validityS: 0 }
  }
  if (order.type === 'notice' && order.push) {
    const composed = composePush(context, entry, order, order.push, origin, now)
    if (composed) saveEntry(db, entry.entryId, { ...attempt, composed })
    else applyFailed(context, entry, 'refused', 'subscription_gone', now)
    return composed && { kind: 'send', entry: { ...entry, ...attempt, composed }, composed, validityS: 0 }
  }
  // Somebody on call who has said STOP meanwhile; the gate knows the opt-outs of customers alone.
  const staffPhone = order.type === 'notice' && order.channel === 'sms' ? order.contact?.phone : undefined
  if (staffPhone && isSuppressed(db, 'sms', staffPhone)) {
    applyFailed(context, entry, 'refused', 'suppressed', now)
    return null
  }
  if (isHeldForCrm(context, entry, order, now)) return null
  const prepared = prepare(context, entry, order, origin, now)
  const { composed, gate } = prepared
  if (gate.kind === 'deny') {
    applyFailed(context, entry, 'refused', gate.code, now)
    return null
  }
  if (gate.kind === 'hold') {
    hold(context, entry, gate, now)
    return null
  }
  const { reasons, validityS, account, dlt } = gate
  const bound = dlt ? { dlt } : {}
  const { variant, via } = composed
  // No program can read how a number is registered at GoHighLevel; the business has vouched for it.
  const elsewhere = via ? { via, registration: 'vouched' } : {}
  const verdict = { version: GATE_VERSION, reasons, validityS, variant, ...account, ...bound, ...elsewhere }
  saveEntry(db, entry.entryId, { ...attempt, composed, gate: JSON.stringify(verdict) })
  tellOfOwnWords(context, entry, prepared, now)
  if (prepared.shown && entry.customerId) recordExposure(db, prepared.shown, entry.customerId, now)
  const message = loadMessageByEntry(db, entry.entryId)
  if (!message) recordOutbound(context, entry, prepared, now)
  // Texts have taken another way since the first try.
  else if (message.fromAddress !== composed.from)
    saveMessage(db, message.messageId, { fromAddress: composed.from }, now)
  return { kind: 'send', entry: { ...entry, ...attempt, composed }, composed, validityS: gate.validityS }
}

/**
 * While the connection is lost nothing is tried but its door, and nothing grows too old. What somebody is to be erased
 * of cannot wait for that: it is refused, so that a person sees to it.
 */
function isWaitingForCrm({ db, tenant }: Context, { lane, order }: Entry): boolean {
  if (lane !== 'gohighlevel' || order.type === 'forget' || tenant.closing) return false
  const connection = loadConnection(db, tenant)
  if (connection === null || connection.lost === null) return false
  return order.type !== 'set_up_crm' || !mendsItself(connection)
}

/**
 * A text by GoHighLevel cannot leave while that is lost, and is refused there while a mark of ours stands that is to be
 * taken off. It waits for as long as it makes sense; whoever of the business is to be told is told in another way.
 */
function isHeldForCrm(context: Context, entry: Entry, order: Message, now: Instant): boolean {
  const { db, tenant } = context
  if (!isText(order) || textingOf(tenant).via !== 'gohighlevel') return false
  if (!isCrmOpen(context)) {
    const until = Math.min(after(now, CRM_DOWN_LOOK_MS), after(entry.usefulUntil, 1))
    if (order.type === 'notice') applyFailed(context, entry, 'refused', 'crm_disconnected', now)
    else hold(context, entry, { until, code: 'crm_disconnected' }, now)
    return true
  }
  const isMarked = order.type === 'send_sms' && entry.customerId !== null && awaitsFreeing(db, entry.customerId)
  if (isMarked) saveEntry(db, entry.entryId, { dueAt: after(now, CRM_FREEING_LOOK_MS) })
  return isMarked
}

/** Nothing of it is read by a person, so there is nothing to write and no gate to pass. */
function isWordless(order: Order): order is Exclude<Order, { type: 'send_sms' | 'send_email' | 'notice' }> {
  return order.type !== 'send_sms' && order.type !== 'send_email' && order.type !== 'notice'
}

function hold(context: Context, entry: Entry, gate: { until: Instant; code: string }, now: Instant): void {
  saveEntry(context.db, entry.entryId, { status: 'held', dueAt: after(gate.until, 0), lastCode: gate.code })
  if (entry.status === 'held' || !('template' in entry.order)) return
  const fact = { type: 'text_held' as const, template: entry.order.template, code: gate.code, until: gate.until }
  recordEvent(context.db, { customerId: entry.customerId, journeyId: entry.journeyId, fact }, now)
}

/** The technician wrote words that could not go out, and should know before the next customer does not get them. */
function tellOfOwnWords(context: Context, entry: Entry, { passedOver }: Prepared, now: Instant): void {
  if (passedOver === null) return
  const { name, version, code } = passedOver
  const fact = { type: 'own_words_passed_over' as const, template: name, version, code }
  recordEvent(context.db, { customerId: entry.customerId, journeyId: entry.journeyId, fact }, now)
}

function recordOutbound(context: Context, entry: Entry, prepared: Prepared, now: Instant): void {
  const { order } = entry
  const { composed } = prepared
  const isNotice = order.type === 'notice'
  const isSms = order.type === 'send_sms' || (isNotice && order.channel === 'sms')
  recordMessage(context.db, {
    customerId: entry.customerId,
    audience: isNotice ? 'technician' : 'customer',
    channel: isSms ? 'sms' : 'email',
    direction: 'outbound',
    fromAddress: composed.from,
    toAddress: composed.to,
    subject: composed.subject,
    body: composed.body,
    status: 'sending',
    errorCode: null,
    template: isNotice ? order.reason : 'template' in order ? order.template : null,
    class: prepared.class,
    unprompted: prepared.unprompted,
    label: null,
    segments: isSms ? countSegments(composed.body).segments : 0,
    providerRef: null,
    entryId: entry.entryId,
    episodeId: entry.journeyId,
    occasionedAt: isNotice || !('occasionedAt' in order) ? null : order.occasionedAt,
    sentAt: null,
    createdAt: now,
  })
}

/** A claim of an earlier life of this object: its call may have gone out, so it is in doubt until the provider says. */
export function doubtClaim(context: Context, entry: Entry, now: Instant): EffectId {
  if (wasErased(entry)) {
    applyErased(context, entry, {}, now)
    return entry.entryId
  }
  const canAsk = entry.lane === 'twilio' && entry.composed !== null
  saveEntry(
    context.db,
    entry.entryId,
    canAsk
      ? {
          status: 'in_doubt',
          doubtSince: entry.doubtSince ?? now,
          dueAt: now,
          claimedBy: null,
          lastCode: entry.doubtSince === null ? 'interrupted' : entry.lastCode,
        }
      : { status: 'pending', dueAt: now, claimedBy: null, lastCode: 'interrupted' },
  )
  return entry.entryId
}
