import type { Instant } from './clock.ts'
import { DAILY_AFTER_MIDNIGHT_MS, DAILY_SPREAD_MS } from './limits.ts'
import { startOfDay, type DayNumber } from './local-time.ts'
import { spreadOf } from './spread.ts'

/** When a business begins with its chores of a day: soon after its midnight, and not all of them in one minute. */
export function dailyAt(tenantId: string, zone: string, day: DayNumber): Instant {
  return startOfDay(zone, day) + DAILY_AFTER_MIDNIGHT_MS + spreadOf(tenantId, DAILY_SPREAD_MS)
}
