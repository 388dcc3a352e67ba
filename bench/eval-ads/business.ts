import type { AdsBounds } from '../../tenants/contract/ads.ts'
import { dayOf } from '../../sandbox/ads/calendar.ts'
import type { Market, MarketDay } from '../../sandbox/ads/market.ts'
import { fraction } from '../../sandbox/ads/random.ts'

/** Who advertises: what they may spend and how many jobs they can take. The same for all that are compared. */
export type Business = {
  bounds: AdsBounds
  /** Bookings that advertisements bring and that there is time for in a week. */
  weekly: number
  /** What a job brought on average before anybody looked. */
  jobMinor: number | null
}

/** A lead, what became of it, and whether there was time for the job. */
export type Taken = {
  campaignRef: string
  keywordRef: string
  cameOn: number
  bookedOn: number | null
  valueMinor: number
  isTaken: boolean
}

const WEEK_DAYS = 7
/** One business in four is nearly full as it is. */
const FULL_SHARE = 0.25
const FULL = { min: 0.7, max: 1.05 }
const ROOM = { min: 1.3, max: 3.5 }
/** Of the budgets that stand, what their owner lets the agent go to. */
const SPEND = { min: 1.05, max: 1.4 }
const BID_MINOR_MAX = 6_000

export function drawBusiness(seed: number, market: Market, history: readonly Taken[], days: number): Business {
  const booked = history.filter(({ bookedOn }) => bookedOn !== null)
  const perWeek = (booked.length * WEEK_DAYS) / days
  const room = fraction(seed, 901) < FULL_SHARE ? FULL : ROOM
  const weekly = Math.max(1, Math.round(perWeek * (room.min + (room.max - room.min) * fraction(seed, 902))))
  const micros = [...market.account.budgets.values()].reduce((sum, { amountMicros }) => sum + amountMicros, 0)
  const dailyMinor = Math.round((micros / 10_000) * (SPEND.min + (SPEND.max - SPEND.min) * fraction(seed, 903)))
  const worth = booked.reduce((sum, { valueMinor }) => sum + valueMinor, 0)
  return {
    bounds: {
      ...{ isManaged: true, dailyMinor, monthlyMinor: Math.round(dailyMinor * 31), bidMinor: BID_MINOR_MAX },
      ...{ weeklyBookings: weekly, version: 1 },
    },
    weekly,
    jobMinor: booked.length >= 10 ? Math.round(worth / booked.length) : null,
  }
}

/** What the day's leads become. */
export function takeDay({ on, leads }: MarketDay): Taken[] {
  return leads.map(({ campaignRef, keywordRef, bookedAfterDays, valueMinor }) => {
    const cameOn = dayOf(on)
    const bookedOn = bookedAfterDays === null ? null : cameOn + bookedAfterDays
    return { campaignRef, keywordRef, cameOn, bookedOn, valueMinor, isTaken: false }
  })
}

/** First come, first served, week by week; who finds no time goes elsewhere. */
export function fillDiary(taken: readonly Taken[], weekly: number, from: number, until: number): Taken[] {
  const counts = new Map<number, number>()
  return [...taken]
    .filter(({ bookedOn }) => bookedOn !== null)
    .sort((one, other) => (one.bookedOn ?? 0) - (other.bookedOn ?? 0))
    .map((one) => {
      const week = Math.floor(((one.bookedOn ?? 0) - from) / WEEK_DAYS)
      const count = counts.get(week) ?? 0
      const isTaken = one.cameOn >= from && one.cameOn < until && count < weekly
      counts.set(week, count + 1)
      return { ...one, isTaken }
    })
}
