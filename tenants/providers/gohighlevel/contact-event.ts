import * as v from 'valibot'
import { emailOrNull } from '../../base/email-address.ts'
import type { Phone } from '../../base/e164.ts'
import type { InboundEvent } from '../inbound.ts'
import { phoneOrNull } from '../parse.ts'
import { addressOf, homeOf } from './contact-address.ts'
import { wantsNoTexts } from './do-not-disturb.ts'

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const Line = v.nullish(v.pipe(v.string(), v.maxLength(500)))

/** A contact as GoHighLevel's events tell of one. */
export const Contact = v.object({
  id: Id,
  phone: Line,
  email: Line,
  name: Line,
  firstName: Line,
  lastName: Line,
  address1: Line,
  city: Line,
  state: Line,
  postalCode: Line,
  country: Line,
  dnd: v.nullish(v.boolean()),
  dndSettings: v.nullish(v.object({ SMS: v.nullish(v.object({ status: Line })) })),
})

export function contactEvent(
  contact: v.InferOutput<typeof Contact>,
): Extract<InboundEvent, { type: 'contact_changed' }> {
  const phone: Phone | null = phoneOrNull(contact.phone)
  const name = contact.name || [contact.firstName, contact.lastName].filter(Boolean).join(' ')
  const address = addressOf(contact)
  const home = homeOf(contact)
  return {
    type: 'contact_changed',
    contactRef: contact.id,
    phone,
    email: emailOrNull(contact.email),
    name: name.trim() || null,
    doNotDisturbSms: wantsNoTexts(contact),
    ...(contact.dndSettings?.SMS?.status === 'inactive' ? { allowsTexts: true as const } : {}),
    ...(address === null ? {} : { address }),
    ...(home === null ? {} : { home }),
  }
}
