import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ADMIN, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter
let shop: Shop

beforeEach(async () => {
  standInAccess()
  router = await openRouter()
  shop = await router.openShop()
})
afterEach(() => vi.restoreAllMocks())

const at = (rest: string) => `/tenants/${shop.id}/${rest}`
const name = () => shop.tenant.profile?.businessName ?? ''
const close = (confirm = name()) => router.api(shop.email, 'POST', at('close'), { confirm })
const reopen = () => router.api(shop.email, 'POST', at('reopen'))

async function rows(table: string): Promise<Record<string, unknown>[]> {
  const { DIRECTORY } = router.bindings
  return (await DIRECTORY.prepare(`select * from ${table} where tenant_id = ?`).bind(shop.id).all()).results
}

describe('closing a business', () => {
  test('frees its keys and writes down who did it', async () => {
    const closed = await close()
    expect([closed.status, closed.json['closing']]).toEqual([200, expect.objectContaining({ closedAt: 1 })])
    expect(await rows('tenant_key')).toEqual([])
    expect(await rows('tenant_closing')).toEqual([expect.objectContaining({ closed_at: 1, erased_at: null })])
    const log = (await rows('access_log')).map(({ email, action }) => [email, action])
    expect(log).toContainEqual([shop.email, 'business_closed'])
  })

  test('changes nothing where another name is typed, or none', async () => {
    for (const body of [{ confirm: 'Somebody else' }, {}]) {
      const { status, json } = await router.api(shop.email, 'POST', at('close'), body)
      expect([status, json.code, json.issues?.[0]?.path ?? 'confirm']).toEqual([400, 'body_invalid', 'confirm'])
    }
    expect(await rows('tenant_key')).toHaveLength(2)
    expect(await rows('tenant_closing')).toEqual([])
  })

  test('that broke off before the directory knew is finished by a repeat', async () => {
    const { DIRECTORY } = router.bindings
    // Who signs in is noted once, and no part of this.
    await router.api(shop.email, 'GET', at('closing'))
    const broken = vi.spyOn(DIRECTORY, 'batch').mockRejectedValue(new Error('D1_ERROR: lost'))
    expect((await close()).status).toBe(503)
    expect(await rows('tenant_key')).toHaveLength(2)
    broken.mockRestore()
    expect((await close()).status).toBe(200)
    expect([await rows('tenant_key'), (await rows('tenant_closing')).length]).toEqual([[], 1])
  })

  test('leaves what is read and what people are owed, and nothing that changes the business', async () => {
    await close()
    const changed = await router.api(ADMIN, 'PATCH', `/tenants/${shop.id}`, { businessName: 'Another' })
    expect([changed.status, changed.json.code]).toEqual([410, 'business_closed'])
    expect((await router.api(ADMIN, 'GET', `/tenants/${shop.id}`)).status).toBe(200)
    expect((await router.api(ADMIN, 'GET', at('export'))).status).toBe(200)
    expect((await router.api(ADMIN, 'GET', at('privacy-requests'))).status).toBe(200)
  })
})

describe('reopening a business', () => {
  test('takes its keys again', async () => {
    await close()
    expect((await reopen()).json['closing']).toBeNull()
    expect(await rows('tenant_key')).toHaveLength(2)
    expect(await rows('tenant_closing')).toEqual([])
  })

  test('says which key is taken by now, and leaves it closed', async () => {
    await close()
    await router.openShop({ ghlLocationId: shop.ghlLocationId })
    const { status, json } = await reopen()
    expect([status, json.code, json.issues]).toEqual([
      409,
      'already_taken',
      [{ path: 'ghlLocationId', message: expect.any(String) }],
    ])
    expect([await rows('tenant_key'), (await rows('tenant_closing')).length]).toEqual([[], 1])
    expect(shop.tenant.closing.closing).not.toBeNull()
  })

  test('that the business itself refuses frees the keys again', async () => {
    await close()
    shop.tenant.isTooLate = true
    const { status, json } = await reopen()
    expect([status, json.code]).toEqual([410, 'business_closed'])
    expect([await rows('tenant_key'), (await rows('tenant_closing')).length]).toEqual([[], 1])
  })

  test('is over with the thirty days, and so is everything else, for admins too', async () => {
    await close()
    await router.bindings.DIRECTORY.prepare('update tenant_closing set erases_at = 1 where tenant_id = ?')
      .bind(shop.id)
      .run()
    for (const [method, path] of [
      ['POST', 'reopen'],
      ['GET', 'closing'],
      ['GET', 'board'],
      ['GET', 'export'],
    ] as const) {
      const { status, json } = await router.api(ADMIN, method, at(path))
      expect([path, status, json.code]).toEqual([path, 410, 'business_closed'])
    }
  })

  test('keeps the keys where the business gave no answer, and a repeat settles it', async () => {
    await close()
    const silent = vi.spyOn(shop.tenant, 'reopenBusiness').mockRejectedValueOnce(new Error('lost'))
    expect((await reopen()).status).toBe(503)
    silent.mockRestore()
    expect((await reopen()).status).toBe(200)
    expect(await rows('tenant_key')).toHaveLength(2)
  })
})

test('a business that has erased itself is on nobody’s list', async () => {
  const ids = async () => {
    const { json } = await router.api(ADMIN, 'GET', '/tenants?limit=200')
    return json.items.map(({ id }) => id)
  }
  await close()
  expect(await ids()).toContain(shop.id)
  await router.bindings.DIRECTORY.prepare('update tenant_closing set erased_at = 1 where tenant_id = ?')
    .bind(shop.id)
    .run()
  expect(await ids()).not.toContain(shop.id)
})
