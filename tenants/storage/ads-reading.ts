import type { Instant } from '../base/clock.ts'
import type { TenantDb } from './open.ts'
import { loadSetting } from './settings-rows.ts'

/** How far the account has been read. */
export type AdsReading = {
  accountId: string
  /** When the last whole round ended. */
  readAt: Instant | null
}

export function loadAdsReading(db: TenantDb): AdsReading | null {
  return loadSetting<AdsReading>(db, 'ads_reading')
}

export function loadAdsReadAt(db: TenantDb): Instant | null {
  return loadAdsReading(db)?.readAt ?? null
}
