import { fraction, hash, normal } from './random.ts'

const COMPETITORS = { min: 6, max: 9 }
/** Of the searches a competitor bids for, those they have money and time for. */
const PRESENT_SHARE = 0.75
const SPREAD = 0.45
/** What Google wants at least, in parts of the middle competitor's bid. */
const RESERVE = 0.5
/** Of those who would click in first place, how many do in each. The fifth and below stand under the results. */
const PLACES = [1, 0.74, 0.56, 0.44, 0.16, 0.12, 0.1] as const
export const PLACES_ON_TOP = 4
const CENT = 10_000

export type Auction = {
  /** Chance of this one search. */
  searchKey: number
  /** What the middle competitor bids today, in micros. */
  priceMicros: number
  competitors: number
}
export type Win = { position: number; clickFactor: number; cpcMicros: number }

export function competitorsFor(seed: number, need: number): number {
  return COMPETITORS.min + (hash(seed, 31, need) % (COMPETITORS.max - COMPETITORS.min + 1))
}

/** Prices move slowly over the year and a little from week to week. */
export function driftOf(seed: number, day: number): number {
  const yearly = 0.12 * Math.sin((2 * Math.PI * day) / 182 + 2 * Math.PI * fraction(seed, 32, 0))
  return Math.exp(yearly + 0.07 * normal(seed, 33, Math.floor(day / 7)) + 0.04 * normal(seed, 34, day))
}

/**
 * Where a bid stands in one search and what a click would cost there: just enough to stay ahead of who comes next,
 * never more than the bid. Null is a place nobody sees. With everything else the same, a higher bid never stands lower.
 */
export function bidFor(
  { searchKey, priceMicros, competitors }: Auction,
  bidMicros: number,
  quality: number,
): Win | null {
  const reserve = priceMicros * RESERVE * Math.exp(0.25 * normal(searchKey, 1))
  const rank = bidMicros * quality
  if (rank < reserve) return null
  let above = 0
  let next = reserve
  for (let place = 0; place < competitors; place += 1) {
    if (fraction(searchKey, 2, place) >= PRESENT_SHARE) continue
    const theirs = priceMicros * Math.exp(SPREAD * normal(searchKey, 3, place))
    if (theirs > rank) above += 1
    else next = Math.max(next, theirs)
  }
  const clickFactor = PLACES[above]
  if (clickFactor === undefined) return null
  const price = Math.ceil(next / quality / CENT) * CENT + CENT
  return { position: above + 1, clickFactor, cpcMicros: Math.min(bidMicros, price) }
}
