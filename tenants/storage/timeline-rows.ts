import { eq, lt, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CustomerId, type JourneyId } from '../base/ids.ts'
import type { TimelineFact } from '../timeline/event.ts'
import type { TenantDb } from './open.ts'
import { inbox, timeline } from './schema-history.ts'
import { insertRows, Statement } from './statement.ts'

type About = { customerId: CustomerId | null; journeyId: JourneyId | null }

export function recordEvent(db: TenantDb, { fact, ...about }: About & { fact: TimelineFact }, now: Instant): void {
  recordEvents(db, { ...about, facts: [fact] }, now)
}

/** Several facts of one moment, in order. */
export function recordEvents(
  db: TenantDb,
  { facts, customerId, journeyId }: About & { facts: readonly TimelineFact[] },
  now: Instant,
): void {
  const rows = facts.map((fact) => ({
    eventId: newId('evt'),
    customerId,
    journeyId,
    fact: JSON.stringify(fact),
    at: now,
  }))
  insertRows(db, timeline, rows)
}

type Recent = { fact: TimelineFact; at: Instant }

/** Facts behind a number, oldest first: of many the newest, and whether that cut any off. */
export function loadFactsBehind(
  db: TenantDb,
  seq: number,
  max: number,
): { facts: Recent[]; lastSeq: number; isCut: boolean } {
  const query = 'select seq, fact, at from timeline where seq > ? order by seq desc limit ?'
  const rows = db.$client.sql.exec<{ seq: number; fact: string; at: number }>(query, seq, max + 1).toArray()
  const facts = rows.slice(0, max).map(({ fact, at }) => ({ fact: JSON.parse(fact) as TimelineFact, at }))
  return { facts: facts.toReversed(), lastSeq: rows[0]?.seq ?? seq, isCut: rows.length > max }
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

/** Whether a delivery with this key was taken in, within the time that keys are kept. */
export function hasDelivery(db: TenantDb, deliveryKey: string): boolean {
  return byKey.rows(db, { deliveryKey }).length > 0
}

const byKey = new Statement((db) =>
  db
    .select({ key: inbox.deliveryKey })
    .from(inbox)
    .where(eq(inbox.deliveryKey, sql.placeholder('deliveryKey'))),
)

/** Of everything that came from one provider, within the time that keys are kept. */
export function loadDeliveryKeys(db: TenantDb, provider: string): Set<string> {
  const query = 'select delivery_key as key from inbox where delivery_key > ? and delivery_key < ?'
  // The colon is followed by the semicolon.
  const rows = db.$client.sql.exec<{ key: string }>(query, `${provider}:`, `${provider};`).toArray()
  return new Set(rows.map(({ key }) => key))
}

/** Whether a customer was known to have filled in such a form in that time, both ends with it. */
export function hasFilledForm(
  db: TenantDb,
  customerId: CustomerId,
  source: string,
  { from, until }: { from: Instant; until: Instant },
): boolean {
  const query = `select 1 from timeline where customer_id = ? and at between ? and ?
    and fact ->> 'type' = 'lead_received' and fact ->> 'source' = ? limit 1`
  return db.$client.sql.exec(query, customerId, from, until, source).toArray().length > 0
}

const keysBefore = new Statement((db) =>
  db
    .select({ key: inbox.deliveryKey })
    .from(inbox)
    .where(lt(inbox.receivedAt, sql.placeholder('before')))
    .limit(sql.placeholder('max')),
)
const dropKeys = new Statement((db) =>
  db.delete(inbox).where(sql`${inbox.deliveryKey} in (select value from json_each(${sql.placeholder('keys')}))`),
)

/** Drops deliveries from before an instant, at most so many; answers whether there may be more. */
export function dropDeliveriesBefore(db: TenantDb, before: Instant, max: number): boolean {
  const old = keysBefore.rows(db, { before, max }).map(([key]) => key)
  if (old.length > 0) dropKeys.run(db, { keys: JSON.stringify(old) })
  return old.length === max
}
