import { eq, inArray } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import { ADS_CAMPAIGNS_MAX } from '../base/ads-limits.ts'
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

/** A lead that advertising brought, and how it went with it. */
export type AdLead = {
  leadId: string
  campaign: string
  createdAt: Instant
  bookedAt: Instant | null
  revenueMinor: number | null
}

/** Leads that a campaign is known to have brought in that time, by when they came. */
export function loadAdLeads(db: TenantDb, { from, until }: Span): AdLead[] {
  const query = `select lead_id as leadId, attribution ->> 'campaign' as campaign, created_at as createdAt,
      booked_at as bookedAt, iif(status = 'completed', revenue_minor, null) as revenueMinor
    from leads where lead_id >= ? and created_at >= ? and created_at < ?
      and attribution is not null and attribution ->> 'campaign' is not null`
  return db.$client.sql.exec<AdLead>(query, firstIdAt('led', from), from, until).toArray()
}

export type FinancialDay = { day: DayNumber; adSpend: number; leads: number; bookings: number; revenue: number }

export function loadFinancials(db: TenantDb, from: DayNumber, until: DayNumber): FinancialDay[] {
  const query = `select day, ad_spend as adSpend, leads_generated as leads, bookings, revenue from financials
    where day between ? and ? order by day`
  return db.$client.sql.exec<FinancialDay>(query, from, until).toArray()
}

/** How many leads were told of, by how that ended. */
export function countTold(db: TenantDb): Record<string, number> {
  const rows = db.select({ status: adConversions.status }).from(adConversions).all()
  const counts: Record<string, number> = {}
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
