import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Phone } from '../../tenants/base/e164.ts'
import type { JoinDraft } from '../../tenants/contract/join.ts'

/** Who is who, in D1. The tables are made by hand in `migrations/directory`; this file only describes them. */

export const tenant = sqliteTable('tenant', {
  tenantId: text('tenant_id').primaryKey(),
  businessName: text('business_name').notNull(),
  language: text('language', { enum: ['en', 'es'] }).notNull(),
  createdAt: integer('created_at').notNull(),
})

/** What providers address a tenant by, and what else is one tenant's alone. */
export const tenantKey = sqliteTable(
  'tenant_key',
  {
    kind: text('kind', { enum: ['sms_number', 'ghl_location', 'google_ads'] }).notNull(),
    key: text('key').notNull(),
    tenantId: text('tenant_id').notNull(),
  },
  (columns) => [primaryKey({ columns: [columns.kind, columns.key] })],
)
export type KeyKind = (typeof tenantKey.$inferSelect)['kind']

/** What Google Ads sends along with a lead, as its digest: whoever reads the directory can send none. */
export const leadKey = sqliteTable('lead_key', {
  digest: text('digest').primaryKey(),
  tenantId: text('tenant_id').notNull().unique(),
  setAt: integer('set_at').notNull(),
})

export const person = sqliteTable('person', {
  /** Lower case. */
  email: text('email').notNull(),
  role: text('role', { enum: ['technician', 'reseller', 'viewer'] }).notNull(),
  /** Null only for a reseller, who may create tenants before owning one. */
  tenantId: text('tenant_id'),
  createdAt: integer('created_at').notNull(),
})

/** Signed deliveries that named no tenant of ours, counted. */
export const unknownDelivery = sqliteTable(
  'unknown_delivery',
  {
    provider: text('provider').notNull(),
    addressKind: text('address_kind').notNull(),
    addressDigest: text('address_digest').notNull(),
    addressMasked: text('address_masked').notNull(),
    reason: text('reason', { enum: ['unknown_address', 'tenant_missing'] }).notNull(),
    deliveryCount: integer('delivery_count').notNull(),
    firstSeenAt: integer('first_seen_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
  },
  (columns) => [primaryKey({ columns: [columns.provider, columns.addressDigest, columns.reason] })],
)

/** Technicians who are joining. */
export const joinDraft = sqliteTable('join_draft', {
  /** Lower case. */
  email: text('email').primaryKey(),
  draft: text('draft', { mode: 'json' }).$type<JoinDraft>().notNull(),
  tenantId: text('tenant_id'),
  smsNumber: text('sms_number').$type<Phone>(),
  /** While one request buys a number no other may. */
  buyingUntil: integer('buying_until'),
  liveAt: integer('live_at'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})
