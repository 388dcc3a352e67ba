import { and, desc, eq, ne, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CallId, type CustomerId, type LeadId } from '../base/ids.ts'
import type { LeadStatus } from '../journey/effect.ts'
import type { TenantDb } from './open.ts'
import { callLogs, leads } from './schema.ts'
import { insertRow, RowQuery, updateRow } from './statement.ts'

export type Lead = {
  leadId: LeadId
  customerId: CustomerId
  source: string
  status: LeadStatus
  wishedAt: Instant | null
  opportunityRef: string | null
  createdAt: Instant
}

const newestLead = new RowQuery(leads, (db) =>
  db
    .select()
    .from(leads)
    .where(eq(leads.customerId, sql.placeholder('customerId')))
    .orderBy(desc(leads.leadId))
    .limit(1),
)

export function loadNewestLead(db: TenantDb, customerId: CustomerId): Lead | null {
  return newestLead.get(db, { customerId }) as Lead | null
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
  insertRow(db, leads, { ...lead, updatedAt: now })
  return lead
}

export function saveLead(
  db: TenantDb,
  leadId: LeadId,
  change: Partial<Pick<Lead, 'status' | 'wishedAt' | 'opportunityRef'>>,
  now: Instant,
): void {
  updateRow(db, leads, { leadId }, { ...change, updatedAt: now })
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

const callByKey = new RowQuery(callLogs, (db) =>
  db
    .select()
    .from(callLogs)
    .where(eq(callLogs.callKey, sql.placeholder('callKey'))),
)

export function loadCallByKey(db: TenantDb, callKey: string): Call | null {
  return callByKey.get(db, { callKey }) as Call | null
}

export function recordCall(db: TenantDb, fields: Omit<Call, 'callId'>): CallId {
  const callId = newId('cal')
  insertRow(db, callLogs, { ...fields, callId })
  return callId
}

export function saveCall(
  db: TenantDb,
  callKey: string,
  change: Partial<Pick<Call, 'status' | 'durationS' | 'recordingUrl'>>,
): void {
  updateRow(db, callLogs, { callKey }, change)
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
