import type { Outcome, TenantView } from '../contract.ts'
import type { AdsConnectionView, AdsLogin, AdsWayBack, AdsPatch, AdsView, CampaignPatch } from './ads.ts'
import type { Language } from './board.ts'

/** What the router asks of a tenant about its advertising. `by`: the address of whoever pressed. */
export type AdsRpc = {
  readAds(days: number, language: Language | null): Promise<Outcome<AdsView>>
  /** Refused as `edited_meanwhile` where the bounds were set anew since they were read. */
  setAds(patch: AdsPatch, by: string): Promise<Outcome<AdsView>>
  /** Orders it: what became of it stands among the changes. */
  changeCampaign(campaignId: string, patch: CampaignPatch, by: string): Promise<Outcome<AdsView>>
  readAdsConnection(): Promise<Outcome<AdsConnectionView>>
  /** Trades what somebody came back with for leave, which is kept; an account is connected by `chooseAdsAccount`. */
  takeAdsCode(way: AdsWayBack): Promise<Outcome<AdsLogin>>
  /** The account has been reserved for this business before. Refused as `ads_refused`, in words. */
  chooseAdsAccount(accountId: string): Promise<Outcome<TenantView>>
  /** Gives the leave back to Google and forgets it. */
  dropAds(): Promise<Outcome<TenantView>>
  /** Takes back what a person ordered; what an agent did is taken back by its decision. */
  undoAdsChange(changeId: string, by: string): Promise<Outcome<AdsView>>
}
