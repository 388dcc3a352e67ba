import type { AdsRpc } from '../../tenants/contract/ads-rpc.ts'
import type { AdsPatch, AdsView } from '../../tenants/contract/ads.ts'
import type { Outcome } from '../../tenants/contract.ts'
import { StandInAgents } from './stand-in-agents.ts'
import { editedMeanwhile, missing } from './stand-in-trust.ts'

const NOTHING = { spendMinor: 0, impressions: 0, clicks: 0, leads: 0, bookings: 0, revenueMinor: 0 }

const UNCONNECTED: AdsView = {
  ...{ standing: 'not_connected', account: null, choices: [], stopped: null, days: 30, readAt: null },
  bounds: { isManaged: false, dailyMinor: 0, monthlyMinor: 0, bidMinor: 0, weeklyBookings: null, version: 0 },
  totals: { ...NOTHING, cplMinor: null, roi: null },
  ...{ campaigns: [], byDay: [], changes: [], told: { sent: 0, withheld: 0, refused: 0 } },
}

/** The part of the stand-in tenant that concerns its advertising. */
export abstract class StandInAds extends StandInAgents implements AdsRpc {
  ads: AdsView = UNCONNECTED

  async readAds(days: number): Promise<Outcome<AdsView>> {
    await this.behave()
    return { ok: true, value: { ...this.ads, days } }
  }

  async setAds({ bounds }: AdsPatch): Promise<Outcome<AdsView>> {
    await this.behave()
    const { version } = this.ads.bounds
    if (bounds && bounds.version !== version) return editedMeanwhile()
    if (bounds) this.ads = { ...this.ads, bounds: { ...bounds, version: version + 1 } }
    return { ok: true, value: this.ads }
  }

  async changeCampaign(): Promise<Outcome<AdsView>> {
    await this.behave()
    return missing('campaign_missing')
  }

  async undoAdsChange(): Promise<Outcome<AdsView>> {
    await this.behave()
    return missing('change_missing')
  }
}
