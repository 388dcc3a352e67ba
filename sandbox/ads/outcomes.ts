import { momentOf } from './calendar.ts'
import { secondOf, type Query } from './demand.ts'
import { fraction, hash, spreadAround } from './random.ts'

/** Where a click came from. */
export type ClickOrigin = {
  campaignRef: string
  adGroupRef: string
  keywordRef: string
  adRef: string
  queryId: number
  /** The day of the click. */
  day: number
}
export type Click = ClickOrigin & { gclid: string; second: number; costMicros: number }

/** Somebody who clicked and now calls or writes. */
export type MarketLead = {
  /** When they call or write, in the account's own time: "YYYY-MM-DD HH:MM:SS". */
  at: string
  gclid: string
  clickedOn: string
  campaignRef: string
  adGroupRef: string
  keywordRef: string
  adRef: string
  searchTerm: string
  /** Calls the number in the advertisement; otherwise fills in the form. */
  viaCall: boolean
  callSeconds: number
  /** Books a job, if somebody answers them. */
  willBook: boolean
  /** Days from the lead to the booking; null where none follows. */
  bookedAfterDays: number | null
  /** What the job brings, in minor units; 0 where none follows. */
  valueMinor: number
}

const DELAY_DAYS_MAX = 14
/** Of leads, those that come on the day of the click; the rest sleep on it. */
const SAME_DAY_SHARE = 0.82
const JOB_MINOR = { min: 9_000, max: 250_000 }

/** What becomes of a click; null is nothing. `clickKey` is the chance of this one click. */
export function leadOf(
  click: Click,
  query: Query,
  clickKey: number,
  on: (day: number) => string,
): (MarketLead & { day: number }) | null {
  if (fraction(clickKey, 11) >= query.leadRate) return null
  const isSameDay = fraction(clickKey, 12) < SAME_DAY_SHARE
  const day = click.day + (isSameDay ? 0 : 1 + daysUntil(clickKey, 13, 0.35))
  const second = isSameDay
    ? Math.min(86_399, click.second + 60 + (hash(clickKey, 14) % 1_200))
    : secondOf(fraction(clickKey, 14))
  const willBook = fraction(clickKey, 15) < query.bookingRate
  const { campaignRef, adGroupRef, keywordRef, adRef, gclid } = click
  const viaCall = fraction(clickKey, 16) < query.callShare
  return {
    day,
    at: momentOf(day, second),
    gclid,
    clickedOn: on(click.day),
    ...{ campaignRef, adGroupRef, keywordRef, adRef },
    searchTerm: query.text,
    viaCall,
    callSeconds: viaCall ? 25 + (hash(clickKey, 17) % 420) : 0,
    willBook,
    bookedAfterDays: willBook ? daysUntil(clickKey, 18, 0.45) : null,
    valueMinor: willBook ? jobOf(query, clickKey) : 0,
  }
}

/** Most decide at once, some after two weeks: each day the share given of those who are left decides. */
function daysUntil(clickKey: number, purpose: number, share: number): number {
  const days = Math.floor(Math.log(1 - fraction(clickKey, purpose)) / Math.log(1 - share))
  return Math.min(DELAY_DAYS_MAX - 1, days)
}

function jobOf(query: Query, clickKey: number): number {
  const minor = Math.round(query.jobMinor * spreadAround(0.35, clickKey, 19))
  return Math.min(JOB_MINOR.max, Math.max(JOB_MINOR.min, minor))
}
