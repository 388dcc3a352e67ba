import type { AdsSpan } from '../ads-port.ts'
import type { Field, Resource, RowOf } from './rest-types.ts'

/** All that is ever asked of Google Ads, in its own language. A field that Google does not have breaks the build. */

type Value = string | boolean
type Condition =
  { field: Field; is: '=' | '!=' | '>=' | '<='; value: Value } | { field: Field; from: string; until: string }

export type Query<Selected extends Field = Field> = {
  select: readonly Selected[]
  from: Resource
  where?: readonly Condition[]
  limit?: number
}

export type RowOfQuery<Q> = Q extends Query<infer Selected> ? RowOf<Selected> : never

/** Keeps what is selected as types, so that a row holds exactly that. */
function query<const Selected extends Field>(asked: Query<Selected>): Query<Selected> {
  return asked
}

export function writeGaql({ select, from, where = [], limit }: Query): string {
  const conditions = where.map(writeCondition).join(' AND ')
  return [
    `SELECT ${select.join(', ')} FROM ${from}`,
    ...(conditions === '' ? [] : [`WHERE ${conditions}`]),
    ...(limit === undefined ? [] : [`LIMIT ${limit}`]),
  ].join(' ')
}

function writeCondition(condition: Condition): string {
  if ('from' in condition) {
    return `${condition.field} BETWEEN ${writeValue(condition.from)} AND ${writeValue(condition.until)}`
  }
  return `${condition.field} ${condition.is} ${writeValue(condition.value)}`
}

/** Whatever is no id is quoted, so that nothing in it can be read as more of the question. */
function writeValue(value: Value): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return /^\d{1,20}$/.test(value) ? value : `'${value.replaceAll(/[\\']/g, '\\$&')}'`
}

const is = (field: Field, value: Value): Condition => ({ field, is: '=', value })
const notRemoved = (field: Field): Condition => ({ field, is: '!=', value: 'REMOVED' })
const within = ({ from, until }: AdsSpan): Condition => ({ field: 'segments.date', from, until })
const between = (field: Field, { from, until }: AdsSpan): Condition => ({
  ...{ field, from: `${from} 00:00:00` },
  until: `${until} 23:59:59`,
})

const METRICS = [
  'segments.date',
  'metrics.impressions',
  'metrics.clicks',
  'metrics.cost_micros',
  'metrics.conversions',
] as const satisfies Field[]

const KEYWORD = [
  'campaign.id',
  'campaign.bidding_strategy_type',
  'ad_group.id',
  'ad_group_criterion.criterion_id',
  'ad_group_criterion.status',
  'ad_group_criterion.negative',
  'ad_group_criterion.keyword.text',
  'ad_group_criterion.keyword.match_type',
  'ad_group_criterion.effective_cpc_bid_micros',
  'ad_group_criterion.quality_info.quality_score',
  'ad_group_criterion.position_estimates.first_page_cpc_micros',
] as const satisfies Field[]

const NEGATIVE = [
  'campaign.id',
  'campaign_criterion.criterion_id',
  'campaign_criterion.keyword.text',
  'campaign_criterion.keyword.match_type',
] as const satisfies Field[]

const AD = [
  'campaign.id',
  'ad_group.id',
  'ad_group_ad.ad.id',
  'ad_group_ad.status',
  'ad_group_ad.ad.responsive_search_ad.headlines',
  'ad_group_ad.ad.responsive_search_ad.descriptions',
  'ad_group_ad.ad.final_urls',
] as const satisfies Field[]

const CAMPAIGN = [
  'campaign.id',
  'campaign.name',
  'campaign.status',
  'campaign.bidding_strategy_type',
  'campaign_budget.id',
  'campaign_budget.amount_micros',
  'campaign_budget.explicitly_shared',
  'campaign_budget.reference_count',
] as const satisfies Field[]

/** Keywords of searches, whether they bring people or keep them away. */
const KEYWORDS_ALONE = [is('ad_group_criterion.type', 'KEYWORD'), notRemoved('ad_group_criterion.status')]
const NEGATIVES_ALONE = [
  is('campaign_criterion.type', 'KEYWORD'),
  is('campaign_criterion.negative', true),
  notRemoved('campaign_criterion.status'),
]
const SEARCH_ADS_ALONE = [is('ad_group_ad.ad.type', 'RESPONSIVE_SEARCH_AD'), notRemoved('ad_group_ad.status')]

/** Reports, by the names of the port. */
export const REPORTS = {
  campaigns: () => query({ select: CAMPAIGN, from: 'campaign', where: [notRemoved('campaign.status')] }),
  ad_groups: () =>
    query({
      select: ['campaign.id', 'ad_group.id', 'ad_group.name', 'ad_group.status'],
      from: 'ad_group',
      where: [notRemoved('ad_group.status')],
    }),
  keywords: () => query({ select: KEYWORD, from: 'ad_group_criterion', where: KEYWORDS_ALONE }),
  campaign_negatives: () => query({ select: NEGATIVE, from: 'campaign_criterion', where: NEGATIVES_ALONE }),
  ads: () => query({ select: AD, from: 'ad_group_ad', where: SEARCH_ADS_ALONE }),
  campaign_days: (span: AdsSpan) =>
    query({
      select: ['campaign.id', ...METRICS, 'metrics.search_budget_lost_impression_share'],
      ...{ from: 'campaign', where: [within(span)] },
    }),
  keyword_days: (span: AdsSpan) =>
    query({
      select: ['campaign.id', 'ad_group.id', 'ad_group_criterion.criterion_id', ...METRICS],
      ...{ from: 'keyword_view', where: [within(span)] },
    }),
  term_days: (span: AdsSpan) =>
    query({
      select: ['campaign.id', 'ad_group.id', 'search_term_view.search_term', ...METRICS],
      ...{ from: 'search_term_view', where: [within(span)] },
    }),
  ad_days: (span: AdsSpan) =>
    query({
      select: ['campaign.id', 'ad_group.id', 'ad_group_ad.ad.id', ...METRICS],
      ...{ from: 'ad_group_ad', where: [within(span)] },
    }),
  calls: (span: AdsSpan) =>
    query({
      select: [
        'campaign.id',
        'call_view.start_call_date_time',
        'call_view.call_duration_seconds',
        'call_view.caller_area_code',
      ],
      ...{ from: 'call_view', where: [between('call_view.start_call_date_time', span)] },
    }),
  /** Google takes one day alone. */
  clicks: ({ from }: AdsSpan) =>
    query({
      select: [
        ...(['campaign.id', 'ad_group.id', 'segments.date'] as const),
        ...(['click_view.gclid', 'click_view.keyword_info.text'] as const),
      ],
      ...{ from: 'click_view', where: [is('segments.date', from)] },
    }),
  conversion_actions: () =>
    query({
      select: [
        ...(['conversion_action.id', 'conversion_action.name', 'conversion_action.type'] as const),
        ...(['conversion_action.status', 'conversion_action.primary_for_goal'] as const),
      ],
      from: 'conversion_action',
    }),
  lead_forms: (span: AdsSpan) =>
    query({
      select: [
        'lead_form_submission_data.id',
        'lead_form_submission_data.asset',
        'lead_form_submission_data.campaign',
        'lead_form_submission_data.ad_group',
        'lead_form_submission_data.gclid',
        'lead_form_submission_data.submission_date_time',
        'lead_form_submission_data.lead_form_submission_fields',
        'lead_form_submission_data.custom_lead_form_submission_fields',
      ],
      from: 'lead_form_submission_data',
      where: [between('lead_form_submission_data.submission_date_time', span)],
    }),
}

/** Who an account is, asked of the account itself. */
export const ACCOUNT = query({
  select: [
    ...(['customer.id', 'customer.descriptive_name', 'customer.currency_code', 'customer.time_zone'] as const),
    ...(['customer.manager', 'customer.test_account', 'customer.status'] as const),
  ],
  from: 'customer',
})

/** A manager's accounts, those of managers below it included. */
export const CLIENTS = query({
  select: [
    ...(['customer_client.id', 'customer_client.descriptive_name', 'customer_client.currency_code'] as const),
    ...(['customer_client.time_zone', 'customer_client.manager', 'customer_client.test_account'] as const),
    'customer_client.status',
  ],
  from: 'customer_client',
})

/** What stands before a change. Each names one thing, or the few among which an equal one would be. */
export const LOOKS = {
  keyword: (adGroupId: string, criterionId: string) =>
    query({
      ...{ select: KEYWORD, from: 'ad_group_criterion' },
      where: [is('ad_group.id', adGroupId), is('ad_group_criterion.criterion_id', criterionId)],
    }),
  keywords: (adGroupId: string) =>
    query({
      ...{ select: KEYWORD, from: 'ad_group_criterion' },
      where: [is('ad_group.id', adGroupId), is('ad_group_criterion.negative', false), ...KEYWORDS_ALONE],
    }),
  negatives: (campaignId: string) =>
    query({
      ...{ select: NEGATIVE, from: 'campaign_criterion' },
      where: [is('campaign.id', campaignId), ...NEGATIVES_ALONE],
    }),
  campaign: (campaignId: string) =>
    query({ select: CAMPAIGN, from: 'campaign', where: [is('campaign.id', campaignId)] }),
  adGroup: (adGroupId: string) =>
    query({ select: ['ad_group.id', 'ad_group.status'], from: 'ad_group', where: [is('ad_group.id', adGroupId)] }),
  ad: (adGroupId: string, adId: string) =>
    query({
      ...{ select: AD, from: 'ad_group_ad' },
      where: [is('ad_group.id', adGroupId), is('ad_group_ad.ad.id', adId)],
    }),
  ads: (adGroupId: string) =>
    query({ select: AD, from: 'ad_group_ad', where: [is('ad_group.id', adGroupId), ...SEARCH_ADS_ALONE] }),
}
