import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The table of `migrations/directory/0011_api_key.sql`. */
export const apiKey = sqliteTable('api_key', {
  keyId: text('key_id').primaryKey(),
  digest: text('digest').notNull(),
  tenantId: text('tenant_id').notNull(),
  name: text('name').notNull(),
  scopes: text('scopes').notNull(),
  lastFour: text('last_four').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: integer('created_at').notNull(),
  usedAt: integer('used_at'),
  revokedAt: integer('revoked_at'),
})
