import { and, desc, eq, ne } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CallId, type CustomerId, type LeadId } from '../base/ids.ts'
import type { LeadStatus } from '../journey/effect.ts'
import type { TenantDb } from './open.ts'
import { callLogs, leads } from './schema.ts'

export type Lead = {
  leadId: LeadId
  customerId: CustomerId
  source: string
  status: LeadStatus
  wishedAt: Instant | null
  opportunityRef: string | null
  createdAt: Instant
}

export function loadNewestLead(db: TenantDb, customerId: CustomerId): Lead | null {
  const row = db.select().from(leads).where(eq(leads.customerId, customerId)).orderBy(desc(leads.seq)).limit(1).get()
  return (row as Lead | undefined) ?? null
}

/** The customer's newest lead, unless it is completed or lost. */
export function loadOpenLead(db: TenantDb, customerId: CustomerId): Lead | null {
  const lead = loadNewestLead(db, customerId)
  return lead && lead.status !== 'completed' && lead.status !== 'lost' ? lead : null
}

export function recordLead(db: TenantDb, customerId: CustomerId, source: string, now: Instant): Lead {
  const lead: Lead = {
    leadId: newId('led'),
    customerId,
    source,
    status: 'new',
    wishedAt: null,
    opportunityRef: null,
    createdAt: now,
  }
  db.insert(leads)
    .values({ ...lead, updatedAt: now })
    .run()
  return lead
}

export function saveLead(
  db: TenantDb,
  leadId: LeadId,
  change: Partial<Pick<Lead, 'status' | 'wishedAt' | 'opportunityRef'>>,
  now: Instant,
): void {
  db.update(leads)
    .set({ ...change, updatedAt: now })
    .where(eq(leads.leadId, leadId))
    .run()
}

export type Call = {
  callId: CallId
  callKey: string
  customerId: CustomerId
  status: 'answered' | 'no_answer' | 'busy' | 'voicemail'
  durationS: number
  via: string
  recordingUrl: string | null
  endedAt: Instant
}

export function loadCallByKey(db: TenantDb, callKey: string): Call | null {
  return (db.select().from(callLogs).where(eq(callLogs.callKey, callKey)).get() as Call | undefined) ?? null
}

export function recordCall(db: TenantDb, fields: Omit<Call, 'callId'>): CallId {
  const callId = newId('cal')
  db.insert(callLogs)
    .values({ ...fields, callId })
    .run()
  return callId
}

export function saveCall(
  db: TenantDb,
  callKey: string,
  change: Partial<Pick<Call, 'status' | 'durationS' | 'recordingUrl'>>,
): void {
  db.update(callLogs).set(change).where(eq(callLogs.callKey, callKey)).run()
}

export function loadLastMissedCall(db: TenantDb, customerId: CustomerId): Call | null {
  const row = db
    .select()
    .from(callLogs)
    .where(and(eq(callLogs.customerId, customerId), ne(callLogs.status, 'answered')))
    .orderBy(desc(callLogs.endedAt))
    .limit(1)
    .get()
  return (row as Call | undefined) ?? null
}
