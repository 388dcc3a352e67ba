import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { findMissingOfObjects, SettingsMissing } from '../../tenants/contract/settings.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'

let router: OpenRouter

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

async function openWithLink(over: object = {}): Promise<Shop & { link: string }> {
  const shop = await router.openShop(over)
  shop.tenant.knownToken = `${shop.id.slice('ten_'.length)}.0123456789abcdef0123456789abcdef`
  return { ...shop, link: `/u/${shop.tenant.knownToken}` }
}

describe('an unsubscribe link', () => {
  test('that is only looked at changes nothing', async () => {
    const { link, tenant } = await openWithLink({ businessName: 'Lark & <Sons>' })
    const page = await router.send(link)
    expect(page.status).toBe(200)
    expect(page.text).toContain('<form method="post">')
    expect(page.text).toContain('Lark &amp; &lt;Sons&gt;')
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self'")
    expect(tenant.unsubscribed).toEqual([])
  })

  test('unsubscribes with the button, and again with a second press', async () => {
    const { link, tenant } = await openWithLink()
    const statuses = [await router.send(link, { method: 'POST' }), await router.send(link, { method: 'POST' })]
    expect(statuses.map((answer) => answer.status)).toEqual([200, 200])
    expect(tenant.unsubscribed.length).toBeGreaterThan(0)
  })

  test('unsubscribes with one click of a mail program, which has no cookies', async () => {
    const { link, tenant } = await openWithLink()
    const answer = await router.send(link, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example.com' },
    })
    expect(answer.status).toBe(200)
    expect(tenant.unsubscribed).toHaveLength(1)
  })

  test('speaks the language of the business', async () => {
    const { link } = await openWithLink({ language: 'es' })
    expect((await router.send(link)).text).toContain('lang="es"')
  })

  test.each(['nonsense', 'x.y', `${'0'.repeat(24)}.0123456789abcdef`, '%00%20', `${'z'.repeat(24)}.a`])(
    'that reads %s leads to a page that says what to do',
    async (token) => {
      for (const method of ['GET', 'POST']) {
        const page = await router.send(`/u/${token}`, { method })
        expect(page.status).toBe(404)
        expect(page.text).toContain('STOP')
      }
    },
  )

  test('of a business that no longer knows it leads there too', async () => {
    const { link, tenant } = await openWithLink()
    tenant.knownToken = 'another'
    expect((await router.send(link, { method: 'POST' })).status).toBe(404)
  })

  test('says so when it did not work', async () => {
    const { link, tenant } = await openWithLink()
    tenant.mood = 'throws'
    const page = await router.send(link, { method: 'POST' })
    expect(page.status).toBe(503)
    expect(page.text).toContain('try again')
  })
})

describe('health', () => {
  test('is told even where every setting is missing', async () => {
    const answer = await (await openRouter({ ...nothingSet(), BUILD: { id: 'build-7' } })).send('/healthz')
    expect([answer.status, answer.json]).toEqual([200, { status: 'alive', build: 'build-7' }])
  })

  test('is readiness only when directory and tenants answer', async () => {
    expect((await router.send('/readyz')).json).toEqual({ status: 'ready', directory: 'answers', tenants: 'answers' })
    const deaf = await openRouter({ DIRECTORY: { prepare: () => refuseAll() } })
    const answer = await deaf.send('/readyz')
    expect([answer.status, answer.json['directory'], answer.json['tenants']]).toEqual([503, 'silent', 'answers'])
  })
})

describe('a setting that is missing', () => {
  test('is named with all the others, without their values', async () => {
    const lame = await openRouter({ TWILIO_AUTH_TOKEN: undefined, APP_URL: 'private-value', EMAIL_FROM: ' ' })
    const answer = await lame.send('/api/v1/me')
    expect([answer.status, answer.json.code]).toEqual([503, 'settings_missing'])
    for (const name of ['TWILIO_AUTH_TOKEN', 'APP_URL', 'EMAIL_FROM']) expect(answer.json.detail).toContain(name)
    expect(answer.json.detail).not.toContain('RESEND_API_KEY')
    expect(answer.text).not.toContain('private-value')
    expect((await lame.ghl({})).status).toBe(429)
  })

  test('to the Worker of the objects is named by readiness, in the words that came from there', async () => {
    const view = () => Promise.reject(new Error(new SettingsMissing(['GHL_CLIENT_SECRET', 'FILES']).message))
    const answer = await (await openRouter({ TENANT: { getByName: () => ({ view }) } })).send('/readyz')
    expect([answer.status, answer.json.code]).toEqual([503, 'settings_missing'])
    expect(answer.json.detail).toBe('Settings of shoulder-objects are missing or unusable: GHL_CLIENT_SECRET, FILES.')
  })

  test('to the objects is found with all the others, be it a half of a pair or what they are bound to', () => {
    expect(findMissingOfObjects(env)).toEqual([])
    const lacking = { ...env, FILES: undefined, SEALING_KEY: 'short', GHL_CLIENT_SECRET: ' ', VAPID_SUBJECT: undefined }
    expect(findMissingOfObjects(lacking)).toEqual(['FILES', 'SEALING_KEY', 'GHL_CLIENT_SECRET'])
    expect(findMissingOfObjects({ ...env, VAPID_SUBJECT: undefined })).toEqual(['VAPID_SUBJECT'])
    const keyAlone = { ...env, OPENAI_API_KEY: 'sk-example', OPENAI_API_URL: undefined, OPENAI_MODEL: undefined }
    expect(findMissingOfObjects(keyAlone)).toEqual(['OPENAI_API_URL', 'OPENAI_MODEL'])
  })
})

describe('a path', () => {
  test('that leads nowhere says so', async () => {
    for (const path of ['/nothing', '/api/v1/nothing', '/hooks/nobody', '/api/v1/tenants/x/y/z']) {
      const answer = await router.send(path)
      expect([answer.status, answer.json.code]).toEqual([404, 'not_found'])
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    }
  })

  test.each([
    ['GET', '/hooks/ghl', 'POST'],
    ['DELETE', '/api/v1/tenants/ten_1', 'GET, PATCH, HEAD'],
    ['PUT', '/healthz', 'GET, HEAD'],
    ['POST', '/app', 'GET, HEAD'],
    ['OPTIONS', '/api/v1/me', 'GET, HEAD'],
  ])('asked with %s %s names what it allows', async (method, path, allow) => {
    const answer = await router.send(path, { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow])
  })

  test('asked with HEAD answers like GET, without a body', async () => {
    const answer = await router.send('/healthz', { method: 'HEAD' })
    expect([answer.status, answer.text]).toEqual([200, ''])
  })

  test('carries the headers that protect a browser', async () => {
    for (const path of ['/healthz', '/nothing', '/u/nothing']) {
      const { headers } = await router.send(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('strict-transport-security')).toContain('max-age=')
    }
  })
})

test('a directory that does not answer is a 503 that says so', async () => {
  const deaf = await openRouter({ DIRECTORY: { prepare: () => refuseAll() } })
  const answer = await deaf.api(ADMIN, 'GET', '/tenants')
  expect([answer.status, answer.json.code]).toEqual([503, 'directory_unreachable'])
})

function refuseAll(): never {
  throw new Error('D1_ERROR: Network connection lost.')
}

function nothingSet(): Record<string, undefined> {
  return Object.fromEntries(Object.keys(router.bindings).map((name) => [name, undefined]))
}
