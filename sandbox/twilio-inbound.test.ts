import twilioWebhooks from 'twilio/lib/webhooks/webhooks.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

const SHOP = '+17375550100'
const PAT = '+12145550147'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.app.heard.length = 0
  rig.app.answer = () => ({ status: 200, text: '<Response/>' })
})

const patTexts = (body: string) => rig.control('POST', '/sandbox/sms', { from: PAT, to: SHOP, body })
const shopTexts = (Body: string) => rig.twilio('POST', '/Messages.json', { From: SHOP, To: PAT, Body })
const received = async () =>
  (await rig.control('GET', `/sandbox/messages?to=%2B12145550147`)).json as unknown as Shown[]
type Shown = { sid: string; body: string; by: string; direction: string; receivedAt: number }

describe('a text from a person', () => {
  test('reaches Shoulder signed and in full', async () => {
    const { json } = await rig.control('POST', '/sandbox/sms', {
      from: PAT,
      to: SHOP,
      body: 'How much for a drain & a "tap"?',
      media: ['https://example.com/leak.png'],
    })
    const [heard] = rig.app.heard
    expect(json).toMatchObject({ ok: true, sid: heard?.params['MessageSid'], webhook: { status: 200, attempts: 1 } })
    expect(heard?.path).toBe('/hooks/twilio/sms')
    expect(heard?.params).toMatchObject({
      AccountSid: rig.sandbox.settings.TWILIO_ACCOUNT_SID,
      MessageSid: expect.stringMatching(/^MM[0-9a-f]{32}$/),
      From: PAT,
      To: SHOP,
      Body: 'How much for a drain & a "tap"?',
      SmsStatus: 'received',
      NumMedia: '1',
      MediaUrl0: 'https://example.com/leak.png',
      MediaContentType0: 'image/png',
      FromState: 'TX',
    })
    expect(heard?.headers['i-twilio-idempotency-token']).toMatch(/^[0-9a-f-]{36}$/)
    const signature = String(heard?.headers['x-twilio-signature'])
    const token = rig.sandbox.settings.TWILIO_AUTH_TOKEN
    const url = `${rig.app.url}/hooks/twilio/sms`
    expect(twilioWebhooks.validateRequest(token, signature, url, heard?.params ?? {})).toBe(true)
  })

  test('is answered by the <Message> in the answer', async () => {
    rig.app.answer = () => ({ status: 200, text: '<Response><Message>From &#36;117 &amp; up</Message></Response>' })
    expect((await patTexts('price?')).json['ok']).toBe(true)
    expect(await received()).toMatchObject([{ body: 'From $117 & up', by: 'app', direction: 'outbound-reply' }])
  })

  test('is tried once more with the same token when nobody listens, and not after a 500', async () => {
    rig.app.answer = () => ({ status: 500 })
    expect((await patTexts('hello')).json).toMatchObject({ ok: false, webhook: { status: 500, attempts: 1 } })
    const deaf = await openRig({ settings: { APP_URL: 'http://127.0.0.1:1' } })
    const { json } = await deaf.control('POST', '/sandbox/sms', { from: PAT, to: SHOP, body: 'hello' })
    await deaf.close()
    expect(json).toMatchObject({ ok: false, webhook: { status: null, attempts: 2, error: 'connect' } })
  })

  test('whose answer is not TwiML sends nothing and says so', async () => {
    rig.app.answer = () => ({ status: 200, text: '{"ok":true}' })
    expect((await patTexts('hello')).json).toMatchObject({ ok: false, problem: expect.stringContaining('12100') })
    expect(await received()).toEqual([])
  })
})

describe('opting out', () => {
  test('STOP is answered by Twilio alone and blocks the pair until START', async () => {
    await patTexts(' stop ')
    expect(await received()).toMatchObject([{ by: 'twilio', body: expect.stringContaining('unsubscribed') }])
    expect(rig.app.heard[0]?.params).toMatchObject({ Body: ' stop ' })
    expect(rig.app.heard[0]?.params).not.toHaveProperty('OptOutType')
    expect(await shopTexts('One more thing')).toMatchObject({ status: 400, json: { code: 21610, status: 400 } })
    expect((await rig.twilio('POST', '/Messages.json', { From: '+17375550101', To: PAT, Body: 'x' })).status).toBe(201)
    await patTexts('Start')
    expect((await shopTexts('Welcome back')).status).toBe(201)
  })

  test('a second STOP, and a YES of somebody who never stopped, get no answer of Twilio', async () => {
    await patTexts('yes')
    expect(await received()).toEqual([])
    await patTexts('STOP')
    await patTexts('stop')
    expect(await received()).toHaveLength(1)
  })

  test('a whole sentence blocks nothing', async () => {
    await patTexts('please stop texting me')
    expect((await shopTexts('Sorry')).status).toBe(201)
  })

  test('HELP gets the stock answer and reaches Shoulder', async () => {
    await patTexts('HELP')
    expect(await received()).toMatchObject([{ by: 'twilio' }])
    expect(rig.app.heard).toHaveLength(1)
  })

  test('a TwiML reply to somebody blocked is not sent', async () => {
    rig.app.answer = () => ({ status: 200, text: '<Response><Message>You are out</Message></Response>' })
    expect((await patTexts('STOP')).json).toMatchObject({ replies: [], problem: expect.stringContaining('21610') })
    expect((await received()).map(({ by }) => by)).toEqual(['twilio'])
  })

  test('Advanced Opt-Out adds OptOutType', async () => {
    await rig.control('POST', '/sandbox/twilio/options', { advancedOptOut: true })
    await patTexts('STOP')
    await patTexts('hello again')
    expect(rig.app.heard.map(({ params }) => params['OptOutType'])).toEqual(['STOP', undefined])
  })
})

describe('the texts the sandbox shows', () => {
  test('are those that went out, with what came in when asked for', async () => {
    await shopTexts('first')
    await patTexts('second')
    const bodies = async (query: string) =>
      ((await rig.control('GET', `/sandbox/messages${query}`)).json as unknown as Shown[]).map(({ body }) => body)
    expect(await bodies('')).toEqual(['first'])
    expect(await bodies('?direction=all')).toEqual(['first', 'second'])
    expect(await bodies('?from=+12145550147')).toEqual(['second'])
    expect(await received()).toMatchObject([{ sid: expect.stringMatching(/^SM/), receivedAt: expect.any(Number) }])
  })
})
