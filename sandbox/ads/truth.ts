import type { Account } from './account.ts'
import { searchesExpected, type Demand, type Query } from './demand.ts'
import type { Serving } from './serving.ts'

/** What nobody could know; only for those who judge how well an account was looked after. */
export type MarketTruth = {
  queries: QueryTruth[]
  keywords: KeywordTruth[]
}
export type QueryTruth = {
  text: string
  isWanted: boolean
  searchesPerDay: number
  leadRate: number
  bookingRate: number
  /** What a click brings on average, before what it costs. */
  clickValueMinor: number
}
export type KeywordTruth = {
  keywordRef: string
  text: string
  /** Of its clicks, those that become leads; of these, those that book. */
  leadRate: number
  bookingRate: number
  clickValueMinor: number
  /** Of its clicks, those of people who want no tradesman. */
  unwantedShare: number
  /** What the middle competitor pays, in micros. */
  priceMicros: number
  /** Hardly a click of it ever becomes a lead. */
  isBad: boolean
}

const BAD_LEAD_RATE = 0.03

export function tellTruth(account: Account, demand: Demand, serving: Serving, day: number): MarketTruth {
  const queries = demand.queries.map((query) => ({
    text: query.text,
    isWanted: query.isWanted,
    searchesPerDay: searchesExpected(query, day, demand),
    leadRate: query.leadRate,
    bookingRate: query.bookingRate,
    clickValueMinor: query.leadRate * query.bookingRate * query.jobMinor,
  }))
  const keywords = [...account.keywords.values()].flatMap((keyword) => {
    const own = demand.queries.filter((query) =>
      serving.candidatesFor(query).some(({ keyword: one }) => one.ref === keyword.ref),
    )
    return own.length === 0 ? [] : [truthOf(keyword.ref, keyword.text, own, day, demand)]
  })
  return { queries, keywords }
}

function truthOf(keywordRef: string, text: string, queries: Query[], day: number, demand: Demand): KeywordTruth {
  const clicks = queries.map((query) => ({ query, weight: searchesExpected(query, day, demand) * query.clickRate }))
  const all = clicks.reduce((sum, { weight }) => sum + weight, 0) || 1
  const mean = (of: (query: Query) => number) =>
    clicks.reduce((sum, { query, weight }) => sum + weight * of(query), 0) / all
  const leadRate = mean((query) => query.leadRate)
  return {
    keywordRef,
    text,
    leadRate,
    bookingRate: mean((query) => query.leadRate * query.bookingRate) / (leadRate || 1),
    clickValueMinor: mean((query) => query.leadRate * query.bookingRate * query.jobMinor),
    unwantedShare: mean((query) => Number(!query.isWanted)),
    priceMicros: Math.round(mean((query) => query.priceMicros)),
    isBad: leadRate < BAD_LEAD_RATE,
  }
}
