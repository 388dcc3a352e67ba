import { judgeOrdered } from '../ads/judge-ordered.ts'
import { orderFate, planTelling } from '../ads/order-telling.ts'
import { wantedOf, type Wanted } from '../ads/wanted.ts'
import type { Instant } from '../base/clock.ts'
import { unreachable } from '../base/result.ts'
import { isAdsOrder, type AdsRead } from '../journey/ads-order.ts'
import type { AdsChange, AdsChanged, AdsConversion, AdsFate, AdsPort } from '../providers/ads-port.ts'
import type { SendOutcome } from '../providers/port.ts'
import { settleTold } from '../storage/ad-conversion-rows.ts'
import { loadAdChange, saveAdChange } from '../storage/ad-change-rows.ts'
import { openAccount } from '../storage/ads-connection.ts'
import type { Entry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { fetchAdsPage, takeAdsPage, type AdsPage } from './read-ads.ts'

/** What is asked of the advertising account, as it stands when the entry is claimed. */
export type AdsPlan =
  | { type: 'read_ads'; read: AdsRead; wanted: Wanted }
  | { type: 'change_ads'; change: AdsChange }
  | { type: 'tell_ads'; conversion: AdsConversion }
  | { type: 'ask_ads_fate'; requestRef: string }
  | { type: 'refused'; code: string; detail: string }

/** What a call to the account brought, beside how it ended. */
export type AdsResult = { page?: AdsPage; changed?: AdsChanged; fate?: AdsFate }

const NOT_CONNECTED = { code: 'ads_not_connected', detail: 'No advertising account is connected.' }

/** Null for orders that have nothing to do with advertising. */
export function planAds(context: Context, { order }: Entry, now: Instant): AdsPlan | null {
  if (!isAdsOrder(order)) return null
  const account = openAccount(context.db)
  if (account === null) return { type: 'refused', ...NOT_CONNECTED }
  switch (order.type) {
    case 'read_ads':
      if (order.read.accountId !== account.accountId) return unwanted('Another account is read now.')
      return { type: 'read_ads', read: order.read, wanted: wantedOf(context, order.read, now) }
    case 'change_ads': {
      const row = loadAdChange(context.db, order.changeId)
      if (row === null || row.status !== 'ordered') return unwanted('Nobody wants this change any more.')
      const code = judgeOrdered(context, row, now)
      if (code !== null) return { type: 'refused', code, detail: 'It may not be done any more.' }
      const { made: _made, ...change } = row.change
      return { type: 'change_ads', change: change as AdsChange }
    }
    case 'tell_ads': {
      const conversion = planTelling(context, order.transactionId, now)
      return conversion === null ? unwanted('It is withheld by now.') : { type: 'tell_ads', conversion }
    }
    case 'ask_ads_fate':
      return { type: 'ask_ads_fate', requestRef: order.requestRef }
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
  switch (plan.type) {
    case 'read_ads': {
      const { outcome, page } = await fetchAdsPage(ads, plan.read, plan.wanted)
      return page ? { outcome, ads: { page } } : { outcome }
    }
    case 'change_ads': {
      const changed = await ads.change(plan.change)
      const { isApplied: _isApplied, made: _made, ...outcome } = changed
      return { outcome, ads: { changed } }
    }
    case 'tell_ads':
      return { outcome: await ads.sendConversions([plan.conversion]) }
    case 'ask_ads_fate': {
      const answer = await ads.fetchFate(plan.requestRef)
      if (answer.kind !== 'answered') return { outcome: answer }
      return { outcome: { kind: 'sent', providerRef: plan.requestRef }, ads: { fate: answer.value } }
    }
    default:
      return unreachable(plan)
  }
}

/** Keeps what an answer brought. The caller holds the transaction. */
export function learnAds(context: Context, { order }: Entry, { page, changed, fate }: AdsResult, now: Instant): void {
  if (page) takeAdsPage(context, page, now)
  if (fate && order.type === 'ask_ads_fate') takeFate(context, order, fate, now)
  if (order.type !== 'change_ads' || changed?.made === undefined) return
  const row = loadAdChange(context.db, order.changeId)
  if (row) saveAdChange(context.db, row.changeId, { change: { ...row.change, made: changed.made } })
}

type Asked = { requestRef: string; asks: number }

function takeFate(context: Context, { requestRef, asks }: Asked, { status, reasons }: AdsFate, now: Instant): void {
  if (status === 'pending') return orderFate(context, requestRef, asks, now)
  const isTaken = status === 'taken'
  const code = isTaken ? null : (reasons[0] ?? 'not_taken')
  settleTold(context.db, requestRef, { status: isTaken ? 'counted' : 'refused', code }, now)
}

function unwanted(detail: string): AdsPlan {
  return { type: 'refused', code: 'not_wanted', detail }
}
