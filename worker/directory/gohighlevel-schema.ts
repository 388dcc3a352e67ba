import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The tables of `migrations/directory/0007_gohighlevel.sql`, as far as the router reads them. */

export const ghlAgency = sqliteTable('ghl_agency', {
  companyId: text('company_id').primaryKey(),
  /** Lower case. */
  installedBy: text('installed_by').notNull(),
})

export const ghlAgencyTenant = sqliteTable('ghl_agency_tenant', {
  tenantId: text('tenant_id').primaryKey(),
  companyId: text('company_id').notNull(),
})

export const connectUsed = sqliteTable('connect_used', {
  nonce: text('nonce').primaryKey(),
  endsAt: integer('ends_at').notNull(),
})
