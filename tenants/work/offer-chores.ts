import { applyAmc } from '../apply-amc.ts'
import { applyReengage, DORMANT_MONTH_MS } from '../apply-reengage.ts'
import { after, DAY_MS, HOUR_MS, type Instant } from '../base/clock.ts'
import { readLocalTime, startOfDay } from '../base/local-time.ts'
import { loadAfterJob } from '../storage/after-job-rows.ts'
import { findAnniversaries, findDormant } from '../storage/dormant-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** What is begun once a day for people who have not called. Each is bounded by the settings or by the day. */

/** Half an hour into the window in which offers are lawful everywhere. */
const WRITE_AT_MS = 10 * HOUR_MS + HOUR_MS / 2
/** Nobody is written to twice in a year because they stay away. */
const WRITTEN_EVERY_MS = 365 * DAY_MS
const ANNIVERSARIES_AT_ONCE_MAX = 20
const YEARS_MAX = 3

/** Writes to some of those who have not been here for long. Who called since the night is left out when it is due. */
export function findStayingAway(context: Context, now: Instant): { isMore: boolean } {
  const { db, tenant } = context
  const { isOn, months, perDay } = loadAfterJob(db).reengage
  if (!isOn || tenant.closing) return { isMore: false }
  const { timeZone } = tenant.profile
  const dueAt = after(startOfDay(timeZone, readLocalTime(timeZone, now).day), WRITE_AT_MS)
  for (const customerId of findDormant(db, now - months * DORMANT_MONTH_MS, now - WRITTEN_EVERY_MS, perDay)) {
    applyReengage(context, customerId, { type: 'found_dormant', dueAt }, now)
  }
  return { isMore: false }
}

/** A year, or some, after their newest job a plan is offered to those who have none. */
export function findAnniversariesOf(context: Context, now: Instant): { isMore: boolean } {
  const { db, tenant } = context
  if (!loadAfterJob(db).amc.isOn || tenant.closing) return { isMore: false }
  const { timeZone } = tenant.profile
  const { day } = readLocalTime(timeZone, now)
  for (let years = 1; years <= YEARS_MAX; years += 1) {
    const then = day - Math.round(years * 365.25)
    const [from, until] = [startOfDay(timeZone, then), startOfDay(timeZone, then + 1)]
    for (const customerId of findAnniversaries(db, from, until, ANNIVERSARIES_AT_ONCE_MAX)) {
      applyAmc(context, customerId, { type: 'anniversary' }, now)
    }
  }
  return { isMore: false }
}
