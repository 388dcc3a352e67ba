import { bidOf, type Account, type Ad, type Keyword } from './account.ts'
import { effectOf } from './copy-effect.ts'
import type { Demand, Query } from './demand.ts'
import { fits, shutsOut, type Fit } from './matching.ts'
import { between, fraction, hashText } from './random.ts'

/** A keyword that may answer a search. */
export type Candidate = {
  keyword: Keyword
  campaignId: string
  budgetId: string
  fit: Fit
  bidMicros: number
  quality: number
  ads: { ad: Ad; effect: number }[]
}

const QUALITY = { low: 0.78, high: 1.22 }
const FIT_QUALITY: Record<Fit, number> = { exact: 1.06, close: 1, loose: 0.85 }

/** What is shown for each search, worked out anew once the account has changed. */
export class Serving {
  readonly #account: Account
  readonly #demand: Demand
  #version = -1
  #byQuery: Candidate[][] = []

  constructor(account: Account, demand: Demand) {
    this.#account = account
    this.#demand = demand
  }

  candidatesFor(query: Query): Candidate[] {
    if (this.#version !== this.#account.version) {
      this.#byQuery = []
      this.#version = this.#account.version
    }
    return (this.#byQuery[query.id] ??= this.#find(query))
  }

  #find(query: Query): Candidate[] {
    const { keywords, adGroups, campaigns } = this.#account
    return [...keywords.values()].flatMap((keyword) => {
      if (keyword.status !== 'ENABLED') return []
      const adGroup = adGroups.get(keyword.adGroupId)
      const campaign = campaigns.get(adGroup?.campaignId ?? '')
      if (adGroup?.status !== 'ENABLED' || campaign?.status !== 'ENABLED') return []
      const fit = fits(keyword, query, this.#demand.seed)
      if (fit === null || this.#isShutOut(query, campaign.id, adGroup.id)) return []
      const ads = adsOf(adGroup.id, query, this.#account, this.#demand)
      if (ads.length === 0) return []
      const quality = qualityOf(keyword, ads, this.#demand.seed) * FIT_QUALITY[fit]
      const bidMicros = bidOf(keyword, this.#account)
      return [{ keyword, campaignId: campaign.id, budgetId: campaign.budgetId, fit, bidMicros, quality, ads }]
    })
  }

  #isShutOut(query: Query, campaignId: string, adGroupId: string): boolean {
    return [...this.#account.negatives.values()].some(
      (one) => !one.isRemoved && (one.ownerId === campaignId || one.ownerId === adGroupId) && shutsOut(one, query),
    )
  }
}

/** The keyword that speaks for the business: the one that is the search itself, else the one that ranks highest. */
export function chooseCandidate(candidates: Candidate[], mayServe: (one: Candidate) => boolean): Candidate | undefined {
  let best: Candidate | undefined
  for (const one of candidates) {
    if (!mayServe(one)) continue
    if (!best || isBefore(one, best)) best = one
  }
  return best
}

function isBefore(one: Candidate, other: Candidate): boolean {
  const isExact = Number(one.fit === 'exact') - Number(other.fit === 'exact')
  return isExact === 0 ? one.bidMicros * one.quality > other.bidMicros * other.quality : isExact > 0
}

function adsOf(adGroupId: string, query: Query, account: Account, demand: Demand) {
  const head = demand.services[query.need]?.head ?? ''
  return [...account.ads.values()]
    .filter((ad) => ad.adGroupId === adGroupId && ad.status === 'ENABLED')
    .map((ad) => ({ ad, effect: effectOf(ad, head, demand.seed) }))
}

/** How Google judges a keyword: by nature, and by how gladly its advertisements are clicked. Around 1. */
export function qualityOf(keyword: Pick<Keyword, 'text'>, ads: { effect: number }[], seed: number): number {
  const own = between(QUALITY.low, QUALITY.high, fraction(seed, 62, hashText(keyword.text)))
  const mean = ads.reduce((sum, { effect }) => sum + effect, 0) / Math.max(1, ads.length)
  return own * Math.sqrt(ads.length === 0 ? 1 : mean)
}
