import type { AdsAccount, AdsLogRow, AppliedMutate } from '../google-ads-records.ts'
import type { Ad, AdGroup, Budget, Campaign, Keyword, Negative } from './account.ts'
import type { ConversionAction, Sum } from './figures.ts'
import type { Market } from './market.ts'
import type { FilledForm } from './forms.ts'
import type { Click, MarketLead } from './outcomes.ts'

/** What one row of an answer can be read from. */
export type ReportRow = {
  owner: AdsAccount
  /** Null for a manager, which advertises nothing. */
  market: Market | null
  campaign?: Campaign | undefined
  budget?: Budget | undefined
  adGroup?: AdGroup | undefined
  keyword?: Keyword | undefined
  negative?: Negative | undefined
  ad?: Ad | undefined
  client?: { account: AdsAccount; level: number }
  action?: ActionOfAccount
  lead?: MarketLead
  form?: FilledForm
  click?: Click
  change?: { entry: Extract<AdsLogRow, { kind: 'mutate' }>; applied: AppliedMutate; place: number }
  searchTerm?: string
  segments: Record<string, string>
  sum: Sum
  reach?: { eligible: number; shown: number; lostToBudget: number; lostToRank: number }
}

export type ActionOfAccount = {
  id: string
  action: ConversionAction
  name: string
  type: string
  category: string
  isPrimary: boolean
}

/** The ways in which this account counts a conversion. The last two are told by the business itself. */
export function actionsOf(account: AdsAccount): ActionOfAccount[] {
  const id = (place: number) => String(7_000_000_000 + (Number(account.id) % 100_000_000) * 10 + place)
  const rows: [ConversionAction, name: string, type: string, category: string, isPrimary: boolean][] = [
    ['call_from_ad', 'Calls from ads', 'AD_CALL', 'PHONE_CALL_LEAD', true],
    ['lead_form', 'Lead form - Submit', 'LEAD_FORM_SUBMIT', 'SUBMIT_LEAD_FORM', true],
    ['booked_job', 'Booked appointment', 'UPLOAD_CLICKS', 'BOOK_APPOINTMENT', true],
    ['completed_job', 'Completed job', 'UPLOAD_CLICKS', 'PURCHASE', false],
  ]
  return rows.map(([action, name, type, category, isPrimary], place) => ({
    id: id(place),
    ...{ action, name, type, category, isPrimary },
  }))
}

/** Names as Google spells them. */
export const nameOf = {
  customer: (account: AdsAccount) => `customers/${account.id}`,
  campaign: (account: AdsAccount, id: string) => `customers/${account.id}/campaigns/${id}`,
  budget: (account: AdsAccount, id: string) => `customers/${account.id}/campaignBudgets/${id}`,
  adGroup: (account: AdsAccount, id: string) => `customers/${account.id}/adGroups/${id}`,
  criterion: (account: AdsAccount, ref: string) => `customers/${account.id}/adGroupCriteria/${ref}`,
  campaignCriterion: (account: AdsAccount, ref: string) => `customers/${account.id}/campaignCriteria/${ref}`,
  adGroupAd: (account: AdsAccount, ref: string) => `customers/${account.id}/adGroupAds/${ref}`,
  action: (account: AdsAccount, id: string) => `customers/${account.id}/conversionActions/${id}`,
}
