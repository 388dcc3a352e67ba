import { beforeAll, expect, test } from 'vitest'
import { ADMIN, APP_URL, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

/** How a socket is answered that would be opened, were the business there. */
async function open(headers: Record<string, string>) {
  const token = await accessToken({ email: ADMIN })
  const cookie = { cookie: `CF_Authorization=${token}`, upgrade: 'websocket' }
  const answer = await router.send(`/live/tenants/ten_${'0'.repeat(24)}`, { headers: { ...cookie, ...headers } })
  return [answer.status, answer.json.code]
}

test.each(['cross-site', 'same-site'])(
  'a page from %s opens no socket, even where its origin is not named',
  async (site) => {
    expect(await open({ 'sec-fetch-site': site })).toEqual([403, 'origin_foreign'])
    expect(await open({ 'sec-fetch-site': site, origin: APP_URL })).toEqual([403, 'origin_foreign'])
  },
)

test('nor does one whose origin is another', async () => {
  expect(await open({ origin: 'https://evil.example.com' })).toEqual([403, 'origin_foreign'])
  expect(await open({ origin: 'null' })).toEqual([403, 'origin_foreign'])
})

test('a program says nothing of itself and is asked who it is', async () => {
  expect(await open({})).toEqual([404, 'tenant_missing'])
})
