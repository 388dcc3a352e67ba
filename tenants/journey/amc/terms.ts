import { after, DAY_MS, HOUR_MS, type Instant } from '../../base/clock.ts'
import { describeDay, readLocalTime, startOfDay } from '../../base/local-time.ts'
import type { PlanTerms } from '../offer-types.ts'
import type { Term } from './states.ts'

/** Days and months of a contract, on the calendar of the business. */

/** California's Automatic Renewal Law: a reminder no sooner than 45 and no later than 15 days before the renewal. */
const NOTICE_EARLIEST_DAYS = 45
const NOTICE_LATEST_DAYS = 15
/** The change of a price is announced 7 to 30 days before it takes effect, and ours goes with the reminder. */
const REMIND_DAYS = 30
/** So early in the day nobody is asleep, and the gate has the whole day left. */
const REMIND_AT_MS = 10 * HOUR_MS
const RENEW_AT_MS = 9 * HOUR_MS

export function localDay(zone: string, at: Instant): string {
  return describeDay(readLocalTime(zone, at).day)
}

export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** A term, and when its customer is reminded and it renews. A term of one month has no room for thirty days before. */
export function planTerm(
  plan: PlanTerms,
  startsOn: string,
  zone: string,
): { term: Term; timers: { remind_due: Instant; renew_due: Instant } } {
  const term = { plan, startsOn, renewsOn: addMonths(startsOn, plan.termMonths) }
  return { term, timers: timersOf(term, zone) }
}

export function timersOf({ plan, renewsOn }: Term, zone: string): { remind_due: Instant; renew_due: Instant } {
  const remindDays = plan.termMonths === 1 ? NOTICE_LATEST_DAYS + 1 : REMIND_DAYS
  return {
    remind_due: after(startOfDay(zone, numberOf(renewsOn) - remindDays), REMIND_AT_MS),
    renew_due: after(startOfDay(zone, numberOf(renewsOn)), RENEW_AT_MS),
  }
}

/** Until when somebody can be reminded. One that ends by itself may be asked about for as long as it runs. */
export function remindUntil({ plan, renewsOn }: Term, zone: string): Instant {
  return plan.renewsByItself ? noticeWindow(renewsOn, zone).until : startOfDay(zone, numberOf(renewsOn)) - 1
}

/** Within which a reminder counts. */
export function noticeWindow(renewsOn: string, zone: string): { from: Instant; until: Instant } {
  const day = numberOf(renewsOn)
  return {
    from: startOfDay(zone, day - NOTICE_EARLIEST_DAYS),
    until: startOfDay(zone, day - NOTICE_LATEST_DAYS + 1) - 1,
  }
}

function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}
