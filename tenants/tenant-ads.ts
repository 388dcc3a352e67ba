import { changeCampaign, setAds, undoAdsChange } from './ads-commands.ts'
import { clock } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { AdsRpc } from './contract/ads-rpc.ts'
import type { AdsPatch, AdsView, CampaignPatch } from './contract/ads.ts'
import type { Language } from './contract/board.ts'
import { readAdsView } from './dashboard/ads.ts'
import { TenantAgents } from './tenant-agents.ts'

const DAYS_USUAL = 30

/** Advertising. Each method wires; none decides. */
export abstract class TenantAds extends TenantAgents implements AdsRpc {
  async readAds(days: number, language: Language | null): Promise<Outcome<AdsView>> {
    const isSetUp = this.env.GOOGLE_CLIENT_ID !== undefined
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

  async #after(done: Outcome<null>): Promise<Outcome<AdsView>> {
    return done.ok ? this.readAds(DAYS_USUAL, null) : done
  }
}
