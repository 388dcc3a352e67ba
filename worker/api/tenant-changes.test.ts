import { beforeAll, describe, expect, test, vi } from 'vitest'
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
    vi.spyOn(shop.tenant, 'changeProfile').mockRejectedValueOnce(new Error('The answer was lost.'))
    const failed = await router.api(ADMIN, 'PATCH', `/tenants/${shop.id}`, { smsNumber })
    expect(failed.status).toBe(503)
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

describe('what models may cost a day', () => {
  test('is set by an admin, within what any business may spend', async () => {
    const shop = await router.openShop()
    const patch = (by: string, modelDailyCapMicros: number) =>
      router.api(by, 'PATCH', `/tenants/${shop.id}/policy`, { modelDailyCapMicros })
    const own = await patch(shop.email, 100_000)
    expect([own.status, own.json.code, own.json.issues?.[0]?.path]).toEqual([403, 'forbidden', 'modelDailyCapMicros'])
    const set = await patch(ADMIN, 100_000)
    expect([set.status, set.json['modelDailyCapMicros']]).toEqual([200, 100_000])
    const tooMuch = await patch(ADMIN, 500_001)
    expect([tooMuch.status, tooMuch.json.issues?.[0]?.path]).toEqual([400, 'modelDailyCapMicros'])
    // A form that leaves it out changes nothing of it.
    const other = await router.api(shop.email, 'PATCH', `/tenants/${shop.id}/policy`, { textAfterMs: 1_500 })
    expect([other.status, other.json['modelDailyCapMicros']]).toEqual([200, 100_000])
  })
})

describe('the technician’s own phone', () => {
  test('is not the number of the business, from whichever side', async () => {
    const shop = await router.openShop()
    const change = (by: string, patch: object) => router.api(by, 'PATCH', `/tenants/${shop.id}`, patch)
    const own = await change(shop.email, { primaryPhone: shop.smsNumber })
    expect([own.status, own.json.code, own.json.issues?.[0]?.path]).toEqual([400, 'body_invalid', 'primaryPhone'])
    const turned = await change(ADMIN, { smsNumber: '+15125550100' })
    expect([turned.status, turned.json.code, turned.json.issues?.[0]?.path]).toEqual([400, 'body_invalid', 'smsNumber'])
    const { smsNumber } = newProfile()
    const both = await change(ADMIN, { smsNumber, primaryPhone: smsNumber })
    expect([both.status, both.json.issues?.[0]?.path]).toEqual([400, 'primaryPhone'])
    expect(shop.tenant.profile).toMatchObject({ primaryPhone: '+15125550100', smsNumber: shop.smsNumber })
    expect((await router.twilio('/sms', smsParams(smsNumber))).status).toBe(202)
  })

  test('is not the number of another business, though it may stay what it is', async () => {
    const [shop, other] = [await router.openShop(), await router.openShop()]
    const change = (patch: object) => router.api(shop.email, 'PATCH', `/tenants/${shop.id}`, patch)
    const refused = await change({ businessName: 'Crane', primaryPhone: other.smsNumber })
    expect([refused.status, refused.json.code]).toEqual([400, 'body_invalid'])
    expect(refused.json.issues?.map((issue) => issue.path)).toEqual(['primaryPhone'])
    expect((await change({ businessName: 'Heron', primaryPhone: '+15125550100' })).status).toBe(200)
    expect((await change({ primaryPhone: '+15125550111' })).status).toBe(200)
    expect(shop.tenant.profile).toMatchObject({ businessName: 'Heron', primaryPhone: '+15125550111' })
  })
})

describe('If-Match', () => {
  const patchWith = async (ifMatch: string, path: '' | '/policy') => {
    const shop = await router.openShop()
    // Three changes, so that version 4 is current.
    for (const ownerName of ['A', 'B', 'C']) await router.api(shop.email, 'PATCH', `/tenants/${shop.id}`, { ownerName })
    const answer = await router.send(`/api/v1/tenants/${shop.id}${path}`, {
      method: 'PATCH',
      headers: {
        'cf-access-jwt-assertion': await accessToken({ email: shop.email }),
        'content-type': 'application/json',
        'if-match': ifMatch,
      },
      body: JSON.stringify(path === '' ? { ownerName: 'D' } : { textAfterMs: 1_500 }),
    })
    return { answer, version: shop.tenant.profile?.version }
  }

  test.each(['"4"', 'W/"4"', '*', '"3", "4"', '"4","9"', 'junk, "4"'])(
    '%s lets a change of version 4 pass',
    async (tag) => {
      for (const path of ['', '/policy'] as const) {
        const { answer, version } = await patchWith(tag, path)
        expect([answer.status, answer.headers.get('etag'), version]).toEqual([200, '"5"', 5])
      }
    },
  )

  test.each(['4', '"3"', '"2", "3"', '"04"', '"four"', "'4'", '"4', 'W/4', '"*"', ',', '"1", junk'])(
    '%s lets nothing pass',
    async (tag) => {
      for (const path of ['', '/policy'] as const) {
        const { answer, version } = await patchWith(tag, path)
        expect([answer.status, answer.json.code, version]).toEqual([412, 'edited_meanwhile', 4])
      }
    },
  )
})
