import { beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter
let shop: Shop

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
  shop = await router.openShop()
})

const SETTINGS = {
  peId: '1201159000000000001',
  headerId: 'LARKSP',
  templates: [
    { templateId: '1007000000000000001', category: 'service_implicit', body: '{#var#}: we missed your call. {#url#}' },
  ],
}

const put = (change: object = {}, by = shop.email) =>
  router.api(by, 'PUT', `/tenants/${shop.id}/dlt`, { ...SETTINGS, ...change })

async function faultsOf(change: object): Promise<string[]> {
  const answer = await put(change)
  return answer.status === 200 ? [] : (answer.json.issues ?? []).map(({ path }) => path)
}

const template = (change: object) => ({ templates: [{ ...SETTINGS.templates[0], ...change }] })

describe('a registration with Indian operators', () => {
  test('is taken as the portals show it, and read again', async () => {
    expect((await put({ peId: ' 1201159000000000001 ' })).json['settings']).toEqual(SETTINGS)
    expect((await router.api(shop.email, 'GET', `/tenants/${shop.id}/dlt`)).json['settings']).toEqual(SETTINGS)
    expect(await faultsOf({ headerId: '612345', templates: [] })).toEqual([])
    expect((await router.api(shop.email, 'DELETE', `/tenants/${shop.id}/dlt`)).status).toBe(204)
    expect((await router.api(shop.email, 'GET', `/tenants/${shop.id}/dlt`)).json['settings']).toBeNull()
  })

  test('is the business’s own: strangers learn nothing, and who changed it is written down', async () => {
    const other = await router.openShop()
    expect((await put({}, other.email)).status).toBe(404)
    expect((await put({}, 'stranger@example.com')).status).toBe(403)
    await put()
    const log = await router.api(ADMIN, 'GET', `/tenants/${shop.id}/access-log?limit=10`)
    expect(log.json.items).toContainEqual(
      expect.objectContaining({ action: 'registration_changed', email: shop.email, detail: 'dlt' }),
    )
  })

  test.each([
    ['an entity without its digits', { peId: 'PE-1201' }, 'peId'],
    ['a header with the suffix that operators add', { headerId: 'LARKSP-S' }, 'headerId'],
    ['a header too long', { headerId: 'LARKSPUR' }, 'headerId'],
    ['a header of letters and digits', { headerId: 'LARK12' }, 'headerId'],
    ['a template id too short', template({ templateId: '107' }), 'templates.0.templateId'],
    ['a category there is not', template({ category: 'service' }), 'templates.0.category'],
    ['a variable there is not', template({ body: 'Dear {#name#}, hello' }), 'templates.0.body'],
    ['a variable that is cut off', template({ body: 'Dear {#var#, hello' }), 'templates.0.body'],
    ['variables alone', template({ body: '{#var#}{#var#} {#var#}' }), 'templates.0.body'],
    ['one template twice', { templates: [...SETTINGS.templates, ...SETTINGS.templates] }, 'templates'],
    ['a field we do not know', { accountNumber: '1' }, 'accountNumber'],
  ])('is not taken with %s', async (_what, change, path) => {
    expect(await faultsOf(change)).toEqual([path])
  })
})
