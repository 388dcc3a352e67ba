import { beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

/** What the router says to joining and to the forwarding test; the whole way is told in tests/stories. */

let router: OpenRouter
beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

describe('joining', () => {
  test('is for people who are signed in', async () => {
    const calls: [string, string][] = [
      ['GET', '/join'],
      ['PUT', '/join/business'],
      ['PUT', '/join/phone'],
      ['POST', '/join/live'],
      ['GET', '/join/starter/plumbing'],
    ]
    for (const [method, path] of calls) {
      const answer = await router.api(null, method, path, method === 'GET' ? undefined : {})
      expect([path, answer.status, answer.json.code]).toEqual([path, 401, 'token_missing'])
    }
  })

  test('offers a price book for each trade, and says so where there is none', async () => {
    const { json } = await router.api('new@example.com', 'GET', '/join/starter/hvac')
    expect((json['priceBook'] as unknown[]).length).toBeGreaterThan(5)
    const unknown = await router.api('new@example.com', 'GET', '/join/starter/baking')
    expect([unknown.status, unknown.json.code]).toEqual([404, 'not_found'])
  })

  test('keeps a step for the address in whatever spelling it is signed in with', async () => {
    const step = {
      ...{ businessName: 'Larkspur', ownerName: 'Dana', timeZone: 'America/Chicago', serviceArea: 'Austin, TX' },
      ...{ postalAddress: '1 Example Way', language: 'en', trade: 'hvac' },
    }
    await router.api('Spelled@Example.com', 'PUT', '/join/business', step)
    const { json } = await router.api('spelled@example.com', 'GET', '/join')
    expect(json).toMatchObject({ draft: { business: step }, next: 'services' })
  })

  test('answers with what its steps are called where a step is unknown', async () => {
    const answer = await router.api('new@example.com', 'PUT', '/join/payment', {})
    expect(answer.status).toBe(404)
  })
})

describe('a forwarding test', () => {
  test('is started by the technician, and read in the language asked for or the business’s own', async () => {
    const shop = await router.openShop({ language: 'es' })
    const path = `/tenants/${shop.id}/forwarding-test`
    expect((await router.api(shop.email, 'GET', path)).json).toBeNull()
    expect((await router.api(shop.email, 'POST', path)).json).toMatchObject({ status: 'calling' })
    expect((await router.api(shop.email, 'GET', path)).json).toMatchObject({ advice: 'es' })
    expect((await router.api(shop.email, 'GET', `${path}?lang=en`)).json).toMatchObject({ advice: 'en' })
    const bad = await router.api(shop.email, 'GET', `${path}?lang=fr`)
    expect([bad.status, bad.json.code]).toEqual([400, 'query_invalid'])
  })

  test('that was refused is a 409 that says when to try again', async () => {
    const shop = await router.openShop()
    shop.tenant.test = { status: 'calling', startedAt: 0, endedAt: null, advice: null }
    const answer = await router.api(shop.email, 'POST', `/tenants/${shop.id}/forwarding-test`)
    expect([answer.status, answer.json.code, answer.json.detail]).toEqual([409, 'test_refused', 'In 20 min.'])
  })

  test('rings nobody’s phone for somebody who may only look', async () => {
    const shop = await router.openShop()
    await router.bindings.DIRECTORY.prepare(
      'INSERT INTO person (email, role, tenant_id, created_at) VALUES (?, ?, ?, 0)',
    )
      .bind('viewer.of.test@example.com', 'viewer', shop.id)
      .run()
    const path = `/tenants/${shop.id}/forwarding-test`
    expect((await router.api('viewer.of.test@example.com', 'POST', path)).status).toBe(403)
    expect((await router.api('viewer.of.test@example.com', 'GET', path)).status).toBe(200)
    expect((await router.api('stranger@example.com', 'POST', path)).status).toBe(403)
    expect((await router.api(ADMIN, 'GET', path)).status).toBe(200)
  })
})
