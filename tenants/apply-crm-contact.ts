import { takeByTalking } from './apply-emergency.ts'
import { applyInput } from './apply-input.ts'
import { redactCardNumbers } from './base/card-numbers.ts'
import type { Instant } from './base/clock.ts'
import type { Phone } from './base/e164.ts'
import type { CustomerId } from './base/ids.ts'
import { countSegments } from './base/segments.ts'
import type { ContactMark } from './journey/crm-order.ts'
import { recordConflict } from './record-conflict.ts'
import { recordCrm } from './record-crm.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { keepToldAt, loadLink, saveLink } from './storage/crm-link-rows.ts'
import { loadCustomerByContact, loadCustomerByPhone, type Customer } from './storage/customer-rows.ts'
import { loadMessageByRef, recordMessage } from './storage/message-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { textingOf } from './storage/texting.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** What the CRM says about a person and a conversation, and what of ours stands on their contact. */

/** Stands in the link of a contact that we have marked as wanting no texts. */
const MARKED = 'no_texts'

/** They want texts again, and said so in so many words: the mark goes there as well. */
export function wantTextsAgain(context: Context, customer: Customer, now: Instant): void {
  const { customerId, contactRef } = customer
  if (contactRef !== null) linkContact(context, { customerId, contactRef }, { oursAt: now, digest: null }, now)
  recordCrm(context, { customerId, journeyId: null }, { type: 'mark_contact', as: 'texts_again' }, now)
}

export function noteMarked(
  context: Context,
  customerId: CustomerId,
  { as, contactRef }: { as: ContactMark; contactRef: string },
  now: Instant,
): void {
  linkContact(context, { customerId, contactRef }, { oursAt: now, digest: as === 'texts_again' ? null : MARKED }, now)
}

function linkContact(
  { db }: Context,
  { customerId, contactRef }: { customerId: CustomerId; contactRef: string },
  { oursAt, digest }: { oursAt: Instant; digest: string | null },
  now: Instant,
): void {
  const link = { kind: 'contact' as const, ourId: customerId, crmRef: contactRef, customerId }
  const theirsAt = loadLink(db, 'contact', customerId)?.theirsAt ?? null
  saveLink(db, { ...link, oursAt, theirsAt, digest }, now)
}

/** A mark from before they asked for texts again is what their own words have lifted. */
export function isLiftedSince({ db }: Context, customer: Customer | null, at: Instant | undefined): boolean {
  const link = customer && loadLink(db, 'contact', customer.customerId)
  return at !== undefined && link !== null && link.digest === null && link.oursAt !== null && at < link.oursAt
}

/** Whether this tells of the contact as it was before what we know of it; webhooks come in no order. */
export function isOvertaken({ db }: Context, { customerId }: Customer, at: Instant | undefined): boolean {
  const toldAt = loadLink(db, 'contact', customerId)?.theirsAt ?? null
  return at !== undefined && toldAt !== null && at < toldAt
}

/** From now on nothing older counts. */
export function noteTold({ db }: Context, { customerId, contactRef }: Customer, at: Instant, now: Instant): void {
  if (contactRef === null) return
  const link = { kind: 'contact' as const, ourId: customerId, crmRef: contactRef, customerId }
  if (loadLink(db, 'contact', customerId) === null)
    saveLink(db, { ...link, oursAt: null, theirsAt: at, digest: null }, now)
  else keepToldAt(db, 'contact', customerId, at)
}

/**
 * Somebody there has taken the mark off. Their word is not the customer's, who alone can lift an opt-out: the mark is
 * set again, and both are shown.
 */
export function takeMarkLifted(context: Context, customer: Customer, now: Instant): void {
  const { db } = context
  const { customerId, phone } = customer
  if (loadLink(db, 'contact', customerId)?.digest !== MARKED) return
  if (phone === null || !isSuppressed(db, 'sms', phone)) return
  const conflict = { what: 'texts', ours: 'no', theirs: 'yes', winner: 'ours', subject: customerId } as const
  recordConflict(context, { customerId, journeyId: null }, conflict, now)
  recordCrm(context, { customerId, journeyId: null }, { type: 'mark_contact', as: 'opted_out' }, now)
}

export type CrmText = {
  messageKey: string
  contactRef: string | null
  to: Phone | null
  text: string
  writtenBy: 'person' | 'automation' | 'api'
  isUndelivered: boolean
}

/**
 * A text that left GoHighLevel. One a person wrote there is the technician's own word: it stands in the conversation,
 * and the automation is silent, as when they write on our board.
 */
export function takeCrmText(context: Context, told: CrmText, now: Instant): void {
  const { db } = context
  const { messageKey, writtenBy } = told
  // What the API sent is ours, whose answer tells of it, or another app's.
  if (writtenBy === 'api' || loadMessageByRef(db, messageKey)) return
  const customer =
    (told.contactRef === null ? null : loadCustomerByContact(db, told.contactRef)) ??
    (told.to === null ? null : loadCustomerByPhone(db, told.to))
  if (!customer) return
  const { customerId } = customer
  const { text } = redactCardNumbers(told.text)
  const messageId = recordMessage(db, {
    ...SENT_THERE,
    customerId,
    toAddress: told.to ?? customer.phone,
    fromAddress: textingOf(context.tenant).number,
    body: text,
    status: told.isUndelivered ? 'undelivered' : 'sent',
    template: writtenBy === 'person' ? 'human_text' : 'crm_text',
    segments: countSegments(text).segments,
    providerRef: messageKey,
    sentAt: now,
    createdAt: now,
  })
  if (writtenBy !== 'person') {
    recordEvent(db, { customerId, journeyId: null, fact: { type: 'crm_texted', messageId } }, now)
    return
  }
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'human_wrote', messageId } }, now)
  takeByTalking(context, customerId, { type: 'human_wrote', text }, now)
  applyInput(context, customerId, { type: 'taken_over' }, now)
}

const SENT_THERE = {
  audience: 'customer',
  channel: 'sms',
  direction: 'outbound',
  subject: null,
  errorCode: null,
  class: 'response',
  unprompted: false,
  label: null,
  entryId: null,
  episodeId: null,
  occasionedAt: null,
} as const
