import { sql, type SQL, type SQLChunk } from 'drizzle-orm'
import type { DayExport, KnownDays } from '../../tenants/contract/fleet-day.ts'
import type { SubscriptionDay } from '../directory/subscriptions.ts'
import { WAREHOUSE_ROWS_PER_INSERT_MAX } from '../bounds.ts'
import type { Statements, Warehouse } from './connect-warehouse.ts'
import { rowsOf, TABLES, type Told, type Value } from './rows-of-days.ts'

/** What is here of some businesses since a day, so that they send nothing twice. */
export async function loadKnownDays(
  warehouse: Warehouse,
  tenantIds: readonly string[],
  sinceDay: string,
): Promise<Map<string, KnownDays>> {
  const rows = await warehouse.execute<{ tenantId: string; day: string; digest: string }>(
    // A day without its sums was written by a release that did not know them.
    sql`select tenant_id as "tenantId", day, digest from tenant_days join day_sums using (tenant_id, day)
      where tenant_id = any(${listed(tenantIds)}::text[]) and day >= ${sinceDay}`,
  )
  const known = new Map<string, KnownDays>(tenantIds.map((tenantId) => [tenantId, {}]))
  for (const { tenantId, day, digest } of rows) Object.assign(known.get(tenantId) ?? {}, { [day]: digest })
  return known
}

/** The newest days that are here: how many businesses each holds, and when the last of them came. */
export async function countExported(
  warehouse: Warehouse,
  dayCount: number,
): Promise<{ day: string; tenants: number; exportedAt: number }[]> {
  return warehouse.execute(
    sql`select day, count(*)::int as tenants,
        (extract(epoch from max(exported_at)) * 1000)::float8 as "exportedAt"
      from tenant_days group by day order by day desc limit ${dayCount}`,
  )
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
    await writeExperiments(transaction, sorted)
    const days = await claimDays(transaction, sorted)
    if (days.length === 0) return
    await dropRows(transaction, days)
    for (const [table, rows] of rowsOf(days)) {
      for (const some of chunk(rows)) await transaction.execute(insertInto(table, some))
    }
  })
}

async function writeUsers(transaction: Statements, exports: readonly DayExport[]): Promise<void> {
  const rows = exports.map(({ tenantId, facts, exportedAt }) => ({
    tenantId,
    ...facts,
    exportedAt: new Date(exportedAt).toISOString(),
  }))
  for (const some of chunk(rows)) {
    const { tenantId: _key, ...others } = some[0] ?? {}
    const changes = Object.keys(others).map((name) => sql`${column(name)} = excluded.${column(name)}`)
    await transaction.execute(
      sql`${insertInto('users', some)} on conflict (tenant_id) do update set ${sql.join(changes, sql`, `)}
        where users.exported_at <= excluded.exported_at`,
    )
  }
}

/** Each arm as it was counted last. */
async function writeExperiments(transaction: Statements, exports: readonly DayExport[]): Promise<void> {
  const keyOf = (row: { tenantId: string; experimentId: string; arm: string }) =>
    `${row.tenantId} ${row.experimentId} ${row.arm}`
  const rows = exports
    .flatMap(({ tenantId, experiments = [], exportedAt }) =>
      experiments.map((counts) => ({ tenantId, ...counts, exportedAt: new Date(exportedAt).toISOString() })),
    )
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  for (const some of chunk(rows)) {
    const { tenantId: _tenant, experimentId: _experiment, arm: _arm, ...others } = some[0] ?? {}
    const changes = Object.keys(others).map((name) => sql`${column(name)} = excluded.${column(name)}`)
    await transaction.execute(
      sql`${insertInto('experiments', some)} on conflict (tenant_id, experiment_id, arm)
        do update set ${sql.join(changes, sql`, `)} where experiments.exported_at <= excluded.exported_at`,
    )
  }
}

/** Takes the days that are news, and locks them until the end. */
async function claimDays(transaction: Statements, exports: readonly DayExport[]): Promise<Told[]> {
  const told = new Map<string, Told>()
  const rows = exports.flatMap(({ tenantId, facts: { currency }, days, exportedAt }) =>
    days
      .toSorted((one, other) => (one.counts.day < other.counts.day ? -1 : 1))
      .map(({ digest, counts }) => {
        told.set(`${tenantId} ${counts.day}`, { tenantId, currency, counts })
        return { tenantId, day: counts.day, digest, exportedAt: new Date(exportedAt).toISOString() }
      }),
  )
  const news: Told[] = []
  for (const some of chunk(rows)) {
    const taken = await transaction.execute<{ tenantId: string; day: string }>(
      sql`${insertInto('tenant_days', some)} on conflict (tenant_id, day)
        do update set digest = excluded.digest, exported_at = excluded.exported_at
        where tenant_days.exported_at <= excluded.exported_at returning tenant_id as "tenantId", day`,
    )
    for (const { tenantId, day } of taken) news.push(told.get(`${tenantId} ${day}`) as Told)
  }
  return news
}

/** Columns are called what the fields are called, in the spelling of SQL. */
function column(name: string): SQLChunk {
  return sql.identifier(name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

/** All of them have the fields of the first. */
function insertInto(table: string, rows: readonly Readonly<Record<string, Value>>[]): SQL {
  const names = Object.keys(rows[0] ?? {})
  const values = rows.map(
    (row) =>
      sql`(${sql.join(
        names.map((name) => valueOf(row[name])),
        sql`, `,
      )})`,
  )
  const columns = sql.join(names.map(column), sql`, `)
  return sql`insert into ${sql.identifier(table)} (${columns}) values ${sql.join(values, sql`, `)}`
}

function valueOf(value: Value | undefined): SQL {
  return sql`${Array.isArray(value) ? `{${value.join()}}` : value}`
}

/** An array of Postgres as it is written. Ids and days hold nothing that would have to be quoted. */
export function listed(values: readonly string[]): SQL {
  return sql`${`{${values.join()}}`}`
}

async function dropRows(transaction: Statements, days: readonly Told[]): Promise<void> {
  const named = days.map(({ tenantId, counts }) => ({ tenantId, day: counts.day }))
  for (const table of TABLES) await dropDays(transaction, table, named)
}

type NamedDay = { tenantId: string; day: string }

async function dropDays(statements: Statements, table: string, days: readonly NamedDay[]): Promise<void> {
  const tenantIds = listed(days.map(({ tenantId }) => tenantId))
  const named = listed(days.map(({ day }) => day))
  await statements.execute(sql`delete from ${sql.identifier(table)} as kept using
    unnest(${tenantIds}::text[], ${named}::date[]) as told (tenant_id, day)
    where kept.tenant_id = told.tenant_id and kept.day = told.day`)
}

function chunk<T>(rows: readonly T[]): T[][] {
  const chunks: T[][] = []
  for (let start = 0; start < rows.length; start += WAREHOUSE_ROWS_PER_INSERT_MAX) {
    chunks.push(rows.slice(start, start + WAREHOUSE_ROWS_PER_INSERT_MAX))
  }
  return chunks
}

/** What businesses pay, by the days on which that changed. Most nights nothing did, and nothing is written. */
export async function writeSubscriptions(warehouse: Statements, days: readonly SubscriptionDay[]): Promise<void> {
  const isNews = sql`(subscriptions.plan, subscriptions.status, subscriptions.currency, subscriptions.monthly_minor)
    is distinct from (excluded.plan, excluded.status, excluded.currency, excluded.monthly_minor)`
  for (const some of chunk(days)) {
    await warehouse.execute(
      sql`${insertInto('subscriptions', some)} on conflict (tenant_id, day) do update set plan = excluded.plan,
        status = excluded.status, currency = excluded.currency, monthly_minor = excluded.monthly_minor where ${isNews}`,
    )
  }
}

/** Days of which everything was taken out again: what stood before them holds on. */
export async function dropSubscriptionDays(warehouse: Statements, days: readonly NamedDay[]): Promise<void> {
  for (const some of chunk(days)) await dropDays(warehouse, 'subscriptions', some)
}

/** A business that has erased itself leaves nothing here either, but what it was charged. */
export async function dropTenant(warehouse: Warehouse, tenantId: string): Promise<void> {
  await warehouse.transaction(async (transaction) => {
    for (const table of ['users', 'tenant_days', 'experiments', ...TABLES]) {
      await transaction.execute(sql`delete from ${sql.identifier(table)} where tenant_id = ${tenantId}`)
    }
  })
}
