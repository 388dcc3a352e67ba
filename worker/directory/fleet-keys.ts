import { and, count, desc, eq, isNull, lt, or } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { HOUR_MS, type Instant } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { FLEET_KEYS_MAX, FLEET_SCOPES, type FleetKeyView, type NewFleetKey } from '../../tenants/contract/fleet-keys.ts'
import { API_KEYS_LISTED_MAX } from '../bounds.ts'

/** The table of `migrations/directory/0012_subscription.sql` about keys of the platform. */
const fleetKey = sqliteTable('fleet_key', {
  keyId: text('key_id').primaryKey(),
  digest: text('digest').notNull(),
  name: text('name').notNull(),
  scopes: text('scopes').notNull(),
  lastFour: text('last_four').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  usedAt: integer('used_at'),
  revokedAt: integer('revoked_at'),
})
type Row = typeof fleetKey.$inferSelect

export async function findFleetKey(
  directory: D1Database,
  digest: string,
): Promise<Pick<FleetKeyView, 'id' | 'scopes' | 'usedAt'> | null> {
  const isHeld = and(eq(fleetKey.digest, digest), isNull(fleetKey.revokedAt))
  const row = await drizzle(directory).select().from(fleetKey).where(isHeld).get()
  return row ? view(row) : null
}

/** Newest first, those that open nothing any more included. */
export async function listFleetKeys(directory: D1Database): Promise<FleetKeyView[]> {
  const rows = drizzle(directory).select().from(fleetKey)
  return (await rows.orderBy(desc(fleetKey.createdAt), desc(fleetKey.keyId)).limit(API_KEYS_LISTED_MAX)).map(view)
}

/** Null where there are as many as there may be. */
export async function recordFleetKey(
  directory: D1Database,
  row: NewFleetKey & Pick<Row, 'digest' | 'lastFour' | 'createdBy'>,
  now: Instant,
): Promise<FleetKeyView | null> {
  const rows = drizzle(directory)
  const [held] = await rows.select({ open: count() }).from(fleetKey).where(isNull(fleetKey.revokedAt))
  if ((held?.open ?? 0) >= FLEET_KEYS_MAX) return null
  const kept = {
    ...row,
    keyId: newId('key'),
    scopes: row.scopes.join(' '),
    createdAt: now,
    usedAt: null,
    revokedAt: null,
  }
  await rows.insert(fleetKey).values(kept)
  return view(kept)
}

/** The name of the key that was taken back, or null where there is none that opens anything. */
export async function revokeFleetKey(directory: D1Database, keyId: string, now: Instant): Promise<string | null> {
  const isMeant = and(eq(fleetKey.keyId, keyId), isNull(fleetKey.revokedAt))
  const [gone] = await drizzle(directory).update(fleetKey).set({ revokedAt: now }).where(isMeant).returning()
  return gone?.name ?? null
}

/** Coarse, so that a scraper that comes each quarter of a minute costs one write an hour. */
export async function noteFleetKeyUse(directory: D1Database, keyId: string, now: Instant): Promise<void> {
  const hour = now - (now % HOUR_MS)
  const isOlder = or(isNull(fleetKey.usedAt), lt(fleetKey.usedAt, hour))
  await drizzle(directory)
    .update(fleetKey)
    .set({ usedAt: hour })
    .where(and(eq(fleetKey.keyId, keyId), isOlder))
}

function view({ keyId: id, scopes, digest: _digest, ...row }: Row): FleetKeyView {
  const given = scopes.split(' ')
  return { id, ...row, scopes: FLEET_SCOPES.filter((scope) => given.includes(scope)) }
}
