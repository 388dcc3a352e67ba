import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The table of `migrations/directory/0006_closing.sql`. */
export const tenantClosing = sqliteTable('tenant_closing', {
  tenantId: text('tenant_id').primaryKey(),
  closedAt: integer('closed_at').notNull(),
  erasesAt: integer('erases_at').notNull(),
  erasedAt: integer('erased_at'),
})
