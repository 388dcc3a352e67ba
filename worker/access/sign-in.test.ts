import { generateKeyPair } from 'jose'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ADMIN, APP_URL, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { accessToken, publicKeyText, standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter
let access: ReturnType<typeof standInAccess>

beforeEach(async () => {
  access = standInAccess()
  router = await openRouter()
})
afterEach(() => {
  access.mockRestore()
})

const me = (headers: Record<string, string>) => router.send('/api/v1/me', { headers })
const OWN_KEY = { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' }, jku: 'https://evil.example.com/keys' }
const meWith = (token: string) => me({ 'cf-access-jwt-assertion': token })

describe('somebody whom Access let in', () => {
  test('is known by the header', async () => {
    const answer = await meWith(await accessToken({ email: 'Boss@Example.com' }))
    expect(answer.json).toMatchObject({ email: ADMIN, isAdmin: true })
  })

  test('is known by the cookie', async () => {
    const token = await accessToken({ email: 'ann@example.com' })
    const answer = await me({ cookie: `theme=dark; CF_Authorization=${token}` })
    expect(answer.json).toMatchObject({ email: 'ann@example.com', isAdmin: false, grants: [] })
  })

  test('is who the header says, whatever a cookie from before says', async () => {
    const cookie = `CF_Authorization=${await accessToken({ email: ADMIN })}`
    const ann = await me({ cookie, 'cf-access-jwt-assertion': await accessToken({ email: 'ann@example.com' }) })
    expect(ann.json).toMatchObject({ email: 'ann@example.com', isAdmin: false })
    // A header that is no good is not made good by a cookie.
    const bad = await me({ cookie, 'cf-access-jwt-assertion': 'hello' })
    expect([bad.status, bad.json.code]).toEqual([401, 'token_invalid'])
  })

  test('is one person however ASCII letters are written, and another by any other letter', async () => {
    const emailOf = async (email: string) => (await meWith(await accessToken({ email }))).json['email']
    expect(await emailOf('KIM@Example.COM')).toBe('kim@example.com')
    // The Kelvin sign, a Cyrillic o, a fullwidth k, and a dotted capital I.
    for (const alike of [
      '\u212aim@example.com',
      'b\u043ess@example.com',
      '\uff4bim@example.com',
      'K\u0130m@example.com',
    ]) {
      const email = await emailOf(alike)
      expect(['kim@example.com', ADMIN]).not.toContain(email)
    }
    const boss = await meWith(await accessToken({ email: 'b\u043ess@example.com' }))
    expect(boss.json).toMatchObject({ isAdmin: false, grants: [] })
  })

  test('may have a clock that is half a minute off', async () => {
    const late = await accessToken({ email: ADMIN, expiresInS: -30 })
    const early = await accessToken({ email: ADMIN, notBeforeInS: 30 })
    expect([(await meWith(late)).status, (await meWith(early)).status]).toEqual([200, 200])
  })
})

describe('a token', () => {
  const unsigned = () => {
    const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '')
    return `${part({ alg: 'none', typ: 'JWT' })}.${part({ email: ADMIN, exp: 4e9 })}.`
  }
  const keyAsSecret = async () => new TextEncoder().encode(await publicKeyText())

  test.each<[string, () => string | Promise<string>]>([
    ['that has expired', () => accessToken({ email: ADMIN, expiresInS: -120 })],
    ['that is not valid yet', () => accessToken({ email: ADMIN, notBeforeInS: 120 })],
    ['for another application', () => accessToken({ email: ADMIN, aud: 'b'.repeat(64) })],
    ['of another team', () => accessToken({ email: ADMIN, iss: 'https://other.example.com' })],
    ['signed by a stranger', () => accessToken({ email: ADMIN, signedBy: 'stranger' })],
    ['signed with a key nobody published', () => accessToken({ email: ADMIN, header: { kid: 'key-9' } })],
    [
      'signed with the public key as a shared secret',
      async () => accessToken({ email: ADMIN, header: { alg: 'HS256' }, signedBy: await keyAsSecret() }),
    ],
    ['that is not signed at all', unsigned],
    ['larger than any that Access makes', async () => `${await accessToken({ email: ADMIN })}${'A'.repeat(8_192)}`],
    ['that brings its own key', () => accessToken({ email: ADMIN, signedBy: 'stranger', header: OWN_KEY })],
    ['that is no token', () => 'hello'],
    ['that is nearly one', () => 'a.b.c'],
    ['with a critical header we do not know', () => 'eyJhbGciOiJSUzI1NiIsImNyaXQiOlsieCJdLCJ4IjoxfQ.e30.AA'],
  ])('%s opens nothing', async (_name, make) => {
    const answer = await meWith(await make())
    expect([answer.status, answer.json.code]).toEqual([401, 'token_invalid'])
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
  })

  test.each(['RS384', 'RS512', 'PS256', 'PS512', 'ES256', 'ES384', 'EdDSA', 'Ed25519'])(
    'signed with %s by a key of its maker opens nothing, whichever key it names',
    async (alg) => {
      const { privateKey } = await generateKeyPair(alg)
      for (const kid of ['key-1', 'key-9']) {
        const answer = await meWith(await accessToken({ email: ADMIN, header: { alg, kid }, signedBy: privateKey }))
        expect([answer.status, answer.json.code]).toEqual([401, 'token_invalid'])
      }
    },
  )

  test('that is absent opens nothing', async () => {
    const answer = await me({})
    expect([answer.status, answer.json.code]).toEqual([401, 'token_missing'])
  })

  test('of a service names no person', async () => {
    expect((await meWith(await accessToken({}))).status).toBe(403)
  })
})

describe('a token without a person', () => {
  test.each([
    ['no address', 'boss'],
    ['two', 'ann@example.com@example.com'],
    ['an empty one', '@'],
    ['one with a space', 'ann @example.com'],
    ['one with a line break', 'ann\n@example.com'],
    ['one that is too long', `${'a'.repeat(250)}@example.com`],
  ])('but %s opens nothing', async (_name, email) => {
    const answer = await meWith(await accessToken({ email }))
    expect([answer.status, answer.json.code]).toEqual([403, 'forbidden'])
    expect(answer.text).not.toContain(email)
  })
})

describe('while the keys cannot be had', () => {
  const teamOf = (name: string) => `https://${name}.example.com`

  test.each<[string, () => Response | Promise<Response>]>([
    ['refused', () => new Response('down', { status: 502 })],
    ['broken', () => new Response('<html>')],
    ['shapeless', () => Response.json({ keys: 'none' })],
    ['unreachable', () => Promise.reject(new TypeError('Network connection lost.'))],
  ])('because they are %s, the answer is 503 and not 401', async (name, answerKeys) => {
    access.mockRestore()
    access = standInAccess(answerKeys)
    const elsewhere = await openRouter({ ACCESS_TEAM_URL: teamOf(name) })
    const token = await accessToken({ email: ADMIN, iss: teamOf(name) })
    const answer = await elsewhere.send('/api/v1/me', { headers: { 'cf-access-jwt-assertion': token } })
    expect([answer.status, answer.json.code]).toEqual([503, 'access_unreachable'])
    expect(answer.headers.get('retry-after')).toBe('5')
  })
})

describe('the keys', () => {
  test('are fetched once for many sign-ins', async () => {
    const teamUrl = 'https://once.example.com'
    const elsewhere = await openRouter({ ACCESS_TEAM_URL: teamUrl })
    const headers = { 'cf-access-jwt-assertion': await accessToken({ email: ADMIN, iss: teamUrl }) }
    for (let times = 0; times < 5; times += 1) await elsewhere.send('/api/v1/me', { headers })
    expect(access).toHaveBeenCalledTimes(1)
  })
})

describe('a page of another site', () => {
  test('may not change anything with a signed-in browser', async () => {
    const shop = await router.openShop()
    const headers = {
      'cf-access-jwt-assertion': await accessToken({ email: ADMIN }),
      origin: 'https://evil.example.com',
    }
    const path = `/api/v1/tenants/${shop.id}/conversations/cus_000000000000000000000001/takeover`
    const answer = await router.send(path, { method: 'POST', headers })
    expect([answer.status, answer.json.code]).toEqual([403, 'origin_foreign'])
    expect(shop.tenant.takenOver).toEqual([])
    const own = await router.send(path, { method: 'POST', headers: { ...headers, origin: APP_URL } })
    expect(own.status).toBe(204)
  })
})

describe('a page of another site, by what its browser says', () => {
  const change = async (headers: Record<string, string>, body?: string) => {
    const shop = await router.openShop()
    const token = await accessToken({ email: ADMIN })
    const path = `/api/v1/tenants/${shop.id}/conversations/cus_000000000000000000000001/takeover`
    const init = { method: 'POST', headers: { cookie: `CF_Authorization=${token}`, ...headers } }
    const answer = await router.send(path, body === undefined ? init : { ...init, body })
    return { status: answer.status, code: answer.json.code, done: shop.tenant.takenOver.length }
  }

  test.each(['cross-site', 'same-site', 'nonsense'])('that is %s changes nothing', async (site) => {
    expect(await change({ 'sec-fetch-site': site })).toEqual({ status: 403, code: 'origin_foreign', done: 0 })
  })

  test.each(['null', 'https://shoulder.example.com.evil.example.com', 'http://shoulder.example.com'])(
    'from the origin %s changes nothing',
    async (origin) => {
      expect(await change({ origin })).toEqual({ status: 403, code: 'origin_foreign', done: 0 })
    },
  )

  test.each([
    ['application/x-www-form-urlencoded', 'a=b'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['text/plain', '{"text":"hello"}'],
    ['TEXT/PLAIN;charset=UTF-8', ''],
  ])('that posts a form of %s changes nothing', async (type, body) => {
    const refused = await change({ 'content-type': type }, body)
    expect(refused).toEqual({ status: 415, code: 'content_type_unsupported', done: 0 })
  })

  test.each(['same-origin', 'none'])('and is ours (%s) does', async (site) => {
    expect(await change({ 'sec-fetch-site': site, origin: APP_URL })).toMatchObject({ status: 204, done: 1 })
  })
})

describe('a limit on calls', () => {
  test('holds for each person, and for admins farther on', async () => {
    const flood = vi.fn(async () => ({ success: false }))
    const flooded = await openRouter({ ADMIN_LIMIT: { limit: flood } })
    const stopped = await flooded.api(ADMIN, 'GET', '/me')
    expect([stopped.status, stopped.headers.get('retry-after')]).toEqual([429, '10'])
    expect((await flooded.api('calm@example.com', 'GET', '/me')).status).toBe(200)
    const limit = vi.fn(async ({ key }: { key: string }) => ({ success: key === 'calm@example.com' }))
    const limited = await openRouter({ API_LIMIT: { limit } })
    const busy = await limited.api('busy@example.com', 'GET', '/me')
    expect([busy.status, busy.json.code]).toEqual([429, 'too_many_requests'])
    expect((await limited.api('calm@example.com', 'GET', '/me')).status).toBe(200)
    expect((await limited.api(ADMIN, 'GET', '/me')).status).toBe(200)
  })
})
