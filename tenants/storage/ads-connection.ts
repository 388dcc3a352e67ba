import type { Instant } from '../base/clock.ts'
import type { ADS_STANDINGS } from '../contract/ads.ts'
import type { AdsAccount } from '../providers/ads-port.ts'
import type { AdsLoss } from '../timeline/work-event.ts'
import type { TenantDb } from './open.ts'
import { dropSetting, loadSetting, saveSetting } from './settings-rows.ts'

export type AdsStanding = (typeof ADS_STANDINGS)[number]

/** A business's login at Google Ads, and the account of it that is read and changed. */
export type AdsConnection = {
  /** What the login reaches; one of them is chosen. */
  accounts: AdsAccount[]
  account: AdsAccount | null
  scopes: string[]
  /** The refresh token, see `open-ads.ts`; null where it opens nothing any more. */
  sealed: string | null
  /** Tells this connection from the ones before it. */
  since: Instant
  /** Google lets us in no longer: somebody has to connect anew. */
  revokedAt: Instant | null
  /** How that came about. */
  loss: AdsLoss | null
}

export function loadAdsConnection(db: TenantDb): AdsConnection | null {
  return loadSetting<AdsConnection>(db, 'ads_connection')
}

export function saveAdsConnection(db: TenantDb, connection: AdsConnection): void {
  saveSetting(db, 'ads_connection', connection)
}

export function dropAdsConnection(db: TenantDb): void {
  dropSetting(db, 'ads_connection')
}

/** `isSetUp`: whoever runs all this has registered it at Google. */
export function standingOf(connection: AdsConnection | null, isSetUp: boolean): AdsStanding {
  if (!isSetUp) return 'not_set_up'
  if (connection === null) return 'not_connected'
  if (connection.revokedAt !== null) return 'revoked'
  return connection.account === null ? 'choosing' : 'connected'
}

/** The account that is read and changed; null where there is none, or Google lets us in no longer. */
export function openAccount(db: TenantDb): AdsAccount | null {
  const connection = loadAdsConnection(db)
  return connection?.revokedAt === null ? connection.account : null
}
