import { and, asc, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { tenantClosing } from './closing-schema.ts'
import { person, tenant, tenantKey } from './schema.ts'
import { fieldOf, isSameKey, type KeyField, type TenantKey } from './tenant-key.ts'

/** Fields that already belong to other tenants, by their names in the profile, and those tenants. */
export type Taken = { code: 'already_taken'; fields: KeyField[]; holders: { tenantId: string; createdAt: Instant }[] }
export type NewRows = {
  tenantId: string
  businessName: string
  language: 'en' | 'es'
  technicianEmail: string
  /** Set where a reseller made the tenant; it is then theirs. */
  resellerEmail: string | null
  keys: TenantKey[]
}
export type TenantRow = { id: string; businessName: string; createdAt: Instant }

/** As Access knows them: ASCII letters alone are lowered, for a Kelvin sign is no k. */
export function addressOfTechnician(email: string): string {
  return email.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** All rows of a new tenant in one transaction. The keys' uniqueness is the check. */
export async function insertTenant(directory: D1Database, rows: NewRows, now: Instant): Promise<Result<void, Taken>> {
  const { tenantId, businessName, language, keys } = rows
  const people = [
    { email: addressOfTechnician(rows.technicianEmail), role: 'technician' as const, tenantId, createdAt: now },
  ]
  const owners = rows.resellerEmail
    ? [{ email: rows.resellerEmail, role: 'reseller' as const, tenantId, createdAt: now }]
    : []
  const database = drizzle(directory)
  return refuseTaken(directory, tenantId, keys, async () => {
    await database.batch([
      database.insert(tenant).values({ tenantId, businessName, language, createdAt: now }),
      database.insert(person).values([...people, ...owners]),
      ...keys.map((key) => database.insert(tenantKey).values({ ...key, tenantId })),
    ])
  })
}

/** The tenant's keys and people go with it. */
export async function deleteTenant(directory: D1Database, tenantId: string): Promise<void> {
  await drizzle(directory).delete(tenant).where(eq(tenant.tenantId, tenantId))
}

export async function hasTenant(directory: D1Database, tenantId: string): Promise<boolean> {
  const query = drizzle(directory).select({ id: tenant.tenantId }).from(tenant).where(eq(tenant.tenantId, tenantId))
  return (await query.get()) !== undefined
}

/** Both null while the business is open. */
export type Standing = { erasesAt: Instant | null; erasedAt: Instant | null }

/** Null where there is no such tenant. */
export async function loadStanding(directory: D1Database, tenantId: string): Promise<Standing | null> {
  return (await loadStandings(directory, [tenantId])).get(tenantId) ?? null
}

/** However many: one parameter holds all their ids, and a statement takes a hundred. */
export async function loadStandings(directory: D1Database, tenantIds: string[]): Promise<Map<string, Standing>> {
  const ids = sql`(select value from json_each(${JSON.stringify(tenantIds)}))`
  const found = await drizzle(directory)
    .select({ id: tenant.tenantId, erasesAt: tenantClosing.erasesAt, erasedAt: tenantClosing.erasedAt })
    .from(tenant)
    .leftJoin(tenantClosing, eq(tenantClosing.tenantId, tenant.tenantId))
    .where(sql`${tenant.tenantId} in ${ids}`)
  return new Map(found.map(({ id, ...standing }) => [id, standing]))
}

/** Frees all keys: what providers send to them is for nobody from here on. */
export async function closeTenant(
  directory: D1Database,
  closing: { tenantId: string; closedAt: Instant; erasesAt: Instant },
): Promise<void> {
  const rows = drizzle(directory)
  await rows.batch([
    rows.insert(tenantClosing).values(closing).onConflictDoNothing(),
    rows.delete(tenantKey).where(eq(tenantKey.tenantId, closing.tenantId)),
  ])
}

/** Takes the keys again, where nobody else has them by now. */
export async function reopenTenant(
  directory: D1Database,
  tenantId: string,
  keys: TenantKey[],
): Promise<Result<void, Taken>> {
  const rows = drizzle(directory)
  return refuseTaken(directory, tenantId, keys, async () => {
    await rows.batch([
      rows.delete(tenantClosing).where(and(eq(tenantClosing.tenantId, tenantId), isNull(tenantClosing.erasedAt))),
      ...keys.map((key) => rows.insert(tenantKey).values({ ...key, tenantId })),
    ])
  })
}

export async function loadKeys(directory: D1Database, tenantId: string): Promise<TenantKey[]> {
  return drizzle(directory)
    .select({ kind: tenantKey.kind, key: tenantKey.key })
    .from(tenantKey)
    .where(eq(tenantKey.tenantId, tenantId))
}

/** Reserves keys beside those the tenant already has, so that no delivery is lost while the tenant itself changes. */
export async function reserveKeys(
  directory: D1Database,
  tenantId: string,
  keys: TenantKey[],
): Promise<Result<void, Taken>> {
  const [first, ...others] = keys.map((key) =>
    drizzle(directory)
      .insert(tenantKey)
      .values({ ...key, tenantId }),
  )
  if (!first) return succeed(undefined)
  return refuseTaken(directory, tenantId, keys, async () => {
    await drizzle(directory).batch([first, ...others])
  })
}

export async function releaseKeys(directory: D1Database, tenantId: string, keys: TenantKey[]): Promise<void> {
  const [first, ...others] = keys.map(({ kind, key }) =>
    drizzle(directory)
      .delete(tenantKey)
      .where(and(eq(tenantKey.tenantId, tenantId), eq(tenantKey.kind, kind), eq(tenantKey.key, key))),
  )
  if (first) await drizzle(directory).batch([first, ...others])
}

export async function renameTenant(
  directory: D1Database,
  tenantId: string,
  { businessName, language }: { businessName: string; language: 'en' | 'es' },
): Promise<void> {
  await drizzle(directory).update(tenant).set({ businessName, language }).where(eq(tenant.tenantId, tenantId))
}

/** Tenants in the order of their ids, all of them or those of one person. */
export async function listTenants(
  directory: D1Database,
  { after, limit, ofPerson }: { after: string; limit: number; ofPerson: string | null },
): Promise<{ items: TenantRow[]; next: string | null }> {
  const database = drizzle(directory)
  const theirs = database
    .select({ id: person.tenantId })
    .from(person)
    .where(eq(person.email, ofPerson ?? ''))
  const rows = await database
    .select({ id: tenant.tenantId, businessName: tenant.businessName, createdAt: tenant.createdAt })
    .from(tenant)
    .leftJoin(tenantClosing, eq(tenantClosing.tenantId, tenant.tenantId))
    // What has erased itself is a row without a name.
    .where(
      and(
        gt(tenant.tenantId, after),
        isNull(tenantClosing.erasedAt),
        ofPerson === null ? undefined : inArray(tenant.tenantId, theirs),
      ),
    )
    .orderBy(asc(tenant.tenantId))
    .limit(limit + 1)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** Runs `write`. Where it fails because a key is somebody else's, says which; any other failure stays one. */
async function refuseTaken(
  directory: D1Database,
  tenantId: string,
  keys: TenantKey[],
  write: () => Promise<void>,
): Promise<Result<void, Taken>> {
  try {
    return succeed(await write())
  } catch (error) {
    const held = await findHeld(directory, tenantId, keys)
    if (held.length === 0) throw error
    const fields = keys.filter((key) => held.some((other) => isSameKey(other, key))).map(fieldOf)
    return fail({ code: 'already_taken', fields, holders: held })
  }
}

async function findHeld(directory: D1Database, tenantId: string, keys: TenantKey[]) {
  const isOneOfThem = or(...keys.map(({ kind, key }) => and(eq(tenantKey.kind, kind), eq(tenantKey.key, key))))
  return drizzle(directory)
    .select({ kind: tenantKey.kind, key: tenantKey.key, tenantId: tenant.tenantId, createdAt: tenant.createdAt })
    .from(tenantKey)
    .innerJoin(tenant, eq(tenant.tenantId, tenantKey.tenantId))
    .where(and(ne(tenantKey.tenantId, tenantId), isOneOfThem))
}
