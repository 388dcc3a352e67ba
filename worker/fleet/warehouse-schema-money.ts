import { sql } from 'drizzle-orm'
import { bigint, date, index, integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

/** Money, and what days are added up to, as warehouse-schema.ts: counts and codes alone. */

const tenantId = () => text('tenant_id').notNull()
const day = () => date('day', { mode: 'string' }).notNull()
const money = (name: string) => bigint(name, { mode: 'number' })

export const financials = pgTable(
  'financials',
  {
    tenantId: tenantId(),
    day: day(),
    adSpend: money('ad_spend').notNull(),
    leadsGenerated: integer('leads_generated').notNull(),
    bookings: integer('bookings').notNull(),
    revenue: money('revenue').notNull(),
    /** Minor units a lead; null where there was none. */
    cpl: numeric('cpl', { mode: 'number' }).generatedAlwaysAs(
      sql`case when leads_generated > 0 then round(ad_spend::numeric / leads_generated, 2) end`,
    ),
    /** Revenue above what was spent, as a share of it; null where nothing was spent. */
    roi: numeric('roi', { mode: 'number' }).generatedAlwaysAs(
      sql`case when ad_spend > 0 then round((revenue - ad_spend)::numeric / ad_spend, 4) end`,
    ),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day] }), index('financials_day').on(table.day)],
)

/** Advertising, one row for each currency that an account spends; what campaigns are called stays with the business. */
export const campaigns = pgTable(
  'campaigns',
  {
    tenantId: tenantId(),
    day: day(),
    currency: text('currency').notNull(),
    active: integer('active').notNull(),
    spendMinor: money('spend_minor').notNull(),
    clicks: integer('clicks').notNull(),
    leads: integer('leads').notNull(),
    bookings: integer('bookings').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.day, table.currency] }),
    index('campaigns_day').on(table.day),
  ],
)

/**
 * What a business pays, by the days on which that changed: it holds until the next row. Told by the directory, and kept
 * when the business is gone, since it is what was charged.
 */
export const subscriptions = pgTable(
  'subscriptions',
  {
    tenantId: tenantId(),
    day: day(),
    plan: text('plan').notNull(),
    status: text('status').notNull(),
    currency: text('currency').notNull(),
    /** What comes in each month: nought on trial and once cancelled, a twelfth of what is paid by the year. */
    monthlyMinor: money('monthly_minor').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day] })],
)

/**
 * What the fleet view adds up, in one narrow row a day: sums of the other tables, written with them. Ten thousand
 * businesses of a month are read from here in a tenth of the time.
 */
export const daySums = pgTable(
  'day_sums',
  {
    tenantId: tenantId(),
    day: day(),
    missed: integer('missed').notNull(),
    texted: integer('texted').notNull(),
    replied: integer('replied').notNull(),
    booked: integer('booked').notNull(),
    completed: integer('completed').notNull(),
    lost: integer('lost').notNull(),
    leads: integer('leads').notNull(),
    adSpend: money('ad_spend').notNull(),
    revenue: money('revenue').notNull(),
    /** Messages to customers by text and e-mail, and of these the ones that did not arrive. */
    sent: integer('sent').notNull(),
    failed: integer('failed').notNull(),
    /** First texts whose delay is known, and of these the ones that took longer than promised. */
    timed: integer('timed').notNull(),
    late: integer('late').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.day] }), index('day_sums_day').on(table.day)],
)
