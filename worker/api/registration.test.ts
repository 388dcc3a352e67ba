import { beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { wholeRegistration } from '../../tests/support/registration.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter
let shop: Shop

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
  shop = await router.openShop()
})

const path = (rest = '') => `/tenants/${shop.id}/registration${rest}`

describe('a registration', () => {
  test.each([
    ['ein', '98-76'],
    ['brandType', 'huge'],
    ['useCase', 'sales'],
    ['helpPhone', '512 555 0147'],
    ['helpEmail', 'nobody'],
    ['sampleTexts', 'one text'],
    ['legalName', 'x'.repeat(256)],
    ['legalName', 'Lark\nspur'],
    ['owner', 'somebody'],
  ])('with %s as %j is refused with that field named, and without its value', async (field, value) => {
    const refused = await router.api(shop.email, 'PUT', path(), wholeRegistration('Larkspur', { [field]: value }))
    expect(refused.status).toBe(400)
    expect(refused.json.issues?.map((issue) => issue.path)).toEqual([field])
    expect(refused.text).not.toContain(String(value))
    expect(shop.tenant.registrations).toEqual([])
  })

  test.each(['website', 'privacyUrl', 'smsTermsUrl'])('keeps no script and no file as its %s', async (field) => {
    const before = shop.tenant.registrations.length
    const drafts = [
      'javascript:alert(1)',
      'JavaScript:1',
      'data:text/html,x',
      'file:///etc/passwd',
      'mailto:a@example.com',
    ]
    for (const value of drafts) {
      const refused = await router.api(shop.email, 'PUT', path(), wholeRegistration('Larkspur', { [field]: value }))
      expect([refused.status, refused.json.issues?.map((issue) => issue.path)]).toEqual([400, [field]])
    }
    expect(shop.tenant.registrations).toHaveLength(before)
  })

  test.each(['', 'https://larkspur.example.com', 'HTTP://larkspur.example.com', 'larkspur.example.com', 'www.lark'])(
    'is a draft that may hold %j as its website',
    async (website) => {
      await router.api(shop.email, 'PUT', path(), wholeRegistration('Larkspur', { website }))
      expect(shop.tenant.registrations.at(-1)).toMatchObject({ website })
    },
  )

  test('goes to the tenant with its EIN as digits', async () => {
    await router.api(shop.email, 'PUT', path(), wholeRegistration('Larkspur'))
    expect(shop.tenant.registrations.at(-1)).toMatchObject({ ein: '123456789', useCase: 'customer_care' })
  })

  test('that is not complete answers 400 with the fields', async () => {
    const refused = await router.api(shop.email, 'POST', path('/submit'))
    expect(refused.status).toBe(400)
    expect(refused.json).toMatchObject({ code: 'registration_incomplete', issues: [{ path: 'legalName' }] })
  })

  test('is judged by an admin alone', async () => {
    const outcome = { kind: 'brand_approved' }
    expect((await router.api(shop.email, 'POST', path('/outcome'), outcome)).status).toBe(403)
    expect((await router.api(ADMIN, 'POST', path('/outcome'), outcome)).status).toBe(409)
    expect((await router.api(ADMIN, 'POST', path('/outcome'), { kind: 'blessed' })).status).toBe(400)
  })

  test('is hidden from others', async () => {
    const { email } = await router.openShop()
    for (const [method, rest] of [
      ['GET', ''],
      ['POST', '/submit'],
    ] as const) {
      expect((await router.api(email, method, path(rest))).status).toBe(404)
      expect((await router.api(null, method, path(rest))).status).toBe(401)
    }
  })
})
