import { beforeEach, describe, expect, test } from 'vitest'
import { ADMIN, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { KNOWN_CUSTOMER } from '../../tests/support/stand-in-trust.ts'
import { accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter
let shop: Shop

beforeEach(async () => {
  standInAccess()
  router = await openRouter()
  shop = await router.openShop()
})

const everything = () => `/tenants/${shop.id}/export`
const customer = (id = KNOWN_CUSTOMER) => `/tenants/${shop.id}/conversations/${id}/export`

async function log(): Promise<unknown[]> {
  const { results } = await router.bindings.DIRECTORY.prepare(
    `SELECT email, action, detail FROM access_log WHERE tenant_id = ? AND action LIKE '%exported'`,
  )
    .bind(shop.id)
    .all()
  return results
}

describe('a copy of everything', () => {
  test('is the technician’s and the admin’s to take', async () => {
    for (const email of [shop.email, ADMIN]) expect((await router.api(email, 'GET', everything())).status).toBe(200)
    expect(await log()).toEqual([
      { email: shop.email, action: 'business_exported', detail: 'sqlite' },
      { email: ADMIN, action: 'business_exported', detail: 'sqlite' },
    ])
  })

  test.each(['viewer', 'reseller'])('is not a %s’s', async (role) => {
    const email = `${role}.${shop.id.slice(-6)}@example.com`
    await router.bindings.DIRECTORY.prepare(
      'INSERT INTO person (email, role, tenant_id, created_at) VALUES (?, ?, ?, 1)',
    )
      .bind(email, role, shop.id)
      .run()
    for (const path of [everything(), customer()]) {
      const { status, json } = await router.api(email, 'GET', path)
      expect([status, json.code]).toEqual([403, 'forbidden'])
    }
    expect(await log()).toEqual([])
  })

  test('is hidden from another business, and from strangers', async () => {
    const other = await router.openShop()
    for (const path of [everything(), customer()]) {
      expect((await router.api(other.email, 'GET', path)).status).toBe(404)
      expect((await router.api('stranger@example.com', 'GET', path)).status).toBe(403)
      expect((await router.api(null, 'GET', path)).status).toBe(401)
    }
    expect(await log()).toEqual([])
  })

  test('carries who works there and what providers know the business by', async () => {
    const { json } = await router.api(shop.email, 'GET', `${everything()}?format=ndjson`)
    const [people, keys] = json['beside'] as { name: string; rows: object[] }[]
    expect(people).toMatchObject({ name: 'directory_people', rows: [{ email: shop.email, roles: 'technician' }] })
    expect(keys?.rows).toContainEqual({ kind: 'sms_number', key: shop.smsNumber })
  })

  test.each([
    ['sqlite', 'application/vnd.sqlite3', 'sqlite'],
    ['ndjson', 'application/zip', 'zip'],
  ])('as %s says what it is, under a name that nobody typed', async (format, type, extension) => {
    const { headers } = await router.api(shop.email, 'GET', `${everything()}?format=${format}`)
    expect(headers.get('content-type')).toBe(type)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="shoulder-${shop.id}-\\d{4}-\\d\\d-\\d\\d\\.${extension}"$`),
    )
  })

  test('is made one at a time, and refused with when to come back', async () => {
    shop.tenant.isExporting = true
    const { status, json, headers } = await router.api(shop.email, 'GET', everything())
    expect([status, json.code, headers.get('retry-after')]).toEqual([429, 'too_many_requests', '60'])
    expect(await log()).toEqual([])
  })

  test('is not made where it cannot be written down', async () => {
    await router.bindings.DIRECTORY.exec('ALTER TABLE access_log RENAME TO access_log_away')
    const { status } = await router.api(shop.email, 'GET', everything())
    await router.bindings.DIRECTORY.exec('ALTER TABLE access_log_away RENAME TO access_log')
    expect(status).toBeGreaterThanOrEqual(500)
  })

  test('is not begun by a page of another site', async () => {
    const signedIn = { 'cf-access-jwt-assertion': await accessToken({ email: shop.email }) }
    const from = (site: string) =>
      router.send(`/api/v1${everything()}`, { headers: { ...signedIn, 'sec-fetch-site': site } })
    for (const site of ['cross-site', 'same-site']) {
      const { status, json } = await from(site)
      expect([status, json.code]).toEqual([403, 'origin_foreign'])
    }
    expect(await log()).toEqual([])
    for (const site of ['same-origin', 'none']) expect((await from(site)).status).toBe(200)
  })

  test('in a format that there is none of is refused', async () => {
    expect((await router.api(shop.email, 'GET', `${everything()}?format=xls`)).json.code).toBe('query_invalid')
  })
})

describe('a copy of what is held about one customer', () => {
  test.each(['json', 'sqlite', 'ndjson'])('as %s is noted with whose it is', async (format) => {
    const { status, json } = await router.api(shop.email, 'GET', `${customer()}?format=${format}`)
    expect([status, json]).toEqual([200, { format, customerId: KNOWN_CUSTOMER }])
    expect(await log()).toEqual([{ email: shop.email, action: 'person_exported', detail: KNOWN_CUSTOMER }])
  })

  test('of nobody is not found', async () => {
    const { status, json } = await router.api(shop.email, 'GET', customer('cus_000000000000000000000009'))
    expect([status, json.code]).toEqual([404, 'customer_missing'])
    expect(await log()).toEqual([])
  })

  test.each(['..%2F', '%22%0d%0aset-cookie:a=b', 'x"y'])('called %s puts nothing into the headers', async (id) => {
    const { status, headers } = await router.api(shop.email, 'GET', customer(id))
    expect([status, headers.get('content-disposition'), headers.get('set-cookie')]).toEqual([404, null, null])
  })
})
