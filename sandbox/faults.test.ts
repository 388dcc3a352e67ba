import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createFaults } from './faults.ts'
import { openRig, type SandboxRig } from './sandbox-rig.ts'

const SHOP = '+17375550100'
const PAT = '+12145550147'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.app.heard.length = 0
})

const breakTwilio = (fault: Record<string, unknown>) =>
  rig.control('POST', '/sandbox/faults', { provider: 'twilio', forMs: 60_000, ...fault })
const text = (change: Record<string, string> = {}) =>
  rig.twilio('POST', '/Messages.json', { From: SHOP, To: PAT, Body: 'Hello', ...change })
const accepted = async () => (await rig.control('GET', '/sandbox/messages')).json as unknown as { body: string }[]

/** A request given up by its sender once the provider has had time to act. */
async function textAndGiveUp(hasActed: () => Promise<boolean>): Promise<unknown> {
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token } = rig.sandbox.settings
  const giveUp = new AbortController()
  const sent = fetch(`${rig.sandbox.url}/twilio/2010-04-01/Accounts/${sid}/Messages.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}` },
    body: new URLSearchParams({ From: SHOP, To: PAT, Body: 'Hello' }),
    signal: giveUp.signal,
  }).then(
    ({ status }) => status,
    (error: unknown) => (error as Error).name,
  )
  while (!(await hasActed())) await new Promise((resolve) => void setTimeout(resolve, 5))
  giveUp.abort()
  return sent
}

describe('a provider that', () => {
  test('answers a status does so in its own words and does not act', async () => {
    await breakTwilio({ kind: 'status', status: 503 })
    expect(await text()).toMatchObject({ status: 503, json: { code: 20503, status: 503 } })
    await breakTwilio({ kind: 'status', status: 418 })
    await rig.control('POST', '/sandbox/faults', { provider: 'resend', kind: 'status', status: 429 })
    expect(await rig.resend('GET', '/emails')).toMatchObject({
      status: 429,
      json: { statusCode: 429, name: 'rate_limit_exceeded' },
    })
    expect(await accepted()).toEqual([])
  })

  test('resets cuts the connection and does not act', async () => {
    await breakTwilio({ kind: 'reset' })
    await expect(text()).rejects.toThrow('fetch failed')
    expect(await accepted()).toEqual([])
  })

  test('times out neither acts nor answers', async () => {
    await breakTwilio({ kind: 'timeout' })
    let looks = 0
    expect(await textAndGiveUp(() => Promise.resolve((looks += 1) > 10))).toBe('AbortError')
    expect(await accepted()).toEqual([])
  })

  test('acts and then times out has sent the text', async () => {
    await breakTwilio({ kind: 'act_then_timeout' })
    expect(await textAndGiveUp(async () => (await accepted()).length > 0)).toBe('AbortError')
    expect(await accepted()).toHaveLength(1)
  })

  test('is slow answers late, and acts', async () => {
    await breakTwilio({ kind: 'slow', slowMs: 30 })
    expect((await text()).status).toBe(201)
    expect(await accepted()).toHaveLength(1)
  })

  test('answers HTML has sent the text all the same', async () => {
    await breakTwilio({ kind: 'malformed' })
    const answer = await text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(await accepted()).toHaveLength(1)
  })

  test('fails on one path works on the others', async () => {
    await breakTwilio({ kind: 'status', status: 500, path: '/Calls' })
    expect((await rig.twilio('GET', '/Calls.json')).status).toBe(500)
    expect((await text()).status).toBe(201)
  })
})

describe('webhooks of a provider that', () => {
  test('delivers twice arrive twice with the same token', async () => {
    await breakTwilio({ kind: 'duplicate' })
    await rig.control('POST', '/sandbox/sms', { from: PAT, to: SHOP, body: 'hi' })
    const heard = await rig.app.hears(2)
    expect(new Set(heard.map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(1)
    expect(new Set(heard.map(({ params }) => params['MessageSid'])).size).toBe(1)
  })

  test('delivers out of order arrive the last one first', async () => {
    await breakTwilio({ kind: 'out_of_order' })
    await text({ StatusCallback: `${rig.app.url}/status` })
    const heard = await rig.app.hears(3)
    expect(heard.map(({ params }) => params['MessageStatus'])).toEqual(['delivered', 'sent', 'queued'])
  })
})

describe('faults on order', () => {
  test('are listed and cleared', async () => {
    const { status, json } = await breakTwilio({ kind: 'slow', rate: 0.5 })
    expect(status).toBe(201)
    expect(json).toMatchObject({ provider: 'twilio', kind: 'slow', rate: 0.5, slowMs: 3000 })
    expect((await rig.control('GET', '/sandbox/faults')).json).toEqual([json])
    await rig.control('DELETE', '/sandbox/faults')
    expect((await rig.control('GET', '/sandbox/faults')).json).toEqual([])
  })

  test.each([
    [{ provider: 'nobody', kind: 'reset' }, 'provider'],
    [{ kind: 'sulk' }, 'kind'],
    [{ kind: 'status', status: 200 }, 'status'],
    [{ kind: 'reset', rate: 2 }, 'rate'],
    [{ kind: 'reset', forMs: '1' }, 'forMs'],
    [{ kind: 'slow', slowMs: -1 }, 'slowMs'],
    [{ kind: 'reset', path: 7 }, 'path'],
  ])('%j is refused and names %s', async (fault, field) => {
    expect(await breakTwilio(fault)).toMatchObject({
      status: 400,
      json: { error: expect.stringMatching(`^${field} `) },
    })
  })

  test('strike at their rate until they end', () => {
    let now = 0
    let dice = 0
    const faults = createFaults(
      () => now,
      () => dice,
    )
    faults.add({ provider: 'ghl', kind: 'reset', status: 500, rate: 0.3, endsAt: 100, slowMs: 0 })
    expect(faults.strikeRequest('ghl', '/contacts')?.kind).toBe('reset')
    expect(faults.strikeRequest('twilio', '/contacts')).toBeUndefined()
    expect(faults.strikeWebhook('ghl', 'http://example.com')).toBeUndefined()
    dice = 0.3
    expect(faults.strikeRequest('ghl', '/contacts')).toBeUndefined()
    dice = 0
    now = 100
    expect(faults.strikeRequest('ghl', '/contacts')).toBeUndefined()
    expect(faults.list()).toEqual([])
  })
})
