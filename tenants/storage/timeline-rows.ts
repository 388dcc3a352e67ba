import { lt, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CustomerId, type JourneyId } from '../base/ids.ts'
import type { TimelineFact } from '../timeline/event.ts'
import type { TenantDb } from './open.ts'
import { inbox, timeline } from './schema.ts'
import { insertRow, Statement } from './statement.ts'

export function recordEvent(
  db: TenantDb,
  event: { customerId: CustomerId | null; journeyId: JourneyId | null; fact: TimelineFact },
  now: Instant,
): void {
  const { customerId, journeyId, fact } = event
  insertRow(db, timeline, { eventId: newId('evt'), customerId, journeyId, fact: JSON.stringify(fact), at: now })
}

export type InboxRow = { deliveryKey: string; eventType: string; traceId: string; receivedAt: Instant }

const insertDelivery = new Statement((db) =>
  db
    .insert(inbox)
    .values({
      deliveryKey: sql.placeholder('deliveryKey'),
      eventType: sql.placeholder('eventType'),
      traceId: sql.placeholder('traceId'),
      receivedAt: sql.placeholder('receivedAt'),
    })
    .onConflictDoNothing()
    .returning({ key: inbox.deliveryKey }),
)

/** Records a delivery unless one with its key is there. The insert is the check: reading first would leave a gap. */
export function recordDelivery(db: TenantDb, row: InboxRow): 'recorded' | 'duplicate' {
  return insertDelivery.rows(db, row).length > 0 ? 'recorded' : 'duplicate'
}

export function dropDeliveriesBefore(db: TenantDb, before: Instant): void {
  db.delete(inbox).where(lt(inbox.receivedAt, before)).run()
}
