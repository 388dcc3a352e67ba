import { FILE_FILL_BYTES } from '../base/limits.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/**
 * SQLite leaves the bytes of a deleted row where they lay, and the platform does not let us set `secure_delete` or run
 * VACUUM. So every table is copied into pages that hold nothing but zeros, the old one is dropped, and zeros are
 * written to where it lay. Zeros that are dropped in the transaction that wrote them never reach the disk, so this
 * takes three, in this order; what is left after them is the journal beside the file (docs/decisions/0021).
 */

const FILL = 'erasure_fill'
const OLD = 'erasure_old_'

type Made = { name: string; sql: string }

/** One: zeros to where rows were deleted before. */
export function fillFreePages(db: TenantDb): void {
  const { sql } = db.$client
  const usedBefore = sql.databaseSize
  sql.exec(`create table if not exists ${FILL} (fill blob)`)
  // Old tables and new ones stand side by side for a moment.
  const wanted = Math.max(2 * usedBefore, notePeak(db)) + FILE_FILL_BYTES
  fillUpTo(db, wanted)
  saveSetting(db, 'file_peak', wanted)
}

/** The size we are told counts pages in use, not those of the file; so that none is left out, its peak is kept. */
export function notePeak(db: TenantDb): number {
  const peak = Math.max(loadSetting<number>(db, 'file_peak') ?? 0, db.$client.sql.databaseSize)
  saveSetting(db, 'file_peak', peak)
  return peak
}

/** Free pages are handed out first, so where all that the file ever used is in use, none is left unwritten. */
function fillUpTo({ $client: { sql } }: TenantDb, wantedBytes: number): void {
  while (sql.databaseSize < wantedBytes) sql.exec(`insert into ${FILL} values (zeroblob(?))`, FILE_FILL_BYTES)
}

/** Two. Throws where a reader still holds a table; the caller's transaction then undoes it. */
export function rewriteTables(db: TenantDb): void {
  const { sql } = db.$client
  dropFill(db)
  const tables = listTables(db)
  const indexes = tables.flatMap(({ name }) => listIndexes(db, name))
  for (const { name } of tables) sql.exec(`alter table ${quote(name)} rename to ${quote(OLD + name)}`)
  for (const { name, sql: made } of tables) {
    // SQLite keeps a table's statement as it was given, so the new one is what the old one was.
    sql.exec(made)
    sql.exec(`insert into ${quote(name)} select * from ${quote(OLD + name)}`)
  }
  // Pages that are freed in this transaction keep what they held, so none is handed out before zeros stand in it.
  for (const { name } of tables) sql.exec(`drop table ${quote(OLD + name)}`)
  sql.exec(`create table ${FILL} (fill blob)`)
  fillUpTo(db, notePeak(db) + FILE_FILL_BYTES)
  for (const index of indexes) sql.exec(index.sql)
}

/** Three: the zeros become free pages. */
export function dropFill({ $client: { sql } }: TenantDb): void {
  sql.exec(`drop table if exists ${FILL}`)
}

function listTables(db: TenantDb): Made[] {
  // What the platform and its libraries keep has nothing of a customer's.
  const query = `select name, sql from sqlite_master where type = 'table' and name not like '\\_%' escape '\\'
    and name not like 'sqlite\\_%' escape '\\' and name not like 'cf\\_%' escape '\\' order by name`
  return db.$client.sql.exec<Made>(query).toArray()
}

function listIndexes({ $client: { sql } }: TenantDb, table: string): Made[] {
  const query = `select name, sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null`
  return sql.exec<Made>(query, table).toArray()
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
