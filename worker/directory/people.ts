import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import type { PersonView } from '../../tenants/contract/people.ts'
import type { Grant } from '../access/roles.ts'
import { person, tenant } from './schema.ts'

/** What a person may act as, and for which tenant. */
export async function loadGrants(directory: D1Database, email: string): Promise<Grant[]> {
  return drizzle(directory)
    .select({ role: person.role, tenantId: person.tenantId })
    .from(person)
    .where(eq(person.email, email))
}

export type NamedGrant = Grant & { businessName: string | null }

/** The same with the businesses' names, for a person who has just signed in. */
export async function loadNamedGrants(directory: D1Database, email: string): Promise<NamedGrant[]> {
  return drizzle(directory)
    .select({ role: person.role, tenantId: person.tenantId, businessName: tenant.businessName })
    .from(person)
    .leftJoin(tenant, eq(tenant.tenantId, person.tenantId))
    .where(eq(person.email, email))
}

/** Everybody with a role in a tenant, in the order in which they came. */
export async function listPeople(directory: D1Database, tenantId: string): Promise<PersonView[]> {
  const rows = await drizzle(directory)
    .select({ email: person.email, role: person.role, createdAt: person.createdAt })
    .from(person)
    .where(eq(person.tenantId, tenantId))
    .orderBy(asc(person.createdAt), asc(person.email))
  const people = new Map<string, PersonView>()
  for (const { email, role, createdAt } of rows) {
    const known = people.get(email)
    if (known) known.roles.push(role)
    else people.set(email, { email, roles: [role], since: createdAt })
  }
  return [...people.values()]
}

export type Removal = 'removed' | 'last_technician' | 'absent'

/**
 * Takes somebody's place in a tenant away, as one statement: two technicians who take each other out at once must not
 * leave the business without any. A reseller's place is not touched; an admin gives and takes that.
 */
export async function removePerson(directory: D1Database, tenantId: string, email: string): Promise<Removal> {
  const rows = drizzle(directory)
  const isMember = and(eq(person.tenantId, tenantId), inArray(person.role, ['technician', 'viewer']))
  const isTechnician = and(eq(person.tenantId, tenantId), eq(person.role, 'technician'))
  const others = rows
    .select({ email: person.email })
    .from(person)
    .where(and(isTechnician, ne(person.email, email)))
  const theirs = rows
    .select({ email: person.email })
    .from(person)
    .where(and(isTechnician, eq(person.email, email)))
  const removed = await rows
    .delete(person)
    .where(and(isMember, eq(person.email, email), sql`(exists ${others} or not exists ${theirs})`))
    .returning({ role: person.role })
  if (removed.length > 0) return 'removed'
  return (await theirs).length > 0 ? 'last_technician' : 'absent'
}

/** Lets somebody create tenants of their own; once is enough. */
export async function appointReseller(directory: D1Database, email: string, now: Instant): Promise<void> {
  const place = { email, role: 'reseller' as const, tenantId: null, createdAt: now }
  await drizzle(directory).insert(person).values(place).onConflictDoNothing()
}

/** Their tenants stay, with nobody between them and us. */
export async function dismissReseller(directory: D1Database, email: string): Promise<boolean> {
  const gone = await drizzle(directory)
    .delete(person)
    .where(and(eq(person.email, email), eq(person.role, 'reseller')))
    .returning({ email: person.email })
  return gone.length > 0
}
