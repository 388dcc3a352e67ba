import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRig, send, type Heard, type SandboxRig } from './sandbox-rig.ts'

const LETTER = {
  from: 'Larkspur Plumbing <hello@mail.example.com>',
  to: 'pat.rivers@example.com',
  subject: 'We missed your call',
  text: 'Prices inside',
  headers: { 'List-Unsubscribe': '<https://example.com/u/1>' },
  tags: [{ name: 'tenant', value: 'ten_1' }],
}

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())
beforeEach(async () => {
  await rig.control('POST', '/sandbox/reset')
  rig.app.heard.length = 0
})

const mail = (change: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  rig.resend('POST', '/emails', { ...LETTER, ...change }, headers)

function events(heard: Heard[]): unknown[] {
  return heard.map(({ raw }) => JSON.parse(raw).type)
}

describe('a mail', () => {
  test('is accepted, kept and shown', async () => {
    const { status, json } = await mail()
    expect(status).toBe(200)
    expect(json).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect((await rig.resend('GET', `/emails/${String(json['id'])}`)).json).toMatchObject({
      object: 'email',
      id: json['id'],
      to: ['pat.rivers@example.com'],
      subject: 'We missed your call',
      html: null,
      text: 'Prices inside',
      cc: null,
    })
    const shown = (await rig.control('GET', '/sandbox/emails?to=Pat.Rivers@example.com')).json
    expect(shown).toMatchObject([{ id: json['id'], receivedAt: expect.any(Number), headers: LETTER.headers }])
    expect((await rig.control('GET', '/sandbox/emails?to=else@example.com')).json).toEqual([])
  })

  test('is listed newest first in pages', async () => {
    for (const subject of ['one', 'two', 'three']) await mail({ subject })
    const first = (await rig.resend('GET', '/emails?limit=2')).json
    const rows = first['data'] as { id: string; subject: string }[]
    expect(first).toMatchObject({ object: 'list', has_more: true, data: [{ subject: 'three' }, { subject: 'two' }] })
    const second = (await rig.resend('GET', `/emails?limit=2&after=${rows[1]?.id}`)).json
    expect(second).toMatchObject({ has_more: false, data: [{ subject: 'one' }] })
  })
})

describe('a mail Resend refuses', () => {
  test.each([
    [422, 'missing_required_field', { from: undefined }],
    [422, 'missing_required_field', { to: undefined }],
    [422, 'missing_required_field', { subject: undefined }],
    [422, 'missing_required_field', { text: undefined }],
    [422, 'invalid_from_address', { from: 'nobody' }],
    [403, 'validation_error', { from: 'a@elsewhere.example.net' }],
    [422, 'validation_error', { to: 'nobody' }],
    [422, 'validation_error', { to: Array.from({ length: 51 }, () => 'a@example.com') }],
    [422, 'validation_error', { tags: [{ name: 'so so', value: 'x' }] }],
    [422, 'validation_error', { headers: { a: 1 } }],
    [422, 'invalid_attachment', { attachments: [{ filename: 'a.ics' }] }],
  ])('is answered %i %s (case %#)', async (status, name, change) => {
    expect(await mail(change)).toMatchObject({
      status,
      json: { statusCode: status, name, message: expect.any(String) },
    })
    expect((await rig.control('GET', '/sandbox/emails')).json).toEqual([])
  })

  test('comes without a key, with a wrong one, without a user agent or without JSON', async () => {
    const url = `${rig.sandbox.url}/resend/emails`
    const key = { authorization: `Bearer ${rig.sandbox.settings.RESEND_API_KEY}` }
    const json = { 'content-type': 'application/json' }
    expect((await send(url, {})).json).toMatchObject({ statusCode: 401, name: 'missing_api_key' })
    const wrong = await send(url, { headers: { authorization: 'Bearer re_wrong' } })
    expect(wrong.json).toMatchObject({ statusCode: 403, name: 'invalid_api_key' })
    expect((await send(url, { headers: { ...key, 'user-agent': '' } })).status).toBe(403)
    expect((await send(url, { method: 'POST', headers: { ...key, ...json }, body: '{"from":' })).status).toBe(400)
    expect((await send(url, { method: 'POST', headers: key, body: JSON.stringify(LETTER) })).status).toBe(400)
    expect((await send(url, { method: 'PUT', headers: key })).json).toMatchObject({ name: 'method_not_allowed' })
    expect((await send(`${url}/none`, { headers: key })).json).toMatchObject({ statusCode: 404, name: 'not_found' })
  })
})

describe('an idempotency key', () => {
  test('makes a repeat the same mail, and another body under it a mistake', async () => {
    const key = { 'idempotency-key': 'eff_1' }
    const first = await mail({}, key)
    expect((await mail({}, key)).json).toEqual(first.json)
    expect(await mail({ subject: 'Other' }, key)).toMatchObject({
      status: 409,
      json: { statusCode: 409, name: 'invalid_idempotent_request' },
    })
    expect((await rig.control('GET', '/sandbox/emails')).json).toHaveLength(1)
    expect((await mail({}, { 'idempotency-key': 'eff_2' })).json).not.toEqual(first.json)
  })

  test('has at most 256 characters', async () => {
    expect((await mail({}, { 'idempotency-key': 'k'.repeat(256) })).status).toBe(200)
    expect((await mail({}, { 'idempotency-key': 'k'.repeat(257) })).json['name']).toBe('invalid_idempotency_key')
    expect((await mail({}, { 'idempotency-key': '' })).json['name']).toBe('invalid_idempotency_key')
  })
})

describe('webhooks', () => {
  test('tell of sending and delivery, signed', async () => {
    const { json } = await mail()
    const heard = await rig.app.hears(2)
    expect(events(heard)).toEqual(['email.sent', 'email.delivered'])
    for (const { raw, headers, path } of heard) {
      const signed = headers as Record<string, string>
      const webhook = new Webhook(rig.sandbox.settings.RESEND_WEBHOOK_SECRET)
      expect(path).toBe('/hooks/resend')
      expect(
        webhook.verify(raw, {
          'webhook-id': signed['svix-id'] ?? '',
          'webhook-timestamp': signed['svix-timestamp'] ?? '',
          'webhook-signature': signed['svix-signature'] ?? '',
        }),
      ).toMatchObject({
        data: { email_id: json['id'], to: [LETTER.to], tags: { tenant: 'ten_1' }, subject: LETTER.subject },
      })
    }
    expect((await rig.resend('GET', `/emails/${String(json['id'])}`)).json['last_event']).toBe('delivered')
  })

  test('tell of bounces and complaints by the recipient’s name', async () => {
    await mail({ to: ['bounced+1@example.com'] })
    await mail({ to: ['complained@example.com'] })
    const heard = await rig.app.hears(5)
    const of = (to: string) => events(heard.filter(({ raw }) => JSON.parse(raw).data.to[0] === to))
    expect(of('bounced+1@example.com')).toEqual(['email.sent', 'email.bounced'])
    expect(of('complained@example.com')).toEqual(['email.sent', 'email.delivered', 'email.complained'])
    const bounce = heard.find(({ raw }) => JSON.parse(raw).type === 'email.bounced')
    expect(JSON.parse(bounce?.raw ?? '').data.bounce).toMatchObject({ type: 'Permanent', subType: 'General' })
  })

  test('are sent again under the same id when Shoulder answers 503', async () => {
    let refusals = 1
    rig.app.answer = () => ({ status: refusals-- > 0 ? 503 : 200 })
    await mail()
    const heard = await rig.app.hears(2, ({ raw }) => JSON.parse(raw).type === 'email.sent')
    expect(new Set(heard.map(({ headers }) => headers['svix-id'])).size).toBe(1)
    rig.app.answer = () => ({ status: 200 })
  })
})
