import { beforeAll, describe, expect, test } from 'vitest'
import { APP_URL, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { ACCESS_TEAM_URL, accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'

const FILES: Record<string, string> = {
  '/index.html': '<!doctype html><title>Shoulder</title>',
  '/assets/main-3f9a1c2e.js': 'start()',
  '/icons/192.png': 'png',
  '/manifest.webmanifest': '{}',
  '/sw.js': 'listen()',
}

/** What the platform's binding answers for the files above. */
const ASSETS = {
  async fetch(request: Request) {
    const { pathname } = new URL(request.url)
    const file = FILES[pathname]
    if (file === undefined) return new Response('not found', { status: 404 })
    const headers = { etag: `"${pathname}"`, 'content-type': 'text/plain' }
    const isKnown = request.headers.get('if-none-match') === headers.etag
    return new Response(isKnown ? null : file, { status: isKnown ? 304 : 200, headers })
  },
}

let router: OpenRouter
beforeAll(async () => {
  standInAccess()
  router = await openRouter({ ASSETS })
})

const visit = async (path: string, email: string | null = 'dana@example.com') =>
  router.send(path, { headers: email ? { cookie: `CF_Authorization=${await accessToken({ email })}` } : {} })

describe('the page', () => {
  test.each(['/app', '/app/ten_1/people/cus_1?lang=es', '/join', '/join/phone', '/fleet', '/fleet/ten_1'])(
    'stands at %s',
    async (path) => {
      const answer = await visit(path)
      expect([answer.status, answer.text]).toEqual([200, FILES['/index.html']])
      expect(answer.headers.get('cache-control')).toBe('private, no-cache')
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).not.toContain('unsafe')
    },
  )

  test('sends somebody who is not signed in to Access, and back to where they wanted to go', async () => {
    for (const path of ['/app/ten_1?tab=numbers', '/join', '/fleet?trade=hvac']) {
      const answer = await visit(path, null)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([302, 'no-store'])
      const to = new URL(answer.headers.get('location') ?? '')
      expect(to.origin + to.pathname).toBe(`${ACCESS_TEAM_URL}/cdn-cgi/access/login`)
      expect(to.searchParams.get('redirect_url')).toBe(APP_URL + path)
    }
  })

  test('sends somebody whose session is over there as well', async () => {
    const token = await accessToken({ email: 'dana@example.com', expiresInS: -600 })
    const answer = await router.send('/app', { headers: { cookie: `CF_Authorization=${token}` } })
    expect(answer.status).toBe(302)
  })

  test('is not sent again to a browser that has it', async () => {
    const token = await accessToken({ email: 'dana@example.com' })
    const headers = { cookie: `CF_Authorization=${token}`, 'if-none-match': '"/index.html"' }
    const answer = await router.send('/app', { headers })
    expect([answer.status, answer.text]).toEqual([304, ''])
  })

  test('that was never built is a 503 that says how to build it', async () => {
    const bare = await openRouter({ ASSETS: { fetch: async () => new Response('', { status: 404 }) } })
    for (const unbuilt of [bare, await openRouter()]) {
      const token = await accessToken({ email: 'dana@example.com' })
      const answer = await unbuilt.send('/app', { headers: { cookie: `CF_Authorization=${token}` } })
      expect([answer.status, answer.json.code]).toEqual([503, 'pages_missing'])
      expect(answer.json.detail).toContain('npm run build:ui')
    }
  })
})

describe('a file of the page', () => {
  test.each([
    ['/assets/main-3f9a1c2e.js', 'public, max-age=31536000, immutable'],
    ['/icons/192.png', 'public, max-age=86400'],
    ['/manifest.webmanifest', 'no-cache'],
    ['/sw.js', 'no-cache'],
  ])('at %s is for anybody and kept: %s', async (path, caching) => {
    const answer = await visit(path, null)
    expect([answer.status, answer.text]).toEqual([200, FILES[path]])
    expect(answer.headers.get('cache-control')).toBe(caching)
  })

  test('that is not there is a 404 for anybody, never the page', async () => {
    const answer = await visit('/assets/gone-00000000.js', null)
    expect([answer.status, answer.json.code]).toEqual([404, 'not_found'])
  })
})

describe('the way in and out', () => {
  const signIn = (to: string, email: string | null) => visit(`/sign-in?to=${encodeURIComponent(to)}`, email)

  test('leads from the root to the board', async () => {
    expect((await visit('/', null)).headers.get('location')).toBe(`${APP_URL}/app`)
  })

  test('leads back to a page of ours, and to no other place', async () => {
    const back = async (to: string) => (await signIn(to, 'dana@example.com')).headers.get('location')
    expect(await back('/app/ten_1?tab=numbers')).toBe(`${APP_URL}/app/ten_1?tab=numbers`)
    expect(await back('/fleet?trade=hvac')).toBe(`${APP_URL}/fleet?trade=hvac`)
    expect(await back('/join')).toBe(`${APP_URL}/join`)
    for (const to of [
      'https://else.example.com/app',
      '//else.example.com/app',
      '/\\else.example.com',
      '/api/v1/me',
      '',
    ]) {
      expect(await back(to)).toBe(`${APP_URL}/app`)
    }
  })

  test('leads somebody who is signed out to Access', async () => {
    const to = new URL((await signIn('/join', null)).headers.get('location') ?? '')
    expect(to.searchParams.get('redirect_url')).toBe(`${APP_URL}/join`)
  })

  test('drops the cookie on the way out', async () => {
    const answer = await visit('/sign-out')
    expect(answer.headers.get('location')).toBe(`${ACCESS_TEAM_URL}/cdn-cgi/access/logout`)
    const cookie = answer.headers.get('set-cookie')
    expect(cookie).toBe('CF_Authorization=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure')
  })
})
