import { TALK_MEMORIES_MAX } from '../base/answer-limits.ts'
import type { Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'
import type { TenantDb } from './open.ts'

/** What was said with a customer, and what is remembered of them and of the business. */

export type TalkTurn = { by: 'customer' | 'business'; channel: string; text: string; at: Instant }

/** The newest words, oldest first: texts, what was said on a recording, and what came in a form. */
export function loadTalk(db: TenantDb, customerId: CustomerId, max: number): TalkTurn[] {
  type Row = { direction: string; channel: string; body: string; at: Instant }
  const query = `select direction, channel, body, created_at as at from messages
    where customer_id = ? and audience = 'customer' and channel in ('sms', 'voice', 'web') and body <> ''
    order by seq desc limit ?`
  const rows = db.$client.sql.exec<Row>(query, customerId, max).toArray()
  return rows.toReversed().map(({ direction, channel, body, at }) => {
    return { by: direction === 'inbound' ? 'customer' : 'business', channel, text: body, at }
  })
}

export type Memory = { text: string; source: string; createdAt: Instant }

/** Of this customer and of the business, the newest first. */
export function loadMemories(db: TenantDb, customerId: CustomerId, now: Instant): Memory[] {
  const query = `select text, source, created_at as createdAt from memories
    where (customer_id = ?1 or customer_id is null) and (expires_at is null or expires_at > ?2)
    order by customer_id is null, created_at desc limit ?3`
  return db.$client.sql.exec<Memory>(query, customerId, now, TALK_MEMORIES_MAX).toArray()
}
