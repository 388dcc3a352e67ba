import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

const VAPID = {
  VAPID_PUBLIC_KEY: `B${'A'.repeat(86)}`,
  VAPID_PRIVATE_KEY: 'A'.repeat(43),
  VAPID_SUBJECT: 'mailto:hello@example.com',
}
const SUBSCRIPTION = {
  endpoint: 'https://push.example.net/abc',
  expirationTime: null,
  keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) },
}
const VIEWER = 'viewer.of.push@example.com'
const RESELLER = 'reseller.of.push@example.com'

let router: OpenRouter
let shop: Shop

beforeAll(async () => {
  standInAccess()
  router = await openRouter(VAPID)
  shop = await router.openShop()
  const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }
  const insert = DIRECTORY.prepare('INSERT INTO person (email, role, tenant_id, created_at) VALUES (?, ?, ?, 0)')
  await DIRECTORY.batch([insert.bind(VIEWER, 'viewer', shop.id), insert.bind(RESELLER, 'reseller', shop.id)])
})

const ask = (email: string | null, method: string, path = '', body?: object) =>
  router.api(email, method, `/tenants/${shop.id}/push${path}`, body)

describe('notifications to phones', () => {
  test('are offered with the key that a browser subscribes to', async () => {
    expect((await ask(shop.email, 'GET')).json).toEqual({ publicKey: VAPID.VAPID_PUBLIC_KEY })
  })

  test('are kept under the name of whoever is signed in, and only they can take them off', async () => {
    expect((await ask(VIEWER, 'POST', '', { ...SUBSCRIPTION, email: shop.email })).status).toBe(204)
    expect(shop.tenant.subscriptions).toEqual([{ endpoint: SUBSCRIPTION.endpoint, email: VIEWER }])
    const { endpoint } = SUBSCRIPTION
    expect((await ask(shop.email, 'DELETE', '', { endpoint })).status).toBe(204)
    expect(shop.tenant.subscriptions).toHaveLength(1)
    expect((await ask(VIEWER, 'POST', '/test')).status).toBe(204)
    expect((await ask(VIEWER, 'DELETE', '', { endpoint })).status).toBe(204)
    expect(shop.tenant.subscriptions).toEqual([])
    const refused = await ask(VIEWER, 'POST', '/test')
    expect([refused.status, refused.json.code]).toEqual([409, 'test_refused'])
  })

  test('say what customers say, so that a reseller and a stranger get none', async () => {
    expect((await ask(RESELLER, 'POST', '', SUBSCRIPTION)).status).toBe(403)
    const other = await router.openShop()
    expect((await ask(other.email, 'POST', '', SUBSCRIPTION)).status).toBe(404)
    expect((await ask(null, 'POST', '', SUBSCRIPTION)).status).toBe(401)
  })

  test.each([
    [{ ...SUBSCRIPTION, endpoint: 'no address' }, 'endpoint'],
    [{ ...SUBSCRIPTION, endpoint: 'ftp://push.example.net/abc' }, 'endpoint'],
    [{ ...SUBSCRIPTION, endpoint: `https://push.example.net/${'a'.repeat(1_024)}` }, 'endpoint'],
    [{ ...SUBSCRIPTION, keys: { ...SUBSCRIPTION.keys, p256dh: 'short' } }, 'keys.p256dh'],
    [{ endpoint: SUBSCRIPTION.endpoint }, 'keys'],
  ])('of a wrong form are refused, naming the field (case %#)', async (body, path) => {
    const refused = await ask(shop.email, 'POST', '', body)
    expect([refused.status, refused.json.code]).toEqual([400, 'body_invalid'])
    expect(refused.json.issues?.map((issue) => issue.path)).toContain(path)
  })
})

describe('without keys', () => {
  test('there are none, and a page learns so', async () => {
    const plain = await openRouter()
    const here = await plain.openShop()
    expect((await plain.api(here.email, 'GET', `/tenants/${here.id}/push`)).json).toEqual({ publicKey: null })
  })

  test.each(['VAPID_PUBLIC_KEY', 'VAPID_PRIVATE_KEY', 'VAPID_SUBJECT'] as const)(
    'of which only %s is missing nothing starts, and that one is named',
    async (name) => {
      const half = await openRouter({ ...VAPID, [name]: undefined })
      const answer = await half.api(shop.email, 'GET', `/tenants/${shop.id}/push`)
      expect([answer.status, answer.json.code]).toEqual([503, 'settings_missing'])
      expect(answer.json.detail).toContain(name)
    },
  )
})
