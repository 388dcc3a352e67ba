import type { Planned } from '../../ads/bounds.ts'
import { unreachable } from '../../base/result.ts'
import type { AdsAction } from './action.ts'

/** One change that a rule wishes for, with what speaks for it. */
export type Wish = Planned & {
  kind: 'bid' | 'pause' | 'negative' | 'budget' | 'try_ad' | 'end_ad'
  /** What it is thought to bring or to save in a day, in micros; the weightiest come first. */
  gainMicros: number
  /** The keyword, the words, the campaign's name or an advertisement's headline. */
  text: string
  seen: WishSeen
}

export type WishSeen = {
  clicks: number
  conversions: number
  costMicros: number
  /** What a click is worth and what it costs, in micros. */
  worthMicros?: number
  clickMicros?: number
  lostToBudget?: number | null
  /** Visits booked, and visits that can be taken, in a week. */
  booked?: number
  weekly?: number
}

/** Wishes of one kind become one decision; budgets and advertisements are decided one by one. */
export function bundle(wishes: readonly Wish[], on: string, currency: string): { action: AdsAction; wishes: Wish[] }[] {
  const groups = new Map<string, Wish[]>()
  for (const wish of wishes) {
    const name = isBatched(wish) ? wish.kind : `${wish.kind}:${wish.campaignId}:${wish.text}`
    groups.set(name, [...(groups.get(name) ?? []), wish])
  }
  return [...groups.values()].flatMap((group) => {
    const action = actionOf(group, on, currency)
    return action ? [{ action, wishes: group }] : []
  })
}

const isBatched = ({ kind }: Wish) => kind === 'bid' || kind === 'pause' || kind === 'negative'

function actionOf(group: readonly Wish[], on: string, currency: string): AdsAction | null {
  const [first] = group
  if (!first) return null
  const { change, campaignId, text } = first
  switch (change.kind) {
    case 'set_bid':
      return { kind: 'change_bids', on, currency, bids: group.flatMap(bidOf) }
    case 'set_keyword_status':
      return { kind: 'switch_keywords', on, isOn: false, keywords: group.flatMap(keywordOf) }
    case 'add_negative':
      return {
        ...{ kind: 'set_negatives', on, isOn: true },
        terms: group.map(({ campaignId, text, dailyMicros }) => ({ campaignId, text, dailyMicros })),
      }
    case 'set_budget': {
      const { budgetId, from, to } = change
      if (from === null) return null
      return { kind: 'set_ad_budget', on, campaignId, campaign: text, budgetId, currency, from, to }
    }
    case 'add_ad': {
      const { adGroupId, headlines, descriptions, finalUrl } = change
      return { kind: 'try_ad', campaignId, adGroupId, headlines, descriptions, finalUrl }
    }
    case 'set_ad_status':
      return { kind: 'switch_ad', campaignId, adRef: change.adRef, headline: text, isOn: false }
    // Nothing that an agent wishes for.
    case 'add_keyword':
    case 'remove_negative':
    case 'set_campaign_status':
    case 'set_ad_group_status':
      return null
    default:
      return unreachable(change)
  }
}

function bidOf({ change, campaignId, text, dailyMicros }: Wish) {
  if (change.kind !== 'set_bid' || change.from === null) return []
  const { keywordRef, from, to } = change
  return [{ keywordRef, campaignId, text, from, to, dailyMicros }]
}

function keywordOf({ change, campaignId, text, dailyMicros }: Wish) {
  return change.kind === 'set_keyword_status' ? [{ keywordRef: change.keywordRef, campaignId, text, dailyMicros }] : []
}
