import { costOf } from '../../ads/bounds.ts'
import { judgeAll } from '../../ads/plan-change.ts'
import { orderChange } from '../../ads/order-change.ts'
import { loadPurse } from '../../ads/purse.ts'
import { targetOf } from '../../ads/target-of.ts'
import type { Instant } from '../../base/clock.ts'
import { isUnderWay, loadAdChange } from '../../storage/ad-change-rows.ts'
import type { Context } from '../../storage/tenant-rows.ts'
import { plannedOf, reverseOfAds, type AdsAction } from './action.ts'

/** Who stands behind it. What takes something back belongs to no decision: a person orders it. */
export type Ordering = { decisionId: string | null; by: string }

export type AdsEffected =
  | { ok: true; undo: AdsAction | null }
  | { ok: false; code: 'changed_meanwhile' | 'not_set_up' | 'beyond_bounds' | 'under_way' }

/**
 * Orders all that a decision holds, in the caller's transaction, or nothing. It is made at Google afterwards, judged
 * once more before; what became of it stands with each change.
 */
export function applyAds(context: Context, action: AdsAction, { decisionId, by }: Ordering, now: Instant): AdsEffected {
  const { db } = context
  const purse = loadPurse(context, now)
  if (purse === null) return { ok: false, code: 'not_set_up' }
  const made = action.kind === 'drop_ad' ? madeBy(context, action.changeId) : null
  const planned = plannedOf(action, made)
  if (planned.length === 0) return { ok: false, code: 'changed_meanwhile' }
  if (judgeAll(planned, decisionId === null ? 'person' : 'agent', purse) !== null) {
    return { ok: false, code: 'beyond_bounds' }
  }
  if (planned.some(({ change }) => isUnderWay(db, targetOf(change)))) return { ok: false, code: 'under_way' }
  const changeIds = planned.map((one) => {
    const wanted = { change: one.change, dailyMicros: costOf(one), decisionId, orderedBy: by }
    const ordered = orderChange(context, wanted, now)
    return ordered.kind === 'ordered' ? ordered.changeId : null
  })
  return { ok: true, undo: reverseOfAds(action, changeIds[0] ?? '') }
}

function madeBy({ db }: Context, changeId: string): string | null {
  const row = loadAdChange(db, changeId)
  return row?.status === 'applied' ? (row.change.made ?? null) : null
}
