import { asc, desc, inArray, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { Instant } from '../../tenants/base/clock.ts'
import { fleetSwitch, fleetUntold } from './fleet-switch-schema.ts'
import { tenant } from './schema.ts'

export type SwitchRow = typeof fleetSwitch.$inferSelect

/** The newest change, or null where the switch was never touched. */
export async function loadSwitch(directory: D1Database): Promise<SwitchRow | null> {
  return (await drizzle(directory).select().from(fleetSwitch).orderBy(desc(fleetSwitch.seq)).limit(1).get()) ?? null
}

/**
 * Writes a change down, and in the same transaction that every business has yet to hear of it. One that is opened later
 * reads the switch after it has its row here, so that none falls between.
 */
export async function recordSwitch(
  directory: D1Database,
  change: { isOn: boolean; reason: string; changedBy: string },
  now: Instant,
): Promise<SwitchRow> {
  const rows = drizzle(directory)
  const everybody = rows.select({ tenantId: tenant.tenantId, attempts: sql<number>`0`.as('attempts') }).from(tenant)
  const [made] = await rows.batch([
    rows
      .insert(fleetSwitch)
      .values({ ...change, changedAt: now })
      .returning(),
    rows.delete(fleetUntold),
    rows.insert(fleetUntold).select(everybody),
  ])
  const [row] = made
  if (!row) throw new Error('D1_ERROR: the switch was not returned')
  return row
}

/** Who is to be told next. */
export async function loadUntold(directory: D1Database, limit: number): Promise<string[]> {
  const rows = await drizzle(directory)
    .select({ tenantId: fleetUntold.tenantId })
    .from(fleetUntold)
    .orderBy(asc(fleetUntold.attempts), asc(fleetUntold.tenantId))
    .limit(limit)
  return rows.map(({ tenantId }) => tenantId)
}

/** Where the switch was changed meanwhile, what was told is old, and nobody is crossed off. */
export async function settleTold(
  directory: D1Database,
  { seq, told, failed }: { seq: number; told: string[]; failed: string[] },
): Promise<void> {
  const rows = drizzle(directory)
  const isNewest = sql`(select max(seq) from fleet_switch) = ${seq}`
  // D1 takes at most a hundred values in one statement.
  for (const some of chunk(told)) {
    await rows.delete(fleetUntold).where(sql`${inArray(fleetUntold.tenantId, some)} and ${isNewest}`)
  }
  for (const some of chunk(failed)) {
    const attempts = sql`${fleetUntold.attempts} + 1`
    await rows.update(fleetUntold).set({ attempts }).where(inArray(fleetUntold.tenantId, some))
  }
}

export async function countUntold(directory: D1Database): Promise<{ all: number; untold: number }> {
  const rows = drizzle(directory)
  const [all, untold] = await Promise.all([rows.$count(tenant), rows.$count(fleetUntold)])
  return { all, untold }
}

const VALUES_MAX = 90

function chunk(ids: readonly string[]): string[][] {
  const chunks: string[][] = []
  for (let start = 0; start < ids.length; start += VALUES_MAX) chunks.push(ids.slice(start, start + VALUES_MAX))
  return chunks
}
