import { MINUTE_MS, type Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import { firstSeq, type Span } from './number-rows.ts'
import type { TenantDb } from './open.ts'

/** Counts of a span, by the quarter of an hour in which each began: every zone's days begin on one. */
const QUARTER_MS = 15 * MINUTE_MS

export type LeadCount = { at: Instant; source: string; status: string; count: number }

/** Leads by when they came in, as they stand now. */
export function countLeads(db: TenantDb, { from, until }: Span): LeadCount[] {
  const query = `select created_at / ${QUARTER_MS} * ${QUARTER_MS} as at, source, status, count(*) as count from leads
    where lead_id >= ? and created_at >= ? and created_at < ? group by 1, 2, 3`
  return db.$client.sql.exec<LeadCount>(query, firstIdAt('led', from), from, until).toArray()
}

export type CallCount = { at: Instant; status: string; count: number; durationS: number }

/** Calls by when they ended; they are written down no earlier. */
export function countCalls(db: TenantDb, { from, until }: Span): CallCount[] {
  const query = `select ended_at / ${QUARTER_MS} * ${QUARTER_MS} as at, status, count(*) as count,
    sum(duration_s) as durationS from call_logs where call_id >= ? and ended_at >= ? and ended_at < ? group by 1, 2`
  return db.$client.sql.exec<CallCount>(query, firstIdAt('cal', from), from, until).toArray()
}

export type MessageCount = {
  at: Instant
  channel: string
  direction: string
  status: string
  count: number
  segments: number
}

/** Messages to and from customers by when they were written, as they stand now. */
export function countMessages(db: TenantDb, { from, until }: Span): MessageCount[] {
  const query = `select created_at / ${QUARTER_MS} * ${QUARTER_MS} as at, channel, direction, status,
    count(*) as count, sum(segments) as segments from messages
    where seq >= ? and audience = 'customer' and created_at >= ? and created_at < ? group by 1, 2, 3, 4`
  return db.$client.sql.exec<MessageCount>(query, firstSeq(db, from), from, until).toArray()
}
