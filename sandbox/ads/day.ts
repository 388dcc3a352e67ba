import { bidFor, competitorsFor, driftOf, PLACES_ON_TOP } from './auction.ts'
import { dateOf } from './calendar.ts'
import { searchesOf, secondOf, type Demand, type Query } from './demand.ts'
import type { Fit } from './matching.ts'
import { leadOf, type Click, type MarketLead } from './outcomes.ts'
import type { Pacing } from './pacing.ts'
import { fraction, hash } from './random.ts'
import { chooseCandidate, type Candidate, type Serving } from './serving.ts'

/** One keyword with one advertisement in one day's searches of the same words. */
export type Fact = {
  day: number
  campaignRef: string
  adGroupRef: string
  keywordRef: string
  adRef: string
  queryId: number
  fit: Fit
  impressions: number
  topImpressions: number
  clicks: number
  costMicros: number
}
/** What a keyword could have been shown for, and why it was not. */
export type Reach = {
  day: number
  campaignRef: string
  adGroupRef: string
  keywordRef: string
  eligible: number
  shown: number
  lostToBudget: number
  lostToRank: number
}
export type PlayedDay = { facts: Fact[]; reaches: Reach[]; clicks: Click[]; leads: (MarketLead & { day: number })[] }

type Search = { query: Query; key: number; second: number }
type Ground = { demand: Demand; serving: Serving; pacing: Pacing; day: number }

/** All between two midnights, in the order of the clock: money that is spent by six buys no evening. */
export function playDay(ground: Ground): PlayedDay {
  const { demand, serving, pacing, day } = ground
  const drift = driftOf(demand.seed, day)
  const facts = new Map<string, Fact>()
  const reaches = new Map<string, Reach>()
  const played: PlayedDay = { facts: [], reaches: [], clicks: [], leads: [] }
  for (const { query, key, second } of searchesInOrder(ground)) {
    const candidates = serving.candidatesFor(query)
    const mayPay = (one: Candidate) => pacing.hasMoney(one.budgetId)
    const served = chooseCandidate(candidates, mayPay)
    const reach = reachOf(served ?? chooseCandidate(candidates, () => true), reaches, day)
    if (!served) {
      if (reach) reach.lostToBudget += 1
      continue
    }
    const auction = {
      searchKey: key,
      priceMicros: query.priceMicros * drift,
      competitors: competitorsFor(demand.seed, query.need),
    }
    const win = bidFor(auction, served.bidMicros, served.quality)
    if (!reach || !win) {
      if (reach) reach.lostToRank += 1
      continue
    }
    reach.shown += 1
    const { ad, effect } = adFor(served, key)
    const fact = factOf(served, ad.ref, query, facts, day)
    fact.impressions += 1
    if (win.position <= PLACES_ON_TOP) fact.topImpressions += 1
    if (fraction(key, 4) >= query.clickRate * win.clickFactor * effect) continue
    const costMicros = pacing.charge(served.budgetId, win.cpcMicros)
    fact.clicks += 1
    fact.costMicros += costMicros
    const { campaignRef, adGroupRef, keywordRef, adRef } = fact
    const origin = { campaignRef, adGroupRef, keywordRef, adRef, queryId: query.id, day }
    const click: Click = { ...origin, gclid: gclidOf(demand.seed, day, key, played.clicks.length), second, costMicros }
    played.clicks.push(click)
    const lead = leadOf(click, query, key, dateOf)
    if (lead) played.leads.push(lead)
  }
  return { ...played, facts: [...facts.values()], reaches: [...reaches.values()] }
}

function searchesInOrder({ demand, serving, day }: Ground): Search[] {
  const searches: Search[] = []
  for (const query of demand.queries) {
    if (serving.candidatesFor(query).length === 0) continue
    const count = searchesOf(query, day, demand)
    for (let place = 0; place < count; place += 1) {
      const key = hash(demand.seed, day, query.id, place) | 0
      searches.push({ query, key, second: secondOf(fraction(key, 5)) })
    }
  }
  return searches.sort((one, other) => one.second - other.second || one.key - other.key)
}

function adFor({ ads }: Candidate, key: number) {
  const chosen = ads[hash(key, 6) % ads.length]
  if (!chosen) throw new Error('a keyword without an advertisement was served')
  return chosen
}

function factOf(served: Candidate, adRef: string, query: Query, facts: Map<string, Fact>, day: number): Fact {
  const { keyword, campaignId, fit } = served
  const name = `${keyword.ref} ${adRef} ${query.id}`
  const known = facts.get(name)
  if (known) return known
  const refs = { campaignRef: campaignId, adGroupRef: keyword.adGroupId, keywordRef: keyword.ref, adRef }
  const counts = { impressions: 0, topImpressions: 0, clicks: 0, costMicros: 0 }
  const made: Fact = { day, ...refs, queryId: query.id, fit, ...counts }
  facts.set(name, made)
  return made
}

function reachOf(one: Candidate | undefined, reaches: Map<string, Reach>, day: number): Reach | undefined {
  if (!one) return undefined
  const { keyword, campaignId } = one
  const known = reaches.get(keyword.ref)
  const refs = { campaignRef: campaignId, adGroupRef: keyword.adGroupId, keywordRef: keyword.ref }
  const reach = known ?? { day, ...refs, eligible: 0, shown: 0, lostToBudget: 0, lostToRank: 0 }
  reach.eligible += 1
  reaches.set(keyword.ref, reach)
  return reach
}

/** Looks like Google's own, and is never given twice. */
function gclidOf(seed: number, day: number, key: number, place: number): string {
  const part = (value: number) => (value >>> 0).toString(36).padStart(7, '0')
  return `Cj0KCQiA${part(hash(seed, 71, day))}${part(key)}${part(hash(key, 72, day))}${day.toString(36)}_${place.toString(36)}`
}
