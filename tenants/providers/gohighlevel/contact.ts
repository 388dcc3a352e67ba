import * as v from 'valibot'
import { emailOrNull } from '../../base/email-address.ts'
import { phoneOrNull } from '../parse.ts'
import type { CrmContact } from '../port.ts'
import { addressOf, homeOf } from './contact-address.ts'
import { wantsNoTexts } from './do-not-disturb.ts'

const Text = v.nullish(v.string())

/** A contact as the API answers with it. */
export const Contact = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  phone: Text,
  email: Text,
  name: Text,
  firstName: Text,
  lastName: Text,
  address1: Text,
  city: Text,
  state: Text,
  postalCode: Text,
  country: Text,
  dateUpdated: Text,
  dnd: v.nullish(v.boolean()),
  dndSettings: v.nullish(v.object({ SMS: v.nullish(v.object({ status: Text })) })),
})

export function contactOf(contact: v.InferOutput<typeof Contact>): CrmContact {
  const name = contact.name || [contact.firstName, contact.lastName].filter(Boolean).join(' ')
  const address = addressOf(contact)
  const home = homeOf(contact)
  const updatedAt = Date.parse(contact.dateUpdated ?? '')
  return {
    contactRef: contact.id,
    phone: phoneOrNull(contact.phone),
    email: emailOrNull(contact.email),
    name: name.trim() || null,
    doNotDisturbSms: wantsNoTexts(contact),
    ...(address === null ? {} : { address }),
    ...(home === null ? {} : { home }),
    ...(Number.isNaN(updatedAt) ? {} : { updatedAt }),
  }
}
