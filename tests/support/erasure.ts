import { runInDurableObject } from 'cloudflare:test'
import type { PrivacyRequestView } from '../../tenants/contract/rights.ts'
import { openShop, type Shop } from './open-shop.ts'

/** People who want to be erased, and how that is asked for. */

export const NAME = 'Quincey Featherstone'
export const WORDS = 'My daughter Odette is allergic to peppermint'

export type Request = PrivacyRequestView

export async function askFor(shop: Shop, who: Record<string, unknown>): Promise<Request> {
  const asked = { type: 'erasure', law: 'ccpa', identity: 'called_back', receivedVia: 'phone', ...who }
  return shop.api<Request>('POST', `/tenants/${shop.id}/privacy-requests`, asked)
}

export const close = (shop: Shop, id: string) =>
  shop.api<Request>('POST', `/tenants/${shop.id}/privacy-requests/${id}/close`)
export const read = (shop: Shop, id: string) => shop.api<Request>('GET', `/tenants/${shop.id}/privacy-requests/${id}`)

/** Everything that stands in the rows of a business, in one string. */
export async function dump(shop: Shop): Promise<string> {
  return runInDurableObject(shop.tenant.stub(), (_, state) => {
    const tables = state.storage.sql.exec<{ name: string }>(
      `select name from sqlite_master where type = 'table' and name not like '\\_%' escape '\\'`,
    )
    return tables
      .toArray()
      .map(({ name }) => JSON.stringify(state.storage.sql.exec(`select * from "${name}"`).toArray()))
      .join('\n')
  })
}

/** Somebody who called, was texted, asked for a price, and stands in GoHighLevel with a lead. */
export async function talkedWith() {
  const shop = await openShop()
  const email = `quincey-${crypto.randomUUID()}@example.com`
  const quincey = shop.customer(undefined, NAME, email)
  await quincey.callsTracked()
  await shop.tenant.passSeconds(20)
  await quincey.texts(`How much to fix a water heater? ${WORDS}`)
  await shop.tenant.passMinutes(2)
  await quincey.texts('Can someone come tomorrow at 9am?')
  await shop.tenant.passMinutes(2)
  const [customer] = await shop.tenant.query<{ id: string }>('select customer_id as id from customers')
  if (!customer) throw new Error('Nobody is known.')
  return { shop, quincey, email, customerId: customer.id }
}

/** Somebody who called and was texted, where there is no GoHighLevel. */
export async function texted() {
  const shop = await openShop({ ghlLocationId: null })
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  return { shop, pat }
}
