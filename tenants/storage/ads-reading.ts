import type { Instant } from '../base/clock.ts'
import type { DayNumber } from '../base/local-time.ts'
import type { TenantDb } from './open.ts'
import { dropSetting, loadSetting, saveSetting } from './settings-rows.ts'

/** How far the account has been read. */
export type AdsReading = {
  accountId: string
  /** The account's own day on which the last whole round began, and when it ended; null before the first. */
  lastDay: DayNumber | null
  readAt: Instant | null
}

export function loadAdsReading(db: TenantDb): AdsReading | null {
  return loadSetting<AdsReading>(db, 'ads_reading')
}

export function saveAdsReading(db: TenantDb, reading: AdsReading): void {
  saveSetting(db, 'ads_reading', reading)
}

export function dropAdsReading(db: TenantDb): void {
  dropSetting(db, 'ads_reading')
}

export function loadAdsReadAt(db: TenantDb): Instant | null {
  return loadAdsReading(db)?.readAt ?? null
}
