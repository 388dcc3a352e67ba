import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What came in, and what happened: the two tables that only ever grow at their end. */

export const inbox = sqliteTable('inbox', {
  deliveryKey: text('delivery_key').primaryKey(),
  eventType: text('event_type').notNull(),
  traceId: text('trace_id').notNull(),
  receivedAt: integer('received_at').notNull(),
})

export const timeline = sqliteTable(
  'timeline',
  {
    seq: integer('seq').primaryKey(),
    eventId: text('event_id').notNull(),
    customerId: text('customer_id'),
    journeyId: text('journey_id'),
    fact: text('fact').notNull(),
    at: integer('at').notNull(),
  },
  (table) => [index('timeline_customer').on(table.customerId)],
)
