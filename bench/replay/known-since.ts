import type { World } from '../../sandbox/emulator.ts'
import { upsertContact } from '../../sandbox/ghl-contacts.ts'
import { openRecords } from '../../sandbox/ghl-records.ts'
import type { TenantHost } from '../simulate/tenant-host.ts'
import type { Copy, Person } from './copy.ts'
import type { Deed, Span } from './deed.ts'

/** When people came to have a name and an e-mail address, of which the copy keeps those of today. */

const LEARNT = `select customer_id, min(at) as at from timeline where customer_id is not null
  and json_extract(fact, '$.type') in ('contact_found', 'contact_changed', 'lead_received') group by customer_id`

/** Only of those who are new: what the others were called before they are called otherwise is not kept. */
export function readNamings(copy: Copy, { from, to }: Span): Deed[] {
  return copy.rows(LEARNT).flatMap((row): Deed[] => {
    const [at, customerId] = [Number(row['at']), String(row['customer_id'])]
    const person = copy.people.get(customerId)
    const isNew = person !== undefined && Number(person['created_at']) >= from
    return isNew && at < to ? [{ at, customerId, kind: 'became_known' }] : []
  })
}

export function nameOnlyLater(person: Person, laterIds: ReadonlySet<string>): Person {
  return laterIds.has(person.customer_id) ? { ...person, name: null, email: null } : person
}

type Place = { copy: Copy; host: TenantHost; world: World }

export function becomeKnown(customerId: string, { copy, host, world }: Place): boolean {
  const person = copy.people.get(customerId)
  if (!person) return false
  const named = host.storage.db.prepare(
    'update customers set name = coalesce(?, name), email = coalesce(?, email) where customer_id = ?',
  )
  named.run(person['name'] ?? null, person['email'] ?? null, customerId)
  keepContact(copy, world, person)
  return true
}

/** GoHighLevel knows who it names, as far as the business has learnt it by then. */
export function keepContact(copy: Copy, world: World, person: Person): void {
  const locationId = copy.profile.ghlLocationId ?? ''
  if (person.contact_ref === null || locationId === '') return
  const records = openRecords(world.state)
  const words = { phone: person['phone'], email: person['email'], name: person['name'] }
  const given = Object.fromEntries(Object.entries(words).filter(([, word]) => typeof word === 'string'))
  const { contact } = upsertContact(locationId, given, records, world.now())
  records.contacts.remove(contact.id)
  records.contacts.put({ ...contact, id: person.contact_ref })
}
