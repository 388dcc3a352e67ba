import { loadAnomaly, noteRaised } from './ads/spend-days.ts'
import type { Instant } from './base/clock.ts'
import { tellBusiness } from './record-order.ts'
import { loadAdsBounds, stopAds } from './storage/ads-bounds.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Spending that is out of line stops every change, and the technician is told, who alone lets them go on. */
export function watchSpend(context: Context, now: Instant): void {
  const { db } = context
  const anomaly = loadAdsBounds(db).isManaged ? loadAnomaly(context, now) : null
  if (anomaly === null || !stopAds(db, 'spend_anomaly', now)) return
  noteRaised(context, now)
  tellBusiness(context, 'ads_stopped', anomaly.code, now)
}
