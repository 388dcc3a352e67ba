import { and, asc, eq, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'
import type { EntryStatus } from './outbox-rows.ts'
import type { TenantDb } from './open.ts'
import { outbox, pushSubscriptions } from './schema.ts'
import { RowQuery } from './statement.ts'

/** A browser that wants to be told; `email` is whoever was signed in when it subscribed. */
export type Subscription = { endpoint: string; p256dh: string; auth: string; email: string; createdAt: Instant }

/** The same browser again takes the place of what it was, whoever sits before it now. */
export function saveSubscription(db: TenantDb, subscription: Subscription): void {
  const { endpoint: _key, ...rest } = subscription
  db.insert(pushSubscriptions)
    .values(subscription)
    .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: rest })
    .run()
}

const everyOne = new RowQuery(pushSubscriptions, (db) =>
  db.select().from(pushSubscriptions).orderBy(asc(pushSubscriptions.createdAt)),
)
const byEndpoint = new RowQuery(pushSubscriptions, (db) =>
  db
    .select()
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.endpoint, sql.placeholder('endpoint'))),
)

/** Oldest first. */
export function loadSubscriptions(db: TenantDb): Subscription[] {
  return everyOne.all(db)
}

export function loadSubscription(db: TenantDb, endpoint: string): Subscription | null {
  return byEndpoint.get(db, { endpoint })
}

export function dropSubscription(db: TenantDb, endpoint: string): void {
  db.delete(pushSubscriptions).where(eq(pushSubscriptions.endpoint, endpoint)).run()
}

/** Drops it where it is this person's. */
export function dropOwnSubscription(db: TenantDb, endpoint: string, email: string): void {
  const isTheirs = and(eq(pushSubscriptions.endpoint, endpoint), eq(pushSubscriptions.email, email))
  db.delete(pushSubscriptions).where(isTheirs).run()
}

export type PushEntry = { entryId: string; status: EntryStatus; attempts: number }

/** Where the pushes of one notice stand in order; they share this beginning of their sequence keys. */
export function pushSequence(customerId: CustomerId | null): string {
  return `push:${customerId ?? 'tenant'}:`
}

/** The pushes of one notice, this one included. */
export function loadPushGroup(db: TenantDb, customerId: CustomerId | null, group: string): PushEntry[] {
  const start = pushSequence(customerId)
  const rows = db
    .select({ entryId: outbox.entryId, status: outbox.status, attempts: outbox.attempts })
    .from(outbox)
    .where(
      and(
        // A range, so that the index on sequence keys serves.
        sql`${outbox.sequenceKey} >= ${start} and ${outbox.sequenceKey} < ${`${start.slice(0, -1)};`}`,
        sql`json_extract(${outbox.payload}, '$.push.group') = ${group}`,
      ),
    )
    .all()
  return rows as PushEntry[]
}
