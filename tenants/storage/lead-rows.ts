import { and, desc, eq, ne, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CallId, type CustomerId, type LeadId } from '../base/ids.ts'
import { unreachable } from '../base/result.ts'
import type { LeadStatus } from '../journey/effect.ts'
import type { TenantDb } from './open.ts'
import { callLogs, leads } from './schema.ts'
import { insertRow, RowQuery, Statement, updateRow } from './statement.ts'

export type Lead = {
  leadId: LeadId
  customerId: CustomerId
  source: string
  status: LeadStatus
  wishedAt: Instant | null
  opportunityRef: string | null
  /** A document of `Attribution`, see providers/inbound.ts. */
  attribution: string | null
  /** What was agreed on, and what the job brought in once it is completed. */
  revenueMinor: number | null
  movedAt: Instant | null
  bookedAt: Instant | null
  createdAt: Instant
  updatedAt: Instant
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

const leadById = new RowQuery(leads, (db) =>
  db
    .select()
    .from(leads)
    .where(eq(leads.leadId, sql.placeholder('leadId'))),
)

export function loadLead(db: TenantDb, leadId: string): Lead | null {
  return leadById.get(db, { leadId }) as Lead | null
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
    attribution: null,
    revenueMinor: null,
    movedAt: now,
    bookedAt: null,
    createdAt: now,
    updatedAt: now,
  }
  insertRow(db, leads, lead)
  return lead
}

export function saveLead(
  db: TenantDb,
  leadId: LeadId,
  change: Partial<Pick<Lead, 'wishedAt' | 'opportunityRef' | 'attribution' | 'revenueMinor'>>,
  now: Instant,
): void {
  updateRow(db, leads, { leadId }, { ...change, updatedAt: now })
}

/**
 * Two leads of one person turned out to be one matter: what was done for `dropped` is `kept`'s, which stands where the
 * farther of the two stood, and counts from when the first of them came.
 */
export function foldLead(db: TenantDb, kept: Lead, dropped: Lead, now: Instant): void {
  const { sql: run } = db.$client
  for (const table of ['appointments', 'jobs', 'quotes', 'ad_conversions']) {
    run.exec(`update ${table} set lead_id = ? where lead_id = ?`, kept.leadId, dropped.leadId)
  }
  // What still has to be compared is compared for the one that is left.
  run.exec(
    `update outbox set payload = json_set(payload, '$.leadId', ?1)
      where settled_at is null and customer_id in (?2, ?3) and payload ->> 'leadId' = ?4`,
    ...[kept.leadId, kept.customerId, dropped.customerId, dropped.leadId],
  )
  const first = kept.createdAt <= dropped.createdAt ? kept : dropped
  const farther = RANK[dropped.status] > RANK[kept.status] ? dropped : kept
  const { status, bookedAt, movedAt } = farther
  const { source, createdAt } = first
  const wishedAt = kept.wishedAt ?? dropped.wishedAt
  const attribution = first.attribution ?? kept.attribution ?? dropped.attribution
  const revenueMinor = kept.revenueMinor ?? dropped.revenueMinor
  const change = { status, bookedAt, movedAt, source, createdAt, wishedAt, attribution, revenueMinor, updatedAt: now }
  updateRow(db, leads, { leadId: kept.leadId }, change)
  run.exec('delete from leads where lead_id = ?', dropped.leadId)
}

const RANK: Record<LeadStatus, number> = { new: 0, contacted: 1, quoted: 2, booked: 3, lost: 4, completed: 4 }

/** Brings a lead to another status. A day's numbers count it by the moments kept here. */
export function moveLead(db: TenantDb, lead: Lead, status: LeadStatus, now: Instant): void {
  const { leadId } = lead
  updateRow(db, leads, { leadId }, { status, movedAt: now, bookedAt: bookedAt(lead, status, now), updatedAt: now })
}

/** A booking stands when the job is completed or lost, and not when the lead goes back to before it. */
function bookedAt(lead: Lead, status: LeadStatus, now: Instant): Instant | null {
  switch (status) {
    case 'new':
    case 'contacted':
    case 'quoted':
      return null
    case 'booked':
    case 'completed':
      return lead.bookedAt ?? now
    case 'lost':
      return lead.bookedAt
    default:
      return unreachable(status)
  }
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

const callById = new RowQuery(callLogs, (db) =>
  db
    .select()
    .from(callLogs)
    .where(eq(callLogs.callId, sql.placeholder('callId'))),
)

export function loadCall(db: TenantDb, callId: string): Call | null {
  return callById.get(db, { callId }) as Call | null
}

export function recordCall(db: TenantDb, fields: Omit<Call, 'callId'>): CallId {
  const callId = newId('cal')
  insertRow(db, callLogs, { ...fields, callId })
  return callId
}

export function saveCall(
  db: TenantDb,
  callKey: string,
  change: Partial<Pick<Call, 'status' | 'durationS' | 'recordingUrl' | 'endedAt'>>,
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

const lastAnswered = new Statement((db) =>
  db
    .select({ at: sql`max(${callLogs.endedAt})` })
    .from(callLogs)
    .where(and(eq(callLogs.customerId, sql.placeholder('customerId')), eq(callLogs.status, 'answered'))),
)

export function loadLastAnsweredAt(db: TenantDb, customerId: CustomerId): Instant | null {
  return (lastAnswered.rows(db, { customerId })[0]?.[0] ?? null) as Instant | null
}
