import { and, desc, eq, inArray, isNull, notExists, notInArray, or, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'
import type { TenantDb } from './open.ts'
import { callLogs, leads, messages } from './schema.ts'
import { jobs } from './schema-work.ts'
import { Statement } from './statement.ts'

/** What a business relationship with a customer rests on: their last purchase and their last inquiry. */

const lastJob = new Statement((db) =>
  db
    .select({ at: sql`max(${jobs.completedAt})` })
    .from(jobs)
    .where(eq(jobs.customerId, sql.placeholder('customerId'))),
)

/** Of leads that were completed without anybody saying when the job was done. */
const lastCompleted = new Statement((db) =>
  db
    .select({ at: sql`max(coalesce(${leads.movedAt}, ${leads.updatedAt}))` })
    .from(leads)
    .where(
      and(
        eq(leads.customerId, sql.placeholder('customerId')),
        eq(leads.status, 'completed'),
        notExists(
          db
            .select({ one: sql`1` })
            .from(jobs)
            .where(eq(jobs.leadId, leads.leadId)),
        ),
      ),
    ),
)

/** When the newest job of this customer was completed. */
export function loadLastPurchaseAt(db: TenantDb, customerId: CustomerId): Instant | null {
  return later(at(lastJob.rows(db, { customerId })), at(lastCompleted.rows(db, { customerId })))
}

/** Who writes to be left alone, or to somebody else, inquires about nothing. */
const NO_INQUIRY = ['opt_out', 'not_interested', 'wrong_number', 'spam']

const lastText = new Statement((db) =>
  db
    .select({ at: messages.createdAt })
    .from(messages)
    .where(
      and(
        eq(messages.customerId, sql.placeholder('customerId')),
        eq(messages.direction, 'inbound'),
        inArray(messages.channel, ['sms', 'voice', 'web']),
        or(isNull(messages.label), notInArray(messages.label, NO_INQUIRY)),
      ),
    )
    .orderBy(desc(messages.createdAt))
    .limit(1),
)

const lastCall = new Statement((db) =>
  db
    .select({ at: sql`max(${callLogs.endedAt})` })
    .from(callLogs)
    .where(eq(callLogs.customerId, sql.placeholder('customerId'))),
)

/** When they last called or wrote about a job. */
export function loadLastInquiryAt(db: TenantDb, customerId: CustomerId): Instant | null {
  return later(at(lastText.rows(db, { customerId })), at(lastCall.rows(db, { customerId })))
}

function later(one: Instant | null, other: Instant | null): Instant | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other)
}

function at(rows: SqlStorageValue[][]): Instant | null {
  return (rows[0]?.[0] ?? null) as Instant | null
}
