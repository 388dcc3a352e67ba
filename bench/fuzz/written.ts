import { readdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** What stands in the databases, counted from outside: nobody who serves a request could hide a row from it. */
export type Written = {
  /** Equal before and after requests that nobody may have written through. */
  digest(): Record<string, number>
  /** Runs a statement in the directory. */
  grant(sql: string, values: (string | number | null)[]): void
}

type Counts = Record<string, number>

const BUSY_TIMEOUT_MS = 5_000
/** Only a webhook or a person adds to these; the rest of a busy tenant lives on by itself. */
const FROM_OUTSIDE = [
  'select count(*) from inbox',
  // A look-up of ours may find out later on that two were one; what a webhook has to do with that stands in its inbox.
  `select (select count(*) from customers)
    + (select count(*) from timeline where fact ->> 'type' = 'customers_merged')`,
  'select count(*) from call_logs',
  "select count(*) from messages where direction = 'inbound'",
  'select count(*) from push_subscriptions',
  'select coalesce(sum(version), 0) from scripts',
  "select count(*) from timeline where fact like '%settings_changed%'",
]

/**
 * Whoever holds a good token and may not do what they ask for has still signed in and looked: a line is owed to them.
 * Of the admin only broken tokens are among the forged, and none of those may leave one.
 */
const UNOWED_LINES = `select count(*) from access_log
  where action not in ('signed_in', 'tenant_opened') or email = 'admin@example.com'`

/** `quietIds`: tenants of which every row of every table counts. */
export function openWritten(stateDir: string, quietIds: readonly string[]): Written {
  const objects = path.join(stateDir, 'do', 'shoulder-TenantObject')
  const directory = () => findSqlite(path.join(stateDir, 'd1', 'miniflare-D1DatabaseObject'))[0] ?? ''
  return {
    digest() {
      const files = findSqlite(objects)
      const digest: Counts = { objects: files.length }
      read(directory(), (db) => {
        for (const [table, count] of Object.entries(countAll(db))) digest[`directory.${table}`] = count
        digest['directory.access_log'] = readNumber(db, UNOWED_LINES)
        digest['directory.deliveries'] = readNumber(db, 'select coalesce(sum(delivery_count), 0) from unknown_delivery')
      })
      for (const file of files) {
        read(file, (db) => {
          const name = path.basename(file).slice(0, 8)
          if (isOneOf(db, quietIds))
            for (const [table, n] of Object.entries(countAll(db))) digest[`quiet ${name}.${table}`] = n
          else for (const sql of FROM_OUTSIDE) digest[`${name}: ${sql}`] = readNumber(db, sql)
        })
      }
      return digest
    },
    grant(sql, values) {
      const db = new DatabaseSync(directory(), { timeout: BUSY_TIMEOUT_MS })
      db.prepare(sql).run(...values)
      db.close()
    },
  }
}

function findSqlite(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name))
    .map((name) => path.join(folder, name))
}

function read(file: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    // An object that was made and never opened for business has no tables yet.
    if (tablesOf(db).includes('inbox') || tablesOf(db).includes('tenant_key')) work(db)
  } finally {
    db.close()
  }
}

function tablesOf(db: DatabaseSync): string[] {
  return db
    .prepare("select name from sqlite_master where type = 'table'")
    .all()
    .map((row) => String(row['name']))
}

function countAll(db: DatabaseSync): Counts {
  return Object.fromEntries(tablesOf(db).map((table) => [table, readNumber(db, `select count(*) from "${table}"`)]))
}

function readNumber(db: DatabaseSync, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0] ?? 0)
}

function isOneOf(db: DatabaseSync, tenantIds: readonly string[]): boolean {
  const [tenant] = db.prepare("select value from settings where name = 'identity'").all()
  return tenantIds.some((id) => String(tenant?.['value'] ?? '').includes(id))
}
