import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { SUBSCRIPTION_STATUSES } from '../../tenants/contract/subscriptions.ts'

/** The tables of `migrations/directory/0012_subscription.sql` about subscriptions, with what 0014 and 0015 added. */

const SOURCES = ['manual', 'stripe', 'razorpay'] as const
const state = {
  plan: text('plan').notNull(),
  status: text('status', { enum: SUBSCRIPTION_STATUSES }).notNull(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  interval: text('interval', { enum: ['month', 'year'] }).notNull(),
  source: text('source', { enum: SOURCES }).notNull(),
}

export const subscription = sqliteTable('subscription', {
  tenantId: text('tenant_id').primaryKey(),
  ...state,
  trialEndsAt: integer('trial_ends_at'),
  startedAt: integer('started_at').notNull(),
  cancelledAt: integer('cancelled_at'),
  updatedAt: integer('updated_at').notNull(),
})

export const subscriptionChange = sqliteTable('subscription_change', {
  changeId: integer('change_id').primaryKey({ autoIncrement: true }),
  tenantId: text('tenant_id').notNull(),
  ...state,
  changedBy: text('changed_by').notNull(),
  changedAt: integer('changed_at').notNull(),
  /** A calendar day (UTC); null: the day of `changedAt`. */
  effectiveOn: text('effective_on'),
  /** Set once an admin has taken it out: it counts for nothing any more. */
  removedAt: integer('removed_at'),
  removedBy: text('removed_by'),
  /** As they were said with it; null where they follow from what stood before. */
  startedAt: integer('started_at'),
  trialEndsAt: integer('trial_ends_at'),
  cancelledAt: integer('cancelled_at'),
})
