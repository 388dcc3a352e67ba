import type { AdsRpc } from '../../tenants/contract/ads-rpc.ts'
import type { AdsConnectionView, AdsLogin, AdsWayBack, AdsPatch, AdsView } from '../../tenants/contract/ads.ts'
import type { Outcome, TenantView } from '../../tenants/contract.ts'
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

  /** What the next code turns out to be good for; refused where there is none. */
  login: AdsLogin | null = null
  ways: AdsWayBack[] = []

  async readAdsConnection(): Promise<Outcome<AdsConnectionView>> {
    await this.behave()
    const { standing, account, choices } = this.ads
    return { ok: true, value: { standing, account, choices, canTell: false, since: null, loss: null } }
  }

  async takeAdsCode(way: AdsWayBack): Promise<Outcome<AdsLogin>> {
    await this.behave()
    this.ways.push(way)
    return this.login ? { ok: true, value: this.login } : refusedAds()
  }

  async chooseAdsAccount(accountId: string): Promise<Outcome<TenantView>> {
    return this.#takeAccount(accountId)
  }

  async dropAds(): Promise<Outcome<TenantView>> {
    return this.#takeAccount(null)
  }

  async #takeAccount(googleAdsCustomerId: string | null): Promise<Outcome<TenantView>> {
    await this.behave()
    if (!this.profile) return missing()
    this.profile = { ...this.profile, googleAdsCustomerId }
    return { ok: true, value: this.profile }
  }
}

function refusedAds(): Outcome<never> {
  return { ok: false, error: { code: 'ads_refused', detail: 'Google does not know this way back any more.' } }
}
