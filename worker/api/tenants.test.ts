import { beforeAll, describe, expect, test } from 'vitest'
import {
  ADMIN,
  missedCall,
  newProfile,
  openRouter,
  smsParams,
  type OpenRouter,
} from '../../tests/support/open-router.ts'
import { accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter
const RESELLER = 'reseller@example.com'

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
  await addPerson(RESELLER, 'reseller', null)
})

async function addPerson(email: string, role: string, tenantId: string | null): Promise<void> {
  const insert = 'INSERT INTO person (email, role, tenant_id, created_at) VALUES (?, ?, ?, 0)'
  await router.bindings.DIRECTORY.prepare(insert).bind(email, role, tenantId).run()
}

describe('a new tenant', () => {
  test('is made with its defaults and can be read at once', async () => {
    const profile = newProfile()
    const made = await router.api(ADMIN, 'POST', '/tenants', profile)
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({ ...profile, a2p: 'live', consentMode: 'spoken_notice', currency: 'USD' })
    expect(made.json.id).toMatch(/^ten_[0-9a-z]{24}$/)
    expect(made.headers.get('location')).toBe(`/api/v1/tenants/${made.json.id}`)
    const read = await router.api(ADMIN, 'GET', `/tenants/${made.json.id}`)
    expect(read.json).toEqual(made.json)
  })

  test('gets calls and texts from then on', async () => {
    const profile = newProfile()
    expect((await router.ghl(missedCall(profile.ghlLocationId))).status).toBe(202)
    const made = await router.api(ADMIN, 'POST', '/tenants', profile)
    await router.ghl(missedCall(profile.ghlLocationId))
    await router.twilio('/sms', smsParams(profile.smsNumber))
    expect(router.tenants.get(made.json.id)?.signals).toHaveLength(2)
  })

  test('has its e-mail address as its technician', async () => {
    const shop = await router.openShop({ email: 'Dana.Fields@Example.com' })
    const read = await router.api('dana.fields@example.com', 'GET', `/tenants/${shop.id}`)
    expect(read.status).toBe(200)
    const me = await router.api('dana.fields@example.com', 'GET', '/me')
    expect(me.json['grants']).toMatchObject([{ role: 'technician', tenantId: shop.id }])
  })

  test("of a reseller is the reseller's", async () => {
    const shop = await router.openShop({}, RESELLER)
    expect((await router.api(RESELLER, 'GET', `/tenants/${shop.id}`)).status).toBe(200)
    const list = await router.api(RESELLER, 'GET', '/tenants')
    expect(list.json.items.map((item) => item['id'])).toEqual([shop.id])
  })

  test.each(['smsNumber', 'ghlLocationId'] as const)("is refused when its %s is another's", async (field) => {
    const shop = await router.openShop()
    const clash = await router.api(ADMIN, 'POST', '/tenants', { ...newProfile(), [field]: shop[field] })
    expect([clash.status, clash.json.code]).toEqual([409, 'already_taken'])
    expect(clash.json.issues?.map((issue) => issue.path)).toEqual([field])
  })

  test('is refused when its phone is the number of another, unless an admin vouches for it', async () => {
    const shop = await router.openShop()
    const vouched = await router.api(ADMIN, 'POST', '/tenants', { ...newProfile(), primaryPhone: shop.smsNumber })
    expect(vouched.status).toBe(201)
    const clash = await router.api(RESELLER, 'POST', '/tenants', { ...newProfile(), primaryPhone: shop.smsNumber })
    expect([clash.status, clash.json.code]).toEqual([400, 'body_invalid'])
    expect(clash.json.issues?.map((issue) => issue.path)).toEqual(['primaryPhone'])
  })

  test('that is refused leaves nothing of itself behind', async () => {
    const [shop, profile] = [await router.openShop(), newProfile()]
    await router.api(ADMIN, 'POST', '/tenants', { ...profile, smsNumber: shop.smsNumber })
    expect((await router.api(ADMIN, 'POST', '/tenants', profile)).status).toBe(201)
  })

  test('whose object cannot be opened is not there, and can be made later', async () => {
    const profile = newProfile()
    const failing = await openRouter({
      TENANT: { getByName: () => ({ open: () => Promise.reject(new Error('reset')) }) },
    })
    const refused = await failing.api(ADMIN, 'POST', '/tenants', profile)
    expect([refused.status, refused.json.code]).toEqual([503, 'tenant_unreachable'])
    expect((await router.api(profile.email, 'GET', '/me')).json['grants']).toEqual([])
    expect((await router.api(ADMIN, 'POST', '/tenants', profile)).status).toBe(201)
  })
})

describe('a creation that broke off half-way', () => {
  const breakOff = async (profile: ReturnType<typeof newProfile>, createdAt: number) => {
    const tenantId = `ten_${crypto.randomUUID().replaceAll('-', '').slice(0, 24)}`
    const { DIRECTORY } = router.bindings
    await DIRECTORY.batch([
      DIRECTORY.prepare("INSERT INTO tenant VALUES (?, 'Half', 'en', ?)").bind(tenantId, createdAt),
      DIRECTORY.prepare("INSERT INTO tenant_key VALUES ('sms_number', ?, ?)").bind(profile.smsNumber, tenantId),
    ])
  }

  test('does not hold its number for ever', async () => {
    const profile = newProfile()
    await breakOff(profile, Date.now() - 120_000)
    expect((await router.api(ADMIN, 'POST', '/tenants', profile)).status).toBe(201)
  })

  test('is given a minute, since it may not have broken off', async () => {
    const profile = newProfile()
    await breakOff(profile, Date.now())
    expect((await router.api(ADMIN, 'POST', '/tenants', profile)).status).toBe(409)
  })
})

const CLOSED = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
const spans = (...written: string[]) => written.map((span) => ({ opens: span.slice(0, 5), closes: span.slice(6) }))

describe("a tenant's fields", () => {
  test('hold hours that are none, a break and a night, as they came', async () => {
    const openingHours = { ...CLOSED, monday: spans('08:00-12:00', '12:00-17:00'), friday: spans('00:00-23:59') }
    const made = await router.api(ADMIN, 'POST', '/tenants', { ...newProfile(), openingHours })
    expect([made.status, made.json['openingHours']]).toEqual([201, openingHours])
  })

  test.each(['America/Chicago', 'US/Central', 'Asia/Kolkata', 'America/Indiana/Knox'])(
    'hold the clock of a place, such as %s',
    async (timeZone) => {
      const made = await router.api(ADMIN, 'POST', '/tenants', { ...newProfile(), timeZone })
      expect([made.status, made.json['timeZone']]).toEqual([201, timeZone])
    },
  )

  test.each([
    [{ smsNumber: '5125550147' }, 'smsNumber'],
    [{ timeZone: 'Austin' }, 'timeZone'],
    [{ timeZone: '+05:30' }, 'timeZone'],
    [{ timeZone: '-02:50' }, 'timeZone'],
    [{ timeZone: 'UTC' }, 'timeZone'],
    [{ timeZone: 'GMT' }, 'timeZone'],
    [{ timeZone: 'EST' }, 'timeZone'],
    [{ timeZone: 'Etc/GMT+5' }, 'timeZone'],
    [{ timeZone: 'etc/UTC' }, 'timeZone'],
    [{ timeZone: 'America/Nowhere' }, 'timeZone'],
    [{ email: 'no address' }, 'email'],
    [{ serviceTypes: [] }, 'serviceTypes'],
    [{ businessName: undefined }, 'businessName'],
    [{ priceBook: [{ service: 'x', from: 2, to: 1 }] }, 'priceBook.0'],
    [{ priceBook: [{ service: 'x', from: 1.5, to: 2 }] }, 'priceBook.0.from'],
    [{ openingHours: { monday: [] } }, 'openingHours.tuesday'],
    [{ openingHours: { ...CLOSED, mondays: [] } }, 'openingHours.mondays'],
    [{ openingHours: { ...CLOSED, monday: [{ opens: '8:00', closes: '17:00' }] } }, 'openingHours.monday.0.opens'],
    [{ openingHours: { ...CLOSED, monday: [{ opens: '08:00', closes: '24:00' }] } }, 'openingHours.monday.0.closes'],
    [{ openingHours: { ...CLOSED, friday: [{ opens: '17:00', closes: '08:00' }] } }, 'openingHours.friday.0.closes'],
    [{ openingHours: { ...CLOSED, sunday: spans('08:00-12:00', '11:00-17:00') } }, 'openingHours.sunday.1.opens'],
    [
      { openingHours: { ...CLOSED, sunday: spans('08:00-09:00', '10:00-11:00', '12:00-13:00') } },
      'openingHours.sunday',
    ],
    [{ policy: { textAfterMs: 40_000, textDeadlineMs: 30_000 } }, 'policy.textAfterMs'],
  ])('%j are refused, naming %s', async (over, path) => {
    const answer = await router.api(ADMIN, 'POST', '/tenants', { ...newProfile(), ...over })
    expect([answer.status, answer.json.code]).toEqual([400, 'body_invalid'])
    expect(answer.json.issues?.map((issue) => issue.path)).toContain(path)
  })

  test('are not repeated in a refusal', async () => {
    const answer = await router.api(ADMIN, 'POST', '/tenants', {
      ...newProfile(),
      smsNumber: 'words of mine',
      a2p: 'mine',
    })
    expect(answer.text).not.toContain('mine')
  })

  test('come as JSON or not at all', async () => {
    const token = await accessToken({ email: ADMIN })
    const post = (body: string, type: string) =>
      router.send('/api/v1/tenants', {
        method: 'POST',
        body,
        headers: { 'cf-access-jwt-assertion': token, 'content-type': type },
      })
    expect((await post('a=b', 'application/x-www-form-urlencoded')).status).toBe(415)
    expect((await post('{"a":', 'application/json')).json.issues).toEqual([{ path: 'body', message: 'expected JSON' }])
    expect((await post(`"${'x'.repeat(300_000)}"`, 'application/json')).status).toBe(413)
  })
})

describe('the list of tenants', () => {
  test('comes in pages that miss none and repeat none', async () => {
    for (let made = 0; made < 3; made += 1) await router.openShop()
    const seen: unknown[] = []
    let after = ''
    for (;;) {
      const page = await router.api(ADMIN, 'GET', `/tenants?limit=2${after}`)
      seen.push(...page.json.items.map((item) => item['id']))
      if (!page.json.next) break
      after = `&after=${page.json.next}`
    }
    const { results } = await router.bindings.DIRECTORY.prepare(
      `SELECT tenant_id AS id FROM tenant WHERE tenant_id NOT IN
         (SELECT tenant_id FROM tenant_closing WHERE erased_at IS NOT NULL) ORDER BY 1`,
    ).all()
    expect(seen).toEqual(results.map((row) => row['id']))
  })

  test.each(['limit=0', 'limit=201', 'limit=x', 'after=1'])('refuses %s', async (query) => {
    const answer = await router.api(ADMIN, 'GET', `/tenants?${query}`)
    expect([answer.status, answer.json.code]).toEqual([400, 'query_invalid'])
  })

  test('takes an empty field for one that was not given', async () => {
    const [plain, empty] = [
      await router.api(ADMIN, 'GET', '/tenants?limit=2'),
      await router.api(ADMIN, 'GET', '/tenants?after=&limit=2'),
    ]
    expect([empty.status, empty.json]).toEqual([200, plain.json])
  })

  test('is not for technicians', async () => {
    const shop = await router.openShop()
    expect((await router.api(shop.email, 'GET', '/tenants')).status).toBe(403)
    expect((await router.api(shop.email, 'POST', '/tenants', newProfile())).status).toBe(403)
    expect((await router.api(shop.email, 'GET', '/unknown-deliveries')).status).toBe(403)
  })
})
