import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'

/** So that two who begin at once do not both create the same table. Any number will do; it is ours. */
const MIGRATION_LOCK = 7_461_053

/** Applies what is new in this folder to the fleet's Postgres, one migrator at a time. */
export async function migrateWarehouse(databaseUrl: string): Promise<void> {
  const client = postgres(databaseUrl, { max: 1, prepare: false, onnotice: () => undefined })
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`
    await migrate(drizzle(client), { migrationsFolder: fileURLToPath(new URL('.', import.meta.url)) })
    await client`select pg_advisory_unlock(${MIGRATION_LOCK})`
  } finally {
    await client.end({ timeout: 5 })
  }
}

/** `npm run migrate:fleet`, before the release that needs it is deployed. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const databaseUrl = process.env['DATABASE_URL']
  if (!databaseUrl) {
    process.stderr.write('DATABASE_URL is not set: it names the Postgres to bring up to date.\n')
    process.exit(1)
  }
  await migrateWarehouse(databaseUrl)
  process.stdout.write('The tables of the fleet are up to date.\n')
}
