import { monthOf, weekdayOf } from './calendar.ts'
import { wordsOf, type Sought } from './matching.ts'
import { between, fraction, poisson, spreadAround } from './random.ts'
import { STRAY_SHARE, TWISTS, TWISTS_OF_OTHERS, type Service } from './trades.ts'

/** One search as people type it, with what nobody outside the market may know about who types it. */
export type Query = Sought & {
  id: number
  /** Wants a tradesman for what this business does. */
  isWanted: boolean
  /** Searches on a middling day. */
  searches: number
  /** What the middle competitor bids here, in micros. */
  priceMicros: number
  /** Of those who see the first place, how many click. */
  clickRate: number
  /** Of clicks, those that call or write; of these, those that book. */
  leadRate: number
  bookingRate: number
  /** The middle worth of a booked job, in minor units. */
  jobMinor: number
  callShare: number
}

export type Demand = { seed: number; services: Service[]; queries: Query[]; city: string }

const CLICK_RATE = { low: 0.075, high: 0.13 }
/** Who only looks for a price list clicks as gladly, and who looks for a job somewhat less. */
const UNWANTED_CLICKS = 0.75
/** Fewer competitors want them. */
const UNWANTED_PRICE = 0.75
const UNWANTED_LEAD_RATE_MAX = 0.008
/** Of all services, those that look like the others and hardly ever become a lead, for reasons nobody can see. */
const DUD_SHARE = 0.15
const DUD_FACTOR = 0.15
const LEAD_RATE_MAX = 0.3
const BOOKING_RATE_MAX = 0.75

type Draft = { text: string; isWanted: boolean; share: number; leads: number; bookings: number }

export function openDemand(seed: number, services: Service[], city: string): Demand {
  const queries = new Map<string, Query>()
  services.forEach((service, need) => {
    const size = spreadAround(0.35, seed, 11, need)
    for (const draft of draftsOf(service, city)) {
      if (queries.has(draft.text)) continue
      queries.set(draft.text, openQuery(draft, { service, need, size, seed, id: queries.size }))
    }
  })
  return { seed, services, queries: [...queries.values()], city }
}

function draftsOf(service: Service, city: string): Draft[] {
  const twisted = (head: string, forms: typeof TWISTS, part: number) =>
    forms.map(({ form, share, ...rest }) => ({
      text: form.replace('*', head).replace('@', city),
      share: share * part,
      ...rest,
    }))
  const few = TWISTS.filter(({ form }) => TWISTS_OF_OTHERS.includes(form))
  const strays = service.strays.map((text) => ({ text, isWanted: false, share: STRAY_SHARE, leads: 0, bookings: 0.3 }))
  return [
    ...twisted(service.head, TWISTS, 1),
    ...service.others.flatMap((other) => twisted(other, few, 0.5)),
    ...strays,
  ]
}

type Ground = { service: Service; need: number; size: number; seed: number; id: number }

function openQuery(draft: Draft, { service, need, size, seed, id }: Ground): Query {
  const isDud = fraction(seed, 12, need) < DUD_SHARE
  const leads = service.leadRate * draft.leads * spreadAround(0.25, seed, 13, id) * (isDud ? DUD_FACTOR : 1)
  const clicks = between(CLICK_RATE.low, CLICK_RATE.high, fraction(seed, 14, id))
  const bookings = service.bookingRate * draft.bookings * spreadAround(0.12, seed, 15, id)
  return {
    id,
    text: draft.text,
    words: wordsOf(draft.text),
    need,
    isWanted: draft.isWanted,
    searches: service.searches * draft.share * size * spreadAround(0.2, seed, 16, id),
    priceMicros:
      service.priceUsd *
      1e6 *
      (draft.isWanted ? 1 : UNWANTED_PRICE) *
      spreadAround(0.2, seed, 17, need) *
      spreadAround(0.1, seed, 18, id),
    clickRate: clicks * (draft.isWanted ? 1 : UNWANTED_CLICKS),
    leadRate: draft.isWanted ? Math.min(LEAD_RATE_MAX, leads) : UNWANTED_LEAD_RATE_MAX * fraction(seed, 19, id),
    bookingRate: Math.min(BOOKING_RATE_MAX, bookings),
    jobMinor: Math.round(service.jobUsd * 100 * spreadAround(0.15, seed, 20, need)),
    callShare: draft.text.startsWith('emergency') || draft.text.startsWith('24 hour') ? 0.9 : 0.7,
  }
}

/** Sunday first: what breaks over the weekend is looked for on Monday. */
const WEEKDAYS = [0.75, 1.25, 1.1, 1.05, 1, 1, 0.85] as const
/** By hour; most look in the morning, and a fifth in the evening. */
const HOURS = [2, 1, 1, 1, 1, 2, 5, 8, 10, 10, 9, 8, 7, 7, 7, 6, 6, 6, 6, 5, 5, 4, 3, 2] as const
const HOURS_SUM = HOURS.reduce((sum, share) => sum + share, 0)

/** How many searches of this day, on average, before the day's own luck. */
export function searchesExpected(query: Query, day: number, demand: Demand): number {
  const season = demand.services[query.need]?.season[monthOf(day)] ?? 1
  return query.searches * season * (WEEKDAYS[weekdayOf(day)] ?? 1)
}

export function searchesOf(query: Query, day: number, demand: Demand): number {
  const ofTheDay = spreadAround(0.15, demand.seed, 21, day) * spreadAround(0.15, demand.seed, 22, day, query.need)
  const rate = searchesExpected(query, day, demand) * ofTheDay
  return poisson(rate, fraction(demand.seed, 23, day, query.id))
}

/** The second of the day at which a search happens, for the share of chance given. */
export function secondOf(share: number): number {
  let rest = share * HOURS_SUM
  const hour = HOURS.findIndex((weight) => {
    if (rest < weight) return true
    rest -= weight
    return false
  })
  if (hour < 0) return 86_399
  return Math.floor((hour + rest / (HOURS[hour] ?? 1)) * 3600)
}
