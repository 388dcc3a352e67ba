import { describe, expect, test } from 'vitest'
import type { HttpAnswer, HttpRequest } from '../http.ts'
import type { LocationToken } from './oauth.ts'
import { locationTokens, type LocationTokens } from './tokens.ts'

const HOUR_MS = 3_600_000

function answered(status: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { kind: 'answered', status, headers: new Headers(headers), text }
}

type Agency = {
  tokens: LocationTokens
  asked: HttpRequest[]
  store: { token: LocationToken | null; loads: number }
  /** What was found out about the connection. */
  losses: string[]
  /** Moves the clock. */
  pass: (ms: number) => void
  /** What the agency answers from now on, in place of a token. */
  fail: (path: string, answer: HttpAnswer) => void
}

/** A GoHighLevel that hands out `loc-1`, `loc-2`, … each good for a day. */
function open(stored: LocationToken | null = null): Agency {
  let now = Date.parse('2026-11-23T15:00:00Z')
  let minted = 0
  const asked: HttpRequest[] = []
  const failures = new Map<string, HttpAnswer>()
  const store = { token: stored, loads: 0 }
  const losses: string[] = []
  const http = async (request: HttpRequest): Promise<HttpAnswer> => {
    asked.push(request)
    const path = new URL(request.url).pathname
    const failure = failures.get(path)
    if (failure) return failure
    if (path === '/ghl/oauth/token')
      return answered(200, { access_token: 'agency', companyId: 'cmp_1', expires_in: 86_399 })
    minted += 1
    return answered(201, { access_token: `loc-${minted}`, expires_in: 86_399 })
  }
  const tokens = locationTokens({
    apiUrl: 'https://api.example.com/ghl/',
    clientId: 'app-1',
    clientSecret: 's&cret',
    locationId: 'loc_A',
    http,
    load: async () => {
      store.loads += 1
      return store.token
    },
    save: async (token) => {
      store.token = token
    },
    noteLoss: (loss) => losses.push(loss),
    now: () => now,
  })
  return { tokens, asked, store, losses, pass: (ms) => (now += ms), fail: (path, answer) => failures.set(path, answer) }
}

const paths = (asked: HttpRequest[]): string[] => asked.map((request) => new URL(request.url).pathname)

describe('a location’s token', () => {
  test('is made from an agency token, used and kept', async () => {
    const { tokens, asked, store } = open()
    expect(await tokens.current()).toEqual({ kind: 'answered', value: 'loc-1' })
    expect(await tokens.current()).toEqual({ kind: 'answered', value: 'loc-1' })
    expect(paths(asked)).toEqual(['/ghl/oauth/token', '/ghl/oauth/locationToken'])
    const forms = asked.map((request) => Object.fromEntries(new URLSearchParams(request.body ?? '')))
    expect(forms).toEqual([
      { client_id: 'app-1', client_secret: 's&cret', grant_type: 'client_credentials', user_type: 'Company' },
      { companyId: 'cmp_1', locationId: 'loc_A' },
    ])
    expect(asked[1]?.headers).toMatchObject({ Authorization: 'Bearer agency', Version: '2021-07-28' })
    expect(JSON.stringify(store.token)).toContain('loc-1')
    expect(JSON.stringify(store.token)).not.toContain('agency')
  })

  test('that was kept is used after a restart, without asking anybody', async () => {
    const expiresAt = Date.parse('2026-11-24T15:00:00Z')
    const { tokens, asked, store } = open({ token: 'kept', expiresAt })
    expect(await tokens.current()).toEqual({ kind: 'answered', value: 'kept' })
    await tokens.current()
    expect([asked.length, store.loads]).toEqual([0, 1])
  })

  test('is made anew in the last minute of its life', async () => {
    const { tokens, pass } = open()
    await tokens.current()
    pass(24 * HOUR_MS - 62_000)
    expect(await tokens.current()).toMatchObject({ value: 'loc-1' })
    pass(1_000)
    expect(await tokens.current()).toMatchObject({ value: 'loc-2' })
  })

  test('is asked for once, however many wait for it', async () => {
    const { tokens, asked } = open()
    const all = await Promise.all([tokens.current(), tokens.current(), tokens.current()])
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(asked).toHaveLength(2)
  })

  test('that was refused is replaced once for all who saw the refusal', async () => {
    const { tokens, asked } = open()
    await tokens.current()
    const renewed = await Promise.all([tokens.renew('loc-1'), tokens.renew('loc-1'), tokens.current()])
    expect(renewed.map((one) => one.kind === 'answered' && one.value)).toEqual(['loc-2', 'loc-2', 'loc-2'])
    expect(await tokens.renew('loc-1')).toMatchObject({ value: 'loc-2' })
    expect(asked).toHaveLength(4)
  })

  test('is asked for again after a failure', async () => {
    const { tokens, fail } = open()
    fail('/ghl/oauth/token', { kind: 'no_answer', code: 'timeout' })
    expect(await tokens.current()).toMatchObject({ kind: 'unavailable' })
    fail('/ghl/oauth/token', answered(200, { access_token: 'agency', companyId: 'cmp_1' }))
    expect(await tokens.current()).toMatchObject({ value: 'loc-1' })
  })
})

test.each<[string, string, HttpAnswer, string, number | null]>([
  ['is silent', 'token', { kind: 'no_answer', code: 'timeout' }, 'agency_token_timeout', null],
  ['fails', 'token', answered(500, ''), 'agency_token_http_500', null],
  ['is too busy', 'token', answered(429, '', { 'retry-after': '4' }), 'agency_token_http_429', 4_000],
  ['answers in others’ words', 'token', answered(401, { error: 'x' }), 'agency_token_http_401', 300_000],
  ['refuses our key', 'token', answered(401, { message: 'Invalid client' }), 'token_refused', 3_600_000],
  ['lost the location', 'locationToken', answered(400, { message: 'Location not found' }), 'location_gone', 3_600_000],
  ['answers in HTML', 'token', answered(200, '<html>'), 'agency_token_http_200', null],
  ['does not know the location', 'locationToken', answered(400, {}), 'location_token_http_400', 300_000],
  ['answers half', 'locationToken', answered(201, { access_token: 'x' }), 'location_token_http_201', null],
])(
  'a provider that %s makes the token unavailable, never doubtful',
  async (_name, path, answer, code, retryAfterMs) => {
    const { tokens, fail, store, losses } = open()
    fail(`/ghl/oauth/${path}`, answer)
    expect(await tokens.current()).toEqual({ kind: 'unavailable', code, retryAfterMs })
    expect(store.token).toBeNull()
    expect(losses).toEqual(code.includes('_http_') || code.includes('timeout') ? [] : [code])
  },
)
