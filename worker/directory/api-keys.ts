import { and, count, desc, eq, isNull, lt, or } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { HOUR_MS, type Instant } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { API_KEYS_MAX, SCOPES, type ApiKeyView, type NewApiKey, type Scope } from '../../tenants/contract/api-keys.ts'
import { API_KEYS_LISTED_MAX } from '../bounds.ts'
import { apiKey } from './api-key-schema.ts'

/** A key that opens something, as a request that carries it needs to know it. */
export type HeldKey = { keyId: string; tenantId: string; name: string; scopes: Scope[]; usedAt: Instant | null }

export async function findKey(directory: D1Database, digest: string): Promise<HeldKey | null> {
  const row = await drizzle(directory)
    .select()
    .from(apiKey)
    .where(and(eq(apiKey.digest, digest), isNull(apiKey.revokedAt)))
    .get()
  return row ? { ...row, scopes: readScopes(row.scopes) } : null
}

/** Newest first, those that open nothing any more included. */
export async function listKeys(directory: D1Database, tenantId: string): Promise<ApiKeyView[]> {
  const rows = await drizzle(directory)
    .select()
    .from(apiKey)
    .where(eq(apiKey.tenantId, tenantId))
    .orderBy(desc(apiKey.createdAt), desc(apiKey.keyId))
    .limit(API_KEYS_LISTED_MAX)
  return rows.map(view)
}

type NewRow = NewApiKey & { tenantId: string; digest: string; lastFour: string; createdBy: string }

/** Null where the business has as many as it may. */
export async function recordKey(directory: D1Database, row: NewRow, now: Instant): Promise<ApiKeyView | null> {
  const rows = drizzle(directory)
  const isOpen = and(eq(apiKey.tenantId, row.tenantId), isNull(apiKey.revokedAt))
  const [held] = await rows.select({ open: count() }).from(apiKey).where(isOpen)
  if ((held?.open ?? 0) >= API_KEYS_MAX) return null
  const keyId = newId('key')
  const kept = { ...row, keyId, scopes: row.scopes.join(' '), createdAt: now, usedAt: null, revokedAt: null }
  await rows.insert(apiKey).values(kept)
  return view(kept)
}

/** The key that was taken back, or null where there is none of this business that opens anything. */
export async function revokeKey(
  directory: D1Database,
  { tenantId, keyId }: { tenantId: string; keyId: string },
  now: Instant,
): Promise<string | null> {
  const isMeant = and(eq(apiKey.keyId, keyId), eq(apiKey.tenantId, tenantId), isNull(apiKey.revokedAt))
  const gone = await drizzle(directory).update(apiKey).set({ revokedAt: now }).where(isMeant).returning()
  return gone[0]?.name ?? null
}

/** Whoever made a key has seen it, so it goes when they do. Answers how many went. */
export async function revokeKeysOf(
  directory: D1Database,
  tenantId: string,
  email: string,
  now: Instant,
): Promise<number> {
  const isTheirs = and(eq(apiKey.tenantId, tenantId), eq(apiKey.createdBy, email), isNull(apiKey.revokedAt))
  const gone = await drizzle(directory).update(apiKey).set({ revokedAt: now }).where(isTheirs).returning()
  return gone.length
}

/** Coarse, so that a key in use costs one write an hour and not one a call. */
export async function noteUse(directory: D1Database, key: HeldKey, now: Instant): Promise<void> {
  const hour = now - (now % HOUR_MS)
  if (key.usedAt !== null && key.usedAt >= hour) return
  const isOlder = or(isNull(apiKey.usedAt), lt(apiKey.usedAt, hour))
  await drizzle(directory)
    .update(apiKey)
    .set({ usedAt: hour })
    .where(and(eq(apiKey.keyId, key.keyId), isOlder))
}

function view(row: typeof apiKey.$inferSelect): ApiKeyView {
  const { keyId: id, name, scopes, lastFour, createdBy, createdAt, usedAt, revokedAt } = row
  return { id, name, scopes: readScopes(scopes), lastFour, createdBy, createdAt, usedAt, revokedAt }
}

/** A scope that there is no more opens nothing. */
function readScopes(text: string): Scope[] {
  const given = text.split(' ')
  return SCOPES.filter((scope) => given.includes(scope))
}
