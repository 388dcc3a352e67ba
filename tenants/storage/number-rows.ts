import { DAY_MS, type Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import type { TenantDb } from './open.ts'

/**
 * What a span of time is counted from. Ids tell when they were made, so the rows of a span are found by their keys,
 * without an index that every webhook would have to keep up.
 */
export type Span = { from: Instant; until: Instant }

/** When missed calls ended. */
export function loadMissedTimes(db: TenantDb, { from, until }: Span): Instant[] {
  const query = `select ended_at as at from call_logs
    where call_id >= ? and status <> 'answered' and ended_at >= ? and ended_at < ?`
  return times(db, query, firstIdAt('cal', from), from, until)
}

export type SentText = { template: string; sentAt: Instant; occasionedAt: Instant | null; unprompted: number }

/** A text that was made before midnight may have left behind it; none waits for longer than a day. */
export function firstSeq(db: TenantDb, from: Instant): number {
  const query = 'select seq from messages where message_id >= ? order by message_id limit 1'
  const [row] = db.$client.sql.exec<{ seq: number }>(query, firstIdAt('msg', from - DAY_MS)).toArray()
  return row?.seq ?? Number.MAX_SAFE_INTEGER
}

export function loadSentTexts(db: TenantDb, { from, until }: Span): SentText[] {
  const query = `select template, sent_at as sentAt, occasioned_at as occasionedAt, unprompted from messages
    where seq >= ? and direction = 'outbound' and audience = 'customer' and channel = 'sms'
    and sent_at >= ? and sent_at < ?`
  return db.$client.sql.exec<SentText>(query, firstSeq(db, from), from, until).toArray()
}

export function loadReplies(db: TenantDb, { from, until }: Span): { customerId: string; at: Instant }[] {
  const query = `select customer_id as customerId, created_at as at from messages
    where seq >= ? and direction = 'inbound' and customer_id is not null and created_at >= ? and created_at < ?`
  type Row = { customerId: string; at: Instant }
  return db.$client.sql.exec<Row>(query, firstSeq(db, from), from, until).toArray()
}

export function loadBookedTimes(db: TenantDb, { from, until }: Span): Instant[] {
  return times(db, 'select booked_at as at from leads where booked_at >= ? and booked_at < ?', from, until)
}

export type ClosedLead = { status: 'completed' | 'lost'; at: Instant; revenueMinor: number | null }

export function loadClosedLeads(db: TenantDb, { from, until }: Span): ClosedLead[] {
  const query = `select status, moved_at as at, revenue_minor as revenueMinor from leads
    where status in ('completed', 'lost') and moved_at >= ? and moved_at < ?`
  return db.$client.sql.exec<ClosedLead>(query, from, until).toArray()
}

function times(db: TenantDb, query: string, ...values: (string | number)[]): Instant[] {
  return db.$client.sql
    .exec<{ at: number }>(query, ...values)
    .toArray()
    .map(({ at }) => at)
}
