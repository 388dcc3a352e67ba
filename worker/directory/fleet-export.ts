import { and, asc, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Instant } from '../../tenants/base/clock.ts'
import { tenant } from './schema.ts'

/** See `migrations/directory/0009_fleet_export.sql`. */
const fleetExportDead = sqliteTable('fleet_export_dead', {
  tenantId: text('tenant_id').primaryKey(),
  day: text('day').notNull(),
  code: text('code').notNull(),
  attempts: integer('attempts').notNull(),
  failedAt: integer('failed_at').notNull(),
})
export type DeadExport = typeof fleetExportDead.$inferSelect

/** Ids of all businesses in their order, those included that have erased themselves: they leave the figures as well. */
export async function listForExport(directory: D1Database, after: string, limit: number): Promise<string[]> {
  const rows = await drizzle(directory)
    .select({ id: tenant.tenantId })
    .from(tenant)
    .where(gt(tenant.tenantId, after))
    .orderBy(asc(tenant.tenantId))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Of two failures of one business the later day stays, which will carry the other when it comes. */
export async function recordDead(
  directory: D1Database,
  dead: Omit<DeadExport, 'failedAt'>,
  now: Instant,
): Promise<void> {
  const { day, code, attempts } = dead
  await drizzle(directory)
    .insert(fleetExportDead)
    .values({ ...dead, failedAt: now })
    .onConflictDoUpdate({
      target: fleetExportDead.tenantId,
      set: { day: sql`max(${fleetExportDead.day}, ${day})`, code, attempts, failedAt: now },
    })
}

/** What was exported is no longer dead, unless a later day failed. */
export async function forgetDead(directory: D1Database, tenantIds: readonly string[], day: string): Promise<void> {
  const isTheirs = and(inArray(fleetExportDead.tenantId, [...tenantIds]), lte(fleetExportDead.day, day))
  await drizzle(directory).delete(fleetExportDead).where(isTheirs)
}

/** Newest first; one without a row in the directory any more is left out. */
export async function listDead(
  directory: D1Database,
  limit: number,
): Promise<(DeadExport & { businessName: string })[]> {
  const { tenantId, day, code, attempts, failedAt } = fleetExportDead
  return drizzle(directory)
    .select({ tenantId, day, code, attempts, failedAt, businessName: tenant.businessName })
    .from(fleetExportDead)
    .innerJoin(tenant, eq(tenant.tenantId, tenantId))
    .orderBy(desc(fleetExportDead.failedAt), asc(fleetExportDead.tenantId))
    .limit(limit)
}
