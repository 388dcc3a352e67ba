import { loseAds } from './apply-ads-connection.ts'
import type { Instant } from './base/clock.ts'
import { openKeyring, seal, unseal, Unsealable } from './base/sealing.ts'
import type { AdsPort } from './providers/ads-port.ts'
import { googleAds } from './providers/google-ads/api.ts'
import { tokenUrlOf, type OAuthApp } from './providers/google-ads/oauth.ts'
import type { Place } from './providers/google-ads/search.ts'
import { adsTokens } from './providers/google-ads/tokens.ts'
import { reachOnly, streamOnly } from './providers/http.ts'
import type { AccessTokens } from './providers/one-at-a-time.ts'
import { loadAdsConnection, openAccount, type AdsConnection } from './storage/ads-connection.ts'
import type { Context } from './storage/tenant-rows.ts'
import type { AdsLoss } from './timeline/work-event.ts'

type Env = {
  SEALING_KEY: string
  GOOGLE_CLIENT_ID?: string
  GOOGLE_CLIENT_SECRET?: string
  GOOGLE_ADS_API_URL?: string
  GOOGLE_DATA_MANAGER_API_URL?: string
  GOOGLE_OAUTH_URL?: string
}

type Ports = {
  env: Env
  transact<T>(work: (context: Context) => T): T | null
  now(): Instant
}

/** An account of nobody: for what a login may be asked before one of its accounts is chosen. */
const NOWHERE: Place = { accountId: '', throughId: null }

/** A business's way into its advertising account at Google. Its token is sealed where it is kept. */
export class AdsAccess {
  readonly #ports: Ports
  #held: { since: Instant; tokens: AccessTokens } | null = null

  constructor(ports: Ports) {
    this.#ports = ports
  }

  /** Whether whoever runs all this has registered it at Google. */
  get isSetUp(): boolean {
    const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = this.#ports.env
    return Boolean(GOOGLE_CLIENT_ID && GOOGLE_CLIENT_SECRET)
  }

  /** Null where no account is connected, or Google lets us in no longer. */
  open({ db, tenant }: Context): AdsPort | null {
    const account = openAccount(db)
    const connection = loadAdsConnection(db)
    if (!this.isSetUp || !account || !connection) return null
    return this.#portOf(connection, tenant.tenantId, { accountId: account.accountId, throughId: account.managerId })
  }

  /** For what a login is asked whichever account is chosen; null where nobody is logged in. */
  openLogin({ db, tenant }: Context): Pick<AdsPort, 'fetchAccounts'> | null {
    const connection = loadAdsConnection(db)
    if (!this.isSetUp || !connection?.sealed) return null
    return this.#portOf(connection, tenant.tenantId, NOWHERE)
  }

  /** Shoulder as Google knows it. */
  get app(): OAuthApp {
    const { GOOGLE_CLIENT_ID: clientId = '', GOOGLE_CLIENT_SECRET: clientSecret = '' } = this.#ports.env
    const { GOOGLE_OAUTH_URL: oauthUrl = 'https://accounts.google.com' } = this.#ports.env
    const http = reachOnly([tokenUrlOf(oauthUrl)])
    return { oauthUrl, clientId, clientSecret, http, now: () => this.#ports.now() }
  }

  sealRefresh(refresh: string, tenantId: string): string {
    return seal(openKeyring(this.#ports.env.SEALING_KEY), ownerOf(tenantId), refresh)
  }

  /** Null where it was sealed under a key that is gone. */
  unsealRefresh(sealed: string, tenantId: string): string | null {
    try {
      return unseal(openKeyring(this.#ports.env.SEALING_KEY), ownerOf(tenantId), sealed)
    } catch (error) {
      if (error instanceof Unsealable) return null
      throw error
    }
  }

  #portOf({ since }: AdsConnection, tenantId: string, place: Place): AdsPort {
    const { env } = this.#ports
    const { GOOGLE_ADS_API_URL: apiUrl = 'https://googleads.googleapis.com' } = env
    const { GOOGLE_DATA_MANAGER_API_URL: conversionsUrl = 'https://datamanager.googleapis.com' } = env
    return googleAds({
      ...{ apiUrl, conversionsUrl, place, tokens: this.#tokensOf(since, tenantId) },
      ...{ http: reachOnly([apiUrl, conversionsUrl]), stream: streamOnly([apiUrl]) },
      noteLoss: (loss) => this.#lose(loss, since),
    })
  }

  /** One set of tokens for one connection: a new one begins with nothing of the last. */
  #tokensOf(since: Instant, tenantId: string): AccessTokens {
    if (this.#held?.since === since) return this.#held.tokens
    const tokens = adsTokens({
      ...this.app,
      loadRefresh: () => this.#ports.transact((context) => this.#openRefresh(context, since, tenantId)),
      noteRevoked: () => this.#lose('token_revoked', since),
    })
    this.#held = { since, tokens }
    return tokens
  }

  #openRefresh({ db }: Context, since: Instant, tenantId: string): string | null {
    const connection = loadAdsConnection(db)
    if (!connection?.sealed || connection.since !== since) return null
    const refresh = this.unsealRefresh(connection.sealed, tenantId)
    if (refresh === null) this.#lose('token_revoked', since)
    return refresh
  }

  /** Never of another connection that was made while the answer was on its way. */
  #lose(loss: AdsLoss, since: Instant): void {
    this.#ports.transact((context) => {
      if (loadAdsConnection(context.db)?.since === since) loseAds(context, loss, this.#ports.now())
    })
  }
}

const ownerOf = (tenantId: string) => `${tenantId}/ads_tokens`
