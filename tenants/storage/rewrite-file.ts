import { FILE_FILL_BYTES } from '../base/limits.ts'
import type { TenantDb } from './open.ts'

/**
 * SQLite leaves the bytes of a deleted row where they lay, and the platform does not let us set `secure_delete` or run
 * VACUUM. So every table is copied into pages that hold nothing but zeros, the old one is dropped, and zeros are
 * written to where it lay. The journal beside the file is gone when the object next leaves memory (docs/decisions/0021).
 */

const FILL = 'erasure_fill'
const OLD = 'erasure_old_'

type Made = { name: string; sql: string }

/** The caller holds the transaction. Throws where a reader still holds a table; nothing has changed then. */
export function rewriteFile(db: TenantDb): void {
  const { sql } = db.$client
  const tables = listTables(db)
  fillFreePages(db)
  const indexes = tables.flatMap(({ name }) => setAside(db, name))
  for (const { name, sql: made } of tables) {
    // SQLite keeps a table's statement as it was given, so the new one is what the old one was.
    sql.exec(made)
    sql.exec(`insert into ${quote(name)} select * from ${quote(OLD + name)}`)
  }
  for (const { name } of tables) sql.exec(`drop table ${quote(OLD + name)}`)
  for (const index of indexes) sql.exec(index.sql)
  fillFreePages(db)
}

function listTables(db: TenantDb): Made[] {
  // What the platform and its libraries keep has nothing of a customer's.
  const query = `select name, sql from sqlite_master where type = 'table' and name not like '\\_%' escape '\\'
    and name not like 'sqlite\\_%' escape '\\' and name not like 'cf\\_%' escape '\\' order by name`
  return db.$client.sql.exec<Made>(query).toArray()
}

/** Gives a table another name, and takes its indexes off; answers them. */
function setAside({ $client: { sql } }: TenantDb, name: string): Made[] {
  const query = `select name, sql from sqlite_master where type = 'index' and tbl_name = ? and sql is not null`
  const indexes = sql.exec<Made>(query, name).toArray()
  for (const index of indexes) sql.exec(`drop index ${quote(index.name)}`)
  sql.exec(`alter table ${quote(name)} rename to ${quote(OLD + name)}`)
  return indexes
}

/** Free pages are handed out before the file grows, so once it has grown none of them is left unwritten. */
function fillFreePages({ $client: { sql } }: TenantDb): void {
  sql.exec(`create table ${FILL} (fill blob)`)
  const before = sql.databaseSize
  do sql.exec(`insert into ${FILL} values (zeroblob(?))`, FILE_FILL_BYTES)
  while (sql.databaseSize === before)
  sql.exec(`drop table ${FILL}`)
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
