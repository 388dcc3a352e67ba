import type { Instant } from '../base/clock.ts'
import { SETTLED_DROPPED_MAX } from '../base/limits.ts'
import type { Lead } from './lead-rows.ts'
import type { TenantDb } from './open.ts'

/** What of ours is what of the CRM's. Whoever calls these holds the transaction. */

/**
 * `workflow`: whom we put into one · `conflict`: what both sides changed, until a person has seen it · `phone`: the
 * number a contact has there, while ours is another one · `address`: the one that both last agreed on · `busy`: an
 * appointment there that is none of ours, from `oursAt` until `theirsAt`.
 */
export type LinkKind =
  | 'contact'
  | 'opportunity'
  | 'appointment'
  | 'note'
  | 'message'
  | 'workflow'
  | 'conflict'
  | 'phone'
  | 'address'
  | 'busy'

export type CrmLink = {
  kind: LinkKind
  ourId: string
  crmRef: string
  customerId: string | null
  oursAt: Instant | null
  theirsAt: Instant | null
  digest: string | null
  updatedAt: Instant
}

/** Stands in a link whose other side was deleted there. What was deleted is not made again. */
export const GONE = 'gone'

const COLUMNS = `kind, our_id as ourId, crm_ref as crmRef, customer_id as customerId, ours_at as oursAt,
  theirs_at as theirsAt, digest, updated_at as updatedAt`

export function loadLink(db: TenantDb, kind: LinkKind, ourId: string): CrmLink | null {
  const query = `select ${COLUMNS} from crm_links where kind = ? and our_id = ?`
  return db.$client.sql.exec<CrmLink>(query, kind, ourId).toArray()[0] ?? null
}

export function loadLinkByRef(db: TenantDb, kind: LinkKind, crmRef: string): CrmLink | null {
  const query = `select ${COLUMNS} from crm_links where kind = ? and crm_ref = ?`
  return db.$client.sql.exec<CrmLink>(query, kind, crmRef).toArray()[0] ?? null
}

/** Links of one kind that were not looked at since then, the oldest first. */
export function loadLinksBefore(db: TenantDb, kind: LinkKind, before: Instant, max: number): CrmLink[] {
  const query = `select ${COLUMNS} from crm_links where kind = ? and updated_at < ? and coalesce(digest, '') <> ?
    order by updated_at limit ?`
  return db.$client.sql.exec<CrmLink>(query, kind, before, GONE, max).toArray()
}

/** What of one customer's is known to stand there. */
export function loadLinksOf(db: TenantDb, kind: LinkKind, customerId: string): CrmLink[] {
  const query = `select ${COLUMNS} from crm_links where customer_id = ? and kind = ? and coalesce(digest, '') <> ?`
  return db.$client.sql.exec<CrmLink>(query, customerId, kind, GONE).toArray()
}

/** One of theirs belongs to one of ours: where another had it, it is that one's no more. */
export function saveLink(db: TenantDb, link: Omit<CrmLink, 'updatedAt'>, now: Instant): void {
  const { kind, ourId, crmRef, customerId, oursAt, theirsAt, digest } = link
  const { sql } = db.$client
  sql.exec(`delete from crm_links where kind = ? and crm_ref = ? and our_id <> ?`, kind, crmRef, ourId)
  sql.exec(
    `insert into crm_links (kind, our_id, crm_ref, customer_id, ours_at, theirs_at, digest, updated_at)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      on conflict (kind, our_id) do update set crm_ref = ?3, customer_id = ?4, ours_at = ?5, theirs_at = ?6,
      digest = ?7, updated_at = ?8`,
    ...[kind, ourId, crmRef, customerId, oursAt, theirsAt, digest, now],
  )
}

/** A lead with its opportunity's link, as much of both as says whether the two are equal. */
export type LinkedLead = Pick<
  Lead,
  'leadId' | 'customerId' | 'opportunityRef' | 'status' | 'revenueMinor' | 'movedAt' | 'createdAt'
> &
  Pick<CrmLink, 'crmRef' | 'oursAt' | 'theirsAt' | 'digest'>

/**
 * The leads behind a page of opportunities, in one query: a comparison has hundreds of them by the hour. Joined in this
 * order, as SQLite would otherwise walk through all links that there are.
 */
export function loadLinkedLeads(db: TenantDb, crmRefs: readonly string[]): Map<string, LinkedLead> {
  const query = `select lead.lead_id as leadId, lead.customer_id as customerId, lead.opportunity_ref as opportunityRef,
    lead.status, lead.revenue_minor as revenueMinor, lead.moved_at as movedAt, lead.created_at as createdAt,
    link.crm_ref as crmRef, link.ours_at as oursAt, link.theirs_at as theirsAt, link.digest
    from json_each(?) as ref cross join crm_links as link on link.kind = 'opportunity' and link.crm_ref = ref.value
    cross join leads as lead on lead.lead_id = link.our_id where coalesce(link.digest, '') <> ?`
  const rows = db.$client.sql.exec<LinkedLead>(query, JSON.stringify(crmRefs), GONE).toArray()
  return new Map(rows.map((row) => [row.crmRef, row]))
}

export function touchLinksTo(db: TenantDb, kind: LinkKind, crmRefs: readonly string[], now: Instant): void {
  const update = `update crm_links set updated_at = ? where kind = ? and crm_ref in (select value from json_each(?))`
  db.$client.sql.exec(update, now, kind, JSON.stringify(crmRefs))
}

export function touchLink(db: TenantDb, kind: LinkKind, ourId: string, now: Instant): void {
  db.$client.sql.exec(`update crm_links set updated_at = ? where kind = ? and our_id = ?`, now, kind, ourId)
}

/** The newest instant that the other side has told of. */
export function keepToldAt(db: TenantDb, kind: LinkKind, ourId: string, at: Instant): void {
  const query = `update crm_links set theirs_at = max(coalesce(theirs_at, 0), ?) where kind = ? and our_id = ?`
  db.$client.sql.exec(query, at, kind, ourId)
}

/** Where the visit stands in a calendar there. That is no change of the visit's, so its instant stays. */
export function keepVisitRef(db: TenantDb, appointmentId: string, crmRef: string | null): void {
  db.$client.sql.exec(`update appointments set crm_ref = ? where appointment_id = ?`, crmRef, appointmentId)
}

/** Takes out what is settled of a sequence whose entries nobody looks back at. */
export function dropSettled(db: TenantDb, sequenceKey: string): void {
  const drop = `delete from outbox where seq in (select seq from outbox
    where sequence_key = ? and settled_at is not null order by seq limit ${SETTLED_DROPPED_MAX})`
  db.$client.sql.exec(drop, sequenceKey)
}

export function dropLink(db: TenantDb, kind: LinkKind, ourId: string): void {
  db.$client.sql.exec(`delete from crm_links where kind = ? and our_id = ?`, kind, ourId)
}

/** All of one kind, the oldest first. */
export function loadLinks(db: TenantDb, kind: LinkKind, max: number): CrmLink[] {
  const query = `select ${COLUMNS} from crm_links where kind = ? order by updated_at limit ?`
  return db.$client.sql.exec<CrmLink>(query, kind, max).toArray()
}

/** How many customers stand in a workflow for each moment. */
export function countEnrolled(db: TenantDb): Record<string, number> {
  const query = `select substr(our_id, 1, instr(our_id, ':') - 1) as moment, count(*) as count
    from crm_links where kind = 'workflow' group by 1`
  const rows = db.$client.sql.exec<{ moment: string; count: number }>(query).toArray()
  return Object.fromEntries(rows.map(({ moment, count }) => [moment, count]))
}
