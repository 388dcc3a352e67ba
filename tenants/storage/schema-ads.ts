import { isNotNull, sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * The business's advertising account as it was read last, what was changed in it, and what was told back. Google's ids
 * are 64 bits long and stand as text; money there is in millionths of the account's currency (micros), as everywhere in
 * tables of advertising, while `financials` is in minor units. Days are those of the account's own zone, as days since
 * 1970-01-01. Tables are WITHOUT ROWID, as in schema.ts.
 */

export const campaigns = sqliteTable('campaigns', {
  /** Google's id. */
  campaignId: text('campaign_id').primaryKey(),
  name: text('name').notNull(),
  /** ENABLED, PAUSED, REMOVED */
  status: text('status').notNull(),
  /** As Google names it, such as MANUAL_CPC; bids of ours count with that one alone. */
  bidding: text('bidding').notNull(),
  budgetId: text('budget_id').notNull(),
  /** A day's. */
  budgetMicros: integer('budget_micros').notNull(),
  /** Other campaigns spend from the same budget, so that nobody changes it for one of them. */
  isBudgetShared: integer('is_budget_shared', { mode: 'boolean' }).notNull(),
  seenAt: integer('seen_at').notNull(),
})

export const adGroups = sqliteTable('ad_groups', {
  adGroupId: text('ad_group_id').primaryKey(),
  campaignId: text('campaign_id').notNull(),
  name: text('name').notNull(),
  status: text('status').notNull(),
  seenAt: integer('seen_at').notNull(),
})

/** Keywords, and words that are left out of a campaign. */
export const adKeywords = sqliteTable(
  'ad_keywords',
  {
    /** `<adGroupId>~<criterionId>`, or `<campaignId>~<criterionId>` for words that are left out of a campaign. */
    keywordRef: text('keyword_ref').primaryKey(),
    campaignId: text('campaign_id').notNull(),
    /** Null for words that are left out of a whole campaign. */
    adGroupId: text('ad_group_id'),
    text: text('text').notNull(),
    /** EXACT, PHRASE, BROAD */
    matchType: text('match_type').notNull(),
    isNegative: integer('is_negative', { mode: 'boolean' }).notNull(),
    status: text('status').notNull(),
    /** What a click may cost; null where Google decides, and for words that are left out. */
    bidMicros: integer('bid_micros'),
    /** 1 to 10. */
    qualityScore: integer('quality_score'),
    firstPageMicros: integer('first_page_micros'),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [index('ad_keywords_campaign').on(table.campaignId)],
)

/** Responsive search ads. */
export const adTexts = sqliteTable('ad_texts', {
  /** `<adGroupId>~<adId>` */
  adRef: text('ad_ref').primaryKey(),
  adGroupId: text('ad_group_id').notNull(),
  campaignId: text('campaign_id').notNull(),
  status: text('status').notNull(),
  /** JSON: lists of texts. */
  headlines: text('headlines').notNull(),
  descriptions: text('descriptions').notNull(),
  finalUrl: text('final_url').notNull(),
  seenAt: integer('seen_at').notNull(),
})

/** What each of them did on a day. The newest days are read again, since conversions come late. */
export const adDays = sqliteTable(
  'ad_days',
  {
    /** campaign, keyword, term, ad */
    kind: text('kind').notNull(),
    /** Google's id or ref. Of a search term: `<adGroupId>~<what was searched for>`. */
    ref: text('ref').notNull(),
    day: integer('day').notNull(),
    campaignId: text('campaign_id').notNull(),
    impressions: integer('impressions').notNull(),
    clicks: integer('clicks').notNull(),
    costMicros: integer('cost_micros').notNull(),
    /** As Google counts them; a part of one is possible. */
    conversions: real('conversions').notNull(),
    /** Of campaigns: the share of searches that were missed for want of money, 0 to 1. */
    lostToBudget: real('lost_to_budget'),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.ref, table.day] }),
    index('ad_days_day').on(table.day, table.kind),
  ],
)

/** Every change that was ordered of Google, kept for good: what it was, what it is, why and how it ended. */
export const adChanges = sqliteTable(
  'ad_changes',
  {
    changeId: text('change_id').primaryKey(),
    /** The decision it belongs to; null for what a person ordered on the screen. */
    decisionId: text('decision_id'),
    entryId: text('entry_id'),
    /** JSON: see providers/ads-port.ts, AdsChange. Absolute, so that doing it twice does it once. */
    change: text('change').notNull(),
    /** What is changed, such as `bid:77~555`. Of one target one change is under way. */
    target: text('target').notNull(),
    /** ordered, applied, refused, gone (it was changed meanwhile), dead */
    status: text('status').notNull(),
    /** The most that it can cost more in a day, in micros; negative where it saves. */
    dailyMicros: integer('daily_micros').notNull(),
    /** Google's request id, and why it was refused. */
    requestRef: text('request_ref'),
    code: text('code'),
    /** An e-mail address, `sms`, or `agent`. */
    orderedBy: text('ordered_by').notNull(),
    orderedAt: integer('ordered_at').notNull(),
    settledAt: integer('settled_at'),
  },
  (table) => [
    uniqueIndex('ad_changes_under_way')
      .on(table.target)
      .where(sql`status = 'ordered'`),
    index('ad_changes_ordered').on(table.orderedAt),
    index('ad_changes_decision').on(table.decisionId).where(isNotNull(table.decisionId)),
  ],
)

/** What was told back to Google of leads that came by an advertisement, each once. */
export const adConversions = sqliteTable(
  'ad_conversions',
  {
    /** `<leadId>:booked` or `<leadId>:completed`, by which Google knows repeats. */
    transactionId: text('transaction_id').primaryKey(),
    leadId: text('lead_id').notNull(),
    customerId: text('customer_id').notNull(),
    /** booked, completed */
    kind: text('kind').notNull(),
    valueMinor: integer('value_minor').notNull(),
    happenedAt: integer('happened_at').notNull(),
    /** ordered, sent, counted, refused, withheld (without consent nothing is told) */
    status: text('status').notNull(),
    entryId: text('entry_id'),
    requestRef: text('request_ref'),
    code: text('code'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('ad_conversions_customer').on(table.customerId),
    index('ad_conversions_open').on(table.status, table.happenedAt),
  ],
)

/** Money of a day of the business's own calendar, in minor units. */
export const financials = sqliteTable('financials', {
  day: integer('day').primaryKey(),
  adSpend: integer('ad_spend').notNull(),
  leadsGenerated: integer('leads_generated').notNull(),
  bookings: integer('bookings').notNull(),
  revenue: integer('revenue').notNull(),
  /** What a lead cost; null on a day without one. */
  cpl: real('cpl').generatedAlwaysAs(sql`case when leads_generated > 0 then 1.0 * ad_spend / leads_generated end`),
  /** Gained for each unit spent; null on a day without spending. */
  roi: real('roi').generatedAlwaysAs(sql`case when ad_spend > 0 then 1.0 * (revenue - ad_spend) / ad_spend end`),
  updatedAt: integer('updated_at').notNull(),
})
