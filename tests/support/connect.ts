import type { CrmView } from '../../tenants/contract/gohighlevel.ts'
import type { Shop } from './open-shop.ts'

/** What has become of an account at the sandbox's GoHighLevel; see sandbox/ghl-place-control.ts. */
export type Place = {
  refreshes: number
  reuses: number
  values: { name: string; value: string }[]
  tags: string[]
  enrolments: { workflow: string; contactId: string }[]
}

let count = 0

/** A location nobody has yet. */
export function newLocation(): string {
  count += 1
  return `locOwn${count}x${crypto.randomUUID().slice(0, 8)}`
}

export const placeOf = (shop: Shop, id: string) => shop.control<Place>(`/ghl/places/${id}`)
export const atPlace = (shop: Shop, id: string, verb: string, body: object = {}) =>
  shop.control<Place>(`/ghl/places/${id}/${verb}`, body)

export const crmOf = (shop: Shop) => shop.api<CrmView>('GET', `/tenants/${shop.id}/gohighlevel`)

async function visit(shop: Shop, path: string, email: string): Promise<Response> {
  const { token } = await shop.control<{ token: string }>('/access/token', { email, expiresInS: 90 * 86_400 })
  return shop.send(path, { headers: { 'cf-access-jwt-assertion': token }, redirect: 'manual' })
}

/** Presses Connect, chooses at GoHighLevel, and gives the way back, which has not been taken yet. */
export async function choose(
  shop: Shop,
  choice: { locationId: string } | { agency: '1' },
  email = 'admin@example.com',
): Promise<string> {
  const begun = await visit(shop, `/api/v1/connect/gohighlevel?tenant=${shop.id}`, email)
  if (begun.status !== 302) throw new Error(`Connect answered ${begun.status}: ${await begun.text()}`)
  const chooser = new URL(begun.headers.get('location') ?? '')
  for (const [name, value] of Object.entries(choice)) chooser.searchParams.set(name, value)
  const chosen = await fetch(chooser, { redirect: 'manual' })
  const back = new URL(chosen.headers.get('location') ?? '')
  return back.pathname + back.search
}

/** Comes back from there; answers what the settings are told of it, or the page's words where there is no way back. */
export async function comeBack(shop: Shop, path: string, email = 'admin@example.com'): Promise<string> {
  const answer = await visit(shop, path, email)
  const text = await answer.text()
  const to = answer.headers.get('location')
  return to === null ? text : (new URL(to).searchParams.get('came') ?? to)
}

export async function connect(shop: Shop, choice: { locationId: string } | { agency: '1' }): Promise<string> {
  const came = await comeBack(shop, await choose(shop, choice))
  await shop.tenant.settle()
  return came
}
