import type { Instant } from './base/clock.ts'
import type { AdsOrder } from './journey/ads-order.ts'
import { orderFate } from './ads/order-telling.ts'
import { placeChange } from './ads/purse.ts'
import type { AdsChange } from './providers/ads-port.ts'
import { failDecision } from './record-decision-failed.ts'
import {
  loadAdChange,
  loadChangesOf,
  loadStuckChanges,
  saveAdChange,
  type AdChangeRow,
} from './storage/ad-change-rows.ts'
import { dropStuckConversions, loadConversion, saveConversion } from './storage/ad-conversion-rows.ts'
import { writeMade } from './storage/ad-made-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** How what was asked of the advertising account ended. The caller holds the transaction. */
export function noteAdsSent(context: Context, order: AdsOrder, providerRef: string, now: Instant): void {
  const { db } = context
  if (order.type === 'tell_ads') {
    saveConversion(db, order.transactionId, { status: 'sent', requestRef: providerRef }, now)
    return orderFate(context, providerRef, 0, now)
  }
  if (order.type !== 'change_ads') return
  const row = loadAdChange(db, order.changeId)
  if (row?.status !== 'ordered') return
  saveAdChange(db, order.changeId, { status: 'applied', requestRef: providerRef, code: null, settledAt: now })
  const { made: _made, ...change } = row.change
  writeMade(db, row.change, placeChange(db, change as AdsChange, row.dailyMicros)?.campaignId ?? null, now)
}

/** Somebody has changed it meanwhile; what they did stands. */
const CHANGED_MEANWHILE = 'changed_meanwhile'

export function noteAdsFailed(
  context: Context,
  order: AdsOrder,
  status: 'refused' | 'expired' | 'dead',
  code: string,
  now: Instant,
): void {
  if (order.type === 'tell_ads' && loadConversion(context.db, order.transactionId)?.status === 'ordered') {
    saveConversion(context.db, order.transactionId, { status: 'refused', code }, now)
  }
  if (order.type !== 'change_ads') return
  const row = loadAdChange(context.db, order.changeId)
  if (row?.status !== 'ordered') return
  const ended = code === CHANGED_MEANWHILE ? 'gone' : status === 'refused' ? 'refused' : 'dead'
  saveAdChange(context.db, order.changeId, { status: ended, code, settledAt: now })
  if (row.decisionId !== null) noteDecisionFailed(context, row.decisionId, now)
}

/** A decision of which nothing came through has failed; where a part did, that part stands and can be taken back. */
function noteDecisionFailed(context: Context, decisionId: string, now: Instant): void {
  const isOpenOrDone = ({ status }: AdChangeRow) => status === 'ordered' || status === 'applied'
  if (!loadChangesOf(context.db, decisionId).some(isOpenOrDone)) failDecision(context, decisionId, now)
}

/** Once a day: what was cancelled along with others, as when an account was taken out, keeps no target busy. */
export function settleStuckAds(context: Context, now: Instant): void {
  for (const { changeId, code } of loadStuckChanges(context.db, STUCK_AT_ONCE_MAX)) {
    noteAdsFailed(context, { type: 'change_ads', changeId }, 'dead', code, now)
  }
  dropStuckConversions(context.db)
}

const STUCK_AT_ONCE_MAX = 500
