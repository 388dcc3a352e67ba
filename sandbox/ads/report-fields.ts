import { bidOf } from './account.ts'
import { qualityOf } from './serving.ts'
import { effectOf } from './copy-effect.ts'
import { nameOf, type ReportRow } from './report-row.ts'

/** How a field is written in JSON and compared. Whole numbers of 64 bits are text there. */
export type FieldType = 'int64' | 'int32' | 'double' | 'bool' | 'string' | 'date' | 'message' | readonly string[]
export type ReportField = { type: FieldType; read(row: ReportRow): unknown }
type Read = ReportField['read']

export const text = (read: Read): ReportField => ({ type: 'string', read })
export const int64 = (read: Read): ReportField => ({ type: 'int64', read })
export const int32 = (read: Read): ReportField => ({ type: 'int32', read })
export const double = (read: Read): ReportField => ({ type: 'double', read })
export const bool = (read: Read): ReportField => ({ type: 'bool', read })
export const message = (read: Read): ReportField => ({ type: 'message', read })
export const oneOf = (names: readonly string[], read: Read): ReportField => ({ type: names, read })

const STATUS = ['UNSPECIFIED', 'UNKNOWN', 'ENABLED', 'PAUSED', 'REMOVED'] as const
const CUSTOMER_STATUS = ['UNSPECIFIED', 'UNKNOWN', 'ENABLED', 'CANCELED', 'SUSPENDED', 'CLOSED'] as const
export const MATCH_TYPE = ['UNSPECIFIED', 'UNKNOWN', 'EXACT', 'PHRASE', 'BROAD'] as const
const PRIMARY_STATUS = ['ELIGIBLE', 'PAUSED', 'REMOVED', 'LIMITED', 'NOT_ELIGIBLE'] as const
const BIDDING = [
  'MANUAL_CPC',
  'MAXIMIZE_CONVERSIONS',
  'TARGET_CPA',
  'TARGET_SPEND',
  'MAXIMIZE_CONVERSION_VALUE',
] as const
const CRITERION = ['UNSPECIFIED', 'UNKNOWN', 'KEYWORD', 'LOCATION', 'AD_SCHEDULE'] as const
const AD_TYPE = ['UNSPECIFIED', 'UNKNOWN', 'RESPONSIVE_SEARCH_AD', 'EXPANDED_TEXT_AD', 'CALL_AD'] as const

const primary = (status: string | undefined) => (status === 'ENABLED' ? 'ELIGIBLE' : status)
const isLimited = ({ reach }: ReportRow) => (reach?.lostToBudget ?? 0) > 0

const CUSTOMER: Record<string, ReportField> = {
  'customer.resource_name': text(({ owner }) => nameOf.customer(owner)),
  'customer.id': int64(({ owner }) => owner.id),
  'customer.descriptive_name': text(({ owner }) => owner.name),
  'customer.currency_code': text(() => 'USD'),
  'customer.time_zone': text(({ owner }) => owner.timeZone),
  'customer.manager': bool(({ owner }) => owner.isManager),
  'customer.test_account': bool(({ owner }) => owner.isTest),
  'customer.auto_tagging_enabled': bool(() => true),
  'customer.status': oneOf(CUSTOMER_STATUS, ({ owner }) => owner.status),
  'customer.conversion_tracking_setting.accepted_customer_data_terms': bool(() => true),
  'customer_client.resource_name': text(
    ({ owner, client }) => `customers/${owner.id}/customerClients/${client?.account.id}`,
  ),
  'customer_client.client_customer': text(({ client }) => `customers/${client?.account.id}`),
  'customer_client.id': int64(({ client }) => client?.account.id),
  'customer_client.level': int64(({ client }) => client?.level),
  'customer_client.manager': bool(({ client }) => client?.account.isManager),
  'customer_client.hidden': bool(() => false),
  'customer_client.test_account': bool(({ client }) => client?.account.isTest),
  'customer_client.descriptive_name': text(({ client }) => client?.account.name),
  'customer_client.currency_code': text(() => 'USD'),
  'customer_client.time_zone': text(({ client }) => client?.account.timeZone),
  'customer_client.status': oneOf(CUSTOMER_STATUS, ({ client }) => client?.account.status),
}

const CAMPAIGN: Record<string, ReportField> = {
  'campaign.resource_name': text(({ owner, campaign }) => campaign && nameOf.campaign(owner, campaign.id)),
  'campaign.id': int64(({ campaign }) => campaign?.id),
  'campaign.name': text(({ campaign }) => campaign?.name),
  'campaign.status': oneOf(STATUS, ({ campaign }) => campaign?.status),
  'campaign.serving_status': oneOf(['SERVING', 'NONE', 'SUSPENDED'], () => 'SERVING'),
  'campaign.primary_status': oneOf(PRIMARY_STATUS, (row) =>
    isLimited(row) ? 'LIMITED' : primary(row.campaign?.status),
  ),
  'campaign.primary_status_reasons': message((row) => (isLimited(row) ? ['BUDGET_CONSTRAINED'] : undefined)),
  'campaign.bidding_strategy_type': oneOf(BIDDING, () => 'MANUAL_CPC'),
  'campaign.advertising_channel_type': oneOf(
    ['SEARCH', 'DISPLAY', 'PERFORMANCE_MAX', 'LOCAL_SERVICES'],
    () => 'SEARCH',
  ),
  'campaign.campaign_budget': text(({ owner, campaign }) => campaign && nameOf.budget(owner, campaign.budgetId)),
  'campaign.start_date_time': text(({ campaign }) => campaign && `${campaign.startOn} 00:00:00`),
  'campaign.end_date_time': text(() => undefined),
  'campaign.contains_eu_political_advertising': oneOf(
    ['CONTAINS_EU_POLITICAL_ADVERTISING', 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING'],
    () => 'DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING',
  ),
  'campaign_budget.resource_name': text(({ owner, budget }) => budget && nameOf.budget(owner, budget.id)),
  'campaign_budget.id': int64(({ budget }) => budget?.id),
  'campaign_budget.name': text(({ budget }) => budget?.name),
  'campaign_budget.amount_micros': int64(({ budget }) => budget?.amountMicros),
  'campaign_budget.status': oneOf(STATUS, ({ budget }) => budget?.status),
  'campaign_budget.delivery_method': oneOf(['STANDARD', 'ACCELERATED'], () => 'STANDARD'),
  'campaign_budget.period': oneOf(['DAILY', 'CUSTOM_PERIOD'], () => 'DAILY'),
  'campaign_budget.explicitly_shared': bool(({ budget }) => budget?.isShared),
  'campaign_budget.reference_count': int64(
    ({ market, budget }) =>
      [...(market?.account.campaigns.values() ?? [])].filter(
        ({ budgetId, status }) => budgetId === budget?.id && status !== 'REMOVED',
      ).length,
  ),
  'campaign_budget.has_recommended_budget': bool((row) => isLimited(row)),
  'campaign_budget.recommended_budget_amount_micros': int64((row) =>
    isLimited(row) && row.budget ? Math.round((row.budget.amountMicros * 1.3) / 1e6) * 1e6 : undefined,
  ),
}

/** What Google tells of a keyword's standing, on its scale from one to ten; unknown while it is hardly shown. */
function qualityScore({ keyword, market }: ReportRow): number | undefined {
  if (!keyword || !market) return undefined
  const ads = [...market.account.ads.values()]
    .filter(({ adGroupId, status }) => adGroupId === keyword.adGroupId && status === 'ENABLED')
    .map((ad) => ({ effect: effectOf(ad, keyword.text, market.seed) }))
  return Math.max(1, Math.min(10, Math.round(6 + 8 * (qualityOf(keyword, ads, market.seed) - 1))))
}

const prices = new WeakMap<object, { stand: string; byKeyword: Map<string, number> }>()

/** What it takes to be seen, which Google estimates from what others pay. */
function priceOf({ keyword, market }: ReportRow, factor: number): number | undefined {
  if (!keyword || !market) return undefined
  const stand = `${market.today()} ${market.account.version}`
  const known = prices.get(market)
  const byKeyword =
    known?.stand === stand
      ? known.byKeyword
      : new Map(market.truth().keywords.map(({ keywordRef, priceMicros }) => [keywordRef, priceMicros]))
  prices.set(market, { stand, byKeyword })
  const price = byKeyword.get(keyword.ref)
  return price === undefined ? undefined : Math.round((price * factor) / 10_000) * 10_000
}

const CRITERIA: Record<string, ReportField> = {
  'ad_group.resource_name': text(({ owner, adGroup }) => adGroup && nameOf.adGroup(owner, adGroup.id)),
  'ad_group.id': int64(({ adGroup }) => adGroup?.id),
  'ad_group.name': text(({ adGroup }) => adGroup?.name),
  'ad_group.status': oneOf(STATUS, ({ adGroup }) => adGroup?.status),
  'ad_group.type': oneOf(['SEARCH_STANDARD'], () => 'SEARCH_STANDARD'),
  'ad_group.campaign': text(({ owner, adGroup }) => adGroup && nameOf.campaign(owner, adGroup.campaignId)),
  'ad_group.cpc_bid_micros': int64(({ adGroup }) => adGroup?.cpcBidMicros),
  'ad_group_criterion.resource_name': text(({ owner, ...row }) => nameOf.criterion(owner, criterion(row)?.ref ?? '')),
  'ad_group_criterion.criterion_id': int64((row) => criterion(row)?.criterionId),
  'ad_group_criterion.ad_group': text(({ owner, adGroup }) => adGroup && nameOf.adGroup(owner, adGroup.id)),
  'ad_group_criterion.status': oneOf(STATUS, ({ keyword, negative }) =>
    negative ? (negative.isRemoved ? 'REMOVED' : 'ENABLED') : keyword?.status,
  ),
  'ad_group_criterion.type': oneOf(CRITERION, () => 'KEYWORD'),
  'ad_group_criterion.negative': bool(({ negative }) => negative !== undefined),
  'ad_group_criterion.keyword.text': text((row) => criterion(row)?.text),
  'ad_group_criterion.keyword.match_type': oneOf(MATCH_TYPE, (row) => criterion(row)?.matchType),
  'ad_group_criterion.cpc_bid_micros': int64(({ keyword }) => keyword?.cpcBidMicros ?? undefined),
  'ad_group_criterion.effective_cpc_bid_micros': int64(
    ({ keyword, market }) => keyword && market && bidOf(keyword, market.account),
  ),
  'ad_group_criterion.effective_cpc_bid_source': oneOf(
    ['AD_GROUP', 'AD_GROUP_CRITERION'],
    ({ keyword }) => keyword && (keyword.cpcBidMicros === null ? 'AD_GROUP' : 'AD_GROUP_CRITERION'),
  ),
  'ad_group_criterion.quality_info.quality_score': int32(qualityScore),
  'ad_group_criterion.position_estimates.first_page_cpc_micros': int64((row) => priceOf(row, 0.55)),
  'ad_group_criterion.position_estimates.top_of_page_cpc_micros': int64((row) => priceOf(row, 0.9)),
  'ad_group_criterion.position_estimates.first_position_cpc_micros': int64((row) => priceOf(row, 1.8)),
  'ad_group_criterion.approval_status': oneOf(['APPROVED', 'DISAPPROVED'], () => 'APPROVED'),
  'keyword_view.resource_name': text(({ owner, keyword }) => `customers/${owner.id}/keywordViews/${keyword?.ref}`),
  'campaign_criterion.resource_name': text(
    ({ owner, negative }) => negative && nameOf.campaignCriterion(owner, negative.ref),
  ),
  'campaign_criterion.criterion_id': int64(({ negative }) => negative?.criterionId),
  'campaign_criterion.campaign': text(({ owner, campaign }) => campaign && nameOf.campaign(owner, campaign.id)),
  'campaign_criterion.negative': bool(() => true),
  'campaign_criterion.type': oneOf(CRITERION, () => 'KEYWORD'),
  'campaign_criterion.status': oneOf(STATUS, ({ negative }) => (negative?.isRemoved ? 'REMOVED' : 'ENABLED')),
  'campaign_criterion.keyword.text': text(({ negative }) => negative?.text),
  'campaign_criterion.keyword.match_type': oneOf(MATCH_TYPE, ({ negative }) => negative?.matchType),
}

function criterion({ keyword, negative }: Pick<ReportRow, 'keyword' | 'negative'>) {
  return keyword ?? negative
}

const texts = (rows: string[] | undefined) => rows?.map((one) => ({ text: one }))

const ADS: Record<string, ReportField> = {
  'ad_group_ad.resource_name': text(({ owner, ad }) => ad && nameOf.adGroupAd(owner, ad.ref)),
  'ad_group_ad.ad_group': text(({ owner, ad }) => ad && nameOf.adGroup(owner, ad.adGroupId)),
  'ad_group_ad.status': oneOf(STATUS, ({ ad }) => ad?.status),
  'ad_group_ad.ad_strength': oneOf(
    ['PENDING', 'POOR', 'AVERAGE', 'GOOD', 'EXCELLENT'],
    ({ ad }) => ad && (ad.headlines.length >= 8 ? 'GOOD' : 'POOR'),
  ),
  'ad_group_ad.policy_summary.approval_status': oneOf(
    ['APPROVED', 'DISAPPROVED', 'APPROVED_LIMITED'],
    () => 'APPROVED',
  ),
  'ad_group_ad.policy_summary.review_status': oneOf(['REVIEWED', 'REVIEW_IN_PROGRESS'], () => 'REVIEWED'),
  'ad_group_ad.ad.resource_name': text(({ owner, ad }) => ad && `customers/${owner.id}/ads/${ad.adId}`),
  'ad_group_ad.ad.id': int64(({ ad }) => ad?.adId),
  'ad_group_ad.ad.type': oneOf(AD_TYPE, () => 'RESPONSIVE_SEARCH_AD'),
  'ad_group_ad.ad.final_urls': message(({ ad }) => ad?.finalUrls),
  'ad_group_ad.ad.responsive_search_ad.headlines': message(({ ad }) => texts(ad?.headlines)),
  'ad_group_ad.ad.responsive_search_ad.descriptions': message(({ ad }) => texts(ad?.descriptions)),
  'ad_group_ad.ad.responsive_search_ad.path1': text(({ ad }) => ad?.path1 || undefined),
  'ad_group_ad.ad.responsive_search_ad.path2': text(({ ad }) => ad?.path2 || undefined),
}

export const ENTITY_FIELDS: Record<string, ReportField> = { ...CUSTOMER, ...CAMPAIGN, ...CRITERIA, ...ADS }
