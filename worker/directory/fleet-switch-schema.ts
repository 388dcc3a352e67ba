import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** See `migrations/directory/0005_fleet_switch.sql`. */

export const fleetSwitch = sqliteTable('fleet_switch', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  isOn: integer('is_on', { mode: 'boolean' }).notNull(),
  reason: text('reason').notNull(),
  changedBy: text('changed_by').notNull(),
  changedAt: integer('changed_at').notNull(),
})

export const fleetUntold = sqliteTable('fleet_untold', {
  tenantId: text('tenant_id').primaryKey(),
  attempts: integer('attempts').notNull(),
})
