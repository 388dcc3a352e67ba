import { createHash } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ADMIN, APP_URL, openRouter, type Answered, type OpenRouter, type Shop } from '../tests/support/open-router.ts'
import { accessToken, standInAccess } from '../tests/support/stand-in-access.ts'
import { router as routes } from './routes.ts'

let router: OpenRouter
let shop: Shop

const PAGE = '<!doctype html><html><head></head></html>'
const ASSETS = {
  fetch: async (request: Request) =>
    new URL(request.url).pathname.includes('missing')
      ? new Response('no', { status: 404, headers: { 'access-control-allow-origin': '*' } })
      : new Response(PAGE, { headers: { 'content-type': 'text/html' } }),
}

beforeAll(async () => {
  standInAccess()
  router = await openRouter({ ASSETS })
  shop = await router.openShop()
})
beforeEach(() => void (shop.tenant.mood = 'well'))

/** Each route with ids that exist where they can. */
function paths(): { method: string; path: string }[] {
  const fill: Record<string, string> = { id: shop.id, token: `${shop.id.slice(4)}.0123456789abcdef`, trade: 'plumbing' }
  return routes.routes.map(([method, , , pattern = '']) => ({
    method,
    path: pattern.replace(/:(\w+)/g, (_all, name: string) => fill[name] ?? 'some').replace('*', 'some'),
  }))
}

function expectGuarded(answer: Pick<Answered, 'headers' | 'status'>, what: string): void {
  const { headers } = answer
  const seen = {
    what,
    nosniff: headers.get('x-content-type-options'),
    referrer: headers.get('referrer-policy'),
    transport: headers.get('strict-transport-security'),
    resources: headers.get('cross-origin-resource-policy'),
    opener: headers.get('cross-origin-opener-policy'),
    isTraced: (headers.get('x-request-id') ?? '').startsWith('req_'),
    shared: headers.get('access-control-allow-origin'),
  }
  expect(seen).toEqual({
    what,
    nosniff: 'nosniff',
    referrer: 'no-referrer',
    transport: 'max-age=63072000; includeSubDomains',
    resources: 'same-origin',
    opener: 'same-origin',
    isTraced: true,
    shared: null,
  })
  const policy = headers.get('content-security-policy') ?? ''
  for (const rule of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"]) {
    expect([what, policy.includes(rule) ? rule : policy]).toEqual([what, rule])
  }
  expect([what, /unsafe|\*|https?:|data:(?!;)/.exec(policy.replace("img-src 'self' data:", ''))]).toEqual([what, null])
  expect([what, headers.has('cache-control')]).toEqual([what, true])
}

describe('every answer carries what keeps browsers from being tricked', () => {
  test('on every route, whoever asks and whatever they send', async () => {
    const people = [null, ADMIN, shop.email]
    let answered = 0
    for (const { method, path } of paths()) {
      for (const email of people) {
        const headers = email ? { 'cf-access-jwt-assertion': await accessToken({ email }) } : {}
        const body = method === 'GET' ? null : '{'
        const answer = await router.send(path, { method, headers, body })
        expectGuarded(answer, `${method} ${path} as ${email}: ${answer.status}`)
        const isKept = /^\/(app|assets|fleet|icons|join|manifest|sw)/.test(path)
        if (!isKept) expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store'])
        answered += 1
      }
    }
    expect(answered).toBe(routes.routes.length * people.length)
    expect(routes.routes.length).toBeGreaterThan(50)
  })

  test('where there is nothing, the method is wrong, the body too large or the tenant silent', async () => {
    const token = await accessToken({ email: ADMIN })
    const headers = { 'cf-access-jwt-assertion': token, 'content-type': 'application/json' }
    const large = 'x'.repeat(300 * 1024)
    const cases: [number, string, RequestInit][] = [
      [404, '/nothing/here', {}],
      [404, '/assets/missing.js', {}],
      [405, '/api/v1/me', { method: 'POST', headers }],
      [405, '/healthz', { method: 'DELETE' }],
      [413, '/api/v1/tenants', { method: 'POST', headers, body: large }],
      [413, '/hooks/resend', { method: 'POST', body: large }],
      [415, '/api/v1/tenants', { method: 'POST', headers: { 'cf-access-jwt-assertion': token }, body: '{}' }],
      [426, `/live/tenants/${shop.id}`, { headers }],
      [200, '/healthz', { method: 'HEAD' }],
    ]
    for (const [status, path, init] of cases) {
      const answer = await router.send(path, init)
      expect([path, answer.status]).toEqual([path, status])
      expectGuarded(answer, path)
    }
    shop.tenant.mood = 'throws'
    const silent = await router.send(`/api/v1/tenants/${shop.id}`, { headers })
    expect(silent.status).toBe(503)
    expectGuarded(silent, 'a silent tenant')
  })

  test('also where settings are missing and where a socket is refused', async () => {
    const unset = await openRouter({ TWILIO_AUTH_TOKEN: '' })
    const answer = await unset.send('/api/v1/me')
    expect(answer.status).toBe(503)
    expectGuarded(answer, 'settings missing')
    for (const origin of [undefined, 'https://evil.example.com']) {
      const headers = { upgrade: 'websocket', ...(origin ? { origin } : {}) }
      const refused = await router.send(`/live/tenants/${shop.id}`, { headers })
      expect([401, 403]).toContain(refused.status)
      expectGuarded(refused, `a socket of ${origin}`)
    }
  })

  test('but no promise of encryption over a connection that has none', async () => {
    const { route } = await import('./router.ts')
    const { createExecutionContext } = await import('cloudflare:test')
    const plain = new Request(`${APP_URL.replace('https', 'http')}/healthz`)
    const answer = await route(plain, router.bindings, createExecutionContext())
    expect(answer.headers.has('strict-transport-security')).toBe(false)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('a page', () => {
  test('allows its own style by its sum, and no script', async () => {
    const page = await router.send('/u/unknown')
    const style = /<style>([^<]*)<\/style>/.exec(page.text)?.[1] ?? ''
    const sum = createHash('sha256').update(style).digest('base64')
    expect(style.length).toBeGreaterThan(100)
    expect(page.headers.get('content-security-policy')).toContain(`style-src 'sha256-${sum}'`)
    expect(page.headers.get('content-security-policy')).not.toContain('script-src')
  })

  test('shows a name with marks of HTML as the name it is', async () => {
    const name = `<script>alert("1")</script> & 'sons'`
    const marked = await router.openShop({ businessName: 'Lark & Sons' })
    const profile = marked.tenant.profile
    if (!profile) throw new Error('The shop has no profile.')
    marked.tenant.profile = { ...profile, businessName: name }
    marked.tenant.knownToken = `${marked.id.slice('ten_'.length)}.0123456789abcdef`
    const page = await router.send(`/u/${marked.tenant.knownToken}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;sons&#39;')
    expect(page.text).not.toContain('<script')
  })

  test.each([
    ['turns the reading direction', 'Lark\u202Egnibmulp'],
    ['isolates a part', 'Lark\u2066x\u2069'],
    ['is a line of its own', 'Lark\nPlumbing'],
    ['cannot be seen', 'Lark\u200B\u200BPlumbing'],
  ])('never meets a name that %s: it is not taken in the first place', async (_what, businessName) => {
    await expect(router.openShop({ businessName })).rejects.toThrow(/400/)
  })
})
