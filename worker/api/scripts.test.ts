import { beforeAll, describe, expect, test } from 'vitest'
import { openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

const GOOD = { name: 'question_received', language: 'en', text: 'Got it.' }

describe('scripts', () => {
  test('are read, tried and saved by the technician', async () => {
    const shop = await router.openShop()
    const ask = (method: string, path: string, body?: object) =>
      router.api(shop.email, method, `/tenants/${shop.id}/scripts${path}`, body)
    expect((await ask('GET', '')).json.items[0]).toMatchObject({ name: 'question_received', isOwn: false, version: 0 })
    expect((await ask('POST', '/preview', GOOD)).json).toMatchObject({ text: 'Got it.', findings: [] })
    const past = await ask('POST', '/preview-past', GOOD)
    expect([past.status, past.json['changed']]).toEqual([200, 1])
    const wrong = await ask('POST', '/preview-past', { ...GOOD, name: 'opt_out_confirmation' })
    expect([wrong.status, wrong.json.issues?.[0]?.path]).toEqual([400, 'name'])
    const saved = await ask('PUT', '', { ...GOOD, version: 0 })
    expect([saved.status, saved.json['version']]).toEqual([200, 1])
    const stale = await ask('PUT', '', { ...GOOD, version: 0 })
    expect([stale.status, stale.json.code]).toEqual([412, 'edited_meanwhile'])
  })

  test('that may not be sent are refused with an issue for each fault', async () => {
    const shop = await router.openShop()
    const patch = { ...GOOD, text: '20% off', version: 0 }
    const refused = await router.api(shop.email, 'PUT', `/tenants/${shop.id}/scripts`, patch)
    expect([refused.status, refused.json.code]).toEqual([400, 'script_refused'])
    expect(refused.json.issues).toEqual([{ path: 'text', message: 'promotes something' }])
  })

  test.each([
    [{ ...GOOD, name: 'opt_out_confirmation', version: 0 }, 'name'],
    [{ ...GOOD, language: 'fr', version: 0 }, 'language'],
    [{ ...GOOD, text: 'a'.repeat(1_001), version: 0 }, 'text'],
    [GOOD, 'version'],
    [{ ...GOOD, version: 0, html: '<p>' }, 'html'],
  ])('of a wrong form are refused, naming the field (case %#)', async (patch, path) => {
    const shop = await router.openShop()
    const refused = await router.api(shop.email, 'PUT', `/tenants/${shop.id}/scripts`, patch)
    expect([refused.status, refused.json.code]).toEqual([400, 'body_invalid'])
    expect(refused.json.issues?.map((issue) => issue.path)).toEqual([path])
  })

  test("are nobody else's business", async () => {
    const [shop, other] = [await router.openShop(), await router.openShop()]
    expect((await router.api(other.email, 'GET', `/tenants/${shop.id}/scripts`)).status).toBe(404)
    expect((await router.api(null, 'GET', `/tenants/${shop.id}/scripts`)).status).toBe(401)
  })
})
