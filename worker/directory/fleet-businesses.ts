import { and, asc, eq, gte, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import { tenantClosing } from './closing-schema.ts'
import { person, tenant } from './schema.ts'

/** What the warehouse does not know of businesses: their names, whose they are and which are closed. */

export async function loadNames(directory: D1Database, tenantIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await drizzle(directory)
    .select({ tenantId: tenant.tenantId, businessName: tenant.businessName })
    .from(tenant)
    // One parameter, however many there are.
    .where(sql`${tenant.tenantId} in (select value from json_each(${JSON.stringify(tenantIds)}))`)
  return new Map(rows.map(({ tenantId, businessName }) => [tenantId, businessName]))
}

/** Ids of the businesses of a reseller, of those whose name has these letters, or of both; null where all are meant. */
export async function findBusinesses(
  directory: D1Database,
  wanted: { reseller?: string | undefined; find?: string | undefined },
  limit: number,
): Promise<string[] | null> {
  const { reseller, find = '' } = wanted
  if (reseller === undefined && find === '') return null
  const rows = drizzle(directory)
  const theirs = rows
    .select({ id: person.tenantId })
    .from(person)
    .where(and(eq(person.role, 'reseller'), eq(person.email, reseller?.toLowerCase() ?? '')))
  const found = await rows
    .select({ id: tenant.tenantId })
    .from(tenant)
    .where(
      and(
        reseller === undefined ? undefined : sql`${tenant.tenantId} in ${theirs}`,
        find === '' ? undefined : sql`instr(lower(${tenant.businessName}), lower(${find})) > 0`,
      ),
    )
    .limit(limit)
  return found.map(({ id }) => id)
}

/** Those that can still be reopened. */
export async function listClosed(
  directory: D1Database,
  limit: number,
): Promise<{ tenantId: string; closedAt: Instant }[]> {
  return drizzle(directory)
    .select({ tenantId: tenantClosing.tenantId, closedAt: tenantClosing.closedAt })
    .from(tenantClosing)
    .where(isNull(tenantClosing.erasedAt))
    .limit(limit)
}

/** Businesses closed within a time of which nothing is left but that they were there. */
export async function countErased(directory: D1Database, from: Instant, until: Instant): Promise<number> {
  const [row] = await drizzle(directory)
    .select({ count: sql<number>`count(*)` })
    .from(tenantClosing)
    .where(and(isNotNull(tenantClosing.erasedAt), gte(tenantClosing.closedAt, from), lt(tenantClosing.closedAt, until)))
  return row?.count ?? 0
}

/** The same one by one: when they joined and when they were closed. */
export async function listErased(
  directory: D1Database,
  since: Instant,
  limit: number,
): Promise<{ tenantId: string; createdAt: Instant; closedAt: Instant }[]> {
  return drizzle(directory)
    .select({ tenantId: tenant.tenantId, createdAt: tenant.createdAt, closedAt: tenantClosing.closedAt })
    .from(tenantClosing)
    .innerJoin(tenant, eq(tenant.tenantId, tenantClosing.tenantId))
    .where(and(isNotNull(tenantClosing.erasedAt), gte(tenant.createdAt, since)))
    .limit(limit)
}

/** Resellers who have a business. */
export async function listResellers(directory: D1Database, limit: number): Promise<string[]> {
  const rows = await drizzle(directory)
    .selectDistinct({ email: person.email })
    .from(person)
    .where(and(eq(person.role, 'reseller'), isNotNull(person.tenantId)))
    .orderBy(asc(person.email))
    .limit(limit)
  return rows.map(({ email }) => email)
}
