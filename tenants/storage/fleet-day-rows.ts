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

export type AgentCount = {
  at: Instant
  agent: string
  status: string
  count: number
  measured: number
  succeeded: number
  impactMinor: number
}

/** Decisions by when they were made, as they stand now; and what was measured, by when it was. */
export function countDecisions(db: TenantDb, { from, until }: Span): AgentCount[] {
  const made = `select created_at / ${QUARTER_MS} * ${QUARTER_MS} as at, agent, status, count(*) as count, 0 as measured,
    0 as succeeded, 0 as impactMinor from ai_agent_logs
    where decision_id >= ? and created_at >= ? and created_at < ? group by 1, 2, 3`
  // What is written last of a measured decision is its measuring; that of one that was taken back counts no more.
  const measured = `select updated_at / ${QUARTER_MS} * ${QUARTER_MS} as at, agent, status, 0 as count,
    count(*) as measured, sum(coalesce(outcome ->> 'low' > 0, 0)) as succeeded,
    sum(coalesce(impact_minor, 0)) as impactMinor from ai_agent_logs
    where status = 'measured' and outcome is not null and updated_at >= ? and updated_at < ? group by 1, 2, 3`
  return [
    ...db.$client.sql.exec<AgentCount>(made, firstIdAt('dec', from), from, until),
    ...db.$client.sql.exec<AgentCount>(measured, from, until),
  ]
}

export type ModelCount = { day: number; calls: number; costMicros: number }

/** What models were asked, by the business's days; calls that are under way at the most that they can come to. */
export function countModelCalls(db: TenantDb, first: number, last: number): ModelCount[] {
  const query = `select day, count(*) as calls, sum(cost_micros) as costMicros from model_calls
    where day >= ? and day <= ? group by day`
  return db.$client.sql.exec<ModelCount>(query, first, last).toArray()
}
