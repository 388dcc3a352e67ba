import { SECOND_MS } from '../base/clock.ts'
import { holdsText } from '../base/holds-text.ts'
import type { Phone } from '../base/e164.ts'
import type { CrmMessage, CrmRecords } from '../providers/crm-port.ts'
import type { Answer, CrmPort, LookUp, SendOutcome, SentSms } from '../providers/port.ts'
import { loadCustomer } from '../storage/customer-rows.ts'
import { knownRefsBeside } from '../storage/message-rows.ts'
import type { Composed, Entry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** Texts that leave by a number of the GoHighLevel location, where everybody who is texted is a contact. */

export type CrmTextPlan = {
  /** The customer's contact where it is known; null for people of the business, of whom none is kept. */
  contactRef: string | null
  name: string | null
  source: string
  isCustomer: boolean
  text: SentSms
}

type Crm = CrmPort & CrmRecords

/** GoHighLevel's clock is not ours. */
const ADDED_EARLY_MS = 2 * SECOND_MS

/** The same plan serves to send a text and to look for it. */
export function planText(context: Context, entry: Entry, { to, from, body }: Composed): CrmTextPlan {
  const { db, tenant } = context
  const { entryId, order, customerId, claimedAt, createdAt } = entry
  const knownRefs = knownRefsBeside(db, entryId)
  const text = { to: to as Phone, from: from as Phone, body, notBefore: claimedAt ?? createdAt, knownRefs }
  if (order.type === 'notice') {
    // It may be about a customer, and is not for them.
    const name = order.contact?.name ?? tenant.profile.ownerName
    return { contactRef: null, name, source: 'Shoulder: team', isCustomer: false, text }
  }
  const { contactRef = null, name = null } = (customerId && loadCustomer(db, customerId)) || {}
  return { contactRef, name, source: 'Shoulder: missed call', isCustomer: true, text }
}

/** Finds or makes the contact, and texts it. What fails before the text itself has certainly texted nobody. */
export async function sendCrmText(crm: Crm, plan: CrmTextPlan): Promise<{ outcome: SendOutcome; contactRef?: string }> {
  if (plan.contactRef !== null) {
    const outcome = await send(crm, plan.contactRef, plan.text)
    // Deleted there, or merged into another: whoever has the number now is the one.
    if (outcome.kind !== 'refused' || outcome.code !== 'http_404') return { outcome }
  }
  const contact = await findOrMake(crm, plan)
  if (contact.kind === 'in_doubt') return { outcome: { ...contact, kind: 'unavailable', retryAfterMs: null } }
  if (contact.kind !== 'answered') return { outcome: contact }
  const contactRef = contact.value
  return { outcome: await send(crm, contactRef, plan.text), ...(plan.isCustomer ? { contactRef } : {}) }
}

/** Whether a text that may have left is in the conversation. Where the number has no contact, nothing can have left. */
export async function lookUpCrmText(crm: Crm, { contactRef, text }: CrmTextPlan): Promise<LookUp> {
  const found = contactRef === null ? await crm.findContact(text.to) : null
  if (found && found.kind !== 'answered') return { kind: 'unknown', code: found.code }
  const ref = contactRef ?? found?.value?.contactRef ?? null
  return ref === null ? { kind: 'absent' } : lookInto(crm, ref, text)
}

/** By the number alone: an e-mail address beside it could lead to another contact, and to another phone. */
async function findOrMake(crm: Crm, { name, source, text: { to } }: CrmTextPlan): Promise<Answer<string>> {
  const found = await crm.findContact(to)
  if (found.kind !== 'answered') return found
  const made = found.value ? null : await crm.upsertContact({ phone: to, email: null, name, source })
  if (made && made.kind !== 'answered') return made
  const contact = found.value ?? made?.value
  if (!contact || (contact.phone !== null && contact.phone !== to)) {
    return { kind: 'refused', code: 'contact_differs', detail: 'GoHighLevel gives this contact another number' }
  }
  if (contact.doNotDisturbSms) return { kind: 'refused', code: 'do_not_disturb', detail: 'Marked to get no texts' }
  return { kind: 'answered', value: contact.contactRef }
}

async function send(crm: Crm, contactRef: string, text: SentSms): Promise<SendOutcome> {
  const { from, to, body } = text
  const outcome = await crm.sendText({ contactRef, from, to, body })
  // GoHighLevel has answered so to what it had done all the same.
  if (outcome.kind !== 'refused' || outcome.code !== 'http_422') return outcome
  const look = await lookInto(crm, contactRef, text)
  return look.kind === 'found' ? { kind: 'sent', providerRef: look.providerRef } : outcome
}

async function lookInto(crm: Crm, contactRef: string, text: SentSms): Promise<LookUp> {
  const listed = await crm.listTexts(contactRef, text.notBefore - ADDED_EARLY_MS)
  if (listed.kind !== 'answered') return { kind: 'unknown', code: listed.code }
  const found = listed.value.find((message) => isSameText(message, text))
  return found ? { kind: 'found', providerRef: found.messageRef } : { kind: 'absent' }
}

function isSameText(message: CrmMessage, text: SentSms): boolean {
  return (
    message.direction === 'outbound' &&
    (message.to === null || message.to === text.to) &&
    message.addedAt >= text.notBefore - ADDED_EARLY_MS &&
    !text.knownRefs.has(message.messageRef) &&
    holdsText(message.body, text.body)
  )
}
