import { forgetAccount, startReading } from './ads/start-reading.ts'
import type { Instant } from './base/clock.ts'
import type { AdsAccount } from './providers/ads-port.ts'
import { tellBusiness } from './record-order.ts'
import { dropAdsConnection, loadAdsConnection, saveAdsConnection } from './storage/ads-connection.ts'
import { cancelLane } from './storage/held-entries.ts'
import { amendTenant, type Context } from './storage/tenant-rows.ts'
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

/** From now on this account is read and changed. */
export function makeAds(context: Context, account: AdsAccount, now: Instant): void {
  const { db, tenant } = context
  const held = loadAdsConnection(db)
  if (!held) return
  saveAdsConnection(db, { ...held, account, revokedAt: null, loss: null })
  amendTenant(context, { profile: { ...tenant.profile, googleAdsCustomerId: account.accountId } })
  recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'ads_connected', account: account.name } }, now)
  startReading(context, now)
}

/** Whoever vouches for the business says that another account is its own: it has to be chosen. */
export function leaveAds({ db }: Context, accountId: string | null): void {
  const held = loadAdsConnection(db)
  if (!held?.account || held.account.accountId === accountId) return
  saveAdsConnection(db, { ...held, account: null })
}

/** Forgets the leave and the account. What was to be done there is let go: a person has said so. */
export function endAds(context: Context, isTold: boolean, now: Instant): void {
  const { db, tenant } = context
  if (!loadAdsConnection(db)) return
  dropAdsConnection(db)
  cancelLane(db, 'google_ads', 'ads_dropped', now)
  forgetAccount(context, now)
  amendTenant(context, { profile: { ...tenant.profile, googleAdsCustomerId: null } })
  recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'ads_dropped', isTold } }, now)
}
