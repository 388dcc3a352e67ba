import type { Purse } from '../../tenants/ads/bounds.ts'
import { sumDays, type AdDay, type Figures } from '../../tenants/agents/optimizing/figures.ts'
import { LATELY_DAYS, SEEN_DAYS } from '../../tenants/agents/optimizing/figures.ts'
import type { LeadsSeen, OptimizingSeen } from '../../tenants/agents/optimizing/seen.ts'
import type { AdsBounds } from '../../tenants/contract/ads.ts'
import { bidOf } from '../../sandbox/ads/account.ts'
import { dayOf, daysInMonth, firstOfMonth } from '../../sandbox/ads/calendar.ts'
import type { Market } from '../../sandbox/ads/market.ts'
import { servicesOf } from '../../sandbox/ads/trades.ts'
import type { Business, Taken } from './business.ts'
import type { Ordered } from './ordered.ts'
import type { Reading, Sums } from './told.ts'

/**
 * The account as the tenant's mirror has it: what Google told by the end of the day that was read last, conversions on
 * the day of their click as far as they were counted by then. Nothing of the market's truth is in it.
 */
export type Known = {
  /** The last day that was read; figures end there. */
  readUntil: number
  bounds: AdsBounds
  ordered: readonly Ordered[]
  isStopped: boolean
  waiting: readonly string[]
}

/** Of what a job brings, what the book says of it. */
const PRICED = 0.8
const MINOR_MICROS = 10_000
/** Leads get so much time to book before they count. */
const BOOKED_WITHIN_DAYS = 7

export function see(
  market: Market,
  reading: Reading,
  business: Business,
  { taken, known }: { taken: readonly Taken[]; known: Known },
): OptimizingSeen {
  const today = dayOf(market.today())
  const by = collect(reading, today - SEEN_DAYS, known.readUntil)
  const { account } = market
  const campaigns = [...account.campaigns.values()].filter(({ status }) => status !== 'REMOVED')
  const ofGroup = (adGroupId: string) => account.adGroups.get(adGroupId)?.campaignId ?? ''
  const figuresOf = (days: AdDay[] | undefined): Figures => sumDays(days ?? [], today)
  const lost = lostShares(reading, today, known.readUntil)
  return {
    today,
    currency: account.currency,
    purse: purseOf(market, reading, known),
    campaigns: campaigns.map(({ id, name }) => ({
      ...{ campaignId: id, name, lostToBudget: lost.get(id) ?? 0 },
      figures: figuresOf(by.campaigns.get(id)),
    })),
    keywords: [...account.keywords.values()]
      .filter(({ status }) => status !== 'REMOVED')
      .map((keyword) => ({
        ...{ keywordRef: keyword.ref, campaignId: ofGroup(keyword.adGroupId), adGroupId: keyword.adGroupId },
        ...{ text: keyword.text, matchType: keyword.matchType, status: keyword.status },
        ...{ bidMicros: bidOf(keyword, account), figures: figuresOf(by.keywords.get(keyword.ref)) },
      })),
    terms: [...by.terms].map(([name, days]) => {
      const [campaignId = '', adGroupId = '', term = ''] = name.split('\n')
      return { campaignId, adGroupId, term, figures: figuresOf(days) }
    }),
    negatives: [...account.negatives.values()]
      .filter(({ isRemoved }) => !isRemoved)
      .map(({ ownerId, text, matchType }) => ({ campaignId: ownerId, text, matchType })),
    ads: [...account.ads.values()].map((ad) => ({
      ...{ adRef: ad.ref, adGroupId: ad.adGroupId, campaignId: ofGroup(ad.adGroupId), status: ad.status },
      ...{ headlines: ad.headlines, descriptions: ad.descriptions, finalUrl: ad.finalUrls[0] ?? '' },
      days: by.ads.get(ad.ref) ?? [],
    })),
    leads: leadsOf(taken, today),
    jobMinor: business.jobMinor,
    capacity: capacityOf(business, taken, today),
    own: {
      services: servicesOf(market.trade).map(({ head }) => head),
      names: [account.name],
      places: [account.name.split(' ')[0] ?? ''],
      // A tradesman's own price book, which is not what a job brings in the end.
      jobs: servicesOf(market.trade).map(({ head, others, jobUsd }) => ({
        ...{ texts: [head, ...others], amountMinor: Math.round(jobUsd * 100 * PRICED) },
      })),
      prices: [],
    },
    waiting: known.waiting,
  }
}

type ByName = Map<string, AdDay[]>

function collect(reading: Reading, from: number, until: number) {
  const all: Record<keyof Sums, ByName> = {
    campaigns: new Map(),
    keywords: new Map(),
    terms: new Map(),
    ads: new Map(),
  }
  for (const { told } of reading.days(from, until)) {
    for (const kind of ['campaigns', 'keywords', 'terms', 'ads'] as const) {
      for (const [name, day] of told.sums[kind]) {
        const days = all[kind].get(name)
        if (days) days.push(day)
        else all[kind].set(name, [day])
      }
    }
  }
  return all
}

function lostShares(reading: Reading, today: number, until: number): Map<string, number> {
  const sums = new Map<string, { eligible: number; lost: number }>()
  for (const { told } of reading.days(today - LATELY_DAYS, until)) {
    for (const [name, { eligible, lost }] of told.lost) {
      const sum = sums.get(name) ?? { eligible: 0, lost: 0 }
      sums.set(name, { eligible: sum.eligible + eligible, lost: sum.lost + lost })
    }
  }
  return new Map([...sums].map(([name, { eligible, lost }]) => [name, eligible === 0 ? 0 : lost / eligible]))
}

export function purseOf(market: Market, reading: Reading, { bounds, ordered, isStopped }: Known): Purse {
  const { account } = market
  const today = dayOf(market.today())
  const spent = reading.spentThisMonth(today)
  return {
    ...{ bounds, minorMicros: MINOR_MICROS, isStopped, day: today },
    campaigns: [...account.campaigns.values()].map(({ id, status, budgetId }) => {
      const budget = account.budgets.get(budgetId)
      return {
        ...{ campaignId: id, status, bidding: 'MANUAL_CPC', budgetId, spentMonthMicros: spent.get(id) ?? 0 },
        ...{ budgetMicros: budget?.amountMicros ?? 0, isBudgetShared: budget?.isShared ?? false },
      }
    }),
    spentMonthMicros: [...spent.values()].reduce((sum, micros) => sum + micros, 0),
    daysLeft: firstOfMonth(today) + daysInMonth(today) - today,
    changes: ordered.filter(({ day }) => today - day <= 7),
  }
}

/** By campaign, as leads are attributed, and by what is known today: who has booked, and whether there was time to. */
function leadsOf(taken: readonly Taken[], today: number): LeadsSeen[] {
  const sums = new Map<string, LeadsSeen>()
  for (const { campaignRef, cameOn, bookedOn, valueMinor } of taken) {
    if (today - cameOn > SEEN_DAYS) continue
    const isBooked = bookedOn !== null && bookedOn < today
    if (!isBooked && today - cameOn < BOOKED_WITHIN_DAYS) continue
    const none = { campaignId: campaignRef, keywordRef: null, ripe: 0, booked: 0, valued: 0, valueMinor: 0 }
    const sum = sums.get(campaignRef) ?? none
    const worth = isBooked
      ? { booked: sum.booked + 1, valued: sum.valued + 1, valueMinor: sum.valueMinor + valueMinor }
      : {}
    sums.set(campaignRef, { ...sum, ripe: sum.ripe + 1, ...worth })
  }
  return [...sums.values()]
}

const CAPACITY_DAYS = 28

function capacityOf({ weekly }: Business, taken: readonly Taken[], today: number) {
  const booked = taken.filter(
    ({ bookedOn }) => bookedOn !== null && bookedOn < today && today - bookedOn <= CAPACITY_DAYS,
  )
  const perWeek = (booked.length * 7) / CAPACITY_DAYS
  return { weekly, booked: perWeek, bookedByAds: perWeek }
}
