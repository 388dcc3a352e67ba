import type { Instant } from './base/clock.ts'
import type { AdsOrder } from './journey/ads-order.ts'
import { loadAdChange, saveAdChange } from './storage/ad-change-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** How what was asked of the advertising account ended. The caller holds the transaction. */
export function noteAdsSent({ db }: Context, order: AdsOrder, providerRef: string, now: Instant): void {
  if (order.type !== 'change_ads' || loadAdChange(db, order.changeId)?.status !== 'ordered') return
  saveAdChange(db, order.changeId, { status: 'applied', requestRef: providerRef, code: null, settledAt: now })
}

/** Somebody has changed it meanwhile; what they did stands. */
const CHANGED_MEANWHILE = 'changed_meanwhile'

export function noteAdsFailed(
  { db }: Context,
  order: AdsOrder,
  status: 'refused' | 'expired' | 'dead',
  code: string,
  now: Instant,
): void {
  if (order.type !== 'change_ads' || loadAdChange(db, order.changeId)?.status !== 'ordered') return
  const ended = code === CHANGED_MEANWHILE ? 'gone' : status === 'refused' ? 'refused' : 'dead'
  saveAdChange(db, order.changeId, { status: ended, code, settledAt: now })
}
