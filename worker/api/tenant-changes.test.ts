import { beforeAll, describe, expect, test } from 'vitest'
import {
  ADMIN,
  missedCall,
  newProfile,
  openRouter,
  smsParams,
  type OpenRouter,
} from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

describe('a change of number', () => {
  test('moves the traffic with it', async () => {
    const shop = await router.openShop()
    const { smsNumber } = newProfile()
    const changed = await router.api(ADMIN, 'PATCH', `/tenants/${shop.id}`, { smsNumber })
    expect([changed.status, changed.json['smsNumber']]).toEqual([200, smsNumber])
    expect((await router.twilio('/sms', smsParams(smsNumber))).status).toBe(200)
    expect((await router.twilio('/sms', smsParams(shop.smsNumber))).status).toBe(202)
    expect(shop.tenant.signals).toHaveLength(1)
    const heir = await router.openShop({ smsNumber: shop.smsNumber })
    expect(heir.smsNumber).toBe(shop.smsNumber)
  })

  test("to another's is refused, and all stays as it was", async () => {
    const [shop, other, fresh] = [await router.openShop(), await router.openShop(), newProfile()]
    const patch = { smsNumber: other.smsNumber, ghlLocationId: fresh.ghlLocationId }
    const answer = await router.api(ADMIN, 'PATCH', `/tenants/${shop.id}`, patch)
    expect(answer.status).toBe(409)
    expect(answer.json.issues).toEqual([{ path: 'smsNumber', message: 'belongs to another business' }])
    await router.twilio('/sms', smsParams(shop.smsNumber))
    await router.twilio('/sms', smsParams(other.smsNumber))
    expect([shop.tenant.signals.length, other.tenant.signals.length]).toEqual([1, 1])
    await router.openShop({ ghlLocationId: fresh.ghlLocationId })
  })

  test('that the tenant may have missed keeps both numbers until it is repeated', async () => {
    const shop = await router.openShop()
    const { smsNumber } = newProfile()
    shop.tenant.mood = 'throws'
    const failed = await router.api(ADMIN, 'PATCH', `/tenants/${shop.id}`, { smsNumber })
    expect(failed.status).toBe(503)
    shop.tenant.mood = 'well'
    for (const number of [shop.smsNumber, smsNumber]) {
      expect((await router.twilio('/sms', smsParams(number))).status).toBe(200)
    }
    await router.api(ADMIN, 'PATCH', `/tenants/${shop.id}`, { smsNumber })
    expect((await router.twilio('/sms', smsParams(shop.smsNumber))).status).toBe(202)
  })

  test('to the number it has changes nothing', async () => {
    const shop = await router.openShop()
    const answer = await router.api(ADMIN, 'PATCH', `/tenants/${shop.id}`, { smsNumber: shop.smsNumber })
    expect(answer.status).toBe(200)
    expect((await router.twilio('/sms', smsParams(shop.smsNumber))).status).toBe(200)
  })
})

test('a location that is taken away gets no more deliveries', async () => {
  const shop = await router.openShop()
  await router.api(ADMIN, 'PATCH', `/tenants/${shop.id}`, { ghlLocationId: null })
  expect((await router.ghl(missedCall(shop.ghlLocationId))).status).toBe(202)
})

test('a new name is what callers hear next', async () => {
  const shop = await router.openShop()
  await router.api(ADMIN, 'PATCH', `/tenants/${shop.id}`, { businessName: 'Heron Heating', language: 'es' })
  const ring = { CallSid: `CA${'1'.repeat(32)}`, From: '+12145550147', To: shop.smsNumber, CallStatus: 'ringing' }
  const answer = await router.twilio('/voice', ring)
  expect(answer.text).toContain('Heron Heating')
  expect(answer.text).toContain('es-MX')
})

describe('a technician', () => {
  test('changes the business, though not what others vouch for', async () => {
    const shop = await router.openShop()
    const change = (patch: object) => router.api(shop.email, 'PATCH', `/tenants/${shop.id}`, patch)
    expect((await change({ businessName: 'Heron', smsNumber: shop.smsNumber })).status).toBe(200)
    const refused = await change({ businessName: 'Crane', smsNumber: newProfile().smsNumber, a2p: 'brand_pending' })
    expect([refused.status, refused.json.code]).toEqual([403, 'forbidden'])
    expect(refused.json.issues?.map((issue) => issue.path)).toEqual(['smsNumber', 'a2p'])
    expect(shop.tenant.profile?.businessName).toBe('Heron')
  })

  test('is told of fields that do not exist', async () => {
    const shop = await router.openShop()
    const answer = await router.api(shop.email, 'PATCH', `/tenants/${shop.id}`, { bussinessName: 'Heron' })
    expect(answer.status).toBe(400)
    expect(answer.json.issues).toEqual([{ path: 'bussinessName', message: 'not a field we know' }])
  })
})

describe('the policy', () => {
  test('keeps what a patch does not name', async () => {
    const shop = await router.openShop()
    const answer = await router.api(shop.email, 'PATCH', `/tenants/${shop.id}/policy`, { textAfterMs: 1_500 })
    expect(answer.status).toBe(200)
    expect(answer.json).toMatchObject({ textAfterMs: 1_500, textDeadlineMs: 30_000, emailAfterMs: 300_000 })
  })

  test.each([{ textAfterMs: 31_000 }, { textAfterMs: -1 }, { textAfterMs: 1.5 }, { textAfterMs: 'soon' }])(
    'refuses %j, naming the field',
    async (patch) => {
      const shop = await router.openShop()
      const answer = await router.api(shop.email, 'PATCH', `/tenants/${shop.id}/policy`, patch)
      expect([answer.status, answer.json.code]).toEqual([400, 'body_invalid'])
      expect(answer.json.issues?.[0]?.path).toBe('textAfterMs')
    },
  )
})
