import { createECDH } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../base/clock.ts'
import type { Http, HttpAnswer, HttpRequest } from '../http.ts'
import { webPush } from './api.ts'
import { isSafeEndpoint } from './endpoint.ts'
import { openVapid } from './vapid.ts'

const NOW = 1_800_000_000_000
const PLACES = { appUrl: 'https://shoulder.example.com', sandboxUrl: null }

function makeKeys() {
  const ecdh = createECDH('prime256v1')
  const publicKey = ecdh.generateKeys('base64url')
  return { publicKey, privateKey: ecdh.getPrivateKey('base64url'), subject: 'mailto:hello@example.com' }
}

const browser = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: 'BTBZMqHH6r4Tts7J_aSIgg' }
const PUSH = {
  endpoint: 'https://updates.push.example.net/wpush/v2/abc',
  keys: browser,
  payload: '{"title":"Visit wanted"}',
  ttlS: 3_600,
  urgency: 'high',
  topic: 'cus_1',
} as const

/** A push service that answers as told. */
function openService(status = 201, headers: Record<string, string> = {}) {
  const heard: HttpRequest[] = []
  let answer: HttpAnswer = { kind: 'answered', status, headers: new Headers(headers), text: '' }
  const http: Http = async (request) => {
    heard.push(request)
    return answer
  }
  const keys = makeKeys()
  const watch = { now: NOW }
  const port = webPush({ vapid: openVapid(keys, () => watch.now), places: PLACES, http })
  return { heard, port, keys, watch, answers: (other: HttpAnswer) => void (answer = other) }
}

function tokenOf(request: HttpRequest | undefined): string {
  return /^vapid t=([^,]+), k=/.exec(request?.headers['Authorization'] ?? '')?.[1] ?? ''
}

describe('a push', () => {
  test('carries what the push service has to know, and the rest encrypted', async () => {
    const service = openService(201, { location: 'https://updates.push.example.net/m/xyz' })
    expect(await service.port.send(PUSH)).toEqual({ kind: 'sent', providerRef: 'xyz' })
    const [request] = service.heard
    expect(request).toMatchObject({ method: 'POST', url: PUSH.endpoint, body: null })
    expect(request?.headers).toMatchObject({
      TTL: '3600',
      Urgency: 'high',
      Topic: 'cus_1',
      'Content-Encoding': 'aes128gcm',
    })
    expect(Buffer.from(request?.bytes ?? []).toString('latin1')).not.toContain('Visit')
  })

  test('is signed for its push service by our key, with a token that others would read as we do', async () => {
    const service = openService()
    await service.port.send(PUSH)
    const token = tokenOf(service.heard[0])
    expect(decodeProtectedHeader(token)).toEqual({ typ: 'JWT', alg: 'ES256' })
    expect(decodeJwt(token)).toEqual({
      aud: 'https://updates.push.example.net',
      exp: (NOW + 12 * HOUR_MS) / 1_000,
      sub: 'mailto:hello@example.com',
    })
    const point = Buffer.from(service.keys.publicKey, 'base64url')
    const [x = '', y = ''] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
    const key = await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256')
    await jwtVerify(token, key, { currentDate: new Date(NOW) })
    expect(service.heard[0]?.headers['Authorization']).toMatch(new RegExp(`, k=${service.keys.publicKey}$`))
  })

  test('reuses a token for half a day, and none for another service', async () => {
    const service = openService()
    await service.port.send(PUSH)
    service.watch.now += 10 * HOUR_MS
    await service.port.send({ ...PUSH, endpoint: 'https://updates.push.example.net/wpush/v2/other' })
    await service.port.send({ ...PUSH, endpoint: 'https://push.example.org/1' })
    service.watch.now += 2 * HOUR_MS
    await service.port.send(PUSH)
    const [first, same, elsewhere, later] = service.heard.map(tokenOf)
    expect(same).toBe(first)
    expect(decodeJwt(elsewhere ?? '').aud).toBe('https://push.example.org')
    expect(later).not.toBe(first)
  })
})

describe('an answer of the push service', () => {
  const ANSWERS: [number, Record<string, string>, object][] = [
    [200, {}, { kind: 'sent', providerRef: 'accepted' }],
    [202, {}, { kind: 'sent' }],
    [404, {}, { kind: 'refused', code: 'subscription_gone' }],
    [410, {}, { kind: 'refused', code: 'subscription_gone' }],
    [400, {}, { kind: 'refused', code: 'http_400' }],
    [403, {}, { kind: 'refused', code: 'http_403' }],
    [413, {}, { kind: 'refused', code: 'http_413' }],
    [302, { location: 'https://127.0.0.1/' }, { kind: 'refused', code: 'http_302' }],
    [429, { 'retry-after': '90' }, { kind: 'unavailable', code: 'http_429', retryAfterMs: 90_000 }],
    [406, {}, { kind: 'unavailable', code: 'http_406', retryAfterMs: null }],
    [503, { 'retry-after': '5' }, { kind: 'unavailable', code: 'http_503', retryAfterMs: 5_000 }],
  ]
  test.each(ANSWERS)('%i %j counts for what it is', async (status, headers, outcome) => {
    expect(await openService(status, headers).port.send(PUSH)).toMatchObject(outcome)
  })

  test('that does not come leaves the push in doubt, and one that was never sent is due again', async () => {
    const service = openService()
    service.answers({ kind: 'no_answer', code: 'timeout' })
    expect(await service.port.send(PUSH)).toEqual({ kind: 'in_doubt', code: 'timeout' })
    service.answers({ kind: 'never_sent', code: 'origin_unreachable' })
    expect(await service.port.send(PUSH)).toMatchObject({ kind: 'unavailable', code: 'origin_unreachable' })
  })
})

describe('nothing leaves', () => {
  test.each([
    ['to an address that no push service has', { endpoint: 'https://10.0.0.1/push' }, 'endpoint_refused'],
    ['with more words than fit', { payload: 'a'.repeat(3_073) }, 'payload_too_large'],
    [
      'with keys that are none',
      { keys: { p256dh: `B${'A'.repeat(86)}`, auth: browser.auth } },
      'subscription_unusable',
    ],
  ])('%s', async (_, change, code) => {
    const service = openService()
    expect(await service.port.send({ ...PUSH, ...change })).toMatchObject({ kind: 'refused', code })
    expect(service.heard).toEqual([])
  })

  test('that would be kept longer than four weeks or less than not at all', async () => {
    const service = openService()
    for (const ttlS of [-5, 0.9, 10 ** 9]) await service.port.send({ ...PUSH, ttlS })
    expect(service.heard.map(({ headers }) => headers['TTL'])).toEqual(['0', '0', String(28 * 86_400)])
    expect(MINUTE_MS).toBeGreaterThan(service.heard[0]?.timeoutMs ?? 0)
  })
})

describe('an endpoint', () => {
  const SANDBOX = { ...PLACES, sandboxUrl: 'http://127.0.0.1:8788/push' }

  test.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://wns2-by3p.notify.windows.com/w/?token=abc',
  ])('of a push service is written to: %s', (endpoint) => {
    expect(isSafeEndpoint(endpoint, PLACES)).toBe(true)
  })

  test.each([
    'http://updates.push.example.net/abc',
    'https://updates.push.example.net:8443/abc',
    'https://user:secret@updates.push.example.net/abc',
    'https://127.0.0.1/abc',
    'https://2130706433/abc',
    'https://0x7f.1/abc',
    'https://[::1]/abc',
    'https://[fd00::1]/abc',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/abc',
    'https://router/abc',
    'https://printer.local/abc',
    'https://metadata.google.internal/abc',
    'https://metadata.google.internal./abc',
    'https://shoulder.example.com/hooks/ghl',
    'http://127.0.0.1:8788/push/abc',
    'ftp://push.example.net/abc',
    'no address at all',
  ])('that leads elsewhere is not: %s', (endpoint) => {
    expect(isSafeEndpoint(endpoint, PLACES)).toBe(false)
  })

  test('of the sandbox is written to where there is one, and no other on its machine', () => {
    expect(isSafeEndpoint('http://127.0.0.1:8788/push/abc', SANDBOX)).toBe(true)
    expect(isSafeEndpoint('http://127.0.0.1:8788/twilio/abc', SANDBOX)).toBe(false)
    expect(isSafeEndpoint('http://127.0.0.1:8789/push/abc', SANDBOX)).toBe(false)
    expect(isSafeEndpoint('http://localhost:8788/push/abc', SANDBOX)).toBe(false)
  })
})
