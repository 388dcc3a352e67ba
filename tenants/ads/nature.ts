import { unreachable } from '../base/result.ts'
import type { AdsChange } from '../providers/ads-port.ts'

/** What a change is by its kind, whatever it costs. Pure. */

/** Whether it may come to cost more. */
export function raises(change: AdsChange): boolean {
  switch (change.kind) {
    case 'set_bid':
    case 'set_budget':
      return change.from === null || change.to > change.from
    case 'set_keyword_status':
    case 'set_campaign_status':
    case 'set_ad_group_status':
    case 'set_ad_status':
      return change.to === 'ENABLED'
    case 'add_keyword':
    case 'remove_negative':
      return true
    // The same budget pays for one advertisement more.
    case 'add_ad':
    case 'add_negative':
      return false
    default:
      return unreachable(change)
  }
}

/** Nothing that was paused is begun again by an agent, and nothing new is bid for. */
export function isAgents(change: AdsChange): boolean {
  switch (change.kind) {
    case 'set_bid':
    case 'set_budget':
      return change.from !== null
    case 'set_keyword_status':
    case 'set_ad_status':
      return change.to === 'PAUSED'
    case 'add_negative':
    case 'add_ad':
      return true
    case 'add_keyword':
    case 'remove_negative':
    case 'set_campaign_status':
    case 'set_ad_group_status':
      return false
    default:
      return unreachable(change)
  }
}
