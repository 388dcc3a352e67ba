import type { DayNumber } from '../base/local-time.ts'

/** What the advertising account is asked. All of it can be repeated: a change looks first at what stands. */
export type AdsOrder =
  /** One page of what the account holds; the next follows from its answer. */
  | { type: 'read_ads'; read: AdsRead }
  /** Makes one change that was ordered, see storage/ad-change-rows.ts. */
  | { type: 'change_ads'; changeId: string }
  /** Tells Google what came of a lead that it sent. */
  | { type: 'tell_ads'; transactionId: string }
  /** What Google made of what it was told. */
  | { type: 'ask_ads_fate'; requestRef: string; asks: number }

/** Days are the account's own; both ends are read. */
export type AdsRead = {
  /** Of another account nothing is taken in. */
  accountId: string
  step: AdsStep
  from: DayNumber
  until: DayNumber
  /** How far back the round goes, and from where. */
  oldest: DayNumber
  today: DayNumber
  /** Counts days of clicks. */
  pages?: number
}

export type AdsStep = 'lead_forms' | EntityStep | DayStep | 'calls' | 'clicks'
export type EntityStep = (typeof ENTITY_STEPS)[number]
export type DayStep = (typeof DAY_STEPS)[number]

/** What there is. */
export const ENTITY_STEPS = ['campaigns', 'ad_groups', 'keywords', 'campaign_negatives', 'ads'] as const
/** What it did. */
export const DAY_STEPS = ['campaign_days', 'keyword_days', 'term_days', 'ad_days'] as const

const ADS_ORDERS: readonly string[] = [
  'read_ads',
  'change_ads',
  'tell_ads',
  'ask_ads_fate',
] satisfies AdsOrder['type'][]

export function isAdsOrder(order: { type: string }): order is AdsOrder {
  return ADS_ORDERS.includes(order.type)
}
