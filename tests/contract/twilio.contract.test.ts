import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { request } from '../../tenants/providers/http.ts'
import type { OutboundSms, SmsPort } from '../../tenants/providers/port.ts'
import { twilioSms } from '../../tenants/providers/twilio/api.ts'
import { hasSpec, openSpec, type Spec } from './support/open-api.ts'
import { openRecorder, type Recorder } from './support/recorder.ts'

const sms: OutboundSms = {
  to: '+15125550111',
  from: '+15125550150',
  body: 'Sorry we missed you. How can we help? {} Reply STOP to opt out.',
  statusCallbackUrl: 'https://app.example.com/hooks/twilio/status?tenant=ten_a&entry=eff_b',
  validityS: 3_600,
}

describe.skipIf(!hasSpec('twilio_api_v2010.json'))('Twilio’s published description', () => {
  let sandbox: Sandbox
  let recorder: Recorder
  let port: SmsPort
  let spec: Spec

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, stateDir: null })
    recorder = await openRecorder(sandbox.settings.TWILIO_API_URL)
    const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = sandbox.settings
    port = twilioSms({ apiUrl: recorder.url, accountSid, authToken, http: request })
    spec = openSpec('twilio_api_v2010.json')
  })

  afterAll(async () => {
    await recorder.close()
    await sandbox.close()
  })

  test('has nothing against our texts and the emulator’s answer', async () => {
    expect(await port.send(sms)).toMatchObject({ kind: 'sent' })
    expect(recorder.exchanges.splice(0).flatMap(spec.check)).toEqual([])
  })

  test('has nothing against how we look for a text, page after page', async () => {
    for (let index = 0; index < 101; index += 1) await port.send({ ...sms, body: `Text ${index}` })
    recorder.exchanges.splice(0)
    const sent = {
      to: sms.to,
      from: sms.from,
      body: 'Text 0',
      notBefore: Date.now() - 60_000,
      knownRefs: new Set<string>(),
    }
    expect(await port.lookUp(sent)).toMatchObject({ kind: 'found' })
    expect(await port.lookUp({ ...sent, body: 'Never sent' })).toEqual({ kind: 'absent' })
    expect(recorder.exchanges.map((exchange) => exchange.query.has('PageToken'))).toEqual([false, true, false, true])
    expect(recorder.exchanges.splice(0).flatMap(spec.check)).toEqual([])
  })

  test.each([
    ['+15005550001', { kind: 'refused', code: '21211' }],
    ['+15125550195', { kind: 'refused', code: '21610' }],
    ['+15125550190', { kind: 'refused', code: '21614' }],
    ['+15125550198', { kind: 'in_doubt', code: '20500' }],
    ['+15125550199', { kind: 'unavailable', code: '20429' }],
  ] as const)('is silent on errors, but we read the emulator’s for %s as %j', async (to, outcome) => {
    expect(await port.send({ ...sms, to })).toMatchObject(outcome)
    recorder.exchanges.splice(0)
  })

  test('would have something against a request that is wrong', async () => {
    await port.send({ ...sms, validityS: Number.NaN, statusCallbackUrl: 'nowhere' })
    const [exchange] = recorder.exchanges.splice(0)
    if (!exchange) throw new Error('Nothing was recorded.')
    const odd = { ...exchange, body: `${exchange.body}&Invented=1` }
    expect(spec.check(odd)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('body/ValidityPeriod must be integer'),
        expect.stringContaining('body/StatusCallback must match format "uri"'),
        expect.stringContaining('body/Invented is not described'),
      ]),
    )
  })

  test('would have something against an answer that is wrong', async () => {
    await port.send(sms)
    const [exchange] = recorder.exchanges.splice(0)
    if (!exchange) throw new Error('Nothing was recorded.')
    const answer = { ...(JSON.parse(exchange.answer) as object), num_segments: 1, date_sent: '2026-11-23', invented: 1 }
    const where = 'POST /2010-04-01/Accounts/{AccountSid}/Messages.json: answer/'
    expect(spec.check({ ...exchange, answer: JSON.stringify(answer) })).toEqual([
      `${where}num_segments must be string`,
      `${where}date_sent must match format "date-time-rfc-2822"`,
      `${where}invented is not described`,
    ])
  })
})
