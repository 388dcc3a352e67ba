import * as v from 'valibot'
import type { EmulatorResponse } from './emulator.ts'
import { CHANNELS } from './ghl-records.ts'
import type { Contact, CustomField, GhlRecords } from './ghl-records.ts'
import { isContactWord, makeId } from './ghl-records.ts'
import { GhlRefusal, answer, given, readBody, readQuery, requireLocation, requireOwn } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'
import type { Collection } from './collection.ts'
import { contactEvent, deliverEventLater } from './ghl-webhooks.ts'

const Word = v.nullish(v.string())
const DndSetting = v.object({
  status: v.picklist(['active', 'inactive', 'permanent']),
  message: v.exactOptional(v.string()),
  code: v.exactOptional(v.string()),
})
const CustomFieldInput = v.object({
  id: v.optional(v.string()),
  key: v.optional(v.string()),
  field_value: v.optional(v.unknown()),
})
const CHANGEABLE = {
  firstName: Word,
  lastName: Word,
  name: Word,
  email: v.nullish(v.pipe(v.string(), v.email())),
  phone: Word,
  address1: Word,
  city: Word,
  state: Word,
  postalCode: Word,
  country: Word,
  website: Word,
  timezone: Word,
  source: Word,
  dateOfBirth: Word,
  assignedTo: Word,
  // Accepted and dropped, as the real API does.
  gender: v.nullish(v.unknown()),
  tags: v.nullish(v.array(v.string())),
  customFields: v.nullish(v.array(CustomFieldInput)),
  dnd: v.nullish(v.boolean()),
  dndSettings: v.nullish(v.record(v.picklist(CHANNELS), DndSetting)),
  inboundDndSettings: v.nullish(v.unknown()),
}
const UpdateBody = v.object(CHANGEABLE)
const CreateBody = v.object({ ...CHANGEABLE, companyName: Word, locationId: v.pipe(v.string(), v.nonEmpty()) })
const UpsertBody = v.object({ ...CreateBody.entries, createNewIfDuplicateAllowed: v.optional(v.boolean()) })
const DuplicateQuery = v.object({
  locationId: v.string(),
  number: v.optional(v.string()),
  email: v.optional(v.string()),
})

export type ContactInput = Partial<v.InferOutput<typeof UpsertBody>>

export const CONTACT_ROUTES: GhlRoute[] = [
  { method: 'POST', path: '/contacts/upsert', opens: 'Location', answer: upsert },
  { method: 'POST', path: '/contacts', opens: 'Location', answer: create },
  { method: 'GET', path: '/contacts/search/duplicate', opens: 'Location', answer: findDuplicate },
  { method: 'GET', path: '/contacts/:contactId', opens: 'Location', answer: (call) => answer({ contact: own(call) }) },
  { method: 'PUT', path: '/contacts/:contactId', opens: 'Location', answer: update },
  { method: 'DELETE', path: '/contacts/:contactId', opens: 'Location', answer: remove },
]

/** The contact the path names, if it exists in the token's location. */
export function own(call: GhlCall): Contact {
  const id = call.params['contactId'] ?? ''
  return requireOwn(call, call.records.contacts.find(id), `Contact with id ${id} not found`)
}

function upsert(call: GhlCall): EmulatorResponse {
  const body = readBody(call, UpsertBody)
  const saved = upsertContact(requireLocation(call, body.locationId), body, call.records, call.world.now())
  const type = saved.isNew ? 'ContactCreate' : 'ContactUpdate'
  if (saved.isNew || saved.changed) deliverEventLater(contactEvent(type, saved.contact), call.world)
  return answer({ new: saved.isNew, contact: saved.contact })
}

function create(call: GhlCall): EmulatorResponse {
  const body = readBody(call, CreateBody)
  const match = findMatch(requireLocation(call, body.locationId), body, call.records)
  if (match) {
    const meta = { contactId: match.contact.id, matchingField: match.field }
    throw new GhlRefusal(400, 'This location does not allow duplicated contacts.', { meta })
  }
  const contact = call.records.contacts.insert(newContact(body.locationId, body, call.world.now()))
  deliverEventLater(contactEvent('ContactCreate', contact), call.world)
  return answer({ contact }, 201)
}

function findDuplicate(call: GhlCall): EmulatorResponse {
  const query = readQuery(call, DuplicateQuery)
  const wanted = given({ email: query.email, phone: query.number })
  const match = findMatch(requireLocation(call, query.locationId), wanted, call.records)
  return answer({ contact: match?.contact ?? null })
}

function update(call: GhlCall): EmulatorResponse {
  const body = readBody(call, UpdateBody)
  const before = own(call)
  const contact = call.records.contacts.put(changeContact(before, body, call.world.now()))
  const isDnd = contact.dnd !== before.dnd || body.dndSettings !== undefined
  deliverEventLater(contactEvent(isDnd ? 'ContactDndUpdate' : 'ContactUpdate', contact), call.world)
  return answer({ succeded: true, contact })
}

function remove(call: GhlCall): EmulatorResponse {
  const contact = own(call)
  const { notes, tasks, opportunities, messages, conversations } = call.records
  clear(notes, contact.id)
  clear(tasks, contact.id)
  clear(opportunities, contact.id)
  clear(messages, contact.id)
  clear(conversations, contact.id)
  call.records.contacts.remove(contact.id)
  deliverEventLater(contactEvent('ContactDelete', contact), call.world)
  return answer({ succeded: true })
}

type OfContact = { id: string; contactId?: string }

/** What belongs to a contact goes with it. */
function clear<T extends OfContact>(rows: Collection<T>, contactId: string): void {
  for (const { id } of rows.list({ contactId } as Partial<T>)) rows.remove(id)
}

export type SavedContact = { contact: Contact; isNew: boolean; changed: boolean }

/**
 * Finds the contact by e-mail first, then by phone, and updates it, or makes a new one. An identifier that belongs to
 * another contact already is left out without a word: callers of the real API are not told either.
 */
export function upsertContact(locationId: string, input: ContactInput, records: GhlRecords, now: number): SavedContact {
  const match = findMatch(locationId, input, records)
  if (!match)
    return { contact: records.contacts.insert(newContact(locationId, input, now)), isNew: true, changed: true }
  const free = { ...input }
  for (const field of ['email', 'phone'] as const) {
    const owner = findMatch(locationId, given({ [field]: input[field] }), records)
    if (owner && owner.contact.id !== match.contact.id) delete free[field]
  }
  const contact = changeContact(match.contact, free, now)
  const changed =
    JSON.stringify({ ...contact, dateUpdated: '' }) !== JSON.stringify({ ...match.contact, dateUpdated: '' })
  if (changed) records.contacts.put(contact)
  return { contact: changed ? contact : match.contact, isNew: false, changed }
}

type Match = { contact: Contact; field: 'email' | 'phone' }

function findMatch(locationId: string, wanted: ContactInput, records: GhlRecords): Match | undefined {
  const emailLowerCase = wanted.email?.trim().toLowerCase()
  const phone = normalisePhone(wanted.phone)
  const byEmail = emailLowerCase ? records.contacts.list({ emailLowerCase, locationId })[0] : undefined
  if (byEmail) return { contact: byEmail, field: 'email' }
  const byPhone = phone ? records.contacts.list({ phone, locationId })[0] : undefined
  return byPhone ? { contact: byPhone, field: 'phone' } : undefined
}

function newContact(locationId: string, input: ContactInput, now: number): Contact {
  const dateAdded = new Date(now).toISOString()
  const blank: Contact = {
    id: makeId(),
    locationId,
    type: 'lead',
    dnd: false,
    tags: [],
    customFields: [],
    dateAdded,
    dateUpdated: dateAdded,
  }
  return changeContact(blank, input, now)
}

function changeContact(contact: Contact, input: ContactInput, now: number): Contact {
  const words = Object.fromEntries(Object.entries(given(input)).filter(([field]) => isContactWord(field)))
  const phone = normalisePhone(input.phone)
  const { dnd, dndSettings, inboundDndSettings, tags } = input
  const changed: Contact = {
    ...contact,
    ...words,
    ...(phone ? { phone } : {}),
    // Sending tags overwrites the whole list.
    ...given({ dnd, inboundDndSettings, tags }),
    ...(dndSettings ? { dndSettings: { ...contact.dndSettings, ...dndSettings } } : {}),
    customFields: mergeCustomFields(contact.customFields, input.customFields ?? []),
    dateUpdated: new Date(now).toISOString(),
  }
  return { ...changed, ...spellNames(changed, input) }
}

/** GoHighLevel keeps a full name beside its parts, and lower-case copies for searching. */
function spellNames(contact: Contact, input: ContactInput): Partial<Contact> {
  const parts = input.name && !input.firstName && !input.lastName ? splitName(input.name) : {}
  const { firstName, lastName, email } = { ...contact, ...parts }
  const joined = [firstName, lastName].filter(Boolean).join(' ')
  const name = joined || contact.name
  return {
    ...parts,
    ...given({ name, email: email?.toLowerCase(), emailLowerCase: email?.toLowerCase() }),
    ...given({ firstNameLowerCase: firstName?.toLowerCase(), lastNameLowerCase: lastName?.toLowerCase() }),
    ...given({ fullNameLowerCase: name?.toLowerCase() }),
  }
}

function splitName(name: string): { firstName: string; lastName?: string } {
  const [firstName = '', ...rest] = name.trim().split(/\s+/)
  return rest.length > 0 ? { firstName, lastName: rest.join(' ') } : { firstName }
}

function mergeCustomFields(before: CustomField[], input: v.InferOutput<typeof CustomFieldInput>[]): CustomField[] {
  const fields = new Map(before.map((field) => [field.id, field]))
  for (const { id, key, field_value: value } of input) {
    const name = id ?? key
    if (name) fields.set(name, { id: name, value })
  }
  return [...fields.values()]
}

/** E.164; ten digits are taken for a US number, as a US location does. */
function normalisePhone(phone: string | null | undefined): string | undefined {
  if (!phone) return undefined
  const digits = phone.replaceAll(/\D/g, '')
  if (phone.trim().startsWith('+')) return `+${digits}`
  return digits.length === 10 ? `+1${digits}` : `+${digits}`
}
