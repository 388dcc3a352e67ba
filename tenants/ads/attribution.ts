import { DAY_MS, MINUTE_MS, type Instant } from '../base/clock.ts'
import type { DayNumber } from '../base/local-time.ts'
import { ADS_CLICK_DAYS_BACK, ADS_TOUCH_DAYS } from '../base/ads-limits.ts'

/**
 * Which campaign a lead came from, by rules that anybody can follow. A form says so itself. A call is found among those
 * that Google counts by when it began and the area code it came from, and only where it can be no other. A click is
 * found by its id. Where there is doubt nothing is claimed. Pure.
 */

/** How far the two clocks, and when a call is said to begin, may be apart. */
export const CALL_APART_MS = 2 * MINUTE_MS

export type AdCall = { campaignId: string; startedAt: Instant; areaCode: string | null }
export type OurCall = { callId: string; customerId: string; startedAt: Instant; areaCode: string | null }

export type Touch = { customerId: string; at: Instant; campaignId: string }

/** Calls of ours that are one of Google's, where each of the two can only be the other. */
export function matchCalls(theirs: readonly AdCall[], ours: readonly OurCall[]): Touch[] {
  const isSame = (ad: AdCall, own: OurCall) =>
    ad.areaCode !== null && ad.areaCode === own.areaCode && Math.abs(ad.startedAt - own.startedAt) <= CALL_APART_MS
  return theirs.flatMap((ad) => {
    const [own, ...others] = ours.filter((call) => isSame(ad, call))
    if (own === undefined || others.length > 0) return []
    if (theirs.filter((other) => isSame(other, own)).length > 1) return []
    return [{ customerId: own.customerId, at: own.startedAt, campaignId: ad.campaignId }]
  })
}

/** The last touch before a lead came, of the last thirty days. */
export function lastTouch(lead: { customerId: string; createdAt: Instant }, touches: readonly Touch[]): Touch | null {
  const before = touches.filter(({ customerId, at }) => {
    return customerId === lead.customerId && at <= lead.createdAt && at >= lead.createdAt - ADS_TOUCH_DAYS * DAY_MS
  })
  return before.toSorted((one, other) => other.at - one.at)[0] ?? null
}

/** A click that is looked for: from the day the lead came backwards. `sought` is the last day that was looked at. */
export type SoughtClick = { clickId: string; cameOn: DayNumber; sought: DayNumber | null }

/**
 * The day whose clicks are read next, the newest of those that anybody waits for; null where nobody does. Google tells
 * one day at a time, of the last ninety.
 */
export function nextClickDay(waiting: readonly SoughtClick[], today: DayNumber): DayNumber | null {
  const days = waiting.map(dayToSeek).filter((day) => day !== null && day > today - ADS_CLICK_DAYS_BACK)
  return days.length === 0 ? null : Math.max(...(days as DayNumber[]))
}

/** Null once all the days were looked at on which a click may still have brought the lead. */
export function dayToSeek({ cameOn, sought }: SoughtClick): DayNumber | null {
  const day = sought === null ? cameOn : sought - 1
  return cameOn - day < ADS_TOUCH_DAYS ? day : null
}
