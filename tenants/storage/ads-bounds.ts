import type { Instant } from '../base/clock.ts'
import type { AdsBounds } from '../contract/ads.ts'
import type { TenantDb } from './open.ts'
import { dropSetting, loadSetting, saveSetting } from './settings-rows.ts'

/** Until a person says otherwise, the account is read and never changed. */
const UNSET: AdsBounds = {
  ...{ isManaged: false, dailyMinor: 0, monthlyMinor: 0, bidMinor: 0, weeklyBookings: null, version: 0 },
}

export function loadAdsBounds(db: TenantDb): AdsBounds {
  return loadSetting<AdsBounds>(db, 'ads_bounds') ?? UNSET
}

export function saveAdsBounds(db: TenantDb, bounds: AdsBounds): void {
  saveSetting(db, 'ads_bounds', bounds)
}

export type AdsStop = { code: 'spend_anomaly' | 'revoked' | 'by_person'; since: Instant }

/** Why no change is made, until a person lets them go on. */
export function loadAdsStop(db: TenantDb): AdsStop | null {
  return loadSetting<AdsStop>(db, 'ads_stopped')
}

/** The first reason stands. */
export function stopAds(db: TenantDb, code: AdsStop['code'], now: Instant): boolean {
  if (loadAdsStop(db) !== null) return false
  saveSetting(db, 'ads_stopped', { code, since: now } satisfies AdsStop)
  return true
}

export function resumeAds(db: TenantDb): void {
  dropSetting(db, 'ads_stopped')
}
