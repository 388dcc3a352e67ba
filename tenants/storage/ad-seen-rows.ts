import { and, eq, ne } from 'drizzle-orm'
import type { DayNumber } from '../base/local-time.ts'
import type { TenantDb } from './open.ts'
import { adGroups, adKeywords, adTexts } from './schema-ads.ts'

/** What the Optimizing agent goes by, and where in the account something belongs. */

export type KeywordRow = typeof adKeywords.$inferSelect
export type AdTextRow = Omit<typeof adTexts.$inferSelect, 'headlines' | 'descriptions'> & {
  headlines: string[]
  descriptions: string[]
}

/** An agent looks at no more of an account; the rest stays as it is. */
const KEYWORDS_MAX = 2_000
const ADS_MAX = 500
const DAYS_MAX = 40_000

export function loadKeywords(db: TenantDb): KeywordRow[] {
  return db.select().from(adKeywords).where(ne(adKeywords.status, 'REMOVED')).limit(KEYWORDS_MAX).all()
}

export function loadAdTexts(db: TenantDb): AdTextRow[] {
  const rows = db.select().from(adTexts).where(ne(adTexts.status, 'REMOVED')).limit(ADS_MAX).all()
  return rows.map(({ headlines, descriptions, ...row }) => ({
    ...{ ...row, headlines: JSON.parse(headlines) as string[], descriptions: JSON.parse(descriptions) as string[] },
  }))
}

export type AdDayRow = {
  kind: 'campaign' | 'keyword' | 'term' | 'ad'
  ref: string
  day: DayNumber
  campaignId: string
  impressions: number
  clicks: number
  costMicros: number
  conversions: number
  lostToBudget: number | null
}

/** Both days with them; the newest first, where there are too many. */
export function loadAdDays(db: TenantDb, kind: AdDayRow['kind'], from: DayNumber, until: DayNumber): AdDayRow[] {
  const query = `select kind, ref, day, campaign_id as campaignId, impressions, clicks, cost_micros as costMicros,
      conversions, lost_to_budget as lostToBudget
    from ad_days where day between ? and ? and kind = ? order by day desc limit ${DAYS_MAX}`
  return db.$client.sql.exec<AdDayRow>(query, from, until, kind).toArray()
}

export function hasAdDays(db: TenantDb, since: DayNumber): boolean {
  return db.$client.sql.exec('select 1 from ad_days where day >= ? limit 1', since).toArray().length > 0
}

export function loadKeywordCampaign(db: TenantDb, keywordRef: string): string | null {
  const isIt = and(eq(adKeywords.keywordRef, keywordRef), ne(adKeywords.status, 'REMOVED'))
  return db.select({ id: adKeywords.campaignId }).from(adKeywords).where(isIt).get()?.id ?? null
}

export function loadGroupCampaign(db: TenantDb, adGroupId: string): string | null {
  const isIt = and(eq(adGroups.adGroupId, adGroupId), ne(adGroups.status, 'REMOVED'))
  return db.select({ id: adGroups.campaignId }).from(adGroups).where(isIt).get()?.id ?? null
}

export function loadAdCampaign(db: TenantDb, adRef: string): string | null {
  const isIt = and(eq(adTexts.adRef, adRef), ne(adTexts.status, 'REMOVED'))
  return db.select({ id: adTexts.campaignId }).from(adTexts).where(isIt).get()?.id ?? null
}
