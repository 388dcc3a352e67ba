import { applyD1Migrations, env, type D1Migration } from 'cloudflare:test'

const { DIRECTORY, DIRECTORY_MIGRATIONS } = env as unknown as {
  DIRECTORY: D1Database
  DIRECTORY_MIGRATIONS: D1Migration[]
}

await applyD1Migrations(DIRECTORY, DIRECTORY_MIGRATIONS)
