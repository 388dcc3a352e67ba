import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import type { CustomerId } from '../base/ids.ts'
import { ATTENTION_MAX } from '../base/limits.ts'
import type { Order } from '../journey/effect.ts'
import type { TimelineFact } from '../timeline/event.ts'
import type { Lead } from './lead-rows.ts'
import type { TenantDb } from './open.ts'

/** What the list of matters that need the technician is derived from. */

export type FailedEntry = {
  entryId: string
  customerId: CustomerId | null
  lane: string
  status: 'dead' | 'in_doubt' | 'refused' | 'expired'
  code: string | null
  since: Instant
  order: Order
}

/**
 * An entry in doubt counts once its minute is over, which its message says. Each half finds its rows by an index of
 * their own, among all that was ever sent.
 */
const FAILED = `select o.entry_id as entryId, o.customer_id as customerId, o.lane, o.status, o.last_code as code,
    coalesce(iif(o.status = 'in_doubt', o.doubt_since, o.settled_at), o.created_at) as since, o.payload
  from (
    select f.seq from outbox as f where f.status in ('dead', 'in_doubt', 'refused') 
      and ((f.status = 'dead' and f.lane not in ('webhooks', 'google_ads'))
      or (f.status = 'refused' and (f.lane in ('gohighlevel', 'records', 'files')
        or f.payload ->> 'template' = 'opt_out_confirmation'))
      or (f.status = 'in_doubt' and exists (select 1 from messages as m
        where m.entry_id = f.entry_id and m.status = 'in_doubt')))
    union all
    select seq from outbox where status = 'expired' and payload ->> 'template' = 'opt_out_confirmation'
  ) as failed
  join outbox as o on o.seq = failed.seq order by o.seq desc limit ?`

export function loadFailedEntries(db: TenantDb): FailedEntry[] {
  type Row = Omit<FailedEntry, 'order'> & { payload: string }
  const rows = db.$client.sql.exec<Row>(FAILED, ATTENTION_MAX).toArray()
  return rows.map(({ payload, ...row }) => ({ ...row, order: JSON.parse(payload) as Order }))
}

/** Somebody who is being talked with, wants a visit, has one agreed, or could not be texted. */
export type Candidate = {
  customerId: CustomerId
  name: string | null
  phone: Phone | null
  journeyId: string | null
  /** Their open lead, and when it came: what was wished for before it is another matter's. */
  leadId: string | null
  leadSince: Instant | null
  isUnreached: 0 | 1
  wishedAt: Instant | null
}

const CANDIDATES = `select c.customer_id as customerId, c.name, c.phone, max(found.journey_id) as journeyId,
    max(found.lead_id) as leadId, max(found.lead_since) as leadSince, max(found.wished_at) as wishedAt, max(found.unreached) as isUnreached
  from (
    select customer_id, journey_id, null as lead_id, null as lead_since, null as wished_at, 0 as unreached from journeys
      where status in ('in_conversation', 'booking_wanted', 'taken_over')
    union all
    select customer_id, null, lead_id, created_at, wished_at, 0 from leads
      where status in ('new', 'contacted', 'quoted', 'booked') and updated_at >= ?
    union all
    select customer_id, null, null, null, null, 1 from leads where status in ('new', 'contacted') and created_at >= ?
    union all
    select customer_id, null, null, null, null, 1 from journeys where status in ('confirmed', 'reminded')
  ) as found
  join customers as c on c.customer_id = found.customer_id
  group by c.customer_id`

export function loadCandidates(
  db: TenantDb,
  { wishedSince, unreachedSince }: { wishedSince: Instant; unreachedSince: Instant },
): Candidate[] {
  return db.$client.sql.exec<Candidate>(CANDIDATES, wishedSince, unreachedSince).toArray()
}

export type Mark = { customerId: CustomerId; seq: number; at: Instant; fact: TimelineFact }

const MARKING = [
  'technician_told',
  'booking_wanted',
  'booking_confirmed',
  'visit_confirmed',
  'matter_settled',
  'lead_moved_by_hand',
  'handed_back',
  'call_answered',
  'contact_found',
  'quote_approved',
  'quote_closed',
  'crm_moved',
]

const SETTLING: ReadonlySet<TimelineFact['type']> = new Set([
  'booking_confirmed',
  // Nothing is left to agree on, whoever has agreed.
  'visit_confirmed',
  'matter_settled',
  'lead_moved_by_hand',
])

/** Whether somebody of the business has dealt with what was open, or nothing is left to deal with. */
export function isSettling(fact: TimelineFact): boolean {
  return SETTLING.has(fact.type)
}

/** Whether nobody needs to agree on a visit any more. */
export function settlesWish(fact: TimelineFact): boolean {
  return isSettling(fact) || (fact.type === 'crm_moved' && fact.to === 'booked')
}

/** Whether a visit was wished for on account of this lead, and nobody has answered yet. */
export function hasOpenWish(db: TenantDb, { customerId, createdAt }: Pick<Lead, 'customerId' | 'createdAt'>): boolean {
  const last = loadMarks(db, [customerId]).findLast(({ fact }) => fact.type === 'booking_wanted' || settlesWish(fact))
  return last !== undefined && last.fact.type === 'booking_wanted' && last.at >= createdAt
}

/** What was asked of the technician and what they did about it, in order. Of texts, those that a person wrote. */
export function loadMarks(db: TenantDb, customerIds: readonly string[]): Mark[] {
  const query = `select customer_id as customerId, seq, at, fact from timeline
    where customer_id in (select value from json_each(?))
    and (fact ->> 'type' in (select value from json_each(?))
      or (fact ->> 'type' = 'text_sent' and fact ->> 'template' = 'human_text')) order by customer_id, seq`
  type Row = Omit<Mark, 'fact'> & { fact: string }
  const rows = db.$client.sql.exec<Row>(query, JSON.stringify(customerIds), JSON.stringify(MARKING)).toArray()
  return rows.map((row) => ({ ...row, fact: JSON.parse(row.fact) as TimelineFact }))
}
