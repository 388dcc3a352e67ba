import { and, desc, eq, inArray, isNull, notInArray, or, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'
import type { TenantDb } from './open.ts'
import { callLogs, leads, messages } from './schema.ts'
import { Statement } from './statement.ts'

/** What a business relationship with a customer rests on: their last purchase and their last inquiry. */

const lastPurchase = new Statement((db) =>
  db
    .select({ at: sql`max(coalesce(${leads.movedAt}, ${leads.updatedAt}))` })
    .from(leads)
    .where(and(eq(leads.customerId, sql.placeholder('customerId')), eq(leads.status, 'completed'))),
)

/** When the newest job of this customer was completed. */
export function loadLastPurchaseAt(db: TenantDb, customerId: CustomerId): Instant | null {
  return at(lastPurchase.rows(db, { customerId }))
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
        inArray(messages.channel, ['sms', 'voice']),
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
  const texted = at(lastText.rows(db, { customerId }))
  const called = at(lastCall.rows(db, { customerId }))
  return texted === null || called === null ? (texted ?? called) : Math.max(texted, called)
}

function at(rows: SqlStorageValue[][]): Instant | null {
  return (rows[0]?.[0] ?? null) as Instant | null
}
