import { locationTokens } from '../../tenants/providers/gohighlevel/tokens.ts'
import { request } from '../../tenants/providers/http.ts'
import type { Shop } from './open-shop.ts'

type Filed = { phone: string; name: string; state?: string; postalCode?: string; country?: string }

/** Somebody in the office puts a contact into GoHighLevel, with an address. */
export async function fileContact(shop: Pick<Shop, 'settings' | 'ghlLocationId'>, contact: Filed): Promise<string> {
  const { GHL_API_URL: apiUrl = '', GHL_CLIENT_ID: clientId = '', GHL_CLIENT_SECRET: clientSecret = '' } = shop.settings
  const locationId = shop.ghlLocationId ?? ''
  const shared = { apiUrl, locationId, http: request }
  const kept = { load: async () => null, save: async () => undefined }
  const tokens = locationTokens({ ...shared, ...kept, clientId, clientSecret, now: Date.now })
  const token = await tokens.current()
  if (token.kind !== 'answered') throw new Error(`GoHighLevel gave no token: ${token.code}`)
  const answer = await fetch(`${apiUrl}/contacts/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.value}`, version: '2021-07-28', 'content-type': 'application/json' },
    body: JSON.stringify({ locationId, ...contact }),
  })
  if (!answer.ok) throw new Error(`GoHighLevel took no contact: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { contact: { id: string } }).contact.id
}
