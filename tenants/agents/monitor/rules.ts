import type { MonitorSeen } from './figures.ts'
import type { Raised } from './evidence.ts'
import { judgeAds } from './rules-ads.ts'
import { judgeCalls } from './rules-calls.ts'
import { judgeLimits } from './rules-limits.ts'
import { findOver } from './rules-open.ts'
import { judgePrices } from './rules-prices.ts'
import { judgeShares } from './rules-shares.ts'
import { judgeSlowness } from './rules-slow.ts'

/** What is to be opened, and the kinds of findings that are over. */
export type Judgement = { opened: Raised[]; over: string[] }

/**
 * What Monitor makes of a business's figures, by rules alone. Small businesses have a handful of calls a day, so that
 * no day says anything by itself: evidence is added up over days until it is much likelier that something has changed
 * than that it is chance. The bounds were measured (docs/decisions/0041).
 */
export function judge(seen: MonitorSeen): Judgement {
  const open = new Set<string>(seen.open.map(({ kind }) => kind))
  const raised = [judgePrices, judgeShares, judgeCalls, judgeSlowness, judgeAds, judgeLimits].flatMap((rule) =>
    rule(seen),
  )
  return { opened: raised.filter(({ kind }) => !open.has(kind)), over: findOver(seen) }
}
