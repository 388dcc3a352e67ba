import { changeCampaign, setAds, undoAdsChange } from './ads-commands.ts'
import { chooseAdsAccount, dropAds, readAdsConnection, takeAdsCode } from './ads-connection-commands.ts'
import { clock } from './base/clock.ts'
import type { Outcome, TenantView } from './contract.ts'
import type { AdsRpc } from './contract/ads-rpc.ts'
import type { AdsConnectionView, AdsLogin, AdsWayBack, AdsPatch, AdsView, CampaignPatch } from './contract/ads.ts'
import type { Language } from './contract/board.ts'
import { readAdsView } from './dashboard/ads.ts'
import { TenantAgents } from './tenant-agents.ts'

const DAYS_USUAL = 30

/** Advertising. Each method wires; none decides. */
export abstract class TenantAds extends TenantAgents implements AdsRpc {
  async readAds(days: number, language: Language | null): Promise<Outcome<AdsView>> {
    const { isSetUp } = this.wiring.ads
    return this.read((context) => {
      const asked = { days, language: language ?? context.tenant.profile.language, isSetUp }
      return readAdsView(context, asked, clock.now())
    })
  }

  async setAds(patch: AdsPatch, _by: string): Promise<Outcome<AdsView>> {
    return this.#after(this.within((context) => setAds(context, patch, clock.now())))
  }

  async changeCampaign(campaignId: string, patch: CampaignPatch, by: string): Promise<Outcome<AdsView>> {
    return this.#after(this.within((context) => changeCampaign(context, campaignId, patch, by, clock.now())))
  }

  async undoAdsChange(changeId: string, by: string): Promise<Outcome<AdsView>> {
    return this.#after(this.within((context) => undoAdsChange(context, changeId, by, clock.now())))
  }

  async readAdsConnection(): Promise<Outcome<AdsConnectionView>> {
    return readAdsConnection(this.wiring)
  }

  async takeAdsCode(way: AdsWayBack): Promise<Outcome<AdsLogin>> {
    return takeAdsCode(this.wiring, way)
  }

  async chooseAdsAccount(accountId: string): Promise<Outcome<TenantView>> {
    return chooseAdsAccount(this.wiring, accountId)
  }

  async dropAds(): Promise<Outcome<TenantView>> {
    return dropAds(this.wiring)
  }

  async #after(done: Outcome<null>): Promise<Outcome<AdsView>> {
    return done.ok ? this.readAds(DAYS_USUAL, null) : done
  }
}
