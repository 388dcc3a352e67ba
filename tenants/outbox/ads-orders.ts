import { unreachable } from '../base/result.ts'
import { isAdsOrder } from '../journey/ads-order.ts'
import type { AdsChange, AdsChanged, AdsPort } from '../providers/ads-port.ts'
import type { SendOutcome } from '../providers/port.ts'
import { loadAdChange } from '../storage/ad-change-rows.ts'
import type { Entry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'

/** What is asked of the advertising account, as it stands when the entry is claimed. */
export type AdsPlan = { type: 'change_ads'; change: AdsChange } | { type: 'refused'; code: string; detail: string }

/** What a call to the account brought, beside how it ended. */
export type AdsResult = { changed: AdsChanged }

const NOT_CONNECTED = { code: 'ads_not_connected', detail: 'No advertising account is connected.' }

/** Null for orders that have nothing to do with advertising. */
export function planAds(context: Context, { order }: Entry): AdsPlan | null {
  if (!isAdsOrder(order)) return null
  switch (order.type) {
    case 'change_ads': {
      const row = loadAdChange(context.db, order.changeId)
      if (row === null || row.status !== 'ordered') return unwanted('Nobody wants this change any more.')
      const { made: _made, ...change } = row.change
      return { type: 'change_ads', change: change as AdsChange }
    }
    case 'read_ads':
    case 'tell_ads':
      return unwanted('Nobody reads this yet.')
    default:
      return unreachable(order)
  }
}

export async function dispatchAds(
  ads: AdsPort | null,
  plan: AdsPlan | null,
): Promise<{ outcome: SendOutcome; ads?: AdsResult }> {
  if (plan?.type === 'refused') return { outcome: { kind: 'refused', code: plan.code, detail: plan.detail } }
  if (!ads || !plan) return { outcome: { kind: 'refused', ...NOT_CONNECTED } }
  const changed = await ads.change(plan.change)
  const { isApplied: _isApplied, made: _made, ...outcome } = changed
  return { outcome, ads: { changed } }
}

function unwanted(detail: string): AdsPlan {
  return { type: 'refused', code: 'not_wanted', detail }
}
