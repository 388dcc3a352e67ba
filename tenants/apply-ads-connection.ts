import type { Instant } from './base/clock.ts'
import { tellBusiness } from './record-order.ts'
import { loadAdsConnection, saveAdsConnection } from './storage/ads-connection.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { AdsLoss } from './timeline/work-event.ts'

/** The end of a connection to Google Ads, told once however many calls find out about it. */
export function loseAds(context: Context, loss: AdsLoss, now: Instant): void {
  const { db } = context
  const held = loadAdsConnection(db)
  if (!held || held.revokedAt !== null) return
  // A token that opens nothing is nobody's to keep.
  const sealed = loss === 'token_revoked' ? null : held.sealed
  saveAdsConnection(db, { ...held, sealed, revokedAt: now, loss })
  recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'ads_disconnected', loss } }, now)
  tellBusiness(context, 'ads_disconnected', loss, now)
}
