import { BID_GRAIN_MICROS, BID_STEP } from '../../ads/bounds.ts'
import type { Figures } from './figures.ts'
import type { KeywordSeen, OptimizingSeen } from './seen.ts'
import type { Wish } from './wish.ts'
import { chanceWorth, type Valuer, type Worth } from './worth.ts'

/**
 * What a click may cost: a part of what it is worth, reached step by step. Whoever bids all that a click is worth pays
 * for the last clicks what they bring, so less than all of it is best; where a budget runs out before the day does,
 * cheaper clicks are more clicks. Pure.
 */
const BID_SHARE = 1.3
const STEP_MIN = 0.1
/** A step is made where the bid lies so far from what it should be. */
const TOO_LOW = 1.08
const TOO_HIGH = 0.93
/** And where that is likelier than so. */
const SURE_UP = 0.6
const SURE_DOWN = 0.6
/** A campaign that misses so large a part of its searches for want of money is short of it. */
const SHORT = 0.06
/** By how much cheaper clicks should be than they are, for each part that is missed. */
const SCARCITY = 1

export function wishBids(seen: OptimizingSeen, valuer: Valuer, taken: number): Wish[] {
  const campaigns = new Map(seen.campaigns.map((campaign) => [campaign.campaignId, campaign]))
  const enabled = new Set(
    seen.purse.campaigns.flatMap(({ campaignId, status, bidding }) =>
      status === 'ENABLED' && bidding === 'MANUAL_CPC' ? [campaignId] : [],
    ),
  )
  const biddable = seen.keywords.filter(
    ({ status, bidMicros, campaignId }) => status === 'ENABLED' && bidMicros !== null && enabled.has(campaignId),
  )
  return [...Map.groupBy(biddable, ({ campaignId }) => campaignId)].flatMap(([campaignId, keywords]) => {
    const lost = campaigns.get(campaignId)?.lostToBudget ?? 0
    const share = Math.min(BID_SHARE * taken, lost < SHORT ? Infinity : shareWhenShort(keywords, valuer, lost))
    return keywords.flatMap((keyword) => wishBid(keyword, keyword.bidMicros ?? 0, valuer(keyword), share) ?? [])
  })
}

/**
 * Where money runs out before the day does, more clicks come only of cheaper ones: every bid should be the same part of
 * what its click is worth, and that part smaller than it is on average now.
 */
function shareWhenShort(keywords: readonly KeywordSeen[], valuer: Valuer, lost: number): number {
  const [bids, worth] = keywords.reduce(
    ([bids, worth], keyword) => {
      const clicks = keyword.figures.lately.clicks + 1 / 2
      return [bids + clicks * (keyword.bidMicros ?? 0), worth + clicks * valuer(keyword).clickMicros]
    },
    [0, 0],
  )
  return worth === 0 ? Infinity : bids / worth / (1 + SCARCITY * lost)
}

/** `share`: of what a click is worth, what may be paid for it. */
function wishBid(keyword: KeywordSeen, from: number, worth: Worth, share: number): Wish | null {
  const { keywordRef, campaignId, text, figures } = keyword
  const ratio = (worth.clickMicros * share) / from
  const chance = chanceWorth(worth, share === 0 ? Infinity : from / share)
  const to = stepTo(from, ratio, chance)
  if (to === null) return null
  const change = { kind: 'set_bid' as const, keywordRef, from, to }
  const clickMicros = costOfClick(figures) ?? from
  const daily = dailyCost(figures)
  const moved = to / from
  // More clicks at a higher price, or fewer at a lower one: what the clicks between bring less what they cost.
  const gainMicros = Math.abs((ratio - 1) * (moved - 1)) * Math.max(daily, from / figures.lately.days)
  return {
    ...{ kind: 'bid', change, campaignId, text, gainMicros },
    dailyMicros: to > from ? raisedCost(daily, moved, to) : Math.round(daily * (moved - 1)),
    seen: {
      ...{ clicks: figures.clicks, conversions: figures.conversions, costMicros: figures.costMicros },
      ...{ worthMicros: Math.round(worth.clickMicros), clickMicros: Math.round(clickMicros) },
    },
  }
}

function stepTo(from: number, ratio: number, chance: number): number | null {
  if (ratio >= TOO_LOW && chance >= SURE_UP) {
    const step = Math.min(BID_STEP.up, Math.max(STEP_MIN, ratio - 1))
    const to = Math.floor((from * (1 + step)) / BID_GRAIN_MICROS) * BID_GRAIN_MICROS
    return to > from ? to : null
  }
  if (ratio <= TOO_HIGH && 1 - chance >= SURE_DOWN) {
    const step = Math.min(BID_STEP.down, Math.max(STEP_MIN, 1 - ratio))
    const to = Math.ceil((from * (1 - step)) / BID_GRAIN_MICROS) * BID_GRAIN_MICROS
    return to < from && to > 0 ? to : null
  }
  return null
}

/** Clicks grow no faster than the bid, and each costs no more than as much more. */
function raisedCost(daily: number, moved: number, to: number): number {
  return Math.round(daily > 0 ? daily * (moved ** 2 - 1) : to)
}

export function dailyCost({ lately }: Figures): number {
  return lately.costMicros / lately.days
}

/** What a click costs now; of all days where there are none lately. */
export function costOfClick({ lately, clicks, costMicros }: Figures): number | null {
  if (lately.clicks >= LATELY_CLICKS_MIN) return lately.costMicros / lately.clicks
  return clicks > 0 ? costMicros / clicks : null
}

const LATELY_CLICKS_MIN = 5
