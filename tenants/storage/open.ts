import { drizzle } from 'drizzle-orm/durable-sqlite'
import { migrate } from 'drizzle-orm/durable-sqlite/migrator'
import migrations from '../../migrations/tenant/migrations.js'

export type TenantDb = ReturnType<typeof drizzle>

/**
 * Opens one tenant's SQLite and brings its schema up to date. Runs on every wake; where nothing is to be done it reads
 * one row. A migration that fails throws, and the object refuses work until it is fixed: nothing is half applied.
 */
export async function openDatabase(storage: DurableObjectStorage): Promise<TenantDb> {
  const db = drizzle(storage)
  await migrate(db, migrations)
  return db
}
