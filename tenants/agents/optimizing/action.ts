import { BID_STEP, BUDGET_STEP, CHANGES_A_DAY_MAX, type Planned } from '../../ads/bounds.ts'
import { unreachable } from '../../base/result.ts'
import type { AdsChange } from '../../providers/ads-port.ts'
import { isAdCopy } from './copy.ts'

/**
 * What Optimizing may decide. A decision holds several changes of one kind, so that a person reads one sentence and
 * takes back one thing. Money is in micros of the account's currency. `on` is the day it was thought of: what rests and
 * for how long is told by each change itself, see ads/bounds.ts.
 */
export type AdsAction =
  | { kind: 'change_bids'; on: string; currency: string; bids: readonly BidMove[] }
  | { kind: 'switch_keywords'; on: string; isOn: boolean; keywords: readonly KeywordMove[] }
  | { kind: 'set_negatives'; on: string; isOn: boolean; terms: readonly NegativeMove[] }
  | {
      kind: 'set_ad_budget'
      on: string
      campaignId: string
      campaign: string
      budgetId: string
      currency: string
      from: number
      to: number
    }
  | {
      kind: 'try_ad'
      campaignId: string
      adGroupId: string
      headlines: readonly string[]
      descriptions: readonly string[]
      finalUrl: string
    }
  /** Pauses what `try_ad` made, once Google has told what that is. */
  | { kind: 'drop_ad'; campaignId: string; adGroupId: string; changeId: string }
  | { kind: 'switch_ad'; campaignId: string; adRef: string; headline: string; isOn: boolean }

export type BidMove = {
  keywordRef: string
  campaignId: string
  text: string
  from: number
  to: number
  dailyMicros: number
}
export type KeywordMove = { keywordRef: string; campaignId: string; text: string; dailyMicros: number }
export type NegativeMove = { campaignId: string; text: string; dailyMicros: number }

const IS_ADS_ACTION: Record<AdsAction['kind'], true> = {
  change_bids: true,
  switch_keywords: true,
  set_negatives: true,
  set_ad_budget: true,
  try_ad: true,
  drop_ad: true,
  switch_ad: true,
}
export const ADS_ACTIONS = Object.keys(IS_ADS_ACTION) as AdsAction['kind'][]

export function isAdsAction(action: { kind: string }): action is AdsAction {
  return Object.hasOwn(IS_ADS_ACTION, action.kind)
}

export function targetOfAds(action: AdsAction): string {
  switch (action.kind) {
    case 'change_bids':
    case 'switch_keywords':
    case 'set_negatives':
      return `ads_${action.kind}:${action.on}`
    case 'set_ad_budget':
      return `ads_budget:${action.budgetId}:${action.on}`
    case 'try_ad':
    case 'drop_ad':
      return `ads_copy:${action.adGroupId}`
    case 'switch_ad':
      return `ads_copy:${action.adRef}`
    default:
      return unreachable(action)
  }
}

const NEGATIVE_CHARS_MAX = 80
const NEGATIVE_WORDS_MAX = 10

/** What any agent may put into one decision; the account's money is asked beside it, see ads/bounds.ts. */
export function isAdsWithinBounds(action: AdsAction): boolean {
  switch (action.kind) {
    case 'change_bids':
      return isBatch(action.bids, ({ keywordRef }) => keywordRef) && action.bids.every((bid) => isStep(bid, BID_STEP))
    case 'switch_keywords':
      return isBatch(action.keywords, ({ keywordRef }) => keywordRef) && !action.isOn
    case 'set_negatives':
      return (
        action.isOn &&
        isBatch(action.terms, ({ campaignId, text }) => `${campaignId}:${text}`) &&
        action.terms.every(({ text }) => isNegative(text))
      )
    case 'set_ad_budget':
      return isStep(action, BUDGET_STEP)
    case 'try_ad':
      return isAdCopy(action)
    case 'switch_ad':
      return !action.isOn
    // Only what takes something back.
    case 'drop_ad':
      return false
    default:
      return unreachable(action)
  }
}

function isBatch<T>(moves: readonly T[], nameOf: (move: T) => string): boolean {
  const isRight = moves.length > 0 && moves.length <= CHANGES_A_DAY_MAX
  return isRight && new Set(moves.map(nameOf)).size === moves.length
}

function isStep({ from, to }: { from: number; to: number }, { down, up }: { down: number; up: number }): boolean {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from <= 0 || to <= 0 || from === to) return false
  return to >= from * (1 - down) - 1 && to <= from * (1 + up) + 1
}

function isNegative(text: string): boolean {
  const words = text.split(' ')
  const isPlain = /^[\p{L}\p{N}' ]+$/u.test(text) && text.trim() === text
  return isPlain && text.length <= NEGATIVE_CHARS_MAX && words.length <= NEGATIVE_WORDS_MAX
}

/** What is asked of Google for it, each by itself. `made` is what came of `try_ad`. */
export function plannedOf(action: AdsAction, made: string | null = null): Planned[] {
  switch (action.kind) {
    case 'change_bids':
      return action.bids.map(({ keywordRef, campaignId, from, to, dailyMicros }) => {
        return plan({ kind: 'set_bid', keywordRef, from, to }, campaignId, dailyMicros)
      })
    case 'switch_keywords': {
      const [from, to] = action.isOn ? (['PAUSED', 'ENABLED'] as const) : (['ENABLED', 'PAUSED'] as const)
      return action.keywords.map(({ keywordRef, campaignId, dailyMicros }) => {
        return plan({ kind: 'set_keyword_status', keywordRef, from, to }, campaignId, dailyMicros)
      })
    }
    case 'set_negatives':
      return action.terms.map(({ campaignId, text, dailyMicros }) => {
        const kind = action.isOn ? 'add_negative' : 'remove_negative'
        return plan({ kind, campaignId, text, matchType: 'PHRASE' }, campaignId, dailyMicros)
      })
    case 'set_ad_budget': {
      const { campaignId, budgetId, from, to } = action
      return [plan({ kind: 'set_budget', campaignId, budgetId, from, to }, campaignId, to - from)]
    }
    case 'try_ad': {
      const { adGroupId, campaignId, headlines, descriptions, finalUrl } = action
      const change = {
        ...{ kind: 'add_ad' as const, adGroupId, finalUrl },
        ...{ headlines: [...headlines], descriptions: [...descriptions] },
      }
      return [plan(change, campaignId, 0)]
    }
    case 'drop_ad':
      return made === null ? [] : [switchAd(action.campaignId, made, false)]
    case 'switch_ad':
      return [switchAd(action.campaignId, action.adRef, action.isOn)]
    default:
      return unreachable(action)
  }
}

function plan(change: AdsChange, campaignId: string, dailyMicros: number): Planned {
  return { change, campaignId, dailyMicros }
}

function switchAd(campaignId: string, adRef: string, isOn: boolean): Planned {
  const [from, to] = isOn ? (['PAUSED', 'ENABLED'] as const) : (['ENABLED', 'PAUSED'] as const)
  return plan({ kind: 'set_ad_status', adRef, from, to }, campaignId, 0)
}

/** Takes it back, as absolutely as it was done. `changeId` is what `try_ad` was ordered as. */
export function reverseOfAds(action: AdsAction, changeId: string): AdsAction | null {
  switch (action.kind) {
    case 'change_bids':
      return {
        ...action,
        bids: action.bids.map(({ from, to, dailyMicros, ...bid }) => {
          return { ...bid, from: to, to: from, dailyMicros: -dailyMicros }
        }),
      }
    case 'switch_keywords':
      return { ...action, isOn: !action.isOn, keywords: action.keywords.map(turn) }
    case 'set_negatives':
      return { ...action, isOn: !action.isOn, terms: action.terms.map(turn) }
    case 'set_ad_budget':
      return { ...action, from: action.to, to: action.from }
    case 'try_ad':
      return { kind: 'drop_ad', campaignId: action.campaignId, adGroupId: action.adGroupId, changeId }
    case 'switch_ad':
      return { ...action, isOn: !action.isOn }
    // It takes something back already.
    case 'drop_ad':
      return null
    default:
      return unreachable(action)
  }
}

function turn<T extends { dailyMicros: number }>(move: T): T {
  return { ...move, dailyMicros: -move.dailyMicros }
}
