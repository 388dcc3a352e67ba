import type { Instant } from '../base/clock.ts'
import { BOARD_CONVERSATIONS_MAX, BOARD_EVENTS_SEEN_MAX, BOARD_LEADS_MAX } from '../base/limits.ts'
import type { ConversationSummary } from '../contract/board.ts'
import type { LeadView } from '../contract/lists.ts'
import type { TimelineFact } from '../timeline/event.ts'
import type { TenantDb } from './open.ts'

/** What the board reads. Written out as SQL, since one statement here stands for hundreds of small ones. */

export type EventRow = { seq: number; eventId: string; customerId: string | null; at: Instant; fact: TimelineFact }

type StoredEvent = Record<'seq' | 'at', number> & { eventId: string; customerId: string | null; fact: string }

const EVENT = 'seq, event_id as eventId, customer_id as customerId, at, fact'

export function loadLastSeq(db: TenantDb): number {
  return db.$client.sql.exec<{ seq: number }>('select coalesce(max(seq), 0) as seq from timeline').one().seq
}

/** Events behind a number, in order. */
export function loadEventsAfter(db: TenantDb, seq: number, max: number): EventRow[] {
  const query = `select ${EVENT} from timeline where seq > ? order by seq limit ?`
  return db.$client.sql.exec<StoredEvent>(query, seq, max).toArray().map(fromStored)
}

/** A customer's events before a number, newest first. */
export function loadEventsOf(db: TenantDb, customerId: string, before: number, max: number): EventRow[] {
  const query = `select ${EVENT} from timeline where customer_id = ? and seq < ? order by seq desc limit ?`
  return db.$client.sql.exec<StoredEvent>(query, customerId, before, max).toArray().map(fromStored)
}

function fromStored(row: StoredEvent): EventRow {
  return { ...row, fact: JSON.parse(row.fact) as TimelineFact }
}

const EVENTS_AT_ONCE = 500

/** Those with whom something happened last, newest first. */
export function loadRecentCustomers(db: TenantDb): string[] {
  const found = new Set<string>()
  const last = loadLastSeq(db)
  // Mostly the newest few hundred tell of enough people, and no more is read then.
  for (let from = last; from > 0 && from > last - BOARD_EVENTS_SEEN_MAX; from -= EVENTS_AT_ONCE) {
    const query = `select customer_id as id from timeline where customer_id is not null and seq > ? and seq <= ?
      group by customer_id order by max(seq) desc`
    for (const { id } of db.$client.sql.exec<{ id: string }>(query, from - EVENTS_AT_ONCE, from)) {
      found.add(id)
      if (found.size >= BOARD_CONVERSATIONS_MAX) return [...found]
    }
  }
  return [...found]
}

const SUMMARIES = `select c.customer_id as customerId, c.name, c.phone, c.email, c.language,
    exists (select 1 from suppressions as s
      where s.channel = 'sms' and s.address_key = c.phone_key and s.topic = 'all' and s.lifted_at is null) as optedOut,
    exists (select 1 from journeys as e where e.customer_id = c.customer_id and e.kind = 'emergency'
      and e.status in ('open', 'alerted', 'spent')) as isEmergency,
    (select j.status from journeys as j where j.customer_id = c.customer_id and j.kind = 'missed_call'
      and j.status <> 'closed' order by j.journey_id desc limit 1) as journeyStatus,
    (select l.status from leads as l where l.customer_id = c.customer_id order by l.lead_id desc limit 1) as leadStatus,
    (select count(*) from call_logs as k
      where k.customer_id = c.customer_id and k.status <> 'answered') as missedCallCount,
    substr(m.body, 1, 300) as lastWords, m.direction as lastDirection,
    coalesce((select t.at from timeline as t where t.customer_id = c.customer_id order by t.seq desc limit 1),
      c.created_at) as lastAt
  from json_each(?) as wanted
  join customers as c on c.customer_id = wanted.value
  left join messages as m on m.seq = (select n.seq from messages as n where n.customer_id = c.customer_id
    and n.audience = 'customer' order by n.created_at desc, n.seq desc limit 1)`

type StoredSummary = Omit<ConversationSummary, 'optedOut' | 'isEmergency' | 'takenOver'> &
  Record<'optedOut' | 'isEmergency', number>

/** The conversations of the given customers, in their order; one whose customer is gone is left out. */
export function loadSummaries(db: TenantDb, customerIds: readonly string[]): ConversationSummary[] {
  if (customerIds.length === 0) return []
  const rows = db.$client.sql.exec<StoredSummary>(SUMMARIES, JSON.stringify(customerIds)).toArray()
  return rows.map(({ optedOut, isEmergency, ...row }) => ({
    ...row,
    optedOut: optedOut === 1,
    isEmergency: isEmergency === 1,
    takenOver: row.journeyStatus === 'taken_over',
  }))
}

const LEAD = `select l.lead_id as id, l.customer_id as customerId, c.phone, c.email, c.name, l.source, l.status,
    l.wished_at as wishedAt, l.opportunity_ref as opportunityRef, l.revenue_minor as revenueMinor,
    l.created_at as createdAt, l.updated_at as updatedAt
  from leads as l left join customers as c on c.customer_id = l.customer_id`

/** Open leads, and those that closed since, newest first. */
export function loadBoardLeads(db: TenantDb, closedSince: Instant): LeadView[] {
  const query = `${LEAD} where l.status in ('new', 'contacted', 'quoted', 'booked') or l.moved_at >= ?
    order by l.lead_id desc limit ?`
  return db.$client.sql.exec<LeadView>(query, closedSince, BOARD_LEADS_MAX).toArray()
}

export function loadLeadViews(db: TenantDb, leadIds: readonly string[]): LeadView[] {
  if (leadIds.length === 0) return []
  const query = `${LEAD} where l.lead_id in (select value from json_each(?))`
  return db.$client.sql.exec<LeadView>(query, JSON.stringify(leadIds)).toArray()
}

/** All leads of some customers, newest first. */
export function loadLeadsOf(db: TenantDb, customerIds: readonly string[]): LeadView[] {
  if (customerIds.length === 0) return []
  const query = `${LEAD} where l.customer_id in (select value from json_each(?)) order by l.lead_id desc`
  return db.$client.sql.exec<LeadView>(query, JSON.stringify(customerIds)).toArray()
}
