import { endAds, makeAds } from './apply-ads-connection.ts'
import { clock } from './base/clock.ts'
import type { Outcome, TenantView } from './contract.ts'
import type { AdsConnectionView, AdsLogin, AdsWayBack } from './contract/ads.ts'
import { accountView, isChoosable } from './dashboard/ads-account.ts'
import type { AdsAccount } from './providers/ads-port.ts'
import { exchangeCode, revokeGrant } from './providers/google-ads/oauth.ts'
import { ADS_SCOPE, CONVERSIONS_SCOPE } from './providers/google-ads/scopes.ts'
import type { Answer } from './providers/port.ts'
import { loadAdsConnection, saveAdsConnection, standingOf, type AdsConnection } from './storage/ads-connection.ts'
import { viewOf } from './storage/tenant-rows.ts'
import { refuse } from './tenant-core.ts'
import type { Wiring } from './wiring.ts'

/** Connecting an advertising account at Google, and letting go of it. */

/**
 * Trades a code for leave and keeps it at once: it is given one time. The account is connected by `chooseAdsAccount`;
 * which one is known where there is only one, or where the one that was connected before can be reached again.
 */
export async function takeAdsCode(wiring: Wiring, way: AdsWayBack): Promise<Outcome<AdsLogin>> {
  const { tenant, ads, db } = wiring
  if (!tenant) return refuse('tenant_missing')
  if (!ads.isSetUp) return refuse('ads_refused', 'Google Ads is not set up here.')
  const answer = await exchangeCode(ads.app, way)
  if (answer.kind === 'revoked') {
    return refuse('ads_refused', 'Google does not know this way back any more. Begin again with Connect.')
  }
  if (answer.kind !== 'answered') return refuse('ads_refused', UNREACHABLE)
  const { refresh, scopes } = answer.value
  if (!scopes.includes(ADS_SCOPE)) {
    // Leave for half of it is of no use, and nothing of nobody's use is kept.
    await revokeGrant(ads.app, refresh)
    return { ok: true, value: { kind: 'no_leave' } }
  }
  const before = loadAdsConnection(db)
  // Tells its tokens from those of the connection before, also within one millisecond.
  const since = Math.max(clock.now(), (before?.since ?? 0) + 1)
  const sealed = ads.sealRefresh(refresh, tenant.tenantId)
  const connection: AdsConnection = {
    ...{ accounts: [], account: null, scopes, sealed, since, revokedAt: null, loss: null },
  }
  wiring.transact((context) => saveAdsConnection(context.db, connection))
  const found = await fetchAccounts(wiring)
  if (found.kind !== 'answered') return refuse('ads_refused', wordsOf(found))
  const usable = found.value.filter(isChoosable)
  const known = usable.find(({ accountId }) => accountId === before?.account?.accountId)
  const only = known ?? (usable.length === 1 ? usable[0] : undefined)
  if (!only) return { ok: true, value: { kind: 'choose' } }
  const canTell = scopes.includes(CONVERSIONS_SCOPE)
  return { ok: true, value: { kind: 'account', accountId: only.accountId, canTell } }
}

/** While an account has to be chosen, what there is to choose is looked up anew. */
export async function readAdsConnection(wiring: Wiring): Promise<Outcome<AdsConnectionView>> {
  const { tenant, ads, db } = wiring
  if (!tenant) return refuse('tenant_missing')
  if (standingOf(loadAdsConnection(db), ads.isSetUp) === 'choosing') await fetchAccounts(wiring)
  const connection = loadAdsConnection(db)
  const standing = standingOf(connection, ads.isSetUp)
  const choices = standing === 'choosing' ? (connection?.accounts ?? []) : []
  const view: AdsConnectionView = {
    ...{ standing, choices: choices.filter(isChoosable).map(accountView) },
    account: connection?.account ? accountView(connection.account) : null,
    canTell: connection?.scopes.includes(CONVERSIONS_SCOPE) ?? false,
    ...{ since: connection?.since ?? null, loss: connection?.loss ?? null },
  }
  return { ok: true, value: view }
}

/** The router has reserved it for this business before. It is looked at first: nobody connects what is not theirs. */
export async function chooseAdsAccount(wiring: Wiring, accountId: string): Promise<Outcome<TenantView>> {
  if (!wiring.tenant) return refuse('tenant_missing')
  const found = await fetchAccounts(wiring)
  if (found.kind !== 'answered') return refuse('ads_refused', wordsOf(found))
  const account = found.value.find((one) => one.accountId === accountId)
  if (!account) return refuse('ads_refused', 'This Google login does not reach that account. Choose one it does.')
  if (account.isManager) return refuse('ads_refused', 'That is a manager account. Choose one of the accounts in it.')
  if (!isChoosable(account)) return refuse('ads_refused', 'Google has closed or suspended that account.')
  wiring.transact((context) => makeAds(context, account, clock.now()))
  wiring.pump()
  return viewAnew(wiring)
}

/** Gives the leave back to Google and forgets it, whether or not Google answers. */
export async function dropAds(wiring: Wiring): Promise<Outcome<TenantView>> {
  const { tenant, ads, db } = wiring
  if (!tenant) return refuse('tenant_missing')
  const sealed = loadAdsConnection(db)?.sealed ?? null
  const refresh = sealed === null ? null : ads.unsealRefresh(sealed, tenant.tenantId)
  const revoked = refresh === null ? null : await revokeGrant(ads.app, refresh)
  const isTold = revoked === null || revoked.kind === 'answered'
  wiring.transact((context) => endAds(context, isTold, clock.now()))
  return viewAnew(wiring)
}

/** What the login reaches, kept so that a screen can show it without asking Google. */
async function fetchAccounts(wiring: Wiring): Promise<Answer<AdsAccount[]>> {
  const { tenant, db } = wiring
  const before = loadAdsConnection(db)
  const login = tenant && wiring.ads.openLogin({ db, tenant })
  if (!login || !before) return NOT_LOGGED_IN
  const answer = await login.fetchAccounts()
  if (answer.kind !== 'answered') return answer
  wiring.transact((context) => {
    const connection = loadAdsConnection(context.db)
    if (connection?.since !== before.since) return
    saveAdsConnection(context.db, { ...connection, accounts: answer.value })
  })
  return answer
}

const NOT_LOGGED_IN: Answer<never> = { kind: 'unavailable', code: 'ads_disconnected', retryAfterMs: null }
const UNREACHABLE = 'Google does not answer. Nothing was changed; try again in a moment.'

function wordsOf({ code }: Exclude<Answer<never>, { kind: 'answered' }>): string {
  if (code === 'ads_disconnected') return 'Google does not let us in. Connect once more.'
  if (code === 'not_ads_user')
    return 'This Google login has no Google Ads account. Connect with the one you advertise by.'
  if (code === 'project_not_approved')
    return 'Google has not approved Shoulder for accounts like yours yet. Tell us, please.'
  return UNREACHABLE
}

function viewAnew(wiring: Wiring): Outcome<TenantView> {
  wiring.forgetTenant()
  return wiring.tenant ? { ok: true, value: viewOf(wiring.tenant) } : refuse('tenant_missing')
}
