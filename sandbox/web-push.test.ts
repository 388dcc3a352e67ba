import { createECDH, createPrivateKey, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openRig, send, type SandboxRig } from './sandbox-rig.ts'
import { checkSettings } from './settings.ts'

let rig: SandboxRig
beforeAll(async () => void (rig = await openRig()))
afterAll(() => rig.close())
beforeEach(async () => void (await rig.control('POST', '/sandbox/reset')))

type Claims = { aud?: string; exp?: number; sub?: string }

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const inHours = (hours: number) => Math.floor(Date.now() / 1_000) + hours * 3_600

/** The private half of what the sandbox gave Shoulder. */
function ourKey(): KeyObject {
  const { VAPID_PRIVATE_KEY: d, VAPID_PUBLIC_KEY: point } = rig.sandbox.settings
  const bytes = Buffer.from(point, 'base64url')
  const [x = '', y = ''] = [bytes.subarray(1, 33), bytes.subarray(33)].map((half) => half.toString('base64url'))
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d }, format: 'jwk' })
}

function vapid({ header = {}, claims = {} as Claims, key = ourKey(), k = rig.sandbox.settings.VAPID_PUBLIC_KEY } = {}) {
  const all = { aud: new URL(rig.sandbox.url).origin, exp: inHours(12), sub: 'mailto:hello@example.com', ...claims }
  const signed = `${part({ typ: 'JWT', alg: 'ES256', ...header })}.${part(all)}`
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' })
  return `vapid t=${signed}.${signature.toString('base64url')}, k=${k}`
}

/** Encrypted as far as anybody but the browser can tell. */
function sealed(bytes = 60): Buffer {
  const ecdh = createECDH('prime256v1')
  const size = Buffer.from([0, 0, 16, 0])
  return Buffer.concat([randomBytes(16), size, Buffer.from([65]), ecdh.generateKeys(), randomBytes(bytes)])
}

const endpoint = (id = 'browser-0000000000000001') => `${rig.sandbox.url}/push/${id}`

function push({ to = endpoint(), headers = {} as Record<string, string>, body = sealed(), without = '' } = {}) {
  const given: Record<string, string> = {
    authorization: vapid(),
    ttl: '60',
    'content-encoding': 'aes128gcm',
    ...headers,
  }
  delete given[without]
  return send(to, { method: 'POST', headers: given, body: new Uint8Array(body) })
}

const kept = async (query = '') => (await rig.control('GET', `/sandbox/pushes${query}`)).json as unknown as unknown[]

describe('a message', () => {
  test('is accepted and kept as it came', async () => {
    const body = sealed()
    const { status, headers } = await push({ body, headers: { topic: 'cus_1', urgency: 'high' } })
    expect(status).toBe(201)
    expect(headers.get('location')).toContain('/push/messages/')
    expect(await kept(`?endpoint=${encodeURIComponent(endpoint())}`)).toEqual([
      {
        id: expect.any(String),
        endpoint: endpoint(),
        ttlS: 60,
        urgency: 'high',
        topic: 'cus_1',
        body: body.toString('base64url'),
        receivedAt: expect.any(Number),
      },
    ])
    expect(await kept('?endpoint=http://elsewhere.example.com')).toEqual([])
  })

  test.each([
    [400, 'TTL', { without: 'ttl' }],
    [400, 'TTL', { headers: { ttl: 'soon' } }],
    [400, 'Urgency', { headers: { urgency: 'urgent' } }],
    [400, 'Topic', { headers: { topic: 'a b' } }],
    [400, 'Topic', { headers: { topic: 'a'.repeat(33) } }],
    [415, 'Content-Encoding', { without: 'content-encoding' }],
    [
      400,
      'not encrypted',
      { body: Buffer.from('hello, in the clear and long enough to be something else '.repeat(3)) },
    ],
    [413, 'more than 4096', { body: sealed(4_096) }],
    [404, 'no such subscription', { to: 'short' }],
  ])('is refused with %i where it is wrong: %s (case %#)', async (status, message, { to, ...order }: Wrong) => {
    const answer = await push({ ...order, ...(to ? { to: endpoint(to) } : {}) })
    expect(answer.status).toBe(status)
    expect(answer.json['message']).toContain(message)
    expect(await kept()).toEqual([])
  })
})

type Wrong = { to?: string; without?: string; headers?: Record<string, string>; body?: Buffer }

describe('an application server', () => {
  const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const strangersPoint = () => {
    const { x = '', y = '' } = stranger.publicKey.export({ format: 'jwk' })
    return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  }

  test.each([
    [401, 'vapid t=', () => ''],
    [401, 'vapid t=', () => `Bearer ${vapid()}`],
    [401, 'not signed', () => vapid({ key: stranger.privateKey })],
    [401, 'not signed', () => vapid({ k: 'A'.repeat(87) })],
    [401, 'ES256', () => vapid({ header: { alg: 'none' } })],
    [403, 'another audience', () => vapid({ claims: { aud: 'https://push.example.com' } })],
    [403, 'another audience', () => vapid({ claims: { aud: `${rig.sandbox.url}/push` } })],
    [403, 'has expired', () => vapid({ claims: { exp: inHours(-1) } })],
    [403, 'longer than a day', () => vapid({ claims: { exp: inHours(25) } })],
    [403, 'BadJwtToken', () => vapid({ claims: { sub: 'hello@example.com' } })],
    [403, 'another key', () => vapid({ key: stranger.privateKey, k: strangersPoint().toString('base64url') })],
  ])('that is not known is turned away with %i: %s (case %#)', async (status, message, authorization) => {
    const answer = await push({ headers: { authorization: authorization() } })
    expect([answer.status, answer.json['message']]).toEqual([status, expect.stringContaining(message)])
  })
})

describe('a subscription', () => {
  test('that was given up answers 410 from then on, and others do not', async () => {
    expect((await rig.control('POST', '/sandbox/pushes/gone', { endpoint: endpoint() })).status).toBe(200)
    expect((await push()).status).toBe(410)
    expect((await push({ to: endpoint('browser-0000000000000002') })).status).toBe(201)
  })

  test.each([404, 410, 413, 429, 503])('answers %i on order', async (status) => {
    await rig.control('POST', '/sandbox/faults', { provider: 'web_push', kind: 'status', status, path: 'browser-' })
    const answer = await push()
    expect(answer.status).toBe(status)
    expect(answer.headers.get('retry-after')).toBe(status === 429 ? '60' : null)
  })
})

describe('the keys', () => {
  test('are a pair, and a given half must fit the other', () => {
    const { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY } = rig.sandbox.settings
    expect(() => checkSettings({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY })).not.toThrow()
    expect(() => checkSettings({ VAPID_PRIVATE_KEY })).not.toThrow()
    expect(() => checkSettings({ VAPID_PUBLIC_KEY })).toThrow('without its VAPID_PRIVATE_KEY')
    expect(() => checkSettings({ VAPID_PRIVATE_KEY: 'short' })).toThrow('no key of P-256')
    const other = `B${VAPID_PUBLIC_KEY.slice(1).replaceAll(/./g, 'A')}`
    expect(() => checkSettings({ VAPID_PUBLIC_KEY: other, VAPID_PRIVATE_KEY })).toThrow('does not belong')
  })
})
