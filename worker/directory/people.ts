import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
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
