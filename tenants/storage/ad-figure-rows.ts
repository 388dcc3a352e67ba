import { eq, inArray } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import { ADS_CAMPAIGNS_MAX, MICROS_PER_MINOR } from '../base/ads-limits.ts'
import type { DayNumber } from '../base/local-time.ts'
import type { Span } from './number-rows.ts'
import type { TenantDb } from './open.ts'
import { adConversions, adKeywords, campaigns } from './schema-ads.ts'

/** Figures of advertising: what it cost, and what came of it. Money of advertising is in micros here. */

export type CampaignRow = typeof campaigns.$inferSelect

/** Removed ones as well: what they spent was spent. */
export function loadAllCampaigns(db: TenantDb): CampaignRow[] {
  return db.select().from(campaigns).orderBy(campaigns.name).limit(ADS_CAMPAIGNS_MAX).all()
}

/** What people search for, by the refs of the keywords that stand for it. */
export function namesOfKeywords(db: TenantDb, refs: readonly string[]): Map<string, string> {
  if (refs.length === 0) return new Map()
  const found = db
    .select({ ref: adKeywords.keywordRef, text: adKeywords.text })
    .from(adKeywords)
    .where(inArray(adKeywords.keywordRef, [...refs]))
    .all()
  return new Map(found.map(({ ref, text }) => [ref, text]))
}

export function loadCampaign(db: TenantDb, campaignId: string): CampaignRow | null {
  return db.select().from(campaigns).where(eq(campaigns.campaignId, campaignId)).get() ?? null
}

export type CampaignSums = { campaignId: string; impressions: number; clicks: number; costMicros: number }

/** What each campaign did on these days, both of them with it. */
export function sumCampaigns(db: TenantDb, from: DayNumber, until: DayNumber): CampaignSums[] {
  const query = `select campaign_id as campaignId, sum(impressions) as impressions, sum(clicks) as clicks,
      sum(cost_micros) as costMicros from ad_days
    where day between ? and ? and kind = 'campaign' group by campaign_id`
  return db.$client.sql.exec<CampaignSums>(query, from, until).toArray()
}

/** What was spent on each day, all campaigns together. */
export function sumSpendByDay(db: TenantDb, from: DayNumber, until: DayNumber): Map<DayNumber, number> {
  const query = `select day, sum(cost_micros) as costMicros from ad_days
    where day between ? and ? and kind = 'campaign' group by day`
  const rows = db.$client.sql.exec<{ day: number; costMicros: number }>(query, from, until).toArray()
  return new Map(rows.map(({ day, costMicros }) => [day, costMicros]))
}

export type CampaignSpend = { on: DayNumber; campaign: string; spendMinor: number }

/** What each campaign spent on each day, by the name that people know it by. */
export function loadCampaignSpend(db: TenantDb, from: DayNumber, until: DayNumber): CampaignSpend[] {
  const query = `select d.day as "on", coalesce(c.name, d.campaign_id) as campaign,
      cast(round(sum(d.cost_micros) / ${MICROS_PER_MINOR}.0) as integer) as spendMinor
    from ad_days as d left join campaigns as c on c.campaign_id = d.campaign_id
    where d.day between ? and ? and d.kind = 'campaign' group by d.day, campaign having spendMinor > 0 order by d.day`
  return db.$client.sql.exec<CampaignSpend>(query, from, until).toArray()
}

/** A lead that advertising brought, and how it went with it. */
export type AdLead = {
  leadId: string
  campaign: string
  createdAt: Instant
  bookedAt: Instant | null
  completedAt: Instant | null
  revenueMinor: number | null
}

const AD_LEAD = `select lead_id as leadId, attribution ->> 'campaign' as campaign, created_at as createdAt,
  booked_at as bookedAt, iif(status = 'completed', moved_at, null) as completedAt,
  iif(status = 'completed', revenue_minor, null) as revenueMinor
  from leads where attribution is not null and attribution ->> 'campaign' is not null`

/** Leads that a campaign is known to have brought in that time, by when they came. */
export function loadAdLeads(db: TenantDb, { from, until }: Span): AdLead[] {
  const query = `${AD_LEAD} and lead_id >= ? and created_at >= ? and created_at < ?`
  return db.$client.sql.exec<AdLead>(query, firstIdAt('led', from), from, until).toArray()
}

/** Those that came, were booked or done in that time; each kind is found by an index of its own. */
export function loadAdLeadsTouching(db: TenantDb, { from, until }: Span): AdLead[] {
  const query = `${AD_LEAD} and lead_id >= ?1 and created_at >= ?2 and created_at < ?3
    union ${AD_LEAD} and booked_at >= ?2 and booked_at < ?3
    union ${AD_LEAD} and status = 'completed' and moved_at >= ?2 and moved_at < ?3`
  return db.$client.sql.exec<AdLead>(query, firstIdAt('led', from), from, until).toArray()
}

export type FinancialDay = { day: DayNumber; adSpend: number; leads: number; bookings: number; revenue: number }

/** Days on which nothing was spent and nothing came have no row. */
export function saveFinancials(db: TenantDb, days: readonly FinancialDay[], now: Instant): void {
  const { sql } = db.$client
  const rows = JSON.stringify(days)
  const some = `adSpend + leads + bookings + revenue <> 0`
  const columns = `value ->> 'day' as day, value ->> 'adSpend' as adSpend, value ->> 'leads' as leads,
    value ->> 'bookings' as bookings, value ->> 'revenue' as revenue`
  const names = ['ad_spend', 'leads_generated', 'bookings', 'revenue']
  const old = names.map((name) => `financials.${name}`).join()
  sql.exec(
    `insert into financials (day, ${names.join()}, updated_at) select day, adSpend, leads, bookings, revenue, ?2
      from (select ${columns} from json_each(?1)) where ${some}
      on conflict (day) do update set ${[...names, 'updated_at'].map((name) => `${name} = excluded.${name}`).join()}
      where (${old}) is not (${names.map((name) => `excluded.${name}`).join()})`,
    ...[rows, now],
  )
  sql.exec(
    `delete from financials where day in (select day from (select ${columns} from json_each(?)) where not (${some}))`,
    rows,
  )
}

/** How many leads were told of, by how that ended. */
export function countTold(db: TenantDb): Record<string, number> {
  const rows = db.select({ status: adConversions.status }).from(adConversions).all()
  const counts: Record<string, number> = {}
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
