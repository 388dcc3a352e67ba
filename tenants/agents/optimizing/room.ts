import { normalBelow } from '../../experiments/normal.ts'
import type { OptimizingSeen } from './seen.ts'
import type { Valuer } from './worth.ts'

/**
 * Of one more booking a week, the chance that somebody has the time for it: that fewer come than can be taken. What
 * nobody can take is worth nothing, so this times its value is what a booking is worth. Pure.
 */
export function shareTaken({ weekly, booked }: { weekly: number | null; booked: number }): number {
  if (weekly === null) return 1
  if (weekly <= 0) return 0
  const spread = Math.sqrt(Math.max(booked, 1))
  return normalBelow((weekly - 1 / 2 - booked) / spread)
}

/**
 * Bookings a week as they are to be expected now: from elsewhere as many as lately, and from advertisements as many as
 * the clicks of the last days bring. What was booked weeks ago says little of what was changed since.
 */
export function expectBooked({ capacity, keywords }: OptimizingSeen, valuer: Valuer): number {
  const byAds = keywords.reduce((sum, keyword) => {
    const { leadRate, bookingRate } = valuer(keyword)
    const { clicks, days } = keyword.figures.lately
    return sum + ((clicks * WEEK_DAYS) / days) * leadRate.mean * bookingRate.mean
  }, 0)
  return Math.max(0, capacity.booked - capacity.bookedByAds) + byAds
}

const WEEK_DAYS = 7
