import { lt } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CustomerId, type JourneyId } from '../base/ids.ts'
import type { TimelineFact } from '../timeline/event.ts'
import type { TenantDb } from './open.ts'
import { inbox, timeline } from './schema.ts'

export function recordEvent(
  db: TenantDb,
  event: { customerId: CustomerId | null; journeyId: JourneyId | null; fact: TimelineFact },
  now: Instant,
): void {
  db.insert(timeline)
    .values({
      eventId: newId('evt'),
      customerId: event.customerId,
      journeyId: event.journeyId,
      fact: JSON.stringify(event.fact),
      at: now,
    })
    .run()
}

export type InboxRow = { deliveryKey: string; eventType: string; traceId: string; receivedAt: Instant }

/** Records a delivery unless one with its key is there. The insert is the check: reading first would leave a gap. */
export function recordDelivery(db: TenantDb, row: InboxRow): 'recorded' | 'duplicate' {
  const inserted = db.insert(inbox).values(row).onConflictDoNothing().returning({ key: inbox.deliveryKey }).all()
  return inserted.length > 0 ? 'recorded' : 'duplicate'
}

export function dropDeliveriesBefore(db: TenantDb, before: Instant): void {
  db.delete(inbox).where(lt(inbox.receivedAt, before)).run()
}
