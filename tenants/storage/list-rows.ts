import { and, desc, eq, lt, sql, type Column, type SQL } from 'drizzle-orm'
import type { TenantDb } from './open.ts'
import { callLogs, customers, journeys, leads, messages } from './schema.ts'
import { timeline } from './schema-history.ts'
import { suppressions } from './schema-trust.ts'
import { appointments } from './schema-work.ts'

export type ListQuery = { after: string | null; limit: number; customerId: string | null }

/** Pages through rows, newest first. The cursor is the key of the last row of the page before. */
function page(key: Column, customerId: Column, query: ListQuery): SQL | undefined {
  return and(
    query.after === null ? undefined : lt(key, query.after),
    query.customerId === null ? undefined : eq(customerId, query.customerId),
  )
}

export function listCalls(db: TenantDb, query: ListQuery) {
  return db
    .select({ call: callLogs, customer: customers })
    .from(callLogs)
    .leftJoin(customers, eq(customers.customerId, callLogs.customerId))
    .where(page(callLogs.callId, callLogs.customerId, query))
    .orderBy(desc(callLogs.callId))
    .limit(query.limit)
    .all()
}

export function listMessages(db: TenantDb, query: ListQuery) {
  return db
    .select()
    .from(messages)
    .where(page(messages.seq, messages.customerId, query))
    .orderBy(desc(messages.seq))
    .limit(query.limit)
    .all()
}

export function listLeads(db: TenantDb, query: ListQuery) {
  return db
    .select({ lead: leads, customer: customers })
    .from(leads)
    .leftJoin(customers, eq(customers.customerId, leads.customerId))
    .where(page(leads.leadId, leads.customerId, query))
    .orderBy(desc(leads.leadId))
    .limit(query.limit)
    .all()
}

export function listAppointments(db: TenantDb, query: ListQuery) {
  return db
    .select()
    .from(appointments)
    .where(page(appointments.appointmentId, appointments.customerId, query))
    .orderBy(desc(appointments.appointmentId))
    .limit(query.limit)
    .all()
}

export function listJourneys(db: TenantDb, query: ListQuery) {
  return db
    .select()
    .from(journeys)
    .where(page(journeys.journeyId, journeys.customerId, query))
    .orderBy(desc(journeys.journeyId))
    .limit(query.limit)
    .all()
}

export function listTimeline(db: TenantDb, query: ListQuery) {
  return db
    .select()
    .from(timeline)
    .where(page(timeline.seq, timeline.customerId, query))
    .orderBy(desc(timeline.seq))
    .limit(query.limit)
    .all()
}

export function listCustomers(db: TenantDb, query: ListQuery) {
  return customersWith(db, page(customers.customerId, customers.customerId, query))
    .orderBy(desc(customers.customerId))
    .limit(query.limit)
    .all()
}

/** However many: one parameter holds all their ids, and a statement takes a hundred. */
export function listCustomersOf(db: TenantDb, ids: string[]) {
  const isOneOfThem = sql`${customers.customerId} in (select value from json_each(${JSON.stringify(ids)}))`
  return customersWith(db, isOneOfThem).all()
}

function customersWith(db: TenantDb, where: SQL | undefined) {
  const isOpenWithHuman = and(eq(journeys.customerId, customers.customerId), eq(journeys.status, 'taken_over'))
  const ofAllTexts = and(
    eq(suppressions.channel, 'sms'),
    eq(suppressions.addressKey, customers.phoneKey),
    eq(suppressions.topic, 'all'),
  )
  return db
    .select({ customer: customers, suppression: suppressions, takenOver: journeys.journeyId })
    .from(customers)
    .leftJoin(suppressions, ofAllTexts)
    .leftJoin(journeys, isOpenWithHuman)
    .where(where)
}
