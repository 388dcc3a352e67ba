import { dateOf, dayOf } from '../../sandbox/ads/calendar.ts'
import type { Market } from '../../sandbox/ads/market.ts'

/**
 * What the clicks that were bought bring on average, as far as there is time for the jobs: by the market's own rates,
 * and not by who happened to book. The luck of some twenty bookings is worth $1,600 either way, more than many an
 * account can gain, and is nobody's merit; its mean is the same.
 */
const WEEK_DAYS = 7

export function expectWorth(market: Market, weekly: number, from: number, until: number): number {
  const queries = new Map(market.queries().map((query) => [query.text, query]))
  const weeks = new Map<number, { bookings: number; worthMinor: number }>()
  for (const row of market.figures(dateOf(from), dateOf(until - 1))) {
    const query = queries.get(row.searchTerm)
    if (!query || row.clicks === 0) continue
    const week = Math.floor((dayOf(row.on) - from) / WEEK_DAYS)
    const sum = weeks.get(week) ?? { bookings: 0, worthMinor: 0 }
    const bookings = row.clicks * query.leadRate * query.bookingRate
    weeks.set(week, {
      bookings: sum.bookings + bookings,
      worthMinor: sum.worthMinor + bookings * query.jobMinor,
    })
  }
  return [...weeks.values()].reduce(
    (sum, { bookings, worthMinor }) =>
      sum + (bookings === 0 ? 0 : (worthMinor * expectTaken(bookings, weekly)) / bookings),
    0,
  )
}

/** Of so many bookings a week on average, those that there is time for: the mean of a Poisson count or the limit. */
function expectTaken(mean: number, limit: number): number {
  let chance = Math.exp(-mean)
  let [below, taken] = [0, 0]
  for (let count = 0; count < limit; count += 1) {
    below += chance
    taken += count * chance
    chance *= mean / (count + 1)
  }
  return taken + limit * (1 - below)
}
