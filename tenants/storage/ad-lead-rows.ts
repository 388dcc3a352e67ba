import { ADS_SOUGHT_MAX } from '../base/ads-limits.ts'
import { DAY_MS, type Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import type { Span } from './number-rows.ts'
import type { TenantDb } from './open.ts'

/** Leads and calls, as far as it is asked which advertisement they came from. */

export type PhoneCall = { callId: string; customerId: string; startedAt: Instant; areaCode: string | null }

/** When each call began: known is when it ended, and how long it lasted. Area codes are North America's. */
export function loadPhoneCalls(db: TenantDb, { from, until }: Span): PhoneCall[] {
  const query = `select l.call_id as callId, l.customer_id as customerId, l.ended_at - 1000 * l.duration_s as startedAt,
      iif(c.phone like '+1__________', substr(c.phone, 3, 3), null) as areaCode
    from call_logs as l join customers as c on c.customer_id = l.customer_id
    where l.call_id >= ? and startedAt >= ? and startedAt <= ?`
  return db.$client.sql.exec<PhoneCall>(query, firstIdAt('cal', from - DAY_MS), from, until).toArray()
}

/** A lead of which nobody knows yet which campaign brought it; `attribution` is a document or null. */
export type OpenLead = { leadId: string; customerId: string; createdAt: Instant; attribution: string | null }

/** Of these customers, those that came in that time. */
export function loadOpenLeads(db: TenantDb, customerIds: readonly string[], { from, until }: Span): OpenLead[] {
  const query = `select lead_id as leadId, customer_id as customerId, created_at as createdAt, attribution from leads
    where customer_id in (select value from json_each(?)) and created_at >= ? and created_at < ?
      and attribution ->> 'campaign' is null`
  return db.$client.sql.exec<OpenLead>(query, JSON.stringify(customerIds), from, until).toArray()
}

/** Those that came by a click whose campaign is not known, the newest. */
export function loadClickedLeads(db: TenantDb, from: Instant): OpenLead[] {
  const query = `select lead_id as leadId, customer_id as customerId, created_at as createdAt, attribution from leads
    where lead_id >= ? and attribution is not null and attribution ->> 'campaign' is null
      and attribution ->> 'clickId' is not null order by lead_id desc limit ${ADS_SOUGHT_MAX}`
  return db.$client.sql.exec<OpenLead>(query, firstIdAt('led', from)).toArray()
}

export function saveAttribution(db: TenantDb, leadId: string, attribution: object): void {
  db.$client.sql.exec('update leads set attribution = ? where lead_id = ?', JSON.stringify(attribution), leadId)
}

/** A click is good for nothing any more after some months; which campaign it was stays. Answers how many went. */
export function dropClickIds(db: TenantDb, before: Instant, max: number): number {
  const query = `update leads set attribution = json_remove(attribution, '$.clickId', '$.gbraid', '$.wbraid', '$.sought')
    where lead_id in (select lead_id from leads where lead_id < ? and attribution is not null
      and coalesce(attribution ->> 'clickId', attribution ->> 'gbraid', attribution ->> 'wbraid') is not null limit ?)`
  return db.$client.sql.exec(query, firstIdAt('led', before), max).rowsWritten
}
