import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { request } from '../../tenants/providers/http.ts'
import type { EmailPort, OutboundEmail } from '../../tenants/providers/port.ts'
import { resendEmail } from '../../tenants/providers/resend/api.ts'
import { resendDomains } from '../../tenants/providers/resend/domains.ts'
import { hasSpec, openSpec, type Spec } from './support/open-api.ts'
import { openRecorder, type Recorder } from './support/recorder.ts'

const email: OutboundEmail = {
  to: 'pat@example.com',
  from: 'Larkspur Plumbing <office@mail.example.com>',
  replyTo: 'dana@example.com',
  subject: 'Your call to Larkspur Plumbing',
  text: 'Sorry we missed you',
  html: '<p>Sorry we missed you</p>',
  headers: {
    'List-Unsubscribe': '<https://app.example.com/u/1>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
  tags: [
    { name: 'tenant', value: 'ten_a' },
    { name: 'entry', value: 'eff_b' },
  ],
}

describe.skipIf(!hasSpec('resend.json'))('Resend’s published description', () => {
  let sandbox: Sandbox
  let recorder: Recorder
  let port: EmailPort
  let spec: Spec

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, stateDir: null })
    recorder = await openRecorder(sandbox.settings.RESEND_API_URL)
    port = resendEmail({ apiUrl: recorder.url, apiKey: sandbox.settings.RESEND_API_KEY, http: request })
    spec = openSpec('resend.json')
  })

  afterAll(async () => {
    await recorder.close()
    await sandbox.close()
  })

  test('has nothing against our e-mails and the emulator’s answer', async () => {
    expect(await port.send(email, 'eff_1')).toMatchObject({ kind: 'sent' })
    expect(await port.send({ ...email, replyTo: null }, 'eff_2')).toMatchObject({ kind: 'sent' })
    expect(recorder.exchanges.splice(0).flatMap(spec.check)).toEqual([])
  })

  test('has nothing against the way a sending domain is opened, checked and given up', async () => {
    const domains = resendDomains({ apiUrl: recorder.url, apiKey: sandbox.settings.RESEND_API_KEY, http: request })
    const opened = await domains.open('larkspur.example.com')
    if (opened.kind !== 'known') throw new Error(`Resend answered ${opened.kind}.`)
    expect(opened.domain).toMatchObject({ name: 'larkspur.example.com', status: 'pending' })
    expect(await domains.open('larkspur.example.com')).toEqual(opened)
    expect(await domains.check(opened.domain.ref)).toMatchObject({ kind: 'known', domain: { status: 'pending' } })
    expect(await domains.remove(opened.domain.ref)).toBe(true)
    expect(await domains.read(opened.domain.ref)).toEqual({ kind: 'missing' })
    expect(await domains.open('no domain')).toEqual({ kind: 'refused' })
    const described = recorder.exchanges.splice(0).filter(({ status }) => status < 400)
    expect(described.length).toBeGreaterThan(5)
    expect(described.flatMap(spec.check)).toEqual([])
  })

  test('is silent on keys, but a repeat is the same e-mail and another one under the key is refused', async () => {
    const first = await port.send(email, 'eff_3')
    expect(await port.send(email, 'eff_3')).toEqual(first)
    const other = { ...email, subject: 'Another' }
    expect(await port.send(other, 'eff_3')).toMatchObject({ kind: 'refused', code: 'invalid_idempotent_request' })
    recorder.exchanges.splice(0)
  })

  test('is silent on errors, but we read the emulator’s', async () => {
    const stranger = resendEmail({ apiUrl: recorder.url, apiKey: 're_wrong', http: request })
    expect(await stranger.send(email, 'eff_4')).toMatchObject({ kind: 'unavailable', code: 'invalid_api_key' })
    expect(await port.send({ ...email, to: 'nobody' }, 'eff_5')).toMatchObject({ kind: 'refused' })
    recorder.exchanges.splice(0)
  })

  test('would have something against a request that is wrong', async () => {
    await port.send(email, 'eff_6')
    const [exchange] = recorder.exchanges.splice(0)
    if (!exchange) throw new Error('Nothing was recorded.')
    const { subject: _subject, ...rest } = JSON.parse(exchange.body) as Record<string, unknown>
    expect(spec.check({ ...exchange, body: JSON.stringify({ ...rest, replyTo: 5 }) })).toEqual([
      "POST /emails: body must have required property 'subject'",
      'POST /emails: body/replyTo is not described',
    ])
  })
})
