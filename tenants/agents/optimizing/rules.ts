import { judgeChange } from '../../ads/bounds.ts'
import { fit } from '../../ads/plan-change.ts'
import { targetOf } from '../../ads/target-of.ts'
import { describeDay } from '../../base/local-time.ts'
import { unreachable } from '../../base/result.ts'
import { NOTHING, type Thought } from '../agent.ts'
import type { Evidence, Expectation, Proposal } from '../decision.ts'
import type { AdsAction } from './action.ts'
import { cleanKeywords } from './clean.ts'
import { expectBooked, shareTaken } from './room.ts'
import { wishAds } from './rules-ads.ts'
import { wishBids } from './rules-bids.ts'
import { wishBudgets } from './rules-budget.ts'
import { wishNegatives } from './rules-negatives.ts'
import { wishPauses } from './rules-pause.ts'
import type { OptimizingSeen } from './seen.ts'
import { bundle, type Wish } from './wish.ts'
import { openValuer } from './worth.ts'

/**
 * The playbook: what a careful hand would change in the account, and nothing that the gate of money would not let
 * through. It works without any model. Pure.
 */
export const MEASURE_DAYS = 14
const EVIDENCE_MAX = 4
/** A day's gain is told for so many. */
const TOLD_DAYS = 30

export function think(seen: OptimizingSeen): Thought {
  const { purse, waiting, currency, today } = seen
  if (!purse.bounds.isManaged || purse.isStopped) return NOTHING
  const wishes = wishAll(seen)
    .filter(({ change }) => !waiting.includes(targetOf(change)))
    // What cannot be done is no reason to leave out what can.
    .filter((wish) => judgeChange(wish, 'agent', purse) === null)
    .sort((one, other) => other.gainMicros - one.gainMicros)
  const { planned } = fit(wishes, 'agent', purse)
  const proposals = bundle(planned, describeDay(today), currency).map(({ action, wishes: of }) => {
    return { proposal: propose(action, of, seen), gain: gainOf(of) }
  })
  return { notes: [], proposals: proposals.sort((one, other) => other.gain - one.gain).map(({ proposal }) => proposal) }
}

function wishAll(raw: OptimizingSeen): Wish[] {
  const negatives = wishNegatives(raw)
  const seen = { ...raw, keywords: cleanKeywords(raw) }
  const valuer = openValuer(seen)
  // Where nobody knows what a booking brings, nobody knows what may be paid for one.
  if (valuer === null) return [...negatives, ...wishAds(seen)]
  const taken = shareTaken({ weekly: seen.capacity.weekly, booked: expectBooked(seen, valuer) })
  const pauses = wishPauses(seen, valuer)
  const paused = new Set(pauses.map(({ text, campaignId }) => `${campaignId}:${text}`))
  const bids = wishBids(seen, valuer, taken).filter(({ text, campaignId }) => !paused.has(`${campaignId}:${text}`))
  return [...pauses, ...negatives, ...bids, ...wishBudgets(seen, valuer, taken), ...wishAds(seen)]
}

function gainOf(wishes: readonly Wish[]): number {
  return wishes.reduce((sum, { gainMicros }) => sum + gainMicros, 0)
}

function propose(action: AdsAction, wishes: readonly Wish[], { purse, currency }: OptimizingSeen): Proposal {
  const impactMinor = Math.round((gainOf(wishes) * TOLD_DAYS) / purse.minorMicros)
  const expectation: Expectation = {
    ...{ metric: 'ad_leads', before: null, after: null, days: TOLD_DAYS },
    impactMinor: action.kind === 'try_ad' || action.kind === 'switch_ad' ? null : impactMinor,
  }
  return { action, evidence: wishes.slice(0, EVIDENCE_MAX).map((wish) => evidenceOf(wish, currency)), expectation }
}

function evidenceOf({ kind, text, seen }: Wish, currency: string): Evidence {
  const { clicks, conversions, costMicros, worthMicros = 0, clickMicros = 0, lostToBudget, booked, weekly } = seen
  switch (kind) {
    case 'bid':
    case 'pause':
      return {
        code: 'keyword_seen',
        keyword: text,
        clicks,
        conversions,
        costMicros,
        worthMicros,
        clickMicros,
        currency,
      }
    case 'negative':
      return { code: 'search_seen', words: text, clicks, conversions, costMicros, currency }
    case 'budget':
      return {
        ...{ code: 'budget_seen', campaign: text, costMicros, worthMicros, currency },
        ...{ lostToBudget: lostToBudget ?? null, booked: booked ?? null, weekly: weekly ?? null },
      }
    case 'try_ad':
    case 'end_ad':
      return { code: 'ad_seen', headline: text, clicks, conversions }
    default:
      return unreachable(kind)
  }
}
