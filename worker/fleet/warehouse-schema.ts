import { bigint, boolean, date, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'

/**
 * The fleet's figures in Postgres, under the mission's table names: counts and sums of each business and day, and
 * nothing that a customer is or said. Days are those of the business's own calendar; money is in minor units of its
 * currency.
 */

const tenantId = () => text('tenant_id').notNull()
const day = () => date('day', { mode: 'string' }).notNull()

/** One row a business, as it stood at its last export. Its name is the directory's to tell. */
export const users = pgTable('users', {
  tenantId: text('tenant_id').primaryKey(),
  joinedOn: date('joined_on', { mode: 'string' }).notNull(),
  trade: text('trade').notNull(),
  region: text('region'),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  language: text('language').notNull(),
  a2p: text('a2p').notNull(),
  texting: text('texting').notNull(),
  isPaused: boolean('is_paused').notNull(),
  exportedAt: timestamp('exported_at', { withTimezone: true, mode: 'date' }).notNull(),
})

/** Which days are here and of which counts: the digest is the business's own. */
export const tenantDays = pgTable(
  'tenant_days',
  {
    tenantId: tenantId(),
    day: day(),
    digest: text('digest').notNull(),
    exportedAt: timestamp('exported_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day] }), index('tenant_days_day').on(table.day)],
)

/** Leads by the day they came in, and what has become of them since. */
export const leads = pgTable(
  'leads',
  {
    tenantId: tenantId(),
    day: day(),
    source: text('source').notNull(),
    status: text('status').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day, table.source, table.status] }),
    index('leads_day').on(table.day),
  ],
)

export const callLogs = pgTable(
  'call_logs',
  {
    tenantId: tenantId(),
    day: day(),
    status: text('status').notNull(),
    count: integer('count').notNull(),
    durationS: bigint('duration_s', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day, table.status] }), index('call_logs_day').on(table.day)],
)

/** The mission's name; e-mails and what was said or written in a form stand beside the texts. */
export const smsLogs = pgTable(
  'sms_logs',
  {
    tenantId: tenantId(),
    day: day(),
    channel: text('channel').notNull(),
    direction: text('direction').notNull(),
    status: text('status').notNull(),
    count: integer('count').notNull(),
    segments: integer('segments').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day, table.channel, table.direction, table.status] }),
    index('sms_logs_day').on(table.day),
  ],
)

/** What happened on the day, whenever the call was. */
export const funnel = pgTable(
  'funnel',
  {
    tenantId: tenantId(),
    day: day(),
    missed: integer('missed').notNull(),
    texted: integer('texted').notNull(),
    replied: integer('replied').notNull(),
    booked: integer('booked').notNull(),
    completed: integer('completed').notNull(),
    lost: integer('lost').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day] }), index('funnel_day').on(table.day)],
)

/** Delays as sketches that add up, see tenants/base/sketch.ts. */
export const responseTimes = pgTable(
  'response_times',
  {
    tenantId: tenantId(),
    day: day(),
    measure: text('measure').notNull(),
    buckets: integer('buckets').array().notNull(),
    counts: integer('counts').array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day, table.measure] }),
    index('response_times_day').on(table.day),
  ],
)
