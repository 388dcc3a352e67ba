import { beforeAll, describe, expect, test } from 'vitest'
import { openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

const ANA = { name: 'Ana', phone: '+15125550141' }
const LIST = { contacts: [ANA], stepAfterMs: 120_000, rounds: 2, version: 0 }

describe('who is on call', () => {
  test('is read and changed by the technician, from the version that was read', async () => {
    const shop = await router.openShop()
    const ask = (method: string, body?: object) => router.api(shop.email, method, `/tenants/${shop.id}/on-call`, body)
    expect((await ask('GET')).json).toMatchObject({ contacts: [], rounds: 2, stepAfterMs: 120_000, version: 0 })
    const saved = await ask('PUT', LIST)
    expect([saved.status, saved.json['version']]).toEqual([200, 1])
    expect(saved.json['contacts']).toEqual([{ ...ANA, email: null }])
    const stale = await ask('PUT', LIST)
    expect([stale.status, stale.json.code]).toEqual([412, 'edited_meanwhile'])
  })

  test.each([
    [{ ...LIST, contacts: Array.from({ length: 6 }, (_, at) => ({ ...ANA, phone: `+1512555014${at}` })) }, 'contacts'],
    [{ ...LIST, contacts: [ANA, ANA] }, 'contacts.1.phone'],
    [{ ...LIST, contacts: [{ ...ANA, phone: '5125550141' }] }, 'contacts.0.phone'],
    [{ ...LIST, contacts: [{ ...ANA, phone: '+18005550141' }] }, 'contacts.0.phone'],
    [{ ...LIST, contacts: [{ ...ANA, name: 'Reply CANCEL' }] }, 'contacts.0.name'],
    [{ ...LIST, contacts: [{ ...ANA, email: 'ana' }] }, 'contacts.0.email'],
    [{ ...LIST, stepAfterMs: 1_000 }, 'stepAfterMs'],
    [{ ...LIST, rounds: 4 }, 'rounds'],
    [{ contacts: [], stepAfterMs: 120_000, rounds: 2 }, 'version'],
  ])('of a wrong form is refused, naming the field (case %#)', async (body, path) => {
    const shop = await router.openShop()
    const refused = await router.api(shop.email, 'PUT', `/tenants/${shop.id}/on-call`, body)
    expect([refused.status, refused.json.code]).toEqual([400, 'body_invalid'])
    expect(refused.json.issues?.map((issue) => issue.path)).toEqual([path])
  })
})

test('an emergency is taken in the name of whoever is signed in, and by nobody from elsewhere', async () => {
  const [shop, other] = [await router.openShop(), await router.openShop()]
  const path = `/tenants/${shop.id}/emergencies/jny_1/acknowledge`
  expect((await router.api(shop.email, 'POST', path)).status).toBe(204)
  expect(shop.tenant.acknowledged).toEqual([{ journeyId: 'jny_1', email: shop.email }])
  expect((await router.api(other.email, 'POST', path)).status).toBe(404)
  expect((await router.api(null, 'POST', path)).status).toBe(401)
  expect(shop.tenant.acknowledged).toHaveLength(1)
})
