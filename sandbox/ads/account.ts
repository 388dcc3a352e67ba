import type { MatchType } from './matching.ts'

export type Status = 'ENABLED' | 'PAUSED' | 'REMOVED'

/** Money is in micros of the account's currency: millionths, as whole numbers. */
export type Budget = { id: string; name: string; amountMicros: number; isShared: boolean; status: Status }
export type Campaign = { id: string; name: string; status: Status; budgetId: string; startOn: string }
export type AdGroup = { id: string; campaignId: string; name: string; status: Status; cpcBidMicros: number }
export type Keyword = {
  /** `{adGroupId}~{criterionId}`, as Google names it. */
  ref: string
  criterionId: string
  adGroupId: string
  text: string
  matchType: MatchType
  status: Status
  /** Null takes the ad group's. */
  cpcBidMicros: number | null
  /** The service it speaks of, -1 for none. */
  need: number
}
export type Negative = {
  /** `{ownerId}~{criterionId}` */
  ref: string
  criterionId: string
  level: 'campaign' | 'ad_group'
  ownerId: string
  text: string
  matchType: MatchType
  isRemoved: boolean
}
export type Ad = {
  /** `{adGroupId}~{adId}` */
  ref: string
  adId: string
  adGroupId: string
  status: Status
  headlines: string[]
  descriptions: string[]
  finalUrls: string[]
  path1: string
  path2: string
}

/** Everything an advertiser sets. Rows are replaced, never changed; what is removed stays, as it does at Google. */
export type Account = {
  customerId: string
  name: string
  currency: string
  timeZone: string
  budgets: Map<string, Budget>
  campaigns: Map<string, Campaign>
  adGroups: Map<string, AdGroup>
  keywords: Map<string, Keyword>
  negatives: Map<string, Negative>
  ads: Map<string, Ad>
  /** Counts up by every change, so that what was worked out from the account knows when it is stale. */
  version: number
  lastId: number
}

export function emptyAccount(given: Pick<Account, 'customerId' | 'name' | 'currency' | 'timeZone'>): Account {
  return {
    ...given,
    budgets: new Map(),
    campaigns: new Map(),
    adGroups: new Map(),
    keywords: new Map(),
    negatives: new Map(),
    ads: new Map(),
    version: 0,
    lastId: 0,
  }
}

const FIRST_ID = {
  budget: 13_000_000_000n,
  campaign: 21_000_000_000n,
  ad_group: 152_000_000_000n,
  ad: 701_000_000_000n,
}
/** The first whole number that a double cannot tell from its neighbour: Google's ids have 64 bits. */
const FIRST_CRITERION_ID = 9_007_199_254_740_993n

export function nextId(account: Account, kind: keyof typeof FIRST_ID | 'criterion'): string {
  account.lastId += 1
  // Accounts share no ids, so that one account's id asked of another finds nothing.
  const own = (BigInt(account.customerId) % 100_000n) * 10_000n + BigInt(account.lastId)
  return String((kind === 'criterion' ? FIRST_CRITERION_ID : FIRST_ID[kind]) + own)
}

export function bidOf(keyword: Keyword, account: Account): number {
  return keyword.cpcBidMicros ?? account.adGroups.get(keyword.adGroupId)?.cpcBidMicros ?? 0
}

/** Rows are replaced and never changed, so that a copy shares them. */
export function copyAccount(account: Account): Account {
  const { budgets, campaigns, adGroups, keywords, negatives, ads } = account
  return {
    ...account,
    ...{ budgets: new Map(budgets), campaigns: new Map(campaigns), adGroups: new Map(adGroups) },
    ...{ keywords: new Map(keywords), negatives: new Map(negatives), ads: new Map(ads) },
  }
}
