import { and, desc, eq, lt, type SQL } from 'drizzle-orm'
import type { TenantDb } from './open.ts'
import { callLogs, customers, journeys, leads, messages, suppressions, timeline } from './schema.ts'

export type ListQuery = { after: number | null; limit: number; customerId: string | null }

/** Pages through rows, newest first. The cursor is the sequence number of the last row of the page before. */
function page(
  table: typeof callLogs | typeof messages | typeof leads | typeof journeys | typeof timeline | typeof customers,
  query: ListQuery,
): SQL | undefined {
  return and(
    query.after === null ? undefined : lt(table.seq, query.after),
    query.customerId === null ? undefined : eq(table.customerId, query.customerId),
  )
}

export function listCalls(db: TenantDb, query: ListQuery) {
  return db
    .select({ call: callLogs, customer: customers })
    .from(callLogs)
    .leftJoin(customers, eq(customers.customerId, callLogs.customerId))
    .where(page(callLogs, query))
    .orderBy(desc(callLogs.seq))
    .limit(query.limit)
    .all()
}

export function listMessages(db: TenantDb, query: ListQuery) {
  return db.select().from(messages).where(page(messages, query)).orderBy(desc(messages.seq)).limit(query.limit).all()
}

export function listLeads(db: TenantDb, query: ListQuery) {
  return db
    .select({ lead: leads, customer: customers })
    .from(leads)
    .leftJoin(customers, eq(customers.customerId, leads.customerId))
    .where(page(leads, query))
    .orderBy(desc(leads.seq))
    .limit(query.limit)
    .all()
}

export function listJourneys(db: TenantDb, query: ListQuery) {
  return db.select().from(journeys).where(page(journeys, query)).orderBy(desc(journeys.seq)).limit(query.limit).all()
}

export function listTimeline(db: TenantDb, query: ListQuery) {
  return db.select().from(timeline).where(page(timeline, query)).orderBy(desc(timeline.seq)).limit(query.limit).all()
}

export function listCustomers(db: TenantDb, query: ListQuery) {
  const isOpenWithHuman = and(eq(journeys.customerId, customers.customerId), eq(journeys.status, 'taken_over'))
  return db
    .select({ customer: customers, suppression: suppressions, takenOver: journeys.journeyId })
    .from(customers)
    .leftJoin(suppressions, and(eq(suppressions.channel, 'sms'), eq(suppressions.address, customers.phone)))
    .leftJoin(journeys, isOpenWithHuman)
    .where(page(customers, query))
    .orderBy(desc(customers.seq))
    .limit(query.limit)
    .all()
}
