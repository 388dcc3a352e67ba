import { attributeCalls, attributeClicks, nextClicks } from '../ads/attribute.ts'
import { sumFinancials } from '../ads/financials.ts'
import { halfOf, isDayStep, isEntityStep, nextRead } from '../ads/read-plan.ts'
import { recordRead } from '../ads/start-reading.ts'
import type { Wanted } from '../ads/wanted.ts'
import { ADS_FORMS_AT_ONCE_MAX, ADS_ROWS_MAX } from '../base/ads-limits.ts'
import type { Instant } from '../base/clock.ts'
import { describeDay, parseDay } from '../base/local-time.ts'
import { unreachable } from '../base/result.ts'
import type { AdsRead, AdsStep, DayStep } from '../journey/ads-order.ts'
import type { AdsPort, AdsReportName, AdsRows } from '../providers/ads-port.ts'
import type { SendOutcome } from '../providers/port.ts'
import { mirrorDays, mirrorEntities, type AdDay, type AdDayKind, type Entity } from '../storage/ad-mirror-rows.ts'
import { openAccount } from '../storage/ads-connection.ts'
import { watchSpend } from '../record-spend-stop.ts'
import { loadAdsReading, saveAdsReading } from '../storage/ads-reading.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** What one answer held. */
export type AdsPage = {
  read: AdsRead
  /** False where it held more than is taken in at once. */
  isWhole: boolean
  entities: Entity[]
  days: AdDay[]
  calls: AdsRows['calls'][]
  clicks: AdsRows['clicks'][]
  forms: AdsRows['lead_forms'][]
}

/** Rows are taken one by one as they arrive, and no more of them than a transaction can take. */
export async function fetchAdsPage(
  ads: AdsPort,
  read: AdsRead,
  wanted: Wanted,
): Promise<{ outcome: SendOutcome; page?: AdsPage }> {
  const page: AdsPage = { read, isWhole: true, entities: [], days: [], calls: [], clicks: [], forms: [] }
  const span = { from: describeDay(read.from), until: describeDay(read.until) }
  const within = <T>(rows: T[], row: T | null, max = ADS_ROWS_MAX) => {
    if (row === null) return
    if (rows.length < max) rows.push(row)
    else page.isWhole = false
  }
  const ask = <Name extends AdsReportName>(name: Name, take: (row: AdsRows[Name]) => void) =>
    ads.read({ name, span }, take)
  const answer = await askFor(read.step, ask, {
    entity: (row) => within(page.entities, row),
    day: (row) => within(page.days, row),
    call: (row) => within(page.calls, row),
    click: (row) => within(page.clicks, wanted.clicks.has(row.gclid) ? row : null),
    form: (row) => within(page.forms, wanted.isLost(row) ? row : null, ADS_FORMS_AT_ONCE_MAX),
  })
  if (answer.kind !== 'answered') return { outcome: answer }
  return { outcome: { kind: 'sent', providerRef: answer.value.requestRef ?? read.step }, page }
}

type Ask = <Name extends AdsReportName>(name: Name, take: (row: AdsRows[Name]) => void) => ReturnType<AdsPort['read']>
type Takers = {
  entity: (row: Entity) => void
  day: (row: AdDay | null) => void
  call: (row: AdsRows['calls']) => void
  click: (row: AdsRows['clicks']) => void
  form: (row: AdsRows['lead_forms']) => void
}

function askFor(step: AdsStep, ask: Ask, { entity, day, call, click, form }: Takers): ReturnType<AdsPort['read']> {
  switch (step) {
    case 'campaign_days':
      return ask(step, ({ campaignId: ref, ...row }) => day(dayOf(ref, { ...row, campaignId: ref })))
    case 'keyword_days':
      return ask(step, ({ keywordRef, ...row }) => day(dayOf(keywordRef, row)))
    case 'ad_days':
      return ask(step, ({ adRef, ...row }) => day(dayOf(adRef, row)))
    case 'term_days':
      // What was shown and never clicked costs nothing and tells little, and there is very much of it.
      return ask(step, ({ adGroupId, term, ...row }) => day(row.clicks > 0 ? dayOf(`${adGroupId}~${term}`, row) : null))
    case 'lead_forms':
      return ask(step, form)
    case 'calls':
      return ask(step, call)
    case 'clicks':
      return ask(step, click)
    case 'campaigns':
    case 'ad_groups':
    case 'keywords':
    case 'campaign_negatives':
    case 'ads':
      return ask(step, entity)
    default:
      return unreachable(step)
  }
}

type Metrics = Omit<AdDay, 'ref' | 'day' | 'lostToBudget'> & { day: string; lostToBudget?: number | null }

function dayOf(
  ref: string,
  { day, campaignId, impressions, clicks, costMicros, conversions, ...rest }: Metrics,
): AdDay {
  const figures = { campaignId, impressions, clicks, costMicros, conversions }
  return { ref, day: parseDay(day), ...figures, lostToBudget: rest.lostToBudget ?? null }
}

const KINDS: Record<DayStep, AdDayKind> = {
  ...{ campaign_days: 'campaign', keyword_days: 'keyword', term_days: 'term', ad_days: 'ad' },
}

/** Takes an answer in, and orders what is read after it. The caller holds the transaction. */
export function takeAdsPage(context: Context, page: AdsPage, now: Instant): void {
  const { db } = context
  const { read, isWhole } = page
  if (openAccount(db)?.accountId !== read.accountId) return
  const half = isWhole || !isDayStep(read.step) ? null : halfOf(read)
  if (half !== null) return recordRead(context, half, now)
  // Those of this page are taken in with it, by the inbox, and are not found again: each answer leaves fewer.
  if (read.step === 'lead_forms' && !isWhole) return recordRead(context, read, now)
  if (isEntityStep(read.step)) mirrorEntities(db, read.step, page.entities, isWhole, now)
  else if (isDayStep(read.step)) mirrorDays(db, KINDS[read.step], read, page.days)
  else if (read.step === 'calls') attributeCalls(context, page.calls)
  else if (read.step === 'clicks' && isWhole) attributeClicks(context, read.from, page.clicks, now)
  const next = nextRead(read) ?? nextClicks(context, read, now)
  if (next !== null) return recordRead(context, next, now)
  sumFinancials(context, read.oldest, read.today, now)
  const reading = loadAdsReading(db)
  if (reading?.accountId !== read.accountId) return
  saveAdsReading(db, { ...reading, lastDay: read.today, readAt: now })
  watchSpend(context, now)
}
