import { beforeAll, describe, expect, test } from 'vitest'
import { APP_URL, openRouter, TWILIO_AUTH_TOKEN, type OpenRouter } from '../../tests/support/open-router.ts'
import { signTwilio } from '../../tests/support/sign-webhooks.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter
const CALL = `CA${'a'.repeat(32)}`
const MESSAGE = `SM${'b'.repeat(32)}`

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

const ring = (to: string, over: Record<string, string> = {}) => ({
  CallSid: CALL,
  From: '+12145550147',
  To: to,
  CallStatus: 'ringing',
  Direction: 'inbound',
  ...over,
})

describe('a call that reaches our number', () => {
  test('is missed at once, and the caller is greeted and may leave a message', async () => {
    const shop = await router.openShop({ businessName: 'Lark & Sons' })
    const answer = await router.twilio('/voice', ring(shop.smsNumber))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/xml')
    expect(answer.text).toContain('Lark &amp; Sons')
    expect(answer.text).toContain('<Record')
    expect(shop.tenant.signals).toMatchObject([{ event: { type: 'call_ended', callKey: CALL, outcome: 'no_answer' } }])
  })

  test('leads, when a message was left, back to the tenant with the recording', async () => {
    const shop = await router.openShop()
    const { text } = await router.twilio('/voice', ring(shop.smsNumber))
    const callback = /recordingStatusCallback="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(callback.startsWith(`${APP_URL}/hooks/twilio/recording?`)).toBe(true)
    const recorded = await router.twilio(callback.slice(`${APP_URL}/hooks/twilio`.length), {
      CallSid: CALL,
      RecordingStatus: 'completed',
      RecordingUrl: 'https://api.twilio.example.com/recordings/RE1',
      RecordingDuration: '14',
    })
    expect(recorded.status).toBe(200)
    expect(shop.tenant.signals.at(-1)).toMatchObject({ event: { outcome: 'voicemail', durationS: 14 } })
  })

  const ASKED = { ask: 'press_1', words: 'To get that text, press 1 now.' } as const

  test('is asked what the tenant wants to know, and the answer leads back to the tenant', async () => {
    const shop = await router.openShop({ businessName: 'Lark & Sons' })
    shop.tenant.callScript = { notice: 'You have reached us.', question: ASKED }
    const { text } = await router.twilio('/voice', ring(shop.smsNumber))
    expect(text).toMatch(/You have reached us\..*<Gather.*press 1 now\..*<\/Gather>.*<Record/)
    const action = /<Gather [^>]*action="([^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    shop.tenant.callScript = { isAgreed: true }
    const path = action.slice(`${APP_URL}/hooks/twilio`.length)
    const answer = await router.twilio(path, ring(shop.smsNumber, { CallStatus: 'in-progress', Digits: '1' }))
    expect(answer.text).toContain('Thanks, a text is on its way.')
    const event = { type: 'consent_answered', callKey: CALL, ask: 'press_1', language: 'en', digits: '1', speech: null }
    expect(shop.tenant.signals.at(-1)).toMatchObject({ deliveryKey: `${CALL}:consent`, event })
    const known = shop.tenant.signals.length
    await router.twilio(path, ring(shop.smsNumber, { CallStatus: 'in-progress', Digits: '2' }))
    expect(shop.tenant.signals).toHaveLength(known)
  })

  test('ends where the answer is for a call that the tenant does not know, or for no tenant', async () => {
    const shop = await router.openShop()
    shop.tenant.callScript = { isKnown: false }
    const pressed = ring(shop.smsNumber, { CallStatus: 'in-progress', Digits: '1' })
    const step = '/voice/status?step=consent&ask=press_1&language=en&tenant='
    expect((await router.twilio(`${step}${shop.id}`, pressed)).text).toContain('<Response/>')
    const nobodys = await router.twilio(`${step}ten_000000000000000000000000`, pressed)
    expect([nobodys.status, nobodys.text.includes('<Response/>')]).toEqual([202, true])
    expect((await router.twilio(step.replace('&tenant=', ''), pressed)).status).toBe(400)
  })

  test('is promised nothing and asked nothing where the tenant does not say what to', async () => {
    const shop = await router.openShop({ businessName: 'Lark & Sons' })
    shop.tenant.callScript = null
    const { status, text } = await router.twilio('/voice', ring(shop.smsNumber))
    expect(status).toBe(200)
    expect(text).toMatch(/You have reached Lark &amp; Sons\. We cannot take your call right now\.</)
    expect(text).not.toMatch(/text you|<Gather/)
    expect(text).toMatch(/It will be recorded and may be transcribed\..*<Record/)
  })

  test("is told politely when the number is nobody's", async () => {
    const answer = await router.twilio('/voice', ring('+16285550111'))
    expect(answer.status).toBe(202)
    expect(answer.text).toMatch(/<Say[^>]*>.*not in service.*<\/Say><Hangup\/>/)
  })

  test('has its end reported, and by whom it was answered', async () => {
    const shop = await router.openShop()
    const ended = await router.twilio(
      '/voice/status',
      ring(shop.smsNumber, { CallStatus: 'completed', CallDuration: '3' }),
    )
    const dialled = { CallStatus: 'in-progress', DialCallStatus: 'completed', DialCallDuration: '61' }
    await router.twilio('/voice/status?step=dial', ring(shop.smsNumber, dialled))
    expect(ended.text).toContain('<Response/>')
    expect(shop.tenant.signals.map((signal) => signal.event)).toMatchObject([
      { outcome: 'no_answer', durationS: 3 },
      { outcome: 'answered', durationS: 61 },
    ])
  })
})

describe('what became of a text', () => {
  test('reaches the tenant and the entry that the callback names', async () => {
    const shop = await router.openShop()
    const params = { MessageSid: MESSAGE, MessageStatus: 'undelivered', From: shop.smsNumber, ErrorCode: '30003' }
    const answer = await router.twilio(`/status?tenant=${shop.id}&entry=eff_7`, params)
    expect(answer.status).toBe(200)
    expect(shop.tenant.signals).toMatchObject([
      { event: { type: 'sms_status_changed', entryId: 'eff_7', status: 'undelivered', errorCode: 30003 } },
    ])
  })

  test("counts for nothing when somebody changed the callback's address", async () => {
    const [shop, other] = [await router.openShop(), await router.openShop()]
    const params = { MessageSid: MESSAGE, MessageStatus: 'sent', From: shop.smsNumber }
    const signature = await signTwilio(TWILIO_AUTH_TOKEN, `${APP_URL}/hooks/twilio/status?tenant=${shop.id}`, params)
    const answer = await router.twilio(`/status?tenant=${other.id}`, params, { 'x-twilio-signature': signature })
    expect(answer.status).toBe(401)
    expect(other.tenant.signals).toEqual([])
  })
})
