import { desc, getTableColumns, sql, type SQL } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { DayExport, KnownDays, TenantDay } from '../../tenants/contract/fleet-day.ts'
import { WAREHOUSE_ROWS_PER_INSERT_MAX } from '../bounds.ts'
import type { Warehouse } from './connect-warehouse.ts'
import { callLogs, financials, funnel, leads, responseTimes, smsLogs, tenantDays, users } from './warehouse-schema.ts'

type Transaction = Parameters<Parameters<Warehouse['transaction']>[0]>[0]

/** What is here of some businesses since a day, so that they send nothing twice. */
export async function loadKnownDays(
  warehouse: Warehouse,
  tenantIds: readonly string[],
  sinceDay: string,
): Promise<Map<string, KnownDays>> {
  const rows = await warehouse
    .select({ tenantId: tenantDays.tenantId, day: tenantDays.day, digest: tenantDays.digest })
    .from(tenantDays)
    .where(sql`${tenantDays.tenantId} = any(${listed(tenantIds)}::text[]) and ${tenantDays.day} >= ${sinceDay}`)
  const known = new Map<string, KnownDays>(tenantIds.map((tenantId) => [tenantId, {}]))
  for (const { tenantId, day, digest } of rows) Object.assign(known.get(tenantId) ?? {}, { [day]: digest })
  return known
}

/** The newest days that are here: how many businesses each holds, and when the last of them came. */
export async function countExported(
  warehouse: Warehouse,
  dayCount: number,
): Promise<{ day: string; tenants: number; exportedAt: number }[]> {
  return warehouse
    .select({
      day: tenantDays.day,
      tenants: sql<number>`count(*)::int`,
      exportedAt: sql<number>`(extract(epoch from max(${tenantDays.exportedAt})) * 1000)::float8`,
    })
    .from(tenantDays)
    .groupBy(tenantDays.day)
    .orderBy(desc(tenantDays.day))
    .limit(dayCount)
}

/**
 * Writes what businesses told, in one transaction. A day's rows are replaced as a whole, and an export that is older
 * than what is here changes nothing: told again, in parts or by two at once, the same rows come out. Rows are taken in
 * the order of their keys, so that no two writers wait for each other.
 */
export async function writeExports(warehouse: Warehouse, exports: readonly DayExport[]): Promise<void> {
  const sorted = exports.toSorted((one, other) => (one.tenantId < other.tenantId ? -1 : 1))
  await warehouse.transaction(async (transaction) => {
    await writeUsers(transaction, sorted)
    const days = await claimDays(transaction, sorted)
    if (days.length === 0) return
    await dropRows(transaction, days)
    for (const [table, rows] of rowsOf(days)) await insertAll(transaction, table, rows)
  })
}

async function writeUsers(transaction: Transaction, exports: readonly DayExport[]): Promise<void> {
  const rows = exports.map(({ tenantId, facts, exportedAt }) => ({
    tenantId,
    ...facts,
    exportedAt: new Date(exportedAt),
  }))
  const { tenantId: _key, ...columns } = getTableColumns(users)
  for (const some of chunk(rows)) {
    await transaction
      .insert(users)
      .values(some)
      .onConflictDoUpdate({
        target: users.tenantId,
        set: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, given(column.name)])),
        setWhere: sql`${users.exportedAt} <= ${given('exported_at')}`,
      })
  }
}

type Told = { tenantId: string; counts: TenantDay }

/** Takes the days that are news, and locks them until the end. */
async function claimDays(transaction: Transaction, exports: readonly DayExport[]): Promise<Told[]> {
  const told = new Map<string, Told>()
  const rows = exports.flatMap(({ tenantId, days, exportedAt }) =>
    days
      .toSorted((one, other) => (one.counts.day < other.counts.day ? -1 : 1))
      .map(({ digest, counts }) => {
        told.set(`${tenantId} ${counts.day}`, { tenantId, counts })
        return { tenantId, day: counts.day, digest, exportedAt: new Date(exportedAt) }
      }),
  )
  const news: Told[] = []
  for (const some of chunk(rows)) {
    const taken = await transaction
      .insert(tenantDays)
      .values(some)
      .onConflictDoUpdate({
        target: [tenantDays.tenantId, tenantDays.day],
        set: { digest: given('digest'), exportedAt: given('exported_at') },
        setWhere: sql`${tenantDays.exportedAt} <= ${given('exported_at')}`,
      })
      .returning({ tenantId: tenantDays.tenantId, day: tenantDays.day })
    for (const { tenantId, day } of taken) news.push(told.get(`${tenantId} ${day}`) as Told)
  }
  return news
}

/** Of an insert that meets a row: the value it came with. */
function given(column: string): SQL {
  return sql`excluded.${sql.identifier(column)}`
}

/** An array of Postgres as it is written. Ids and days hold nothing that would have to be quoted. */
export function listed(values: readonly string[]): SQL {
  return sql`${`{${values.join()}}`}`
}

const TABLES = [leads, callLogs, smsLogs, funnel, responseTimes, financials] as const

async function dropRows(transaction: Transaction, days: readonly Told[]): Promise<void> {
  const tenantIds = listed(days.map(({ tenantId }) => tenantId))
  const named = listed(days.map(({ counts }) => counts.day))
  for (const table of TABLES) {
    await transaction.execute(sql`delete from ${table} using
      unnest(${tenantIds}::text[], ${named}::date[]) as told (tenant_id, day)
      where ${table.tenantId} = told.tenant_id and ${table.day} = told.day`)
  }
}

function rowsOf(days: readonly Told[]): [PgTable, Record<string, unknown>[]][] {
  const each = <T extends object>(pick: (counts: TenantDay) => readonly T[]) =>
    days.flatMap(({ tenantId, counts }) => pick(counts).map((row) => ({ tenantId, day: counts.day, ...row })))
  return [
    [leads, each((counts) => counts.leads)],
    [callLogs, each((counts) => counts.calls)],
    [smsLogs, each((counts) => counts.messages)],
    [funnel, each(({ funnel: { revenueMinor: _money, ...happened } }) => [happened])],
    [responseTimes, each((counts) => counts.delays)],
    [financials, each((counts) => [financialsOf(counts)])],
  ]
}

/** Nothing is spent on advertisements that we know of until an account is connected. */
function financialsOf({ leads: came, funnel: { booked, revenueMinor } }: TenantDay) {
  const leadsGenerated = came.reduce((sum, { count }) => sum + count, 0)
  return { adSpend: 0, leadsGenerated, bookings: booked, revenue: revenueMinor }
}

async function insertAll(transaction: Transaction, table: PgTable, rows: Record<string, unknown>[]): Promise<void> {
  for (const some of chunk(rows)) await transaction.insert(table).values(some as never)
}

function chunk<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = []
  for (let start = 0; start < rows.length; start += WAREHOUSE_ROWS_PER_INSERT_MAX) {
    chunks.push(rows.slice(start, start + WAREHOUSE_ROWS_PER_INSERT_MAX))
  }
  return chunks
}

/** A business that has erased itself leaves nothing here either. */
export async function dropTenant(warehouse: Warehouse, tenantId: string): Promise<void> {
  await warehouse.transaction(async (transaction) => {
    for (const table of [users, tenantDays, ...TABLES]) {
      await transaction.delete(table).where(sql`${table.tenantId} = ${tenantId}`)
    }
  })
}
