import { dateOf, dayOf, firstOfMonth, weekdayOf } from './calendar.ts'
import type { Conversion, FigureRow } from './figures.ts'
import type { Market } from './market.ts'
import { double, int64, MATCH_TYPE, oneOf, text, type ReportField } from './report-fields.ts'
import type { ActionOfAccount, ReportRow } from './report-row.ts'

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
/** Google tells no share below a tenth. */
const told = (value: number) => (value < 0.1 && value > 0 ? 0.0999 : value)
const lost = (part: 'lostToBudget' | 'lostToRank') =>
  double(({ reach }) => (reach && reach.eligible > 0 ? Math.min(0.9001, reach[part] / reach.eligible) : undefined))

export const METRIC_FIELDS: Record<string, ReportField> = {
  'metrics.impressions': int64(({ sum }) => sum.impressions),
  'metrics.clicks': int64(({ sum }) => sum.clicks),
  'metrics.interactions': int64(({ sum }) => sum.clicks),
  'metrics.cost_micros': int64(({ sum }) => sum.costMicros),
  'metrics.ctr': double(({ sum }) => share(sum.clicks, sum.impressions)),
  'metrics.average_cpc': double(({ sum }) => share(sum.costMicros, sum.clicks)),
  'metrics.conversions': double(({ sum }) => sum.conversions),
  'metrics.conversions_value': double(({ sum }) => sum.conversionsValueMinor / 100),
  'metrics.all_conversions': double(({ sum }) => sum.allConversions),
  'metrics.all_conversions_value': double(({ sum }) => sum.allConversionsValueMinor / 100),
  'metrics.conversions_from_interactions_rate': double(({ sum }) => share(sum.conversions, sum.clicks)),
  'metrics.cost_per_conversion': double(({ sum }) => share(sum.costMicros, sum.conversions)),
  'metrics.top_impression_percentage': double(({ sum }) => share(sum.topImpressions, sum.impressions)),
  'metrics.search_impression_share': double(({ reach }) =>
    reach && reach.eligible > 0 ? told(reach.shown / reach.eligible) : undefined,
  ),
  'metrics.search_rank_lost_impression_share': lost('lostToRank'),
  'metrics.search_budget_lost_impression_share': lost('lostToBudget'),
}
/** What can be told of conversions by their action: no click or cost belongs to one of them alone. */
export const METRICS_BY_ACTION = new Set([
  'metrics.conversions',
  'metrics.conversions_value',
  'metrics.all_conversions',
  'metrics.all_conversions_value',
])
export const SHARE_METRICS = new Set([
  'metrics.search_impression_share',
  'metrics.search_rank_lost_impression_share',
  'metrics.search_budget_lost_impression_share',
])

const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY']
const TERM_MATCHES = ['EXACT', 'NEAR_EXACT', 'PHRASE', 'NEAR_PHRASE', 'BROAD']
const segment = (name: string) => (row: ReportRow) => row.segments[name]

export const SEGMENT_FIELDS: Record<string, ReportField> = {
  'segments.date': { type: 'date', read: segment('segments.date') },
  'segments.week': { type: 'date', read: segment('segments.week') },
  'segments.month': { type: 'date', read: segment('segments.month') },
  'segments.day_of_week': oneOf(DAYS, segment('segments.day_of_week')),
  'segments.keyword.info.text': text(segment('segments.keyword.info.text')),
  'segments.keyword.info.match_type': oneOf(MATCH_TYPE, segment('segments.keyword.info.match_type')),
  'segments.keyword.ad_group_criterion': text(segment('segments.keyword.ad_group_criterion')),
  'segments.search_term_match_type': oneOf(TERM_MATCHES, segment('segments.search_term_match_type')),
  'segments.conversion_action': text(segment('segments.conversion_action')),
  'segments.conversion_action_name': text(segment('segments.conversion_action_name')),
  'segments.conversion_action_category': text(segment('segments.conversion_action_category')),
}
export const DATE_SEGMENTS = new Set(['segments.date', 'segments.week', 'segments.month', 'segments.day_of_week'])
export const ACTION_SEGMENTS = new Set([
  'segments.conversion_action',
  'segments.conversion_action_name',
  'segments.conversion_action_category',
])

export type Segmented = { on: string; keywordRef?: string; fit?: FigureRow['fit']; conversion?: Conversion }
type Known = { market: Market; customerId: string; actions: ActionOfAccount[] }

/** In which part of a segment a figure falls. */
export function segmentOf(name: string, row: Segmented, { market, customerId, actions }: Known): string {
  const keyword = market.account.keywords.get(row.keywordRef ?? '')
  const action = actions.find((one) => one.action === row.conversion?.action)
  switch (name) {
    case 'segments.date':
      return row.on
    case 'segments.week':
      return dateOf(dayOf(row.on) - ((weekdayOf(dayOf(row.on)) + 6) % 7))
    case 'segments.month':
      return dateOf(firstOfMonth(dayOf(row.on)))
    case 'segments.day_of_week':
      return DAYS[weekdayOf(dayOf(row.on))] ?? ''
    case 'segments.keyword.info.text':
      return keyword?.text ?? ''
    case 'segments.keyword.info.match_type':
      return keyword?.matchType ?? ''
    case 'segments.keyword.ad_group_criterion':
      return `customers/${customerId}/adGroupCriteria/${keyword?.ref}`
    case 'segments.search_term_match_type':
      return row.fit === 'exact' ? 'EXACT' : row.fit === 'close' && keyword?.matchType === 'PHRASE' ? 'PHRASE' : 'BROAD'
    case 'segments.conversion_action':
      return `customers/${customerId}/conversionActions/${action?.id}`
    case 'segments.conversion_action_name':
      return action?.name ?? ''
    default:
      return action?.category ?? ''
  }
}
