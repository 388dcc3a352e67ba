import {
  ADS_CLICKS_KEPT_DAYS,
  ADS_DAYS_DROPPED_AT_ONCE_MAX,
  ADS_DAYS_KEPT,
  ADS_FINANCIAL_DAYS,
  ADS_TERM_DAYS_KEPT,
} from '../base/ads-limits.ts'
import { DAY_MS, type Instant } from '../base/clock.ts'
import { readLocalTime } from '../base/local-time.ts'
import { dropConversionsBefore } from '../storage/ad-conversion-rows.ts'
import { dropClickIds } from '../storage/ad-lead-rows.ts'
import { dropAdDaysBefore, type AdDayKind } from '../storage/ad-mirror-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { sumFinancials } from './financials.ts'
import { orderTelling } from './order-telling.ts'
import { startReading } from './start-reading.ts'

/** Once a day: the account is read on, and what was kept as long as it is of use goes. */
export function tendAds(context: Context, now: Instant): { isMore: boolean } {
  const { db, tenant } = context
  startReading(context, now)
  const today = readLocalTime(tenant.profile.timeZone, now).day
  sumFinancials(context, today - ADS_FINANCIAL_DAYS + 1, today, now)
  orderTelling(context, now)
  const kinds: AdDayKind[] = ['campaign', 'keyword', 'ad', 'term']
  const dropped = kinds.map((kind) => {
    const before = today - (kind === 'term' ? ADS_TERM_DAYS_KEPT : ADS_DAYS_KEPT)
    return dropAdDaysBefore(db, kind, before, ADS_DAYS_DROPPED_AT_ONCE_MAX)
  })
  const max = ADS_DAYS_DROPPED_AT_ONCE_MAX
  const aged = [
    dropClickIds(db, now - ADS_CLICKS_KEPT_DAYS * DAY_MS, max),
    dropConversionsBefore(db, now - ADS_DAYS_KEPT * DAY_MS, max),
  ]
  return { isMore: [...dropped, ...aged].some((count) => count >= ADS_DAYS_DROPPED_AT_ONCE_MAX) }
}
