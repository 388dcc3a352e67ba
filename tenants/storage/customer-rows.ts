import { eq, isNotNull, sql } from 'drizzle-orm'
import { redactCardNumbers } from '../base/card-numbers.ts'
import type { Instant } from '../base/clock.ts'
import { emailOrNull } from '../base/email-address.ts'
import { newId, type CustomerId } from '../base/ids.ts'
import type { Phone } from '../base/e164.ts'
import { addressKey } from './address-key.ts'
import { mergeExposures } from './experiment-rows.ts'
import type { TenantDb } from './open.ts'
import { callLogs, customers, journeys, leads, messages, outbox } from './schema.ts'
import { memories } from './schema-agents.ts'
import { timeline } from './schema-history.ts'
import { consents, privacyRequests } from './schema-trust.ts'
import { appointments, contracts, crmLinks, heldBack, jobs, media, quotes } from './schema-work.ts'
import { insertRow, RowQuery, updateRow } from './statement.ts'

/** Who they are to the business, where they are not a customer like any other. */
export type Relation = 'staff' | 'supplier' | 'family' | 'spam'
export type LineType = 'mobile' | 'landline' | 'unknown'
export type Customer = {
  customerId: CustomerId
  phone: Phone | null
  /** The phone's address key. */
  phoneKey: string | null
  email: string | null
  name: string | null
  language: 'en' | 'es'
  withheld: boolean
  lineType: LineType
  contactRef: string | null
  lookUp: 'none' | 'pending' | 'done' | 'failed'
  conversationOpenUntil: Instant | null
  /** A document of `KnownPlaces`. */
  places: string | null
  relation: Relation | null
  createdAt: Instant
  updatedAt: Instant
}

export type Address = { state: string | null; postalCode: string | null }

/**
 * Where a customer may be: as the CRM says, by the ZIP code they told us, and where an open job of theirs is; and the
 * address in their own words, for whoever drives there.
 */
export type KnownPlaces = { crm?: Address; zip?: string; serviceAddress?: Address; address?: string }

const SAME_EMAIL_MAX = 20

export type NewCustomer = Pick<Customer, 'phone' | 'withheld' | 'contactRef' | 'language'>

export function recordCustomer(db: TenantDb, fields: NewCustomer, now: Instant): Customer {
  const customer: Customer = {
    ...fields,
    phoneKey: fields.phone && addressKey(db, fields.phone),
    customerId: newId('cus'),
    email: null,
    name: null,
    lineType: 'unknown',
    lookUp: 'none',
    conversationOpenUntil: null,
    places: null,
    relation: null,
    createdAt: now,
    updatedAt: now,
  }
  insertRow(db, customers, customer)
  return customer
}

function customerBy(column: typeof customers.customerId | typeof customers.phone | typeof customers.contactRef) {
  return new RowQuery(customers, (db) =>
    db
      .select()
      .from(customers)
      .where(eq(column, sql.placeholder('value'))),
  )
}

const byId = customerBy(customers.customerId)
const byPhone = customerBy(customers.phone)
const byContact = customerBy(customers.contactRef)

export function loadCustomer(db: TenantDb, customerId: string): Customer | null {
  return byId.get(db, { value: customerId }) as Customer | null
}

export function loadCustomerByPhone(db: TenantDb, phone: Phone): Customer | null {
  return byPhone.get(db, { value: phone }) as Customer | null
}

export function loadCustomerByContact(db: TenantDb, contactRef: string): Customer | null {
  return byContact.get(db, { value: contactRef }) as Customer | null
}

/** Who has this e-mail address, however it is capitalised. Several may; there is no index, since mail is rare. */
export function loadCustomersByEmail(db: TenantDb, email: string): Customer[] {
  const hasIt = sql`lower(${customers.email}) = ${email.toLowerCase()}`
  return db.select().from(customers).where(hasIt).limit(SAME_EMAIL_MAX).all() as Customer[]
}

export function saveCustomer(
  db: TenantDb,
  customerId: CustomerId,
  change: Partial<Omit<Customer, 'customerId' | 'phoneKey' | 'createdAt' | 'updatedAt'>>,
  now: Instant,
): void {
  const { phone, name, email } = change
  const hashed = phone === undefined ? {} : { phoneKey: phone && addressKey(db, phone) }
  // Office clerks put card numbers where there is room, and a name comes from a CRM as it is.
  const named = name ? { name: redactCardNumbers(name).text } : {}
  // Whatever the source: what is no address is nobody's, and would later be looked for as if it were.
  const addressed = email === undefined ? {} : { email: emailOrNull(email) }
  updateRow(db, customers, { customerId }, { ...change, ...hashed, ...named, ...addressed, updatedAt: now })
}

export function placesOf({ places }: Pick<Customer, 'places'>): KnownPlaces {
  return places === null ? {} : (JSON.parse(places) as KnownPlaces)
}

/** The document with what was learnt now, which takes the place of what stood under the same name. */
export function withPlaces(customer: Pick<Customer, 'places'>, learnt: KnownPlaces): string | null {
  const places = { ...placesOf(customer), ...learnt }
  return Object.keys(places).length === 0 ? null : JSON.stringify(places)
}

/** Everybody the business has said is no customer like any other. */
export function loadKnownPeople(
  db: TenantDb,
): { customerId: CustomerId; phone: Phone | null; name: string | null; relation: Relation }[] {
  const { customerId, phone, name, relation } = customers
  const rows = db.select({ customerId, phone, name, relation }).from(customers).where(isNotNull(relation))
  return rows.orderBy(customers.name).limit(KNOWN_PEOPLE_MAX).all() as ReturnType<typeof loadKnownPeople>
}

const KNOWN_PEOPLE_MAX = 500

/** Two rows turned out to be one person: everything of `from` becomes `into`'s, and `from` goes. */
export function mergeCustomers(db: TenantDb, from: CustomerId, into: CustomerId): void {
  const trust = [consents, privacyRequests]
  const work = [appointments, jobs, quotes, contracts, media, heldBack, crmLinks, memories]
  for (const table of [callLogs, messages, leads, journeys, outbox, timeline, ...trust, ...work]) {
    db.update(table).set({ customerId: into }).where(eq(table.customerId, from)).run()
  }
  mergeExposures(db, from, into)
  db.delete(customers).where(eq(customers.customerId, from)).run()
}
