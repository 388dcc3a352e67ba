import { takeCrmText, type CrmText } from '../apply-crm-contact.ts'
import { applySent } from '../apply-outcome.ts'
import { holdsText } from '../base/holds-text.ts'
import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { DeliveryStatus, InboundEvent } from '../providers/inbound.ts'
import { dropFateLooks, recordFetchMessage } from '../record-crm.ts'
import { loadUnconfirmed } from '../storage/crm-text-rows.ts'
import { loadCustomerByContact } from '../storage/customer-rows.ts'
import { loadMessageByRef } from '../storage/message-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { textingOf } from '../storage/texting.ts'
import { takeSms } from './take-sms.ts'
import { takeSmsStatus } from './take-status.ts'

/** Texts of conversations in GoHighLevel: those that came in there, and those that left, ours among them. */

export type ReceivedThere = Omit<Extract<InboundEvent, { type: 'crm_text_received' }>, 'type' | 'contactRef'> & {
  contactRef: string | null
}

/** Older deliveries name a contact and no number; whose number it is has to be asked for then. */
export function takeTextReceived(context: Context, told: ReceivedThere, now: Instant): void {
  const { messageKey, contactRef, text, mediaUrls } = told
  const { db, tenant } = context
  if (loadMessageByRef(db, messageKey)) return
  const customer = told.from === null && contactRef !== null ? loadCustomerByContact(db, contactRef) : null
  const from = told.from ?? customer?.phone ?? null
  if (from === null) {
    if (contactRef !== null) recordFetchMessage(db, messageKey, contactRef, now)
    return
  }
  const to = told.to ?? textingOf(tenant).number
  takeSms(context, { type: 'sms_received', messageKey, from, to, text, mediaUrls, carrierKeyword: null }, now)
}

/** The carrier refused it because they had opted out: as Twilio's code says it. */
const OPTED_OUT_CODE = 21610

type Fate = { messageKey: string; status: DeliveryStatus; isOptedOut?: boolean | undefined }

/** What GoHighLevel says became of a text of ours. */
export function takeTextFate(context: Context, { messageKey, status, isOptedOut }: Fate, now: Instant): void {
  const errorCode = isOptedOut ? OPTED_OUT_CODE : null
  takeSmsStatus(context, { type: 'sms_status_changed', providerRef: messageKey, entryId: null, status, errorCode }, now)
  const isSettled = status !== 'queued' && status !== 'sent'
  if (isSettled) dropFateLooks(context.db, messageKey, now)
}

/** A text that left there. Of ours it is how it fares; of another it is that it was written. */
export function takeTextSent(
  context: Context,
  event: Extract<InboundEvent, { type: 'crm_text_sent' }>,
  now: Instant,
): void {
  const { status } = event
  const isUndelivered = status === 'failed' || status === 'undelivered'
  if (!takeEcho(context, event, now)) takeCrmText(context, { ...event, isUndelivered }, now)
  takeTextFate(context, event, now)
}

/**
 * A text of ours is told of before we have heard that it was taken, or in place of that: it is no person's, whoever's
 * name stands on it, and it has left.
 */
export function takeEcho(context: Context, told: Omit<CrmText, 'isUndelivered'>, now: Instant): boolean {
  const { db } = context
  const { messageKey, text, contactRef } = told
  if (loadMessageByRef(db, messageKey)) return true
  const alike = loadUnconfirmed(db).filter(({ composed }) => composed && holdsText(text, composed.body))
  const to: Phone | null =
    told.to ?? (contactRef === null ? null : (loadCustomerByContact(db, contactRef)?.phone ?? null))
  const own = alike.find(({ composed }) => composed?.to === to)
  if (own) applySent(context, own, messageKey, now)
  // Whose it is of several with the same words, their own answers say.
  return alike.length > 0
}
