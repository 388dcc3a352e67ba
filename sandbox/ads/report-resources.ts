import { refusal } from '../google-ads-errors.ts'
import type { AdsAccount, AdsLogRow } from '../google-ads-records.ts'
import { dateOf } from './calendar.ts'
import { emptySum } from './figures.ts'
import { formOf, type FilledForm } from './forms.ts'
import type { Market } from './market.ts'
import { actionsOf, type ReportRow } from './report-row.ts'

/** What a question is asked of: one account and what is known around it. */
export type Ground = {
  owner: AdsAccount
  market: Market | null
  history: readonly Readonly<AdsLogRow>[]
  accounts: AdsAccount[]
  /** Forms that somebody filled in who is none of the market's people. */
  forms: readonly FilledForm[]
}
export type Span = { from: string; until: string }

/** Which of a figure's refs tell the rows of a resource apart. */
export type Grain = 'customer' | 'campaign' | 'budget' | 'ad_group' | 'keyword' | 'ad' | 'search_term'

export type Resource = {
  /** The resources whose fields may be asked for beside its own. */
  beside: string[]
  /** Absent where nothing is counted by it. */
  grain?: Grain
  metrics: 'none' | 'counts' | 'shares' | 'budget_shares'
  segments: string[]
  /** What there is, whether or not anything happened to it. */
  rows(ground: Ground, span: Span): ReportRow[]
}

const DATES = ['segments.date', 'segments.week', 'segments.month', 'segments.day_of_week']
const BY_ACTION = [
  'segments.conversion_action',
  'segments.conversion_action_name',
  'segments.conversion_action_category',
]
const BY_KEYWORD = [
  'segments.keyword.info.text',
  'segments.keyword.info.match_type',
  'segments.keyword.ad_group_criterion',
]

export const RESOURCES: Record<string, Resource> = {
  customer: counted([], 'customer', 'budget_shares', ({ owner, market }) => [row(owner, market, {})]),
  campaign: counted(['customer', 'campaign_budget'], 'campaign', 'budget_shares', ({ owner, market }) =>
    [...(market?.account.campaigns.keys() ?? [])].map((id) => placed(owner, market, { campaignRef: id })),
  ),
  campaign_budget: counted(['customer'], 'budget', 'counts', ({ owner, market }) =>
    [...(market?.account.budgets.values() ?? [])].map((budget) => row(owner, market, { budget })),
  ),
  ad_group: counted(['customer', 'campaign'], 'ad_group', 'shares', ({ owner, market }) =>
    [...(market?.account.adGroups.keys() ?? [])].map((id) => placed(owner, market, { adGroupRef: id })),
  ),
  keyword_view: counted(
    ['customer', 'campaign', 'ad_group', 'ad_group_criterion'],
    'keyword',
    'shares',
    ({ owner, market }) => keywordRows(owner, market),
  ),
  ad_group_ad: counted(['customer', 'campaign', 'ad_group'], 'ad', 'counts', ({ owner, market }) =>
    [...(market?.account.ads.keys() ?? [])].map((adRef) => placed(owner, market, { adRef })),
  ),
  search_term_view: {
    ...counted(['customer', 'campaign', 'ad_group', 'ad_group_ad'], 'search_term', 'counts', () => []),
    segments: [...DATES, ...BY_ACTION, ...BY_KEYWORD, 'segments.search_term_match_type'],
  },
  ad_group_criterion: listed(['customer', 'campaign', 'ad_group'], ({ owner, market }) => [
    ...keywordRows(owner, market),
    ...negativeRows(owner, market, 'ad_group'),
  ]),
  campaign_criterion: listed(['customer', 'campaign'], ({ owner, market }) => negativeRows(owner, market, 'campaign')),
  conversion_action: listed(['customer'], ({ owner, market }) =>
    actionsOf(owner).map((action) => row(owner, market, { action })),
  ),
  customer_client: listed(['customer'], clientRows),
  call_view: listed(['customer', 'campaign', 'ad_group'], callRows),
  lead_form_submission_data: listed(['customer', 'campaign', 'ad_group', 'ad_group_ad'], formRows),
  change_event: listed(['customer', 'campaign', 'ad_group'], changeRows),
  click_view: { ...listed(['customer', 'campaign', 'ad_group'], clickRows), segments: ['segments.date'] },
}

function counted(
  beside: string[],
  grain: Grain,
  metrics: Resource['metrics'],
  rows: (ground: Ground, span: Span) => ReportRow[],
): Resource {
  return { beside, grain, metrics, segments: [...DATES, ...BY_ACTION], rows }
}

function listed(beside: string[], rows: Resource['rows']): Resource {
  return { beside, metrics: 'none', segments: [], rows }
}

function row(owner: AdsAccount, market: Market | null, given: Partial<ReportRow>): ReportRow {
  return { owner, market, segments: {}, sum: emptySum(), ...given }
}

export type Refs = Partial<Record<'campaignRef' | 'adGroupRef' | 'keywordRef' | 'adRef', string>>

/** A row that knows everything above the thing its refs name. */
export function placed(owner: AdsAccount, market: Market | null, refs: Refs): ReportRow {
  const account = market?.account
  const keyword = account?.keywords.get(refs.keywordRef ?? '')
  const ad = account?.ads.get(refs.adRef ?? '')
  const adGroup = account?.adGroups.get(keyword?.adGroupId ?? ad?.adGroupId ?? refs.adGroupRef ?? '')
  const campaign = account?.campaigns.get(adGroup?.campaignId ?? refs.campaignRef ?? '')
  const budget = account?.budgets.get(campaign?.budgetId ?? '')
  return row(owner, market, { keyword, ad, adGroup, campaign, budget })
}

function keywordRows(owner: AdsAccount, market: Market | null): ReportRow[] {
  return [...(market?.account.keywords.keys() ?? [])].map((keywordRef) => placed(owner, market, { keywordRef }))
}

function negativeRows(owner: AdsAccount, market: Market | null, level: 'campaign' | 'ad_group'): ReportRow[] {
  return [...(market?.account.negatives.values() ?? [])]
    .filter((negative) => negative.level === level)
    .map((negative) => {
      const refs = level === 'campaign' ? { campaignRef: negative.ownerId } : { adGroupRef: negative.ownerId }
      return { ...placed(owner, market, refs), negative }
    })
}

function clientRows({ owner, market, accounts }: Ground): ReportRow[] {
  const below = (id: string, level: number): { account: AdsAccount; level: number }[] =>
    accounts
      .filter(({ managerId }) => managerId === id)
      .flatMap((account) => [{ account, level }, ...below(account.id, level + 1)])
  return [{ account: owner, level: 0 }, ...below(owner.id, 1)].map((client) => row(owner, market, { client }))
}

const EVER = { from: '2000-01-01', until: '2100-01-01' }

function callRows({ owner, market }: Ground): ReportRow[] {
  const leads = market?.leads(EVER.from, EVER.until).filter(({ viaCall }) => viaCall) ?? []
  return leads.map((lead) => ({ ...placed(owner, market, lead), lead }))
}

function formRows({ owner, market, forms }: Ground): ReportRow[] {
  // Which words Google has for this is written nowhere; these are the ones it has for whatever a login may not see.
  if (owner.deniesForms) {
    const message = "User doesn't have permission to access customer."
    throw refusal(403, 'authorizationError', 'USER_PERMISSION_DENIED', message)
  }
  const leads = market?.leads(EVER.from, EVER.until).filter(({ viaCall }) => !viaCall) ?? []
  const all = [...leads.map((lead) => formOf(lead, owner.timeZone)), ...forms]
  return all.map((form) => {
    const { campaignRef, adGroupRef, adRef } = form
    return { ...placed(owner, market, { campaignRef, adGroupRef, ...(adRef === null ? {} : { adRef }) }), form }
  })
}

function changeRows({ owner, market, history }: Ground): ReportRow[] {
  return history.flatMap((entry) => {
    if (entry.kind !== 'mutate') return []
    return entry.applied.map((applied, place) => row(owner, market, { change: { entry, applied, place } }))
  })
}

function clickRows({ owner, market }: Ground, { from, until }: Span): ReportRow[] {
  const clicks = market?.clicks(from, until) ?? []
  return clicks.map((click) => ({
    ...placed(owner, market, click),
    click,
    segments: { 'segments.date': dateOf(click.day) },
  }))
}
