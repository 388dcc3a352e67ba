import { unreachable } from '../base/result.ts'
import type { AdsChange } from '../providers/ads-port.ts'

/** What a change is made to. Of one target one change is under way, and after it the target rests. */
export function targetOf(change: AdsChange): string {
  switch (change.kind) {
    case 'set_bid':
      return `bid:${change.keywordRef}`
    case 'set_keyword_status':
      return `keyword:${change.keywordRef}`
    case 'add_keyword':
      return `new_keyword:${change.adGroupId}:${change.matchType}:${change.text.toLowerCase()}`
    case 'add_negative':
    case 'remove_negative':
      return `negative:${change.campaignId}:${change.matchType}:${change.text.toLowerCase()}`
    case 'set_budget':
      return `budget:${change.budgetId}`
    case 'set_campaign_status':
      return `campaign:${change.campaignId}`
    case 'set_ad_group_status':
      return `ad_group:${change.adGroupId}`
    case 'add_ad':
      return `new_ad:${change.adGroupId}`
    case 'set_ad_status':
      return `ad:${change.adRef}`
    default:
      return unreachable(change)
  }
}

/**
 * What takes a change back: absolute as well, so that it does nothing where somebody has changed it meanwhile. Null
 * where what stood before is not known.
 */
export function reverseOf(change: AdsChange & { made?: string }): AdsChange | null {
  switch (change.kind) {
    case 'set_bid':
      return change.from === null ? null : { ...change, from: change.to, to: change.from }
    case 'set_budget':
      return change.from === null ? null : { ...change, from: change.to, to: change.from }
    case 'set_keyword_status':
    case 'set_campaign_status':
    case 'set_ad_group_status':
    case 'set_ad_status':
      return { ...change, from: change.to, to: change.from }
    case 'add_negative':
      return { ...change, kind: 'remove_negative' }
    case 'remove_negative':
      return { ...change, kind: 'add_negative' }
    // What was made is paused and not removed, so that what it did can still be read.
    case 'add_keyword':
      if (change.made === undefined) return null
      return { kind: 'set_keyword_status', keywordRef: change.made, from: 'ENABLED', to: 'PAUSED' }
    case 'add_ad':
      return change.made === undefined
        ? null
        : { kind: 'set_ad_status', adRef: change.made, from: 'ENABLED', to: 'PAUSED' }
    default:
      return unreachable(change)
  }
}

export function isReversible(change: AdsChange & { made?: string }): boolean {
  return reverseOf(change) !== null
}
