/** What the advertising account is asked. All of it can be repeated: a change looks first at what stands. */
export type AdsOrder =
  /** One page of what the account holds; the next follows from its answer. */
  | { type: 'read_ads'; read: AdsRead }
  /** Makes one change that was ordered, see storage/ad-change-rows.ts. */
  | { type: 'change_ads'; changeId: string }
  /** Tells Google what came of a lead that it sent. */
  | { type: 'tell_ads'; transactionId: string }

/** Days as numbers, both of them read. */
export type AdsRead = { step: AdsStep; from: number; until: number; oldest: number }

export type AdsStep = (typeof ADS_STEPS)[number]

/** In this order: what there is, then what it did. */
export const ADS_STEPS = [
  'campaigns',
  'ad_groups',
  'keywords',
  'campaign_negatives',
  'ads',
  'campaign_days',
  'keyword_days',
  'term_days',
  'ad_days',
  'calls',
] as const

const ADS_ORDERS: readonly string[] = ['read_ads', 'change_ads', 'tell_ads'] satisfies AdsOrder['type'][]

export function isAdsOrder(order: { type: string }): order is AdsOrder {
  return ADS_ORDERS.includes(order.type)
}
