import { loadPurse } from '../../ads/purse.ts'
import { loadAnomaly } from '../../ads/spend-days.ts'
import { targetOf } from '../../ads/target-of.ts'
import { DAY_MS, MINUTE_MS, type Instant } from '../../base/clock.ts'
import { readLocalTime, type DayNumber } from '../../base/local-time.ts'
import { describeMoney } from '../../base/money.ts'
import { stretchesOn } from '../../base/opening-hours.ts'
import type { AdsMatchType } from '../../providers/ads-port.ts'
import { loadAdChanges } from '../../storage/ad-change-rows.ts'
import { loadAdLeads, loadAllCampaigns } from '../../storage/ad-figure-rows.ts'
import { loadAdDays, loadAdTexts, loadKeywords, type AdDayRow } from '../../storage/ad-seen-rows.ts'
import { loadAdsBounds } from '../../storage/ads-bounds.ts'
import { openAccount } from '../../storage/ads-connection.ts'
import { countBooked } from '../../storage/booked-rows.ts'
import { listDecisions, type DecisionRow } from '../../storage/decision-rows.ts'
import { countReturns } from '../../storage/return-rows.ts'
import { loadSchedule } from '../../storage/schedule-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import type { Action } from '../decision.ts'
import { isAdsAction, plannedOf } from './action.ts'
import { LATELY_DAYS, SEEN_DAYS, sumDays, type Figures } from './figures.ts'
import { COOL_DOWN_MS } from './pace.ts'
import type { CapacitySeen, LeadsSeen, OptimizingSeen } from './seen.ts'

/** Leads get so long to book before they count against what brought them. */
const BOOKED_WITHIN_MS = 7 * DAY_MS
const CAPACITY_WEEKS = 4
const WEEK_DAYS = 7
const JOBS_SEEN_MS = 2 * 365 * DAY_MS
const JOBS_MIN = 5
const DECISIONS_SEEN_MAX = 100
const CHANGES_SEEN_MAX = 200
/** What Google has refused is not asked again at once. */
const REFUSED_REST_MS = 3 * DAY_MS

/** Null where no account is open, or nothing of it was read yet. */
export function observe(context: Context, now: Instant): OptimizingSeen | null {
  const { db, tenant } = context
  const purse = loadPurse(context, now)
  const account = openAccount(db)
  if (purse === null || account === null || purse.campaigns.length === 0) return null
  const { day: today } = readLocalTime(account.timeZone, now)
  const span = { from: today - SEEN_DAYS, until: today - 1 }
  const days = (kind: AdDayRow['kind']) => loadAdDays(db, kind, span.from, span.until)
  const [byCampaign, byKeyword, byAd] = [group(days('campaign')), group(days('keyword')), group(days('ad'))]
  const keywords = loadKeywords(db)
  const figuresOf = (rows: AdDayRow[] | undefined): Figures => sumDays(rows ?? [], today)
  return {
    ...{ today, currency: account.currency },
    // What nobody has been told of yet is no time to change anything either.
    purse: { ...purse, isStopped: purse.isStopped || loadAnomaly(context, now) !== null },
    campaigns: loadAllCampaigns(db)
      .filter(isThere)
      .map(({ campaignId, name }) => {
        const rows = byCampaign.get(campaignId) ?? []
        return { campaignId, name, figures: figuresOf(rows), lostToBudget: lostOf(rows, today) }
      }),
    keywords: keywords.flatMap((row) => {
      const { keywordRef, campaignId, adGroupId, text, status, bidMicros } = row
      if (row.isNegative || adGroupId === null) return []
      const matchType = row.matchType as AdsMatchType
      const figures = figuresOf(byKeyword.get(keywordRef))
      return [{ keywordRef, campaignId, adGroupId, text, matchType, status, bidMicros, figures }]
    }),
    terms: [...group(days('term'))].map(([ref, rows]) => {
      const [adGroupId = '', ...term] = ref.split('~')
      const campaignId = rows[0]?.campaignId ?? ''
      return { campaignId, adGroupId, term: term.join('~'), figures: figuresOf(rows) }
    }),
    negatives: keywords.flatMap(({ isNegative, campaignId, text, matchType }) =>
      isNegative ? [{ campaignId, text, matchType: matchType as AdsMatchType }] : [],
    ),
    ads: loadAdTexts(db).map(({ adRef, adGroupId, campaignId, status, headlines, descriptions, finalUrl }) => ({
      ...{ adRef, adGroupId, campaignId, status, headlines, descriptions, finalUrl },
      days: (byAd.get(adRef) ?? []).map(({ day, impressions, clicks, conversions }) => {
        return { day, impressions, clicks, conversions }
      }),
    })),
    leads: seeLeads(context, now),
    jobMinor: tenant.profile.currency === account.currency ? averageJob(context, now) : null,
    capacity: seeCapacity(context, today, now),
    own: seeOwn(context),
    waiting: seeWaiting(context, now),
  }
}

const isThere = ({ status }: { status: string }) => status !== 'REMOVED'

function group(rows: readonly AdDayRow[]): Map<string, AdDayRow[]> {
  return Map.groupBy(rows, ({ ref }) => ref)
}

/** Of the last days, weighted by how often the campaign was shown. */
function lostOf(rows: readonly AdDayRow[], today: DayNumber): number | null {
  const told = rows.filter(({ day, lostToBudget }) => today - day <= LATELY_DAYS && lostToBudget !== null)
  const weight = told.reduce((sum, { impressions }) => sum + impressions + 1, 0)
  if (weight === 0) return null
  return told.reduce((sum, { impressions, lostToBudget }) => sum + (impressions + 1) * (lostToBudget ?? 0), 0) / weight
}

function seeLeads({ db }: Context, now: Instant): LeadsSeen[] {
  const ripe = loadAdLeads(db, { from: now - SEEN_DAYS * DAY_MS, until: now }).filter(
    ({ bookedAt, createdAt }) => bookedAt !== null || now - createdAt >= BOOKED_WITHIN_MS,
  )
  return [...Map.groupBy(ripe, ({ campaign }) => campaign)].map(([campaignId, leads]) => {
    const valued = leads.flatMap(({ revenueMinor }) => revenueMinor ?? [])
    return {
      ...{ campaignId, keywordRef: null, ripe: leads.length },
      booked: leads.filter(({ bookedAt }) => bookedAt !== null).length,
      ...{ valued: valued.length, valueMinor: valued.reduce((sum, minor) => sum + minor, 0) },
    }
  })
}

function averageJob({ db }: Context, now: Instant): number | null {
  const { jobs, amountMinor } = countReturns(db, now - JOBS_SEEN_MS, now)
  return jobs < JOBS_MIN ? null : Math.round(amountMinor / jobs)
}

function seeCapacity(context: Context, today: DayNumber, now: Instant): CapacitySeen {
  const { db } = context
  const counted = countBooked(db, now - CAPACITY_WEEKS * WEEK_DAYS * DAY_MS, now)
  const { weeklyBookings } = loadAdsBounds(db)
  return {
    weekly: weeklyBookings ?? diaryOf(context, today),
    booked: counted.all / CAPACITY_WEEKS,
    bookedByAds: counted.byAds / CAPACITY_WEEKS,
  }
}

/** Visits that the crew could make in a week of its opening hours, ways included; null where it offers no times. */
function diaryOf(context: Context, today: DayNumber): number | null {
  const { mode, crew, jobMinutes, travelMinutes } = loadSchedule(context)
  if (mode === 'off') return null
  const each = (jobMinutes + 2 * travelMinutes) * MINUTE_MS
  const week = Array.from({ length: WEEK_DAYS }, (_day, place) => today + place)
  const visits = week.flatMap((day) => stretchesOn(context.tenant.profile.openingHours, day))
  return crew.length * visits.reduce((sum, { fromMs, untilMs }) => sum + Math.floor((untilMs - fromMs) / each), 0)
}

function seeOwn({ tenant }: Context) {
  const { serviceTypes, priceBook, businessName, serviceArea, currency, language } = tenant.profile
  const locale = language === 'es' ? 'es-US' : 'en-US'
  return {
    services: [...new Set([...serviceTypes, ...priceBook.flatMap(({ service, keywords }) => [service, ...keywords])])],
    names: [businessName],
    places: serviceArea.split(/[,;/]| and | y /).map((place) => place.trim()),
    jobs: priceBook.map(({ service, keywords, from, to }) => {
      return { texts: [service, ...keywords], amountMinor: Math.round((from + to) / 2) }
    }),
    prices: priceBook.map(({ from }) => describeMoney({ amountMinor: from, currency }, locale)),
  }
}

/** What a person has still to answer or said no to lately, and what Google has refused. */
function seeWaiting({ db }: Context, now: Instant): string[] {
  const isWaiting = ({ status, updatedAt }: DecisionRow) =>
    status === 'proposed' ||
    ((status === 'declined' || status === 'undone') && now - updatedAt < 2 * COOL_DOWN_MS) ||
    (status === 'expired' && now - updatedAt < COOL_DOWN_MS)
  const decided = listDecisions(db, { after: null, limit: DECISIONS_SEEN_MAX })
    .filter((row) => row.agent === 'optimizing' && isWaiting(row))
    .map(({ action }) => JSON.parse(action) as Action)
    .filter(isAdsAction)
    .flatMap((action) => plannedOf(action).map(({ change }) => targetOf(change)))
  const refused = loadAdChanges(db, CHANGES_SEEN_MAX)
    .filter(({ status, settledAt }) => status === 'refused' && now - (settledAt ?? 0) < REFUSED_REST_MS)
    .map(({ target }) => target)
  return [...new Set([...decided, ...refused])]
}
