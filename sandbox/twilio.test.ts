import twilioWebhooks from 'twilio/lib/webhooks/webhooks.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRig, send, type Heard, type SandboxRig } from './sandbox-rig.ts'

const SHOP = '+17375550100'
const PAT = '+12145550147'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.app.heard.length = 0
})

function text(change: Record<string, string> = {}) {
  return rig.twilio('POST', '/Messages.json', { From: SHOP, To: PAT, Body: 'Sorry we missed you', ...change })
}

function statuses(webhooks: Heard[]): (string | undefined)[] {
  return webhooks.map(({ params }) => params['MessageStatus'])
}

describe('a text', () => {
  test('is accepted in the shape Twilio answers', async () => {
    const { status, json } = await text({ ValidityPeriod: '600', Unheard: 'of' })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      account_sid: rig.sandbox.settings.TWILIO_ACCOUNT_SID,
      from: SHOP,
      to: PAT,
      body: 'Sorry we missed you',
      status: 'queued',
      direction: 'outbound-api',
      num_segments: '1',
      num_media: '0',
      error_code: null,
      date_sent: null,
      date_created: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/),
      uri: `/2010-04-01/Accounts/${rig.sandbox.settings.TWILIO_ACCOUNT_SID}/Messages/${String(json['sid'])}.json`,
    })
  })

  test.each([
    ['a'.repeat(160), '1'],
    ['a'.repeat(161), '2'],
    ['€'.repeat(80), '1'],
    ['€'.repeat(81), '2'],
    ['“Hello”'.padEnd(70), '1'],
    ['“Hello”'.padEnd(71), '2'],
  ])('is counted in segments (%#)', async (body, segments) => {
    expect((await text({ Body: body })).json['num_segments']).toBe(segments)
  })

  test('is fetched, emptied and deleted by its SID', async () => {
    const path = `/Messages/${String((await text()).json['sid'])}.json`
    expect((await rig.twilio('GET', path)).json['body']).toBe('Sorry we missed you')
    expect((await rig.twilio('POST', path, { Body: '' })).json['body']).toBe('')
    // Not while it waits to leave.
    expect(await rig.twilio('DELETE', path)).toMatchObject({ status: 409, json: { code: 20009 } })
    await expect.poll(async () => (await rig.twilio('DELETE', path)).status).toBe(204)
    expect(await rig.twilio('GET', path)).toMatchObject({ status: 404, json: { code: 20404, status: 404 } })
  })

  test('that waits for its time can be canceled, one that does not cannot', async () => {
    const service = { MessagingServiceSid: `MG${'0'.repeat(32)}` }
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
    const waiting = await text({ ...service, ScheduleType: 'fixed', SendAt: inAnHour })
    expect(waiting.json['status']).toBe('scheduled')
    const path = (sid: unknown) => `/Messages/${String(sid)}.json`
    expect((await rig.twilio('POST', path(waiting.json['sid']), { Status: 'canceled' })).json['status']).toBe(
      'canceled',
    )
    const sent = await text()
    expect((await rig.twilio('POST', path(sent.json['sid']), { Status: 'canceled' })).json['code']).toBe(30409)
  })
})

describe('a request Twilio refuses', () => {
  test.each([
    [21604, { To: '' }],
    [21211, { To: '2145550147' }],
    [21211, { To: '+11145550147' }],
    [21603, { From: '' }],
    [21212, { From: 'my shop' }],
    [21266, { From: PAT }],
    [21701, { MessagingServiceSid: 'MG1' }],
    [21619, { Body: '' }],
    [21617, { Body: 'x'.repeat(1601) }],
    [21609, { StatusCallback: 'not a url' }],
    [90007, { ValidityPeriod: '0' }],
    [90007, { ValidityPeriod: '36001' }],
    [90007, { ValidityPeriod: '1.5' }],
    [35118, { ScheduleType: 'fixed', SendAt: '2099-01-01T00:00:00Z' }],
  ])('is answered 400 with %i, and nothing is sent (case %#)', async (code, change) => {
    const more_info = `https://www.twilio.com/docs/errors/${code}`
    expect(await text(change as Record<string, string>)).toMatchObject({
      status: 400,
      json: { code, status: 400, more_info, message: expect.any(String) },
    })
    expect((await rig.control('GET', '/sandbox/messages')).json).toEqual([])
  })

  test('comes with wrong credentials, for a stranger’s account, or as JSON', async () => {
    const { url, settings } = rig.sandbox
    const path = (sid: string) => `${url}/twilio/2010-04-01/Accounts/${sid}/Messages.json`
    const basic = (token: string) =>
      `Basic ${Buffer.from(`${settings.TWILIO_ACCOUNT_SID}:${token}`).toString('base64')}`
    const own = path(settings.TWILIO_ACCOUNT_SID)
    expect((await send(own, {})).json).toMatchObject({ code: 20003, status: 401 })
    expect((await send(own, { headers: { authorization: basic('wrong') } })).json).toMatchObject({ code: 20003 })
    const headers = { authorization: basic(settings.TWILIO_AUTH_TOKEN), 'content-type': 'application/json' }
    expect((await send(path(`AC${'0'.repeat(32)}`), { headers })).json).toMatchObject({ code: 20404 })
    const body = JSON.stringify({ From: SHOP, To: PAT, Body: 'x' })
    expect((await send(own, { method: 'POST', headers, body })).status).toBe(400)
  })
})

describe('numbers with a known end', () => {
  test.each([
    ['+12145550190', 400, 21614],
    ['+12145550195', 400, 21610],
    ['+12145550198', 500, 20500],
    ['+15005550001', 400, 21211],
    ['+15005550004', 400, 21610],
    ['+15005550009', 400, 21614],
  ])('%s is refused with %i and %i', async (To, status, code) => {
    expect(await text({ To })).toMatchObject({ status, json: { code } })
  })

  test('0191 to 0196 are accepted and end undelivered with their code', async () => {
    const ends = { '0191': '30006', '0192': '30003', '0193': '30005', '0194': '30007', '0196': '30034' }
    for (const lastFour of Object.keys(ends)) {
      await text({ To: `+1214555${lastFour}`, StatusCallback: `${rig.app.url}/${lastFour}` })
    }
    await rig.app.hears(5, ({ params }) => params['MessageStatus'] === 'undelivered')
    for (const [lastFour, code] of Object.entries(ends)) {
      const heard = rig.app.heard.filter(({ path }) => path === `/${lastFour}`)
      expect(statuses(heard)).toEqual(['queued', 'sent', 'undelivered'])
      expect(heard.map(({ params }) => params['ErrorCode'])).toEqual([undefined, undefined, code])
    }
  })

  test('0197 is sent and hears no more', async () => {
    await text({ To: '+12145550197', StatusCallback: `${rig.app.url}/quiet` })
    await text({ StatusCallback: `${rig.app.url}/usual` })
    await rig.app.hears(1, ({ params }) => params['MessageStatus'] === 'delivered')
    expect(statuses(rig.app.heard.filter(({ path }) => path === '/quiet'))).toEqual(['queued', 'sent'])
  })

  test('0199 is told to slow down once', async () => {
    const slowed = await text({ To: '+12145550199' })
    expect(slowed).toMatchObject({ status: 429, json: { code: 20429 } })
    expect(slowed.headers.get('retry-after')).toBe('1')
    expect((await text({ To: '+12145550199' })).status).toBe(201)
  })

  test('+15005550006 goes through', async () => {
    expect((await text({ To: '+15005550006' })).status).toBe(201)
  })
})

describe('status callbacks', () => {
  test('tell each step, signed over the whole URL', async () => {
    const StatusCallback = `${rig.app.url}/hooks/twilio/status?entry=eff_1&b=%20x`
    const { json } = await text({ StatusCallback })
    const heard = await rig.app.hears(3)
    expect(statuses(heard)).toEqual(['queued', 'sent', 'delivered'])
    for (const { url, headers, params } of heard) {
      expect(url).toBe(StatusCallback)
      const token = rig.sandbox.settings.TWILIO_AUTH_TOKEN
      const signature = String(headers['x-twilio-signature'])
      expect(twilioWebhooks.validateRequest(token, signature, url, params)).toBe(true)
      expect(twilioWebhooks.validateRequest(token, signature, url, { ...params, To: SHOP })).toBe(false)
    }
    expect(heard[2]?.params).toMatchObject({ MessageSid: json['sid'], SmsSid: json['sid'], To: PAT, From: SHOP })
    expect(heard[2]?.params['RawDlrDoneDate']).toMatch(/^\d{10}$/)
    const kept = await rig.twilio('GET', `/Messages/${String(json['sid'])}.json`)
    expect(kept.json).toMatchObject({ status: 'delivered', date_sent: expect.any(String) })
  })

  test('are not repeated when Shoulder answers 503, unless the URL asks for it', async () => {
    rig.app.answer = () => ({ status: 503 })
    await text({ StatusCallback: `${rig.app.url}/once` })
    await text({ StatusCallback: `${rig.app.url}/again#rc=2&rp=5xx` })
    const again = await rig.app.hears(9, ({ path }) => path === '/again')
    expect(new Set(again.map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(3)
    expect(rig.app.heard.filter(({ path }) => path === '/once')).toHaveLength(3)
    rig.app.answer = () => ({ status: 200 })
  })
})

describe('the list', () => {
  test('is newest first, by number, and pages by links until there is none', async () => {
    for (const Body of ['one', 'two', 'three']) await text({ Body })
    await text({ To: '+12145550148', Body: 'other' })
    const bodies: unknown[] = []
    let next: string | null = `/Messages.json?To=%2B12145550147&PageSize=2`
    while (next !== null) {
      const { json } = await rig.twilio('GET', next.replace(/^.*\/Accounts\/\w+/, ''))
      bodies.push((json['messages'] as { body: string }[]).map(({ body }) => body))
      expect(json).toMatchObject({ page_size: 2, first_page_uri: expect.any(String) })
      next = json['next_page_uri'] as string | null
    }
    expect(bodies).toEqual([['three', 'two'], ['one']])
  })

  test('leaves out unsent texts when asked for a date, and refuses what is no date', async () => {
    await text({ StatusCallback: `${rig.app.url}/status` })
    await rig.app.hears(3)
    await text({ Body: 'still queued' })
    const day = new Date().toISOString().slice(0, 10)
    const list = async (filter: string) => (await rig.twilio('GET', `/Messages.json?${filter}`)).json['messages']
    expect(await list(`DateSent=${day}`)).toHaveLength(1)
    expect(await list(`DateSent%3E=${day}`)).toHaveLength(1)
    expect(await list(`DateSent%3C=${day}`)).toHaveLength(0)
    expect((await rig.twilio('GET', '/Messages.json?DateSent=soon')).json['code']).toBe(20001)
  })
})
