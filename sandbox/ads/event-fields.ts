import { FORM_FIELDS } from './form-fields.ts'
import { personOf } from './forms.ts'
import { bool, double, int64, MATCH_TYPE, message, oneOf, text, type ReportField } from './report-fields.ts'
import { nameOf, type ReportRow } from './report-row.ts'

const CHANGE_RESOURCES = [
  'AD_GROUP',
  'AD_GROUP_AD',
  'AD_GROUP_CRITERION',
  'CAMPAIGN',
  'CAMPAIGN_BUDGET',
  'CAMPAIGN_CRITERION',
]
const ACTION_TYPES = ['AD_CALL', 'LEAD_FORM_SUBMIT', 'UPLOAD_CLICKS', 'UPLOAD_CALLS', 'WEBPAGE', 'WEBSITE_CALL']
const CATEGORIES = ['PHONE_CALL_LEAD', 'SUBMIT_LEAD_FORM', 'BOOK_APPOINTMENT', 'PURCHASE', 'CONVERTED_LEAD', 'DEFAULT']
const TERM_STATUSES = ['ADDED', 'EXCLUDED', 'ADDED_EXCLUDED', 'NONE']

const termName = ({ owner, campaign, adGroup, searchTerm = '' }: ReportRow) =>
  `customers/${owner.id}/searchTermViews/${campaign?.id}~${adGroup?.id}~${Buffer.from(searchTerm).toString('base64url')}`

function termStatus({ adGroup, campaign, searchTerm = '', market }: ReportRow): string {
  const is = (one: { text: string }) => one.text.toLowerCase() === searchTerm
  const account = market?.account
  const isAdded = [...(account?.keywords.values() ?? [])].some(
    (one) => one.adGroupId === adGroup?.id && one.status !== 'REMOVED' && is(one),
  )
  const isExcluded = [...(account?.negatives.values() ?? [])].some(
    (one) => (one.ownerId === adGroup?.id || one.ownerId === campaign?.id) && !one.isRemoved && is(one),
  )
  if (isAdded && isExcluded) return 'ADDED_EXCLUDED'
  return isAdded ? 'ADDED' : isExcluded ? 'EXCLUDED' : 'NONE'
}

const eventName = ({ owner, change }: ReportRow) =>
  `customers/${owner.id}/changeEvents/${(change?.entry.number ?? 0) + 1}~${change?.entry.requestId}~${change?.place}`

const startOf = (at: string, seconds: number) =>
  new Date(Date.parse(`${at.replace(' ', 'T')}Z`) + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')

const ACTIONS: Record<string, ReportField> = {
  'conversion_action.resource_name': text(({ owner, action }) => action && nameOf.action(owner, action.id)),
  'conversion_action.id': int64(({ action }) => action?.id),
  'conversion_action.name': text(({ action }) => action?.name),
  'conversion_action.type': oneOf(ACTION_TYPES, ({ action }) => action?.type),
  'conversion_action.category': oneOf(CATEGORIES, ({ action }) => action?.category),
  'conversion_action.status': oneOf(['ENABLED', 'REMOVED', 'HIDDEN'], () => 'ENABLED'),
  'conversion_action.primary_for_goal': bool(({ action }) => action?.isPrimary),
  'conversion_action.include_in_conversions_metric': bool(({ action }) => action?.isPrimary),
  'conversion_action.counting_type': oneOf(['ONE_PER_CLICK', 'MANY_PER_CLICK'], ({ action }) =>
    action?.type === 'UPLOAD_CLICKS' ? 'MANY_PER_CLICK' : 'ONE_PER_CLICK',
  ),
  'conversion_action.phone_call_duration_seconds': int64(({ action }) => (action?.type === 'AD_CALL' ? 60 : undefined)),
  'conversion_action.click_through_lookback_window_days': int64(() => 90),
  'conversion_action.value_settings.default_value': double(() => 1),
}

const CALLS: Record<string, ReportField> = {
  'call_view.resource_name': text(({ owner, lead }) => lead && `customers/${owner.id}/callViews/${lead.gclid}`),
  'call_view.start_call_date_time': text(({ lead }) => lead?.at),
  'call_view.end_call_date_time': text(({ lead }) => lead && startOf(lead.at, lead.callSeconds)),
  'call_view.call_duration_seconds': int64(({ lead }) => lead?.callSeconds),
  'call_view.caller_area_code': text(({ lead }) => lead && personOf(lead.gclid).phone.slice(2, 5)),
  'call_view.caller_country_code': text(() => 'US'),
  'call_view.call_status': oneOf(['MISSED', 'RECEIVED'], () => 'RECEIVED'),
  'call_view.type': oneOf(['MANUALLY_DIALED', 'HIGH_END_MOBILE_SEARCH'], () => 'HIGH_END_MOBILE_SEARCH'),
  'call_view.call_tracking_display_location': oneOf(['AD', 'LANDING_PAGE'], () => 'AD'),
}

const CHANGES: Record<string, ReportField> = {
  'change_event.resource_name': text(eventName),
  'change_event.change_date_time': text(({ change }) => change?.entry.at),
  'change_event.user_email': text(({ change }) => change?.entry.login),
  'change_event.client_type': oneOf(['GOOGLE_ADS_API', 'GOOGLE_ADS_WEB_CLIENT'], () => 'GOOGLE_ADS_API'),
  'change_event.change_resource_type': oneOf(CHANGE_RESOURCES, ({ change }) => change?.applied.resourceType),
  'change_event.change_resource_name': text(({ change }) => change?.applied.resourceName),
  'change_event.resource_change_operation': oneOf(
    ['CREATE', 'UPDATE', 'REMOVE'],
    ({ change }) => change?.applied.operation,
  ),
  'change_event.changed_fields': text(({ change }) => change?.applied.fields.join(',')),
  'change_event.old_resource': message(({ change }) => change?.applied.before),
  'change_event.new_resource': message(({ change }) => change?.applied.after),
}

const CLICKS: Record<string, ReportField> = {
  'click_view.resource_name': text(
    ({ owner, click, segments }) =>
      click && `customers/${owner.id}/clickViews/${segments['segments.date']}~${click.gclid}`,
  ),
  'click_view.gclid': text(({ click }) => click?.gclid),
  'click_view.ad_group_ad': text(({ owner, click }) => click && nameOf.adGroupAd(owner, click.adRef)),
  'click_view.keyword': text(({ owner, click }) => click && nameOf.criterion(owner, click.keywordRef)),
  'click_view.keyword_info.text': text(({ keyword }) => keyword?.text),
  'click_view.keyword_info.match_type': oneOf(MATCH_TYPE, ({ keyword }) => keyword?.matchType),
  'click_view.page_number': int64(() => 1),
}

export const EVENT_FIELDS: Record<string, ReportField> = {
  'search_term_view.resource_name': text(termName),
  'search_term_view.search_term': text(({ searchTerm }) => searchTerm),
  'search_term_view.ad_group': text(({ owner, adGroup }) => adGroup && nameOf.adGroup(owner, adGroup.id)),
  'search_term_view.status': oneOf(TERM_STATUSES, termStatus),
  ...ACTIONS,
  ...CALLS,
  ...FORM_FIELDS,
  ...CHANGES,
  ...CLICKS,
}
