import { DAY_MS, type Instant } from '../base/clock.ts'
import { PRIVACY_FIRST_REMINDER_DAYS, PRIVACY_LAST_REMINDER_DAYS } from '../base/limits.ts'
import { describeDay, readLocalTime, startOfDay, type DayNumber } from '../base/local-time.ts'
import type { PrivacyLaw, RequestClock, RequestStatus, RequestType } from '../contract/rights.ts'
import { isHoliday } from '../base/holidays.ts'
import { LAW_RULES, OWN_CLOCK, type Span } from './laws-data.ts'

/** When what a person asked for is owed to them. Days are counted on the calendar of the business, to their end. */

export type Asked = { law: PrivacyLaw; type: RequestType; receivedAt: Instant; isExtended: boolean }
export type Deadlines = { confirmBy: Instant | null; dueAt: Instant; lawDueAt: Instant; canExtend: boolean }

export function computeDeadlines({ law, type, receivedAt, isExtended }: Asked, zone: string): Deadlines {
  const { day } = readLocalTime(zone, receivedAt)
  const at = (span: Span) => endOfDay(zone, addSpan(day, span))
  const ours = at(OWN_CLOCK)
  const rule = LAW_RULES.find((each) => each.law === law && each.since <= describeDay(day))
  if (!rule) return { confirmBy: null, dueAt: ours, lawDueAt: ours, canExtend: false }
  const objection = type === 'objection' ? rule.objection : null
  const canExtend = objection === null && rule.extended !== null && !isExtended
  const confirmBy = rule.confirm === null || objection !== null ? null : at(rule.confirm)
  // Who was told that it takes longer is told by when, and that is what counts from then on.
  if (isExtended && rule.extended !== null && objection === null) {
    return { confirmBy, dueAt: at(rule.extended), lawDueAt: at(rule.extended), canExtend }
  }
  const lawDueAt = at(objection ?? rule.answer)
  return { confirmBy, dueAt: Math.min(ours, lawDueAt), lawDueAt, canExtend }
}

export type ReminderName = 'privacy_first' | 'privacy_last' | 'privacy_confirm' | 'privacy_late' | 'privacy_breached'

/** When somebody is to be reminded. What lies in the past already is left out. */
export function planReminders(deadlines: Deadlines, isConfirmed: boolean, now: Instant): [ReminderName, Instant][] {
  const { confirmBy, dueAt, lawDueAt } = deadlines
  const planned: [ReminderName, Instant][] = [
    ['privacy_first', dueAt - PRIVACY_FIRST_REMINDER_DAYS * DAY_MS],
    ['privacy_last', dueAt - PRIVACY_LAST_REMINDER_DAYS * DAY_MS],
    ['privacy_late', dueAt + 1],
  ]
  if (lawDueAt > dueAt) planned.push(['privacy_breached', lawDueAt + 1])
  if (confirmBy !== null && !isConfirmed) {
    planned.push(['privacy_confirm', confirmBy - PRIVACY_LAST_REMINDER_DAYS * DAY_MS])
  }
  return planned.filter(([, at]) => at > now)
}

export function judgeClock(
  { dueAt, lawDueAt, confirmBy }: Deadlines,
  status: RequestStatus,
  now: Instant,
): RequestClock {
  if (status === 'done' || status === 'refused') return 'over'
  if (now > lawDueAt) return 'breached'
  if (now > dueAt || (confirmBy !== null && status === 'received' && now > confirmBy)) return 'late'
  return now >= dueAt - PRIVACY_FIRST_REMINDER_DAYS * DAY_MS ? 'soon' : 'in_time'
}

function addSpan(day: DayNumber, span: Span): DayNumber {
  if ('days' in span) return day + span.days
  if ('months' in span) return addMonths(day, span.months)
  let end = day
  for (let left = span.businessDays; left > 0;) {
    end += 1
    if (isBusinessDay(end)) left -= 1
  }
  return end
}

function isBusinessDay(day: DayNumber): boolean {
  // Day 0 of the epoch was a Thursday.
  const weekday = (day + 4) % 7
  return weekday !== 0 && weekday !== 6 && !isHoliday(day, null)
}

/** The same day of a later month, or that month's last where it has no such day. */
function addMonths(day: DayNumber, months: number): DayNumber {
  const from = new Date(day * DAY_MS)
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months]
  const last = Date.UTC(year, month + 1, 0) / DAY_MS
  return Math.min(last, Date.UTC(year, month, 1) / DAY_MS + from.getUTCDate() - 1)
}

/** The last millisecond of a local day. */
function endOfDay(zone: string, day: DayNumber): Instant {
  return startOfDay(zone, day + 1) - 1
}
