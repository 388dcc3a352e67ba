import type { Action, Evidence } from '../decision.ts'

/** What is said of changes in the account and of what speaks for them. Amounts are in the account's own currency. */
type AdsKind =
  'change_bids' | 'switch_keywords' | 'set_negatives' | 'set_ad_budget' | 'try_ad' | 'drop_ad' | 'switch_ad'
type AdsCode = 'keyword_seen' | 'search_seen' | 'budget_seen' | 'ad_seen'

export type AdsWords = {
  actions: { [K in AdsKind]: (action: Extract<Action, { kind: K }>, isDone: boolean) => string }
  evidence: { [C in AdsCode]: (seen: Extract<Evidence, { code: C }>) => string }
}
