import { eq } from 'drizzle-orm'
import { ADS_TOLD_AT_ONCE_MAX } from '../base/ads-limits.ts'
import type { Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import type { TenantDb } from './open.ts'
import { adConversions } from './schema-ads.ts'

export type ConversionKind = 'booked' | 'completed'
export type ConversionStatus = 'ordered' | 'sent' | 'counted' | 'refused' | 'withheld'

export type ConversionRow = Omit<typeof adConversions.$inferSelect, 'kind' | 'status'> & {
  kind: ConversionKind
  status: ConversionStatus
}

/** The account counts nothing that could be told of; it is told once somebody has set that up. */
const NO_ACTION = 'no_conversion_action'

/** A lead that an advertisement brought, and that something came of which nobody was told of yet. */
export type UntoldLead = {
  leadId: string
  customerId: string
  kind: ConversionKind
  happenedAt: Instant
  valueMinor: number
}

/**
 * Of the leads since then: those with a visit agreed, and those whose job is done and brought something in. One that
 * was lost after all is not told; and whoever was erased is nobody's customer any more.
 */
export function loadUntold(db: TenantDb, from: Instant): UntoldLead[] {
  const came = `from leads as l join customers as c on c.customer_id = l.customer_id
    where l.lead_id >= ?1 and l.attribution is not null and (l.attribution ->> 'campaign' is not null
      or l.attribution ->> 'clickId' is not null or l.attribution ->> 'gbraid' is not null
      or l.attribution ->> 'wbraid' is not null)
    and l.status in ('booked', 'completed')`
  const untold = (kind: ConversionKind) =>
    `not exists (select 1 from ad_conversions as t where t.lead_id = l.lead_id and t.kind = '${kind}'
      and not (t.status = 'refused' and t.code = '${NO_ACTION}'))`
  const query = `select l.lead_id as leadId, l.customer_id as customerId, 'booked' as kind, l.booked_at as happenedAt,
      coalesce(l.revenue_minor, 0) as valueMinor ${came} and l.booked_at is not null and ${untold('booked')}
    union all select l.lead_id, l.customer_id, 'completed', l.moved_at, l.revenue_minor
      ${came} and l.status = 'completed' and l.revenue_minor > 0 and ${untold('completed')}
    order by 4 limit ${ADS_TOLD_AT_ONCE_MAX}`
  return db.$client.sql.exec<UntoldLead>(query, firstIdAt('led', from)).toArray()
}

export function recordConversion(db: TenantDb, row: ConversionRow): void {
  db.insert(adConversions).values(row).onConflictDoUpdate({ target: adConversions.transactionId, set: row }).run()
}

export function loadConversion(db: TenantDb, transactionId: string): ConversionRow | null {
  const row = db.select().from(adConversions).where(eq(adConversions.transactionId, transactionId)).get()
  return (row as ConversionRow | undefined) ?? null
}

export function saveConversion(
  db: TenantDb,
  transactionId: string,
  change: Partial<Pick<ConversionRow, 'status' | 'entryId' | 'requestRef' | 'code' | 'valueMinor'>>,
  now: Instant,
): void {
  db.update(adConversions)
    .set({ ...change, updatedAt: now })
    .where(eq(adConversions.transactionId, transactionId))
    .run()
}

/** What was told in one request has one fate. */
export function settleTold(
  db: TenantDb,
  requestRef: string,
  change: { status: 'counted' | 'refused'; code: string | null },
  now: Instant,
): void {
  db.$client.sql.exec(
    `update ad_conversions set status = ?2, code = ?3, updated_at = ?4 where request_ref = ?1 and status = 'sent'`,
    ...[requestRef, change.status, change.code, now],
  )
}

/** Those whose entry has ended and did not say so here are ordered anew with the rest. */
export function dropStuckConversions(db: TenantDb): void {
  db.$client.sql.exec(`delete from ad_conversions where status = 'ordered' and not exists
    (select 1 from outbox as o where o.entry_id = ad_conversions.entry_id and o.settled_at is null)`)
}

/** Answers how many rows went. */
export function dropConversionsBefore(db: TenantDb, before: Instant, max: number): number {
  const query = `delete from ad_conversions where transaction_id in
    (select transaction_id from ad_conversions where happened_at < ? limit ?)`
  return db.$client.sql.exec(query, before, max).rowsWritten
}
