import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { SCOPES, type MadeApiKey, type Scope } from '../../tenants/contract/api-keys.ts'
import { ADMIN, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { router as routes } from '../routes.ts'

const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }

let router: OpenRouter
let shop: Shop

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
  shop = await router.openShop()
})

async function makeKey(scopes: readonly Scope[] = SCOPES, by = shop.email): Promise<MadeApiKey> {
  const made = await router.api(by, 'POST', `/tenants/${shop.id}/api-keys`, { name: 'Bookkeeping', scopes })
  expect(made.status).toBe(201)
  return made.json as unknown as MadeApiKey
}

function withKey(key: string, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  return router.send(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
}

const at = (rest: string, id = shop.id) => `/api/v1/tenants/${id}${rest}`

describe('a key', () => {
  test('is shown once and kept as its digest alone', async () => {
    const { key, id } = await makeKey(['read:figures', 'read:leads', 'read:leads'])
    expect(key).toMatch(/^shk_[0-9a-z]{52}$/)
    const listed = await router.api(shop.email, 'GET', `/tenants/${shop.id}/api-keys`)
    const mine = listed.json.items.find((item) => item['id'] === id)
    expect(mine).toMatchObject({ name: 'Bookkeeping', scopes: ['read:leads', 'read:figures'], createdBy: shop.email })
    expect(mine?.['lastFour']).toBe(key.slice(-4))
    const row = await DIRECTORY.prepare('select * from api_key where key_id = ?').bind(id).first()
    expect(listed.text + JSON.stringify(row)).not.toContain(key)
  })

  test('opens its own business within its scopes, and nothing else', async () => {
    const { key } = await makeKey(['read:figures'])
    const next = await router.openShop()
    const answers = await Promise.all([
      withKey(key, 'GET', at('/journeys')),
      withKey(key, 'GET', at('/leads')),
      withKey(key, 'GET', at('/journeys', next.id)),
      withKey(key, 'GET', at('')),
      withKey(key, 'POST', at('/api-keys'), { name: 'More', scopes: ['read:leads'] }),
      withKey(key, 'GET', '/api/v1/tenants'),
      withKey(key, 'GET', '/api/v1/me'),
    ])
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [200, undefined],
      [403, 'scope_missing'],
      [404, 'tenant_missing'],
      [403, 'forbidden'],
      [403, 'forbidden'],
      [403, 'forbidden'],
      [403, 'forbidden'],
    ])
  })

  test('tells what it is to whoever tries it out', async () => {
    const { key } = await makeKey(['webhooks'])
    const own = await withKey(key, 'GET', '/api/v1/api-key')
    expect(own.json).toEqual({ tenantId: shop.id, name: 'Bookkeeping', scopes: ['webhooks'] })
    expect((await router.api(shop.email, 'GET', '/api-key')).status).toBe(403)
  })

  test('opens nothing once it is revoked, and says so', async () => {
    const { key, id } = await makeKey()
    const revoked = await router.api(shop.email, 'DELETE', `/tenants/${shop.id}/api-keys/${id}`)
    expect(revoked.status).toBe(204)
    const after = await withKey(key, 'GET', at('/leads'))
    expect([after.status, after.json.code]).toEqual([401, 'token_invalid'])
    expect(after.headers.get('www-authenticate')).toContain('invalid_token')
  })

  test('has nothing sent to it that it may not read', async () => {
    const { key } = await makeKey(['webhooks'])
    const wish = { url: 'https://hooks.example.com/in', events: ['lead.created'], include: 'contact' }
    const answer = await withKey(key, 'POST', at('/webhooks'), wish)
    expect([answer.status, answer.json.code]).toEqual([403, 'scope_missing'])
  })

  test('goes with whoever made it', async () => {
    const colleague = 'kim.keys@example.com'
    const insert = 'insert into person (email, role, tenant_id, created_at) values (?, ?, ?, 1)'
    await DIRECTORY.prepare(insert).bind(colleague, 'technician', shop.id).run()
    const { key } = await makeKey(['read:leads'], colleague)
    expect((await withKey(key, 'GET', at('/leads'))).status).toBe(200)
    await router.api(ADMIN, 'DELETE', `/tenants/${shop.id}/people/${encodeURIComponent(colleague)}`)
    expect((await withKey(key, 'GET', at('/leads'))).status).toBe(401)
  })

  test('notes the hour in which it was used, and is written down when it is made', async () => {
    const { key, id } = await makeKey(['read:leads'])
    await withKey(key, 'GET', at('/leads'))
    const row = await DIRECTORY.prepare('select used_at as usedAt from api_key where key_id = ?').bind(id).first()
    expect(Number(row?.['usedAt']) % 3_600_000).toBe(0)
    expect(Number(row?.['usedAt'])).toBeGreaterThan(Date.now() - 2 * 3_600_000)
    const log = await router.api(shop.email, 'GET', `/tenants/${shop.id}/access-log`)
    expect(log.json.items.some(({ action }) => action === 'api_key_made')).toBe(true)
  })
})

/** The document is open, and a socket wants an upgrade first. */
const ELSEWHERE = new Set(['/api/v1/openapi.json', '/api/v1/fleet/live'])

test('no route takes a key but those that name a scope', async () => {
  const { key } = await makeKey()
  const taken: string[] = []
  for (const [method, , , route = ''] of routes.routes) {
    if (!route.startsWith('/api/v1/') || ELSEWHERE.has(route)) continue
    const named = route.replaceAll(':id', shop.id).replaceAll(/:\w+/g, 'x')
    // Who connects an account names the business in the query.
    const path = route.startsWith('/api/v1/connect/') ? `${named}?tenant=${shop.id}` : named
    const { status, json } = await withKey(key, method, path, method === 'GET' ? undefined : {})
    if (status !== 403 || json.code !== 'forbidden') taken.push(`${method} ${route}`)
  }
  expect(taken.toSorted()).toEqual(
    [
      'GET /api/v1/api-key',
      ...['appointments', 'calls', 'customers', 'jobs', 'journeys', 'leads', 'messages', 'numbers', 'quotes'],
      ...['slots', 'timeline', 'webhooks', 'deliveries'],
    ]
      .map((name) => (name.startsWith('GET') ? name : `GET /api/v1/tenants/:id/${name}`))
      .concat([
        'PATCH /api/v1/tenants/:id/appointments/:appointmentId',
        'PATCH /api/v1/tenants/:id/leads/:leadId',
        'POST /api/v1/tenants/:id/appointments',
        'POST /api/v1/tenants/:id/conversations/:customerId/handback',
        'POST /api/v1/tenants/:id/conversations/:customerId/messages',
        'POST /api/v1/tenants/:id/conversations/:customerId/takeover',
        'POST /api/v1/tenants/:id/jobs',
        'POST /api/v1/tenants/:id/webhooks',
        'PATCH /api/v1/tenants/:id/webhooks/:webhookId',
        'DELETE /api/v1/tenants/:id/webhooks/:webhookId',
        'POST /api/v1/tenants/:id/webhooks/:webhookId/secret',
        'POST /api/v1/tenants/:id/webhooks/:webhookId/test',
        'POST /api/v1/tenants/:id/deliveries/:deliveryId/replay',
      ])
      .toSorted(),
  )
})

test('keys are as many as a business may have, and each is counted by itself', async () => {
  const counted: string[] = []
  const limit = ({ key }: { key: string }) => {
    counted.push(key)
    return Promise.resolve({ success: !key.startsWith('api-key:') })
  }
  const { key, id } = await makeKey(['read:leads'])
  const strict = await openRouter({ API_LIMIT: { limit } })
  const headers = { authorization: `Bearer ${key}` }
  const answer = await strict.send(at('/leads'), { headers })
  expect([answer.status, answer.json.code]).toEqual([429, 'too_many_requests'])
  expect(counted).toEqual([`api-key:${id}`])
  const other = await router.openShop()
  const asked = { name: 'One more', scopes: ['read:leads'] }
  for (let made = 0; made < 20; made += 1) await router.api(other.email, 'POST', `/tenants/${other.id}/api-keys`, asked)
  const full = await router.api(other.email, 'POST', `/tenants/${other.id}/api-keys`, asked)
  expect([full.status, full.json.code]).toEqual([409, 'too_many_keys'])
})
