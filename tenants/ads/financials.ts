import { MICROS_PER_MINOR } from '../base/ads-limits.ts'
import type { Instant } from '../base/clock.ts'
import { readLocalTime, startOfDay, type DayNumber } from '../base/local-time.ts'
import {
  loadAdLeadsTouching,
  saveFinancials,
  sumSpendByDay,
  type AdLead,
  type FinancialDay,
} from '../storage/ad-figure-rows.ts'
import { loadAdsConnection } from '../storage/ads-connection.ts'
import type { Context } from '../storage/tenant-rows.ts'

/**
 * Money of advertising, day by day. What was spent is Google's, by the account's own days; leads count on the day they
 * came, bookings on the day they were agreed, and what jobs brought in on the day they were done, by the business's
 * calendar. Where the two calendars differ a day of one stands for the day of the same date of the other. Only leads
 * that a campaign is known to have brought are counted.
 */
function computeDays(
  span: { from: DayNumber; until: DayNumber },
  spent: ReadonlyMap<DayNumber, number>,
  leads: readonly AdLead[],
  timeZone: string,
): FinancialDay[] {
  const days = new Map<DayNumber, FinancialDay>()
  const on = (at: Instant | null, note: (day: FinancialDay) => void) => {
    const day = at === null ? null : days.get(readLocalTime(timeZone, at).day)
    if (day) note(day)
  }
  for (let day = span.from; day <= span.until; day += 1) {
    const adSpend = Math.round((spent.get(day) ?? 0) / MICROS_PER_MINOR)
    days.set(day, { day, adSpend, leads: 0, bookings: 0, revenue: 0 })
  }
  for (const { createdAt, bookedAt, completedAt, revenueMinor } of leads) {
    on(createdAt, (day) => (day.leads += 1))
    on(bookedAt, (day) => (day.bookings += 1))
    on(completedAt, (day) => (day.revenue += revenueMinor ?? 0))
  }
  return [...days.values()]
}

export function loadDays(context: Context, from: DayNumber, until: DayNumber): FinancialDay[] {
  const { db, tenant } = context
  const { timeZone } = tenant.profile
  const span = { from: startOfDay(timeZone, from), until: startOfDay(timeZone, until + 1) }
  return computeDays({ from, until }, sumSpendByDay(db, from, until), loadAdLeadsTouching(db, span), timeZone)
}

/** Whether what is spent and what comes in can be weighed against each other. */
export function isOneCurrency({ db, tenant }: Context): boolean {
  const account = loadAdsConnection(db)?.account ?? null
  return account !== null && account.currency === tenant.profile.currency
}

/**
 * Sums days up anew. Nothing is written down where the account counts in another currency than the business: what a
 * lead cost and what it brought would be figures of nothing.
 */
export function sumFinancials(context: Context, from: DayNumber, until: DayNumber, now: Instant): void {
  if (!isOneCurrency(context)) return
  saveFinancials(context.db, loadDays(context, from, until), now)
}
