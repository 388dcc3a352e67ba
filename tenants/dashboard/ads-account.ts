import type { AdsAccountView } from '../contract/ads.ts'
import type { AdsAccount } from '../providers/ads-port.ts'

export function accountView({ accountId, name, currency, isTest }: AdsAccount): AdsAccountView {
  return { accountId, name, currency, isTest }
}

/** Managers hold accounts, and run no campaigns themselves. */
export function isChoosable({ isManager, status }: AdsAccount): boolean {
  return !isManager && status === 'ENABLED'
}
