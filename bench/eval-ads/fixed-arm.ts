import { bidOf, type Account } from '../../sandbox/ads/account.ts'
import { dayOf } from '../../sandbox/ads/calendar.ts'
import type { Market } from '../../sandbox/ads/market.ts'
import { SEEN_DAYS } from '../../tenants/agents/optimizing/figures.ts'
import type { Reading } from './told.ts'

/**
 * The mission's fixed rules, and nothing else: a lead above $30 on three days lowers a campaign's bids by 15 %, one
 * that brought a lead in the last week is bid 15 % more for, and fifty clicks without one pause it. Each keyword's bid
 * is moved once a week at most.
 */
const LEAD_MICROS_MAX = 30_000_000
const DAYS = 3
const REST_DAYS = 7
const CLICKS_MAX = 50
const STEP = 0.15
const GRAIN = 10_000

export class FixedArm {
  readonly #market: Market
  readonly #reading: Reading
  readonly #movedOn = new Map<string, number>()
  readonly #bidMicrosMax: number

  constructor(market: Market, reading: Reading, bidMicrosMax: number) {
    this.#market = market
    this.#reading = reading
    this.#bidMicrosMax = bidMicrosMax
  }

  night(): void {
    const market = this.#market
    const today = dayOf(market.today())
    this.#reading.read(today - 1)
    const all = this.#sum(today - SEEN_DAYS, today)
    const week = this.#sum(today - REST_DAYS, today)
    const dear = this.#dearCampaigns(today)
    for (const keyword of market.account.keywords.values()) {
      if (keyword.status !== 'ENABLED') continue
      const sum = all.get(keyword.ref)
      if (sum && sum.clicks >= CLICKS_MAX && sum.conversions === 0) {
        market.apply({ type: 'set_keyword', keywordRef: keyword.ref, status: 'PAUSED' })
        continue
      }
      if (today - (this.#movedOn.get(keyword.ref) ?? 0) < REST_DAYS) continue
      const campaignId = market.account.adGroups.get(keyword.adGroupId)?.campaignId ?? ''
      if (dear.has(campaignId)) this.#move(keyword.ref, bidOf(keyword, market.account as Account), -STEP, today)
      else if ((week.get(keyword.ref)?.conversions ?? 0) > 0) {
        this.#move(keyword.ref, bidOf(keyword, market.account as Account), STEP, today)
      }
    }
  }

  #move(keywordRef: string, from: number, by: number, today: number): void {
    const to = Math.min(this.#bidMicrosMax, Math.max(GRAIN, Math.round((from * (1 + by)) / GRAIN) * GRAIN))
    this.#market.apply({ type: 'set_keyword', keywordRef, cpcBidMicros: to })
    this.#movedOn.set(keywordRef, today)
  }

  #sum(from: number, today: number): Map<string, { clicks: number; conversions: number }> {
    const sums = new Map<string, { clicks: number; conversions: number }>()
    for (const { told } of this.#reading.days(from, today - 1)) {
      for (const [name, { clicks, conversions }] of told.sums.keywords) {
        const sum = sums.get(name) ?? { clicks: 0, conversions: 0 }
        sums.set(name, { clicks: sum.clicks + clicks, conversions: sum.conversions + conversions })
      }
    }
    return sums
  }

  /** Campaigns of which each of the last three days was dear; a day with cost and no lead is. */
  #dearCampaigns(today: number): Set<string> {
    const counts = new Map<string, number>()
    for (const { told } of this.#reading.days(today - DAYS, today - 1)) {
      for (const [name, { costMicros, conversions }] of told.sums.campaigns) {
        if (costMicros > LEAD_MICROS_MAX * Math.max(1, conversions)) counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    return new Set([...counts].flatMap(([name, count]) => (count >= DAYS ? [name] : [])))
  }
}
