import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRig, send, type SandboxRig } from './sandbox-rig.ts'
import { startSandbox } from './server.ts'
import { workerSettings } from './settings.ts'

let rig: SandboxRig
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  rig = await openRig()
})
afterAll(async () => {
  await rig.close()
  rmSync(folder, { recursive: true })
})

describe('the sandbox', () => {
  test('gives the Worker every setting it shares, under its name', () => {
    const settings = workerSettings(rig.sandbox)
    const { url } = rig.sandbox
    expect(settings).toEqual({
      APP_URL: rig.app.url,
      TWILIO_API_URL: `${url}/twilio`,
      TWILIO_ACCOUNT_SID: expect.stringMatching(/^AC[0-9a-f]{32}$/),
      TWILIO_AUTH_TOKEN: expect.stringMatching(/^[0-9a-f]{32}$/),
      GHL_API_URL: `${url}/ghl`,
      GHL_MARKETPLACE_URL: `${url}/ghl`,
      GHL_CLIENT_ID: expect.any(String),
      GHL_CLIENT_SECRET: expect.any(String),
      GOOGLE_ADS_API_URL: `${url}/google-ads`,
      GOOGLE_DATA_MANAGER_API_URL: `${url}/google-ads/data-manager`,
      GOOGLE_OAUTH_URL: `${url}/google-ads/oauth`,
      GOOGLE_CLIENT_ID: expect.stringMatching(/\.apps\.googleusercontent\.com$/),
      GOOGLE_CLIENT_SECRET: expect.stringMatching(/^GOCSPX-/),
      GHL_WEBHOOK_PUBLIC_KEY: expect.stringContaining('BEGIN PUBLIC KEY'),
      RESEND_API_URL: `${url}/resend`,
      RESEND_API_KEY: expect.stringMatching(/^re_/),
      RESEND_WEBHOOK_SECRET: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{32}$/),
      EMAIL_FROM: expect.stringContaining('@mail.example.com'),
      ACCESS_TEAM_URL: `${url}/access`,
      ACCESS_AUD: expect.stringMatching(/^[0-9a-f]{64}$/),
      ADMIN_EMAILS: 'admin@example.com',
      SEALING_KEY: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      VAPID_PUBLIC_KEY: expect.stringMatching(/^B[\w-]{86}$/),
      VAPID_PRIVATE_KEY: expect.stringMatching(/^[\w-]{43}$/),
      VAPID_SUBJECT: 'mailto:hello@mail.example.com',
      PUSH_SANDBOX_URL: `${url}/push`,
      WEBHOOK_SANDBOX_URL: `${url}/receiver`,
      ALERT_SMS_FROM: '+15125550190',
      JOIN_A2P: 'live',
      SANDBOX_URL: url,
    })
  })

  test('yields to settings given from outside, and takes empty ones for none', async () => {
    const token = 'f'.repeat(32)
    const given = { TWILIO_AUTH_TOKEN: token, TWILIO_API_URL: 'https://twilio.example.com', RESEND_API_KEY: '' }
    const sandbox = await startSandbox({ port: 0, stateDir: null, settings: given })
    await sandbox.close()
    expect(sandbox.settings).toMatchObject({ TWILIO_AUTH_TOKEN: token, TWILIO_API_URL: 'https://twilio.example.com' })
    expect(sandbox.settings.RESEND_API_KEY).toMatch(/^re_/)
  })

  test('says which port is taken', async () => {
    const port = Number(new URL(rig.sandbox.url).port)
    const started = startSandbox({ port, stateDir: null })
    await expect(started).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      message: expect.stringContaining(`Port ${port}`),
    })
  })

  test('says which folder it cannot use', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const started = startSandbox({ port: 0, stateDir: join(file, 'state') })
    await expect(started).rejects.toMatchObject({ code: 'STATE_UNUSABLE', message: expect.stringContaining(file) })
  })

  test('shows the page and what it loads', async () => {
    const page = await send(`${rig.sandbox.url}/`, {})
    expect(page.headers.get('content-type')).toContain('text/html')
    const script = /src="([^"]+\.js)"/.exec(page.text)?.[1] ?? ''
    expect((await send(new URL(script, rig.sandbox.url).href, {})).headers.get('content-type')).toContain('javascript')
  })

  test('tells a page no secret', async () => {
    const { text } = await rig.control('GET', '/sandbox/settings')
    const { settings } = rig.sandbox
    const secrets = [settings.TWILIO_AUTH_TOKEN, settings.RESEND_API_KEY, settings.RESEND_WEBHOOK_SECRET]
    for (const secret of [
      ...secrets,
      settings.VAPID_PRIVATE_KEY,
      settings.GHL_CLIENT_SECRET,
      settings.GOOGLE_CLIENT_SECRET,
      settings.SEALING_KEY,
      'KEY-----',
    ]) {
      expect(text).not.toContain(secret)
    }
    expect(JSON.parse(text)).toMatchObject({
      appUrl: rig.app.url,
      providers: ['twilio', 'ghl', 'resend', 'google-ads', 'web_push', 'slack', 'receiver', 'access'],
    })
  })

  test('counts what it holds and forgets it on reset', async () => {
    await rig.twilio('POST', '/Messages.json', { From: '+17375550100', To: '+12145550147', Body: 'x' })
    expect((await rig.control('GET', '/sandbox/state')).json).toMatchObject({ twilio_messages: 1 })
    await rig.control('POST', '/sandbox/reset')
    expect((await rig.control('GET', '/sandbox/state')).json).toMatchObject({ twilio_messages: 0 })
  })
})

describe('an order that cannot be carried out', () => {
  test.each([
    ['to must be a phone number', '/sandbox/calls', { to: '5551212', from: '+12145550147', outcome: 'busy' }],
    ['from must be a phone number', '/sandbox/calls', { to: '+17375550100', from: 'me', outcome: 'busy' }],
    ['outcome must be one of no-answer', '/sandbox/calls', { to: '+17375550100', from: 'anonymous', outcome: 'late' }],
    ['via must be one of', '/sandbox/calls', { to: '+17375550100', from: 'anonymous', outcome: 'busy', via: 'fax' }],
    ['body must be a text', '/sandbox/sms', { to: '+17375550100', from: '+12145550147' }],
    ['media must be a list', '/sandbox/sms', { to: '+17375550100', from: '+12145550147', body: 'x', media: 'y' }],
    ['body may be 1600', '/sandbox/sms', { to: '+17375550100', from: '+12145550147', body: 'x'.repeat(1601) }],
    ['send a JSON object', '/sandbox/sms', []],
    ['advancedOptOut must be true or false', '/sandbox/twilio/options', { advancedOptOut: 'on' }],
  ])('is told that %s (%s)', async (words, path, order) => {
    expect(await rig.control('POST', path, order)).toMatchObject({
      status: 400,
      json: { error: expect.stringContaining(words) },
    })
  })

  test('goes to an unknown path', async () => {
    expect(await rig.control('POST', '/sandbox/nothing', {})).toMatchObject({
      status: 404,
      json: { error: expect.stringContaining('POST /sandbox/nothing') },
    })
  })
})

describe('garbage', () => {
  test('over the size limit is answered 413', async () => {
    const body = 'x'.repeat(10 * 1024 * 1024 + 1)
    expect((await send(`${rig.sandbox.url}/sandbox/sms`, { method: 'POST', body })).status).toBe(413)
  })

  test.each([
    'GET //evil HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /%zz?%zz HTTP/1.1\r\nHost: x\r\n\r\n',
    '\0\x01\x02\r\n\r\n',
  ])('on the wire does no harm (%j)', async (bytes) => {
    const { hostname, port } = new URL(rig.sandbox.url)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.end(bytes))
      socket.on('close', () => resolve())
      socket.on('error', () => undefined)
      socket.resume()
    })
    expect((await rig.control('GET', '/sandbox/state')).status).toBe(200)
  })

  test('in every provider’s API is a refusal, never a fault of the sandbox', async () => {
    for (const provider of ['twilio', 'ghl', 'resend', 'access']) {
      for (const path of ['', '/', '/..%2f', '/%00', '/emails/__proto__', '/contacts/constructor']) {
        const answer = await send(`${rig.sandbox.url}/${provider}${path}`, { method: 'POST', body: '\uFFFF{' })
        expect(answer.status).toBeLessThan(500)
        expect(answer.status).toBeGreaterThanOrEqual(400)
      }
    }
  })
})
