import type { AdsMatchType, AdsReport, AdsReportName, AdsRows, AdsSpan } from '../ads-port.ts'
import type { Answer } from '../port.ts'
import { REPORTS, type Query, type RowOfQuery } from './gaql.ts'
import { describeLead, type FormAnswer } from './lead.ts'
import { isLoss } from './refusal.ts'
import type { Options } from './request.ts'
import type { RowOf } from './rest-types.ts'
import type { Place } from './search.ts'
import { streamRows, type Streamed } from './stream.ts'
import { decimal, id, idOfName, moment, text, texts, whole } from './values.ts'

/** Rows of Google's to rows of ours. A row without what names it says nothing, and is left out. */

type Row<Name extends AdsReportName> = RowOfQuery<ReturnType<(typeof REPORTS)[Name]>>
type Readers = { [Name in AdsReportName]: (row: Row<Name>) => AdsRows[Name] | null }

export const READERS: Readers = {
  campaigns: ({ campaign, campaignBudget: budget }) => {
    const [campaignId, budgetId] = [id(campaign?.id), id(budget?.id)]
    if (!campaign || !budget || campaignId === null || budgetId === null) return null
    const sharers = whole(budget.referenceCount) ?? 1
    return {
      ...{ campaignId, name: text(campaign.name) ?? '', status: text(campaign.status) ?? 'UNKNOWN' },
      ...{ bidding: text(campaign.biddingStrategyType) ?? 'UNKNOWN', budgetId },
      budgetMicros: whole(budget.amountMicros) ?? 0,
      isBudgetShared: budget.explicitlyShared === true || sharers > 1,
    }
  },
  ad_groups: ({ campaign, adGroup }) => {
    const [campaignId, adGroupId] = [id(campaign?.id), id(adGroup?.id)]
    if (campaignId === null || adGroupId === null) return null
    return { adGroupId, campaignId, name: text(adGroup?.name) ?? '', status: text(adGroup?.status) ?? 'UNKNOWN' }
  },
  keywords: (row) => readKeyword(row),
  campaign_negatives: ({ campaign, campaignCriterion: criterion }) => {
    const [campaignId, criterionId] = [id(campaign?.id), id(criterion?.criterionId)]
    const matchType = readMatch(criterion?.keyword?.matchType)
    if (campaignId === null || criterionId === null || matchType === null) return null
    return {
      keywordRef: `${campaignId}~${criterionId}`,
      campaignId,
      text: text(criterion?.keyword?.text) ?? '',
      matchType,
    }
  },
  ads: ({ campaign, adGroup, adGroupAd }) => {
    const [campaignId, adGroupId, adId] = [id(campaign?.id), id(adGroup?.id), id(adGroupAd?.ad?.id)]
    if (campaignId === null || adGroupId === null || adId === null) return null
    const said = adGroupAd?.ad?.responsiveSearchAd
    return {
      ...{ adRef: `${adGroupId}~${adId}`, adGroupId, campaignId, status: text(adGroupAd?.status) ?? 'UNKNOWN' },
      headlines: readLines(said?.headlines),
      descriptions: readLines(said?.descriptions),
      finalUrl: texts(adGroupAd?.ad?.finalUrls)[0] ?? '',
    }
  },
  campaign_days: ({ campaign, segments, metrics }) => {
    const campaignId = id(campaign?.id)
    const sums = readMetrics(segments, metrics)
    if (campaignId === null || sums === null) return null
    return { ...sums, campaignId, lostToBudget: decimal(metrics?.searchBudgetLostImpressionShare) }
  },
  keyword_days: ({ campaign, adGroup, adGroupCriterion, segments, metrics }) => {
    const [campaignId, adGroupId] = [id(campaign?.id), id(adGroup?.id)]
    const criterionId = id(adGroupCriterion?.criterionId)
    const sums = readMetrics(segments, metrics)
    if (campaignId === null || adGroupId === null || criterionId === null || sums === null) return null
    return { ...sums, keywordRef: `${adGroupId}~${criterionId}`, campaignId }
  },
  term_days: ({ campaign, adGroup, searchTermView, segments, metrics }) => {
    const [campaignId, adGroupId] = [id(campaign?.id), id(adGroup?.id)]
    const term = text(searchTermView?.searchTerm)
    const sums = readMetrics(segments, metrics)
    if (campaignId === null || adGroupId === null || term === null || sums === null) return null
    return { ...sums, adGroupId, campaignId, term }
  },
  ad_days: ({ campaign, adGroup, adGroupAd, segments, metrics }) => {
    const [campaignId, adGroupId, adId] = [id(campaign?.id), id(adGroup?.id), id(adGroupAd?.ad?.id)]
    const sums = readMetrics(segments, metrics)
    if (campaignId === null || adGroupId === null || adId === null || sums === null) return null
    return { ...sums, adRef: `${adGroupId}~${adId}`, campaignId }
  },
  calls: ({ campaign, callView }) => {
    const [campaignId, startedAt] = [id(campaign?.id), text(callView?.startCallDateTime)]
    if (campaignId === null || startedAt === null) return null
    const areaCode = text(callView?.callerAreaCode)
    return { campaignId, startedAt, durationS: whole(callView?.callDurationSeconds) ?? 0, areaCode: areaCode || null }
  },
  clicks: ({ campaign, adGroup, clickView, segments }) => {
    const [campaignId, adGroupId] = [id(campaign?.id), id(adGroup?.id)]
    const [gclid, day] = [text(clickView?.gclid), text(segments?.date)]
    if (campaignId === null || adGroupId === null || gclid === null || day === null) return null
    return { gclid, campaignId, adGroupId, keywordText: text(clickView?.keywordInfo?.text), day }
  },
  conversion_actions: ({ conversionAction: action }) => {
    const actionId = id(action?.id)
    if (!action || actionId === null) return null
    return {
      ...{ actionId, name: text(action.name) ?? '', type: text(action.type) ?? 'UNKNOWN' },
      ...{ status: text(action.status) ?? 'UNKNOWN', isPrimary: action.primaryForGoal === true },
    }
  },
  lead_forms: ({ leadFormSubmissionData: form }) => {
    const [leadKey, submittedAt] = [text(form?.id), moment(form?.submissionDateTime)]
    if (!form || !leadKey || submittedAt === null) return null
    const answers = [
      ...(form.leadFormSubmissionFields ?? []).map((asked) => answerOf(asked.fieldType, undefined, asked.fieldValue)),
      ...(form.customLeadFormSubmissionFields ?? []).map((own) => answerOf('', own.questionText, own.fieldValue)),
    ]
    const clickId = text(form.gclid)
    const [campaign, adGroup, asset] = [form.campaign, form.adGroup, form.asset].map(idOfName)
    // Nothing in a row says that it is a trial but its id, as far as trials come here at all.
    const isTest = leadKey.startsWith('TeSter-')
    return describeLead({ leadKey, answers, from: { campaign, adGroup, form: asset, clickId }, isTest, submittedAt })
  },
}

function answerOf(id: string | undefined, question: string | undefined, value: string | undefined): FormAnswer {
  return { id: text(id) ?? '', question: text(question), value: text(value) ?? '' }
}

/** What one bids oneself counts with that way of bidding alone; with any other Google decides. */
const OWN_BIDS = 'MANUAL_CPC'

export function readKeyword({ campaign, adGroup, adGroupCriterion: criterion }: Row<'keywords'>) {
  const [campaignId, adGroupId, criterionId] = [id(campaign?.id), id(adGroup?.id), id(criterion?.criterionId)]
  const matchType = readMatch(criterion?.keyword?.matchType)
  if (campaignId === null || adGroupId === null || criterionId === null || matchType === null) return null
  const isNegative = criterion?.negative === true
  const isOwnBid = !isNegative && campaign?.biddingStrategyType === OWN_BIDS
  return {
    ...{ keywordRef: `${adGroupId}~${criterionId}`, campaignId, adGroupId, matchType, isNegative },
    ...{ text: text(criterion?.keyword?.text) ?? '', status: text(criterion?.status) ?? 'UNKNOWN' },
    bidMicros: isOwnBid ? whole(criterion?.effectiveCpcBidMicros) : null,
    qualityScore: decimal(criterion?.qualityInfo?.qualityScore),
    firstPageMicros: whole(criterion?.positionEstimates?.firstPageCpcMicros),
  }
}

type Days = Row<'ad_days'>

function readMetrics(segments: Days['segments'], metrics: Days['metrics']) {
  const day = text(segments?.date)
  if (day === null || !metrics) return null
  return {
    day,
    impressions: whole(metrics.impressions) ?? 0,
    clicks: whole(metrics.clicks) ?? 0,
    costMicros: whole(metrics.costMicros) ?? 0,
    conversions: decimal(metrics.conversions) ?? 0,
  }
}

const MATCHES: readonly string[] = ['EXACT', 'PHRASE', 'BROAD'] satisfies AdsMatchType[]

/** A kind that is newer than this is nothing that can be weighed or written. */
function readMatch(value: string | undefined): AdsMatchType | null {
  return value !== undefined && MATCHES.includes(value) ? (value as AdsMatchType) : null
}

function readLines(lines: { text?: string }[] | undefined): string[] {
  return Array.isArray(lines) ? lines.flatMap((line) => text(line.text) ?? []) : []
}

/** Clicks are asked for a day at a time, and nothing else is. */
function daysOf({ from, until }: AdsSpan): AdsSpan[] {
  const days: AdsSpan[] = []
  for (let at = Date.parse(from); at <= Date.parse(until) && days.length < CLICK_DAYS_MAX; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    days.push({ from: day, until: day })
  }
  return days
}
/** Google keeps clicks for so long. */
const CLICK_DAYS_MAX = 90

export async function readReport<Name extends AdsReportName>(
  options: Options,
  place: Place,
  { name, span }: AdsReport<Name>,
  take: (row: AdsRows[Name]) => void,
): Promise<Answer<Streamed>> {
  // A name leads to one report and its own reader, which the types of a table cannot say of a name yet to come.
  const ask = REPORTS[name] as unknown as (span: AdsSpan) => Query<'campaign.id'>
  const read = READERS[name] as unknown as (row: RowOf<'campaign.id'>) => AdsRows[Name] | null
  const whole = { rows: 0, requestRef: null as string | null }
  for (const part of name === 'clicks' ? daysOf(span) : [span]) {
    const answer = await streamRows(options, place, ask(part), (row) => {
      const ours = read(row)
      if (ours === null) return
      whole.rows += 1
      take(ours)
    })
    if (answer.kind !== 'answered') return name === 'lead_forms' && isKept(answer) ? NOTHING : answer
    whole.requestRef = answer.value.requestRef
  }
  return { kind: 'answered', value: whole }
}

/** Not every account has forms, and who may not see what people filled in may see all else. */
function isKept({ kind, code }: Exclude<Answer<Streamed>, { kind: 'answered' }>): boolean {
  return kind === 'refused' || isLoss(code)
}
const NOTHING: Answer<Streamed> = { kind: 'answered', value: { rows: 0, requestRef: null } }
