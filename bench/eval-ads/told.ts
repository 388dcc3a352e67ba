import type { AdDay } from '../../tenants/agents/optimizing/figures.ts'
import { SEEN_DAYS } from '../../tenants/agents/optimizing/figures.ts'
import { dateOf, dayOf, firstOfMonth } from '../../sandbox/ads/calendar.ts'
import type { Market, MarketDay } from '../../sandbox/ads/market.ts'

/** What Google has told so far, kept as the tenant keeps it: only days that may still change are read again. */
export type Sums = Record<'campaigns' | 'keywords' | 'terms' | 'ads', Map<string, AdDay>>
type Told = { sums: Sums; lost: Map<string, { eligible: number; lost: number }> }

/** By then everything that comes of a day's clicks has been counted. */
const SETTLED_DAYS = 15

export class Reading {
  readonly #market: Market
  readonly #told = new Map<number, Told>()
  readonly #spent = new Map<number, MarketDay['campaigns']>()

  constructor(market: Market) {
    this.#market = market
  }

  note(passed: MarketDay): void {
    this.#spent.set(dayOf(passed.on), passed.campaigns)
  }

  /** Reads what may have changed up to a day, as the nightly reading does. */
  read(until: number): void {
    for (let day = until - SEEN_DAYS; day <= until; day += 1) {
      if (this.#told.has(day) && until - day > SETTLED_DAYS) continue
      this.#told.set(day, this.#readDay(day))
    }
  }

  days(from: number, until: number): { day: number; told: Told }[] {
    const days = []
    for (let day = from; day <= until; day += 1) {
      const told = this.#told.get(day)
      if (told) days.push({ day, told })
    }
    return days
  }

  /** What was spent since the first of the month, by campaign, up to the day before. */
  spentThisMonth(today: number): Map<string, number> {
    const spent = new Map<string, number>()
    for (let day = firstOfMonth(today); day < today; day += 1) {
      for (const { campaignRef, costMicros } of this.#spent.get(day) ?? []) {
        spent.set(campaignRef, (spent.get(campaignRef) ?? 0) + costMicros)
      }
    }
    return spent
  }

  #readDay(day: number): Told {
    const on = dateOf(day)
    const sums: Sums = { campaigns: new Map(), keywords: new Map(), terms: new Map(), ads: new Map() }
    for (const row of this.#market.figures(on, on)) {
      add(sums.campaigns, row.campaignRef, day, row)
      add(sums.keywords, row.keywordRef, day, row)
      // What was never clicked the mirror leaves out.
      if (row.clicks > 0) add(sums.terms, `${row.campaignRef}\n${row.adGroupRef}\n${row.searchTerm}`, day, row)
      add(sums.ads, row.adRef, day, row)
    }
    const lost: Told['lost'] = new Map()
    for (const { campaignRef, eligible, lostToBudget } of this.#market.reaches(on, on)) {
      const sum = lost.get(campaignRef) ?? { eligible: 0, lost: 0 }
      lost.set(campaignRef, { eligible: sum.eligible + eligible, lost: sum.lost + lostToBudget })
    }
    return { sums, lost }
  }
}

type Counts = Omit<AdDay, 'day'>

function add(sums: Map<string, AdDay>, name: string, day: number, row: Counts): void {
  const sum = sums.get(name)
  if (sum) {
    sum.impressions += row.impressions
    sum.clicks += row.clicks
    sum.costMicros += row.costMicros
    sum.conversions += row.conversions
    return
  }
  const { impressions, clicks, costMicros, conversions } = row
  sums.set(name, { day, impressions, clicks, costMicros, conversions })
}
