import { eq, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { Once } from '../contract/once.ts'
import type { TenantDb } from './open.ts'
import { inbox } from './schema-history.ts'
import { Statement } from './statement.ts'
import { recordDelivery } from './timeline-rows.ts'

/** Requests that came with a key of their own stand among the deliveries, and are kept as long. */

/** `ref` names what was made then. `other`: the key was given to something else. */
export type Asked = { kind: 'new' } | { kind: 'again'; ref: string } | { kind: 'other' }

const byKey = new Statement((db) =>
  db
    .select({ asked: inbox.eventType, ref: inbox.traceId })
    .from(inbox)
    .where(eq(inbox.deliveryKey, sql.placeholder('deliveryKey'))),
)

export function loadAsked(db: TenantDb, once: Once | null): Asked {
  const found = once === null ? undefined : byKey.rows(db, { deliveryKey: keyOf(once) })[0]
  if (!once || !found) return { kind: 'new' }
  const [asked, ref] = found as [string, string]
  return asked === once.asked ? { kind: 'again', ref } : { kind: 'other' }
}

/** In the transaction that made it: whoever asks again meanwhile waits for that, so there is no gap. */
export function recordAsked(db: TenantDb, once: Once | null, ref: string, now: Instant): void {
  if (once === null) return
  recordDelivery(db, { deliveryKey: keyOf(once), eventType: once.asked, traceId: ref, receivedAt: now })
}

const keyOf = ({ key }: Once) => `request:${key}`
