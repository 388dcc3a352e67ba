import { after, type Instant } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import { CONFIRMATION_DELAY_MAX_MS } from './base/limits.ts'
import type { CustomerId, MessageId } from './base/ids.ts'
import { quietBookings } from './apply-booking.ts'
import { applyInput } from './apply-input.ts'
import { applyQuote } from './apply-quote.ts'
import { momentsOf } from './journey/pipeline/moments.ts'
import { recordMoments } from './record-workflow.ts'
import { recordCrm } from './record-crm.ts'
import { endOffers } from './apply-offers.ts'
import { isSuppressed, keepConsentsWith, recordSuppression, type Topic } from './storage/consent-rows.ts'
import { loadCustomerByPhone, saveCustomer } from './storage/customer-rows.ts'
import { loadOpenJourney } from './storage/journey-rows.ts'
import { cancelUnsent } from './storage/outbox-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { textingOf } from './storage/texting.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { OptOutBy, TimelineFact } from './timeline/event.ts'

/**
 * The one door for people who want no more messages, whatever the way their wish took to us (47 CFR 64.1200(a)(10): any
 * reasonable means counts). It writes what suppresses them, takes back what has not left, and ends what was planned.
 */

export type OptOut = {
  /** Whoever it is, as far as that is known; somebody who is no customer of ours is suppressed all the same. */
  customerId: CustomerId | null
  phone: Phone | null
  email: string | null
  topic: Topic
  by: OptOutBy
  /** The message, call or entry it rests on. */
  evidence: string
  /** The words, where the timeline does not show them otherwise. */
  messageId?: MessageId
}

type Kept = Pick<OptOut, 'topic' | 'evidence'> & { source: OptOutBy }

/** Writes the suppressions. Answers whether they are news; a repeat changes nothing. */
export function suppress(context: Context, optOut: OptOut, now: Instant): boolean {
  const { db } = context
  const { phone, email, topic, evidence, by, customerId } = optOut
  const words = optOut.messageId === undefined ? {} : { messageId: optOut.messageId }
  const kept: Kept = { topic, evidence, source: by }
  const addresses = [
    ...(phone === null ? [] : [{ channel: 'sms' as const, address: phone }]),
    ...(email === null ? [] : [{ channel: 'email' as const, address: email }]),
  ]
  const isNews = topic !== 'all' || addresses.some(({ channel, address }) => !isSuppressed(db, channel, address))
  for (const each of addresses) recordSuppression(db, { ...kept, ...each }, now)
  if (!isNews) return false
  const fact: TimelineFact =
    topic === 'all'
      ? { type: 'customer_opted_out', by, ...words }
      : { type: 'customer_opted_out_of', topic, by, ...words }
  recordEvent(db, { customerId, journeyId: null, fact }, now)
  // What GoHighLevel told us it knows.
  if (topic === 'all' && phone !== null && customerId !== null && by !== 'contact') {
    const as = by === 'wrong_number' ? ('wrong_number' as const) : ('opted_out' as const)
    // Once marked there, not even the confirmation would be let through.
    const confirmsThere = by === 'words' && textingOf(context.tenant).via === 'gohighlevel'
    const heldUntil = confirmsThere ? after(now, CONFIRMATION_DELAY_MAX_MS) : null
    recordCrm(context, { customerId, journeyId: null }, { type: 'mark_contact', as }, now, heldUntil)
  }
  if (topic === 'all' && customerId !== null) recordMoments(context, customerId, momentsOf(fact.type), now)
  if (phone !== null) endOffersTo(context, { customerId, phone, topic }, now)
  return true
}

/** E-mail has opt-outs of its own; what is offered by text ends with those from texts. */
function endOffersTo(
  context: Context,
  { customerId, phone, topic }: { customerId: CustomerId | null; phone: Phone; topic: Topic },
  now: Instant,
): void {
  const theirs = customerId ?? loadCustomerByPhone(context.db, phone)?.customerId ?? null
  if (theirs !== null) endOffers(context, theirs, topic, now)
}

/**
 * An opt-out in full, as somebody has just uttered it. `confirm`: it was said by text in words of their own, and the
 * one confirmation is ours to send.
 */
export function optOut(context: Context, wish: OptOut, { confirm }: { confirm: boolean }, now: Instant): void {
  suppress(context, wish, now)
  if (wish.topic === 'all') endMatters(context, wish, { confirm }, now)
}

/** What had been planned for this person ends. Who only wants no e-mail may be in the middle of a talk by text. */
export function endMatters(
  context: Context,
  wish: Pick<OptOut, 'customerId' | 'phone' | 'by'>,
  { confirm }: { confirm: boolean },
  now: Instant,
): void {
  const { db } = context
  const { phone } = wish
  const customerId = wish.customerId ?? (phone === null ? null : (loadCustomerByPhone(db, phone)?.customerId ?? null))
  if (customerId === null) return
  applyQuote(context, customerId, { type: 'opted_out' }, now)
  if (phone !== null) quietBookings(context, customerId, wish.by, now)
  if (phone !== null && (confirm || loadOpenJourney(db, customerId, 'missed_call'))) {
    applyInput(context, customerId, { type: 'opted_out', confirm }, now)
    return
  }
  const sequences = phone === null ? [`email:${customerId}`] : [`sms:${customerId}`, `email:${customerId}`]
  for (const { journeyId } of cancelUnsent(db, sequences, 'opted_out', now)) {
    recordEvent(db, { customerId, journeyId, fact: { type: 'text_cancelled', reason: 'opted_out' } }, now)
  }
}

/** The number belongs to somebody else: it is suppressed, and no longer this customer's. */
export function leaveNumber(
  context: Context,
  wrong: { customerId: CustomerId; phone: Phone; evidence: string },
  now: Instant,
): void {
  const { customerId, phone, evidence } = wrong
  optOut(
    context,
    { customerId, phone, email: null, topic: 'all', by: 'wrong_number', evidence },
    { confirm: false },
    now,
  )
  keepConsentsWith(context.db, customerId, phone)
  saveCustomer(context.db, customerId, { phone: null }, now)
}
