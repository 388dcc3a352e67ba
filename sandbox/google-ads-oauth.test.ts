import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codesOf, openAdsRig, VERIFIER, type AdsRig } from './google-ads-rig.ts'
import { send } from './sandbox-rig.ts'

let rig: AdsRig
beforeAll(async () => {
  rig = await openAdsRig()
})
afterAll(() => rig.close())

const OWNER = 'owner@example.com'
const backOf = (location: string | null) => new URL(location ?? '').searchParams
const redirect_uri = () => `${rig.app.url}/connect/google-ads/callback`
const exchange = (code: string, more: Record<string, string> = {}) =>
  rig.token({
    ...{ grant_type: 'authorization_code', code, redirect_uri: redirect_uri(), code_verifier: VERIFIER },
    ...more,
  })

describe('the page where leave is given', () => {
  test('names who may choose, and its links go back', async () => {
    const page = await rig.consent('')
    expect(page.status).toBe(200)
    expect(page.text).toContain('owner@example.com')
    expect(page.text).toContain('Bluebonnet Plumbing')
    const link = /href="([^"]*login=owner[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const url = `${rig.sandbox.settings.GOOGLE_OAUTH_URL}/o/oauth2/v2/auth${link}`
    const back = await send(url, { redirect: 'manual' })
    expect(back.status).toBe(302)
    expect(backOf(back.headers.get('location')).get('state')).toBe('state-1')
    expect(backOf(back.headers.get('location')).get('scope')).toContain('auth/datamanager')
  })

  test('sends back who denies it, without a code', async () => {
    const back = backOf((await rig.consent('', { deny: '1' })).headers.get('location'))
    expect(back.get('error')).toBe('access_denied')
    expect(back.get('state')).toBe('state-1')
    expect(back.get('code')).toBeNull()
  })

  test.each([
    [{ client_id: 'another.apps.googleusercontent.com' }, 'invalid_client'],
    [{ redirect_uri: 'https://elsewhere.example.com/' }, 'redirect_uri_mismatch'],
    [{ scope: 'https://www.googleapis.com/auth/drive' }, 'invalid_scope'],
    [{ scope: '' }, 'invalid_request'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: 'short' }, 'invalid_request'],
  ])('goes nowhere with %o', async (more, words) => {
    const page = await rig.consent(OWNER, more)
    expect(page.status).toBe(400)
    expect(page.text).toContain(words)
  })
})

describe('tokens', () => {
  test('come once for a code, to who knows its verifier', async () => {
    const code = backOf((await rig.consent(OWNER)).headers.get('location')).get('code') ?? ''
    expect((await exchange(code, { code_verifier: 'wrong'.repeat(10) })).json).toMatchObject({ error: 'invalid_grant' })
    expect((await exchange(code, { redirect_uri: rig.app.url })).json).toMatchObject({ error: 'redirect_uri_mismatch' })
    expect((await exchange(code, { client_secret: 'GOCSPX-no' })).status).toBe(401)
    const first = await exchange(code)
    expect(first.json).toMatchObject({ token_type: 'Bearer', expires_in: 3599, refresh_token: expect.any(String) })
    expect((await exchange(code)).json).toMatchObject({ error: 'invalid_grant' })
  })

  test('are renewed without another refresh token', async () => {
    const { refresh } = await rig.connect(OWNER)
    const again = await rig.token({ grant_type: 'refresh_token', refresh_token: refresh })
    expect(again.json).toMatchObject({ access_token: expect.any(String), expires_in: 3599, token_type: 'Bearer' })
    expect(again.json).not.toHaveProperty('refresh_token')
  })

  test('last for an hour alone unless access offline is asked for', async () => {
    const { refresh } = await rig.connect(OWNER, { access_type: 'online' })
    expect(refresh).toBe('undefined')
  })

  test('leave out a scope that was not granted', async () => {
    const without = 'https://www.googleapis.com/auth/adwords'
    const { access } = await rig.connect(OWNER, { without })
    const refused = await rig.ads(access, 'customers:listAccessibleCustomers')
    expect(refused.status).toBe(403)
    expect(refused.json).toMatchObject({ error: { details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] } })
  })

  test('open nothing once leave is taken back, by us or by the person', async () => {
    const open = () => rig.control('POST', '/sandbox/google-ads/accounts', { seed: 2, days: 0 })
    for (const takeBack of ['us', 'person']) {
      const login = String((await open()).json['login'])
      const { access, refresh } = await rig.connect(login)
      expect((await rig.ads(access, 'customers:listAccessibleCustomers')).status).toBe(200)
      if (takeBack === 'person') await rig.control('POST', '/sandbox/google-ads/revoke', { login })
      else {
        const url = `${rig.sandbox.settings.GOOGLE_OAUTH_URL}/revoke`
        const body = () => new URLSearchParams({ token: refresh })
        expect((await send(url, { method: 'POST', body: body() })).status).toBe(200)
        expect((await send(url, { method: 'POST', body: body() })).status).toBe(400)
      }
      const dead = await rig.token({ grant_type: 'refresh_token', refresh_token: refresh })
      expect([dead.status, dead.json['error']]).toEqual([400, 'invalid_grant'])
      const refused = await rig.ads(access, 'customers:listAccessibleCustomers')
      expect([refused.status, codesOf(refused.json)]).toEqual([401, ['authenticationError.OAUTH_TOKEN_REVOKED']])
    }
  })
})

describe('accounts', () => {
  test('are those of the login', async () => {
    const { access } = await rig.connect(OWNER)
    const list = await rig.ads(access, 'customers:listAccessibleCustomers')
    expect(list.json).toEqual({ resourceNames: ['customers/5125550100'] })
    expect(list.headers.get('request-id')).toMatch(/^[\w-]{20,}$/)
    const nobody = await rig.connect('newcomer@example.com')
    const refused = await rig.ads(nobody.access, 'customers:listAccessibleCustomers')
    expect(codesOf(refused.json)).toEqual(['authenticationError.NOT_ADS_USER'])
  })

  test('are reached through their manager, and no other way', async () => {
    const { access } = await rig.connect('agency@example.com')
    const ask = (customerId: string, headers: Record<string, string>) =>
      rig.ads(
        access,
        `customers/${customerId}/googleAds:search`,
        { query: 'SELECT customer.id FROM customer' },
        headers,
      )
    const through = { 'login-customer-id': '5125550110' }
    expect((await ask('5125550111', through)).status).toBe(200)
    for (const headers of [{}, { 'login-customer-id': '5125550100' }]) {
      const refused = await ask('5125550111', headers)
      expect([refused.status, codesOf(refused.json)]).toEqual([403, ['authorizationError.USER_PERMISSION_DENIED']])
    }
    expect(codesOf((await ask('5125550100', through)).json)).toEqual(['authorizationError.USER_PERMISSION_DENIED'])
    const hyphens = await ask('5125550111', { 'login-customer-id': '512-555-0110' })
    expect(codesOf(hyphens.json)).toEqual(['headerError.INVALID_LOGIN_CUSTOMER_ID'])
    const tree = await rig.ads(access, 'customers/5125550110/googleAds:search', {
      query: 'SELECT customer_client.id, customer_client.level, customer_client.manager FROM customer_client',
    })
    expect(tree.json['results']).toMatchObject([
      { customerClient: { id: '5125550110', level: '0', manager: true } },
      { customerClient: { id: '5125550111', level: '1', manager: false } },
      { customerClient: { id: '5125550112', level: '1', manager: false } },
    ])
  })

  test('that are closed say so', async () => {
    const { customerId, access } = await rig.open({ status: 'CANCELED', days: 0 })
    const refused = await rig.ads(access, `customers/${customerId}/googleAds:search`, { query: 'SELECT' })
    expect(codesOf(refused.json)).toEqual(['authorizationError.CUSTOMER_NOT_ENABLED'])
  })
})
