import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The tables of `migrations/directory/0003_people.sql`. */

export const invitation = sqliteTable('invitation', {
  invitationId: text('invitation_id').primaryKey(),
  tokenDigest: text('token_digest').notNull(),
  tenantId: text('tenant_id').notNull(),
  /** Lower case. */
  email: text('email').notNull(),
  role: text('role', { enum: ['technician', 'viewer'] }).notNull(),
  invitedBy: text('invited_by').notNull(),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  mailStatus: text('mail_status', { enum: ['sending', 'sent', 'failed'] }).notNull(),
  mailCode: text('mail_code'),
  mailedAt: integer('mailed_at'),
})

export const accessLog = sqliteTable('access_log', {
  logId: integer('log_id').primaryKey({ autoIncrement: true }),
  at: integer('at').notNull(),
  email: text('email').notNull(),
  action: text('action').notNull(),
  tenantId: text('tenant_id'),
  detail: text('detail'),
  traceId: text('trace_id').notNull(),
  onceKey: text('once_key'),
})
