import type { Instant } from '../base/clock.ts'
import type { AdsChange } from '../providers/ads-port.ts'
import type { AdChangeRow } from '../storage/ad-change-rows.ts'
import { isFleetStopped } from '../storage/fleet-rows.ts'
import { loadSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { judgeChange, type BoundCode } from './bounds.ts'
import { loadPurse, placeChange } from './purse.ts'

export type ClaimCode = BoundCode | 'agents_halted' | 'ads_not_connected' | 'gone'

/**
 * Once more before it leaves: between the order and this, somebody may have switched everything off, set other bounds
 * or stopped all changes. Null where it may go.
 */
export function judgeOrdered(context: Context, row: AdChangeRow, now: Instant): ClaimCode | null {
  const purse = loadPurse(context, now, row.changeId)
  if (purse === null) return 'ads_not_connected'
  const isAgents = row.decisionId !== null
  if (isAgents && areAgentsHalted(context)) return 'agents_halted'
  const { made: _made, ...change } = row.change
  const planned = placeChange(context.db, change as AdsChange, row.dailyMicros)
  if (planned === null) return 'gone'
  return judgeChange(planned, isAgents ? 'agent' : 'person', purse, row.changeId)
}

/** The fleet's switch, the business's own, and a business that is paused or closes: see agents/halt.ts. */
function areAgentsHalted({ db, tenant }: Context): boolean {
  const own = loadSetting<{ isPaused: boolean }>(db, 'agents')
  return isFleetStopped(db) || own?.isPaused === true || tenant.policy.paused || Boolean(tenant.closing)
}
