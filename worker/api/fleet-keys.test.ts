import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { FLEET_KEYS_MAX, type MadeFleetKey } from '../../tenants/contract/fleet-keys.ts'
import { ADMIN, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

async function makeKey(): Promise<MadeFleetKey> {
  const made = await router.api(ADMIN, 'POST', '/fleet/keys', { name: 'Prometheus', scopes: ['metrics'] })
  expect(made.status, made.text).toBe(201)
  return made.json as unknown as MadeFleetKey
}

const bearing = (key: string, path: string, method = 'GET') =>
  router.send(path, { method, headers: { authorization: `Bearer ${key}` } })

describe('a key of the platform', () => {
  test('reads the figures, is shown once, and is kept as its digest alone', async () => {
    const { key, id } = await makeKey()
    expect(key).toMatch(/^shf_[0-9a-z]{52}$/)
    // Let through, and no room is there that could answer; a story reads what it says.
    expect((await bearing(key, '/metrics')).json.code).toBe('fleet_off')
    const listed = await router.api(ADMIN, 'GET', '/fleet/keys')
    const mine = listed.json.items.find((item) => item['id'] === id)
    expect(mine).toMatchObject({ name: 'Prometheus', scopes: ['metrics'], createdBy: ADMIN, lastFour: key.slice(-4) })
    const row = await DIRECTORY.prepare('select * from fleet_key where key_id = ?').bind(id).first()
    expect(row?.['used_at']).toEqual(expect.any(Number))
    expect(listed.text + JSON.stringify(row)).not.toContain(key)
  })

  test('opens nothing else, and nothing once it is revoked', async () => {
    const { key, id } = await makeKey()
    const { id: tenantId } = await router.openShop()
    const others = [
      '/api/v1/fleet/overview',
      '/api/v1/fleet/keys',
      '/api/v1/me',
      `/api/v1/tenants/${tenantId}/journeys`,
    ]
    for (const path of others) expect([path, (await bearing(key, path)).status]).toEqual([path, 401])
    expect((await bearing(key, '/api/v1/fleet/keys', 'POST')).status).toBe(401)
    expect((await router.api(ADMIN, 'DELETE', `/fleet/keys/${id}`)).status).toBe(204)
    const refused = await bearing(key, '/metrics')
    expect([refused.status, refused.json.code]).toEqual([401, 'token_invalid'])
    expect((await router.api(ADMIN, 'DELETE', `/fleet/keys/${id}`)).status).toBe(204)
  })

  test('without the scope reads nothing', async () => {
    const { key, id } = await makeKey()
    await DIRECTORY.prepare(`update fleet_key set scopes = 'gone' where key_id = ?`).bind(id).run()
    const refused = await bearing(key, '/metrics')
    expect([refused.status, refused.json.code]).toEqual([403, 'scope_missing'])
  })

  test('is no business’s key, and a business’s key is none of the platform', async () => {
    const shop = await router.openShop()
    const made = await router.api(shop.email, 'POST', `/tenants/${shop.id}/api-keys`, {
      name: 'x',
      scopes: ['webhooks'],
    })
    expect((await bearing(String(made.json['key']), '/metrics')).status).toBe(403)
    const wanted = { name: 'x', scopes: ['metrics'] }
    expect((await router.api(shop.email, 'POST', `/tenants/${shop.id}/api-keys`, wanted)).status).toBe(400)
    expect((await router.api(shop.email, 'POST', '/fleet/keys', wanted)).status).toBe(403)
  })

  test('is one of twenty', async () => {
    await DIRECTORY.prepare('delete from fleet_key').run()
    for (let made = 0; made < FLEET_KEYS_MAX; made += 1) await makeKey()
    const refused = await router.api(ADMIN, 'POST', '/fleet/keys', { name: 'One more', scopes: ['metrics'] })
    expect([refused.status, refused.json.code]).toEqual([409, 'too_many_keys'])
  })
})
