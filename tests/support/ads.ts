import type { AdsConnectionView } from '../../tenants/contract/ads.ts'
import { comeBack } from './connect.ts'
import type { Shop } from './open-shop.ts'

/** An account at the sandbox's Google; see sandbox/google-ads-control.ts. */
export type Advertiser = { customerId: string; name: string; login: string; today: string }

let count = 0

/** An account nobody has yet, with a few days behind it, or a manager. */
export async function newAdvertiser(shop: Shop, over: Record<string, unknown> = {}): Promise<Advertiser> {
  count += 1
  const login = `ads${count}-${crypto.randomUUID().slice(0, 8)}@example.com`
  return shop.control<Advertiser>('/google-ads/accounts', { login, seed: 7, days: 3, ...over })
}

export const adsOf = (shop: Shop) => shop.api<AdsConnectionView>('GET', `/tenants/${shop.id}/ads/account`)

/** Presses Connect and gives leave at Google, all that was asked but for `without`; the way back is not taken yet. */
export async function giveLeave(
  shop: Shop,
  choice: { login: string; without?: string } | { deny: '1' },
  email = 'admin@example.com',
): Promise<string> {
  const { token } = await shop.control<{ token: string }>('/access/token', { email, expiresInS: 90 * 86_400 })
  const begun = await shop.send(`/api/v1/connect/google-ads?tenant=${shop.id}`, {
    headers: { 'cf-access-jwt-assertion': token },
    redirect: 'manual',
  })
  if (begun.status !== 302) throw new Error(`Connect answered ${begun.status}: ${await begun.text()}`)
  const consent = new URL(begun.headers.get('location') ?? '')
  for (const [name, value] of Object.entries(choice)) consent.searchParams.set(name, value)
  const given = await fetch(consent, { redirect: 'manual' })
  const to = given.headers.get('location')
  if (to === null) throw new Error(`Google's page answered ${given.status}: ${await given.text()}`)
  const back = new URL(to)
  return back.pathname + back.search
}

export async function connectAds(shop: Shop, choice: Parameters<typeof giveLeave>[1]): Promise<string> {
  return comeBack(shop, await giveLeave(shop, choice))
}
