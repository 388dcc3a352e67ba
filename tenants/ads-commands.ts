import { orderChange, type WantedChange } from './ads/order-change.ts'
import { judgeChange } from './ads/bounds.ts'
import { takeFrom } from './ads/plan-change.ts'
import { loadPurse, placeChange } from './ads/purse.ts'
import { reverseOf, targetOf } from './ads/target-of.ts'
import { describeProblem } from './ads/words.ts'
import { MICROS_PER_MINOR } from './base/ads-limits.ts'
import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { AdsPatch, CampaignPatch } from './contract/ads.ts'
import type { AdsChange } from './providers/ads-port.ts'
import { isUnderWay, loadAdChange, wasChangedSince } from './storage/ad-change-rows.ts'
import { loadCampaign, type CampaignRow } from './storage/ad-figure-rows.ts'
import { loadAdsBounds, resumeAds, saveAdsBounds, stopAds } from './storage/ads-bounds.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { refuse } from './tenant-core.ts'

/** What a person makes of advertising. The caller holds the transaction. */

const DONE = { ok: true, value: null } as const

export function setAds(context: Context, { bounds, isStopped }: AdsPatch, now: Instant): Outcome<null> {
  const { db } = context
  if (bounds !== undefined) {
    const { version } = loadAdsBounds(db)
    if (bounds.version !== version) return refuse('edited_meanwhile', 'The bounds were set anew meanwhile.')
    saveAdsBounds(db, { ...bounds, version: version + 1 })
  }
  if (isStopped === true) stopAds(db, 'by_person', now)
  if (isStopped === false) resumeAds(db)
  tellBoards(context, now)
  return DONE
}

/** Both in one: pausing saves at once, so it comes first. */
export function changeCampaign(
  context: Context,
  campaignId: string,
  patch: CampaignPatch,
  by: string,
  now: Instant,
): Outcome<null> {
  const row = loadCampaign(context.db, campaignId)
  if (!row || row.status === 'REMOVED') return refuse('campaign_missing', 'There is no such campaign.')
  const wanted: WantedChange[] = []
  if (patch.status !== undefined && patch.status !== row.status) {
    wanted.push({ ...statusChange(row, patch.status), decisionId: null, orderedBy: by })
  }
  if (patch.dailyMinor !== undefined) {
    if (row.isBudgetShared) return refuse('ads_refused', 'Other campaigns spend from the same budget.')
    const to = patch.dailyMinor * MICROS_PER_MINOR
    const { budgetId, budgetMicros: from } = row
    const change: AdsChange = { kind: 'set_budget', campaignId, budgetId, from, to }
    if (to !== from) wanted.push({ change, dailyMicros: to - from, decisionId: null, orderedBy: by })
  }
  return orderAll(context, wanted, now)
}

function statusChange(row: CampaignRow, to: 'ENABLED' | 'PAUSED'): Pick<WantedChange, 'change' | 'dailyMicros'> {
  const from = to === 'PAUSED' ? 'ENABLED' : 'PAUSED'
  const dailyMicros = to === 'PAUSED' ? -row.budgetMicros : row.budgetMicros
  return { change: { kind: 'set_campaign_status', campaignId: row.campaignId, from, to }, dailyMicros }
}

export function undoAdsChange(context: Context, changeId: string, by: string, now: Instant): Outcome<null> {
  const row = loadAdChange(context.db, changeId)
  if (!row) return refuse('change_missing', 'There is no such change.')
  if (row.decisionId !== null) return refuse('ads_refused', 'It is taken back by the decision that it belongs to.')
  const isLast = row.status === 'applied' && !wasChangedSince(context.db, row)
  const reverse = isLast ? reverseOf(row.change) : null
  if (reverse === null) return refuse('ads_refused', 'This change cannot be taken back.')
  return orderAll(context, [{ change: reverse, dailyMicros: -row.dailyMicros, decisionId: null, orderedBy: by }], now)
}

/** All of it or nothing: what stands in the way of one of them is said before any is ordered. */
function orderAll(context: Context, wanted: readonly WantedChange[], now: Instant): Outcome<null> {
  const { db, tenant } = context
  const refuseFor = (code: string) => refuse('ads_refused', describeProblem(code, tenant.profile.language))
  let purse = loadPurse(context, now)
  if (purse === null) return refuseFor('ads_not_connected')
  for (const { change, dailyMicros } of wanted) {
    if (isUnderWay(db, targetOf(change))) return refuse('ads_refused', 'Another change of it is under way.')
    const planned = placeChange(db, change, dailyMicros)
    if (planned === null) return refuseFor('gone')
    const code = judgeChange(planned, 'person', purse)
    if (code !== null) return refuseFor(code)
    purse = takeFrom(purse, planned, 'person', `planned:${purse.changes.length}`)
  }
  for (const one of wanted) orderChange(context, one, now)
  if (wanted.length > 0) tellBoards(context, now)
  return DONE
}

/** Open boards are read anew, and whoever looks for the cause of something later finds that this was changed. */
function tellBoards({ db }: Context, now: Instant): void {
  const fact = { type: 'settings_changed' as const, fields: ['advertising'] }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}
