import { beforeAll, describe, expect, test, vi } from 'vitest'
import { HOOK_BODY_BYTES_MAX } from '../../tenants/base/limits.ts'
import {
  APP_URL,
  missedCall,
  openRouter,
  smsParams,
  TWILIO_AUTH_TOKEN,
  type OpenRouter,
  type Shop,
} from '../../tests/support/open-router.ts'
import { signTwilio } from '../../tests/support/sign-webhooks.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { RECEIVE_TIMEOUT_MS } from '../bounds.ts'

let router: OpenRouter
let shop: Shop

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
  shop = await router.openShop()
})

const emailEvent = (tenantId: string) => ({
  type: 'email.bounced',
  created_at: new Date().toISOString(),
  data: { email_id: 'email-1', tags: { tenant: tenantId, entry: 'eff_1' }, bounce: { type: 'Permanent' } },
})

describe('a genuine webhook', () => {
  test('of GoHighLevel reaches the tenant of its location', async () => {
    const mine = await router.openShop()
    const answer = await router.ghl(missedCall(mine.ghlLocationId, { webhookId: 'w-1' }))
    expect(answer.status).toBe(200)
    expect(mine.tenant.signals).toMatchObject([
      { provider: 'gohighlevel', deliveryKey: 'w-1', event: { type: 'call_ended', from: '+12145550147' } },
    ])
    expect(mine.tenant.signals[0]?.traceId).toBe(answer.headers.get('x-request-id'))
  })

  test('of Twilio reaches the tenant of its number and is answered with nothing to say', async () => {
    const mine = await router.openShop()
    const answer = await router.twilio('/sms', smsParams(mine.smsNumber, { Body: 'how much?' }))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/xml')
    expect(answer.text).toContain('<Response/>')
    expect(mine.tenant.signals).toMatchObject([{ provider: 'twilio', event: { text: 'how much?' } }])
  })

  test('of Resend reaches the tenant that its tags name', async () => {
    const mine = await router.openShop()
    const answer = await router.resend(emailEvent(mine.id), { id: 'msg_7' })
    expect(answer.status).toBe(200)
    expect(mine.tenant.signals).toMatchObject([
      { provider: 'resend', deliveryKey: 'msg_7', event: { status: 'bounced' } },
    ])
  })

  test('reaches only its own tenant', async () => {
    const [mine, other] = [await router.openShop(), await router.openShop()]
    await router.twilio('/sms', smsParams(mine.smsNumber))
    await router.ghl(missedCall(mine.ghlLocationId))
    expect(mine.tenant.signals).toHaveLength(2)
    expect(other.tenant.signals).toHaveLength(0)
  })

  test('that comes twice is answered alike', async () => {
    const mine = await router.openShop()
    const call = missedCall(mine.ghlLocationId)
    const answers = [await router.ghl(call), await router.ghl(call)]
    expect(answers.map((answer) => answer.status)).toEqual([200, 200])
    expect(mine.tenant.signals).toHaveLength(1)
  })

  test('about something nobody uses is acknowledged without waking a tenant', async () => {
    const mine = await router.openShop()
    mine.tenant.mood = 'throws'
    const answer = await router.ghl(missedCall(mine.ghlLocationId, { type: 'NoteCreate' }))
    expect(answer.status).toBe(200)
  })
})

describe('a webhook that is not genuine', () => {
  test.each([
    [
      'forged at GoHighLevel',
      () => router.ghl(missedCall(shop.ghlLocationId), { 'x-ghl-signature': btoa('x'.repeat(64)) }),
    ],
    ['unsigned at GoHighLevel', () => router.ghl(missedCall(shop.ghlLocationId), { 'x-ghl-signature': '' })],
    ['N/A at GoHighLevel', () => router.ghl(missedCall(shop.ghlLocationId), { 'x-ghl-signature': 'N/A' })],
    ['forged at Twilio', () => router.twilio('/sms', smsParams(shop.smsNumber), { 'x-twilio-signature': 'AAAA' })],
    ['unsigned at Twilio', () => router.twilio('/sms', smsParams(shop.smsNumber), { 'x-twilio-signature': '' })],
    ['old at Resend', () => router.resend(emailEvent(shop.id), { at: Date.now() - 600_000 })],
  ])('%s is refused with 401', async (_name, call) => {
    const answer = await call()
    expect(answer.status).toBe(401)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(shop.tenant.signals).toEqual([])
  })

  test('is refused when the signature belongs to another body', async () => {
    const params = smsParams(shop.smsNumber)
    const signature = await signTwilio(TWILIO_AUTH_TOKEN, `${APP_URL}/hooks/twilio/sms`, params)
    const answer = await router.twilio('/sms', { ...params, Body: 'changed' }, { 'x-twilio-signature': signature })
    expect([answer.status, answer.json.code]).toEqual([401, 'signature_mismatch'])
    const original = await router.twilio('/sms', params, { 'x-twilio-signature': signature })
    expect(original.status).toBe(200)
  })

  test('is refused when it was signed for another of our addresses', async () => {
    const params = smsParams(shop.smsNumber)
    const elsewhere = 'https://shoulder.workers.example/hooks/twilio/sms'
    const signature = await signTwilio(TWILIO_AUTH_TOKEN, elsewhere, params)
    const answer = await router.twilio('/sms', params, { 'x-twilio-signature': signature })
    expect([answer.status, answer.json.code]).toEqual([401, 'signature_mismatch'])
  })

  test('leaves no row in the directory', async () => {
    const before = await router.api('boss@example.com', 'GET', '/unknown-deliveries')
    await router.ghl(missedCall('nobodys-forged'), { 'x-ghl-signature': btoa('x'.repeat(64)) })
    const after = await router.api('boss@example.com', 'GET', '/unknown-deliveries')
    expect(after.json.items).toEqual(before.json.items)
  })
})

describe('a body at fault', () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    router.send('/hooks/ghl', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

  /** Nothing of it is made before somebody reads it. */
  const endless = () => {
    const read = { pulls: 0 }
    const pull = (controller: ReadableStreamDefaultController) => {
      read.pulls += 1
      controller.enqueue(new Uint8Array(64 * 1024))
    }
    return { read, body: new ReadableStream({ pull }, { highWaterMark: 0 }) }
  }

  test('above the cap is refused by its announced length, before any of it is read', async () => {
    const { read, body } = endless()
    const answer = await post(body, { 'content-length': String(HOOK_BODY_BYTES_MAX + 1) })
    expect([answer.status, answer.json.code]).toEqual([413, 'body_too_large'])
    expect(read.pulls).toBe(0)
  })

  test('above the cap is refused while it streams, without being read to its end', async () => {
    const { read, body } = endless()
    const answer = await post(body)
    expect(answer.status).toBe(413)
    expect(read.pulls).toBeLessThan(10)
  })

  test('at the cap is read', async () => {
    const answer = await post('x'.repeat(HOOK_BODY_BYTES_MAX))
    expect(answer.status).toBe(401)
  })

  test('that is not UTF-8 is refused', async () => {
    const answer = await post(new Uint8Array([0x7b, 0xff, 0xfe]))
    expect([answer.status, answer.json.code]).toEqual([400, 'body_invalid'])
  })

  test('in another charset is refused', async () => {
    const answer = await post('{}', { 'content-type': 'application/json; charset=iso-8859-1' })
    expect(answer.status).toBe(400)
  })

  test.each(['UTF-8', '"utf8"', 'ISO-8859-1', 'windows-1252'])(
    'of a form is read, though its label says %s',
    async (label) => {
      const signed = { type: `application/x-www-form-urlencoded; charset=${label}` }
      const answer = await router.twilio('/sms', smsParams(shop.smsNumber, { Body: '¿Cuánto cuesta?' }), signed)
      expect(answer.status).toBe(200)
    },
  )

  test.each(['', 'not json', '[]', 'null', '{"type":1}', '{}'])(
    'that is signed but reads %j is refused with issues',
    async (body) => {
      const answer = await router.ghl(body)
      expect(answer.status).toBe(400)
      expect(answer.json.issues?.length).toBeGreaterThan(0)
    },
  )

  test('is described without repeating what it held', async () => {
    const answer = await router.twilio('/sms', smsParams(shop.smsNumber, { MessageSid: 'secret-words' }))
    expect(answer.status).toBe(400)
    expect(answer.json.issues?.[0]?.path).toBe('MessageSid')
    expect(answer.text).not.toContain('secret-words')
  })

  test("with a name like a prototype's is only a form", async () => {
    const answer = await router.twilio('/sms', { ...smsParams(shop.smsNumber), constructor: 'x', toString: 'y' })
    expect(answer.status).toBe(200)
  })
})

describe('a delivery for nobody', () => {
  test('is acknowledged and counted, without its whole address', async () => {
    for (let times = 0; times < 3; times += 1) {
      const answer = await router.twilio('/sms', smsParams('+14155550199', { Body: 'private words' }))
      expect(answer.status).toBe(202)
      expect(answer.text).toContain('<Response/>')
    }
    const { json, text } = await router.api('boss@example.com', 'GET', '/unknown-deliveries')
    expect(json.items).toContainEqual(
      expect.objectContaining({
        provider: 'twilio',
        addressMasked: '…0199',
        deliveryCount: 3,
        reason: 'unknown_address',
      }),
    )
    expect(text).not.toContain('4155550199')
    expect(text).not.toContain('private words')
  })

  test('of GoHighLevel is acknowledged with 202', async () => {
    expect((await router.ghl(missedCall('nobodys'))).status).toBe(202)
  })

  test('whose tenant was never opened is acknowledged and counted', async () => {
    const mine = await router.openShop()
    mine.tenant.profile = null
    expect((await router.ghl(missedCall(mine.ghlLocationId))).status).toBe(202)
    const { json } = await router.api('boss@example.com', 'GET', '/unknown-deliveries')
    expect(json.items).toContainEqual(expect.objectContaining({ reason: 'tenant_missing', deliveryCount: 1 }))
  })

  test('makes no object for a tenant id that cannot be', async () => {
    const answer = await router.resend(emailEvent('ten_none'))
    expect(answer.status).toBe(202)
    expect(router.tenants.has('ten_none')).toBe(false)
  })

  test('is acknowledged while it cannot be counted', async () => {
    const prepare = () => {
      throw new Error('D1_ERROR: no such table')
    }
    const { DIRECTORY } = router.bindings
    const deaf = new Proxy(DIRECTORY, {
      get: (target, name) => (name === 'batch' ? prepare : Reflect.get(target, name).bind(target)),
    })
    const broken = await openRouter({ DIRECTORY: deaf })
    expect((await broken.ghl(missedCall('nobodys-either'))).status).toBe(202)
  })
})

describe('a tenant that cannot store', () => {
  const callAll = (mine: Shop) =>
    Promise.all([
      router.ghl(missedCall(mine.ghlLocationId)),
      router.twilio('/sms', smsParams(mine.smsNumber)),
      router.resend(emailEvent(mine.id)),
    ])

  test('makes each provider try again', async () => {
    const mine = await router.openShop()
    mine.tenant.mood = 'throws'
    const answers = await callAll(mine)
    expect(answers.map((answer) => answer.status)).toEqual([429, 503, 503])
    expect(answers.map((answer) => answer.headers.get('retry-after'))).toEqual(['30', '30', '30'])
    expect(answers.map((answer) => answer.json.code)).toEqual(['not_stored', 'not_stored', 'not_stored'])
  })

  test('because it hangs is given up before the provider gives us up', async () => {
    const mine = await router.openShop()
    mine.tenant.mood = 'hangs'
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const answers = callAll(mine)
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(3), { timeout: 20_000 })
    await vi.advanceTimersByTimeAsync(RECEIVE_TIMEOUT_MS)
    expect((await answers).map((answer) => answer.status)).toEqual([429, 503, 503])
    vi.useRealTimers()
  })

  test('because nobody can say who it is makes the provider try again', async () => {
    const broken = await openRouter({ DIRECTORY: { prepare: () => fail() } })
    expect((await broken.ghl(missedCall('unasked-location'))).status).toBe(429)
    expect((await broken.twilio('/sms', smsParams('+16285550155'))).status).toBe(503)
  })

  test('because our key is no key makes the provider try again', async () => {
    const broken = await openRouter({ GHL_WEBHOOK_PUBLIC_KEY: 'not a key' })
    expect((await broken.ghl(missedCall(shop.ghlLocationId))).status).toBe(429)
  })
})

function fail(): never {
  throw new Error('D1_ERROR: Network connection lost.')
}
