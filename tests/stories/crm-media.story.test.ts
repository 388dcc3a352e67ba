import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { ConversationView } from '../../tenants/contract/board.ts'
import type { MediaView } from '../../tenants/contract/media.ts'
import { CrmPhone, textByCrm } from '../support/crm-texts.ts'
import { holds, JPEG, makeJpeg, SECRET_PLACE } from '../support/media.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

/** Pictures that come with texts to a number of GoHighLevel's. */

const { FILES: files } = env as unknown as { FILES: R2Bucket }

async function openCrmShop() {
  const shop = await openShop()
  return { shop, pat: new CrmPhone(shop, await textByCrm(shop), shop.customer().phone) }
}

async function mediaOf(shop: Shop): Promise<MediaView[]> {
  const [{ id } = { id: '' }] = await shop.tenant.list<{ id: string }>('customers')
  const talk = await shop.api<ConversationView>('GET', `/tenants/${shop.id}/conversations/${id}`)
  return talk.items.flatMap(({ media = [] }) => media)
}
const stored = async (shop: Shop) => (await files.list({ prefix: `tenants/${shop.id}/` })).objects

test('come over into our store, are shown without their place, and their words are answered', async () => {
  const { shop, pat } = await openCrmShop()
  const urls = await pat.sends('how much for a water heater?', [JPEG, JPEG])
  expect(urls).toHaveLength(2)
  expect(await mediaOf(shop)).toEqual(
    [1, 2].map(() => expect.objectContaining({ kind: 'photo', status: 'kept', contentType: 'image/jpeg' })),
  )
  const kept = await stored(shop)
  expect(kept.map(({ size }) => size)).toEqual([makeJpeg().length, makeJpeg().length])
  const [photo] = await mediaOf(shop)
  const { token } = await shop.control<{ token: string }>('/access/token', { email: 'admin@example.com' })
  const headers = { 'cf-access-jwt-assertion': token }
  const shown = await shop.send(`/api/v1/tenants/${shop.id}/media/${photo?.id}`, { headers })
  const bytes = new Uint8Array(await shown.arrayBuffer())
  expect([shown.status, holds(bytes, SECRET_PLACE), holds(makeJpeg(), SECRET_PLACE)]).toEqual([200, false, true])
  expect((await pat.received()).at(-1)).toContain('$179')
})

const page = `data:text/html;base64,${btoa('<script>alert(1)</script>')}`
/** A picture by its first bytes alone, and one byte more than is taken. */
const huge = () => `data:image/jpeg;base64,/9j/${'AAAA'.repeat((5 * 1024 * 1024) / 3)}`

test.each<[string, (shop: Shop) => string, string, RegExp]>([
  ['of a wrong kind', () => page, 'refused', /no picture or recording/],
  ['that are too large', huge, 'refused', /larger than 5 MB/],
  [
    'that are gone',
    (shop) => `${shop.settings.GHL_API_URL}/attachments/${'0'.repeat(40)}`,
    'failed',
    /does not have it/,
  ],
  ['that lie elsewhere', () => 'https://files.example.com/leak.jpg', 'refused', /not trusted/],
])('%s are not kept, and the conversation says why', async (_what, make, status, why) => {
  const { shop, pat } = await openCrmShop()
  await pat.sends('Look at this', [make(shop)])
  await shop.tenant.passMinutes(10)
  expect(await mediaOf(shop)).toEqual([expect.objectContaining({ status, why: expect.stringMatching(why) })])
  expect(await stored(shop)).toEqual([])
  expect(await shop.tenant.timeline()).toContain('media_failed')
})
