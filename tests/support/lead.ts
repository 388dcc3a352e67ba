import type { Shop } from './open-shop.ts'

/** Whoever fills in a form of the business: on its site, or below an advertisement. */

export type FormFields = Partial<
  Record<'name' | 'phone' | 'email' | 'words' | 'offers' | 'website' | 'token' | 'gclid' | 'gbraid', string>
>

export async function openForm(shop: Shop, query = ''): Promise<{ html: string; token: string; response: Response }> {
  const response = await shop.send(`/f/${shop.id}${query}`, { headers: { accept: 'text/html' } })
  const html = await response.text()
  return { html, response, token: /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '' }
}

export async function post(shop: Shop, fields: FormFields, query = '', headers = {}): Promise<Response> {
  const answer = await shop.send(`/f/${shop.id}${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  })
  await shop.tenant.settle()
  return answer
}

/** Opens the form, takes as long as people take, and sends it. */
export async function fillIn(shop: Shop, fields: FormFields, query = ''): Promise<Response> {
  const { token } = await openForm(shop, query)
  shop.watch.now += 20_000
  return post(shop, { token, ...fields }, query)
}

export async function newGoogleKey(shop: Shop): Promise<string> {
  return (await shop.api<{ key: string }>('POST', `/tenants/${shop.id}/web-leads/google-key`)).key
}

/** A lead as Google Ads posts it. Ids are written as they come over the wire: numbers of up to 64 bits. */
export async function googlePosts(
  shop: Shop,
  key: string,
  columns: Record<string, string>,
  over: Record<string, unknown> = {},
): Promise<Response> {
  const user_column_data = Object.entries(columns).map(([column_id, string_value]) => ({ column_id, string_value }))
  const lead = {
    lead_id: `lead-${crypto.randomUUID()}`,
    api_version: '1.0',
    gcl_id: 'click-1',
    google_key: key,
    is_test: false,
    lead_submit_time: new Date(shop.watch.now).toISOString(),
    user_column_data,
    ...over,
  }
  const ids = '"form_id":40000000001,"campaign_id":9223372036854775807,"adgroup_id":77,'
  const answer = await shop.send('/hooks/google-ads/lead', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(lead).replace('{', `{${ids}`),
  })
  await shop.tenant.settle()
  return answer
}
