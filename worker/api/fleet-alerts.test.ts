import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openAlerts, SLACK } from '../../tests/support/alerts.ts'
import { ADMIN } from '../../tests/support/open-router.ts'
import type { RoutesView } from '../../tenants/contract/alerts.ts'

type Alerts = Awaited<ReturnType<typeof openAlerts>>
let alerts: Alerts
beforeEach(async () => void (alerts = await openAlerts()))
// Files share one isolate, and a clock that stands still would be everybody's.
afterEach(() => void vi.restoreAllMocks())

const ROUTES = '/fleet/alert-routes'
const put = (route: object) =>
  alerts.api(ADMIN, 'PUT', ROUTES, { routes: [{ name: 'On duty', severity: 'all', language: 'en', ...route }] })
const pathsOf = (answer: { json: { issues?: { path: string }[] } }) => answer.json.issues?.map(({ path }) => path)

describe('routes', () => {
  test('are the admins of the settings until some are set, and again once none are left', async () => {
    const first = (await alerts.api(ADMIN, 'GET', ROUTES)).json as unknown as RoutesView
    expect(first).toMatchObject({ isDefault: true, canText: true, webhookHosts: ['hooks.slack.com'] })
    expect(first.routes).toMatchObject([{ kind: 'email', target: ADMIN, severity: 'all' }])
    const tested = await alerts.api(ADMIN, 'POST', `${ROUTES}/${encodeURIComponent(first.routes[0]?.id ?? '')}/test`)
    expect(tested.json).toEqual({ isSent: true, code: null })
    expect((await put({ kind: 'email', target: 'Duty@Example.com' })).json).toMatchObject({
      isDefault: false,
      routes: [{ target: 'duty@example.com' }],
    })
    expect((await alerts.api(ADMIN, 'PUT', ROUTES, { routes: [] })).json).toMatchObject({ isDefault: true })
  })

  test('keep the address of a webhook sealed, show its host, and keep it where none is given', async () => {
    const made = (await put({ kind: 'webhook', target: SLACK })).json as unknown as RoutesView
    expect(made.routes).toMatchObject([{ kind: 'webhook', target: 'hooks.slack.com' }])
    expect(JSON.stringify(made)).not.toContain('secretsecret')
    const [row] = (await alerts.DIRECTORY.prepare('SELECT target FROM alert_route').all<{ target: string }>()).results
    expect(row?.target).toMatch(/^v1\./)
    await put({ kind: 'webhook', id: made.routes[0]?.id, name: 'Another name' })
    await alerts.api(ADMIN, 'POST', `${ROUTES}/${made.routes[0]?.id}/test`)
    expect(alerts.take()).toMatchObject([{ url: SLACK }])
  })

  test.each([
    'http://hooks.slack.com/services/x',
    'https://hooks.slack.com.example.com/x',
    'https://hooks.slack.com:8443/x',
    'https://user:password@hooks.slack.com/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://shoulder.example.com/hooks/ghl',
    'https://elsewhere.example.com/x',
    'file:///etc/passwd',
  ])('do not lead to %s', async (target) => {
    const answer = await put({ kind: 'webhook', target })
    expect([answer.status, pathsOf(answer)]).toEqual([400, ['routes.0.target']])
    expect(answer.text).not.toContain(target)
  })

  test.each([
    ['another kind', { kind: 'pigeon', target: 'loft' }],
    ['no address', { kind: 'webhook' }],
    ['a route of nobody’s', { kind: 'email', target: 'a@example.com', id: `art_${'0'.repeat(24)}` }],
    ['a number that is none', { kind: 'sms', target: '5551' }],
  ])('are refused with %s', async (_name, route) => {
    expect((await put(route)).status).toBe(400)
    expect((await alerts.api(ADMIN, 'GET', ROUTES)).json).toMatchObject({ isDefault: true })
  })

  test('by text need a number to text from', async () => {
    alerts = await openAlerts({ ALERT_SMS_FROM: undefined })
    const answer = await put({ kind: 'sms', target: '+15125550191' })
    expect([answer.status, pathsOf(answer)]).toEqual([400, ['routes.0.kind']])
    expect((await alerts.api(ADMIN, 'GET', ROUTES)).json).toMatchObject({ canText: false })
  })

  test('follow no redirect to another host', async () => {
    const made = (await put({ kind: 'webhook', target: SLACK })).json as unknown as RoutesView
    alerts.answers['hooks.slack.com'] = () => Response.redirect('https://169.254.169.254/', 302)
    const tested = await alerts.api(ADMIN, 'POST', `${ROUTES}/${made.routes[0]?.id}/test`)
    expect(tested.json).toEqual({ isSent: false, code: 'http_302' })
    expect(alerts.take()).toHaveLength(1)
  })
})

describe('a browser', () => {
  const base64url = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64url')
  async function newPair() {
    const usages: KeyUsage[] = ['deriveBits']
    const pair = (await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, usages)) as CryptoKeyPair
    const jwk = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as JsonWebKey
    return { open: base64url((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer), secret: jwk.d }
  }
  const subscriptionAt = async (endpoint: string) => ({
    endpoint,
    keys: { p256dh: (await newPair()).open, auth: base64url(new Uint8Array(16).buffer) },
  })

  test('is told by its own push service, which is all that is shown of it', async () => {
    const { open: VAPID_PUBLIC_KEY, secret: VAPID_PRIVATE_KEY } = await newPair()
    alerts = await openAlerts({ VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT: 'mailto:hello@example.com' })
    alerts.answers['push.example.com'] = () => new Response(null, { status: 201 })
    const subscription = await subscriptionAt('https://push.example.com/send/secretsecret')
    const made = (await put({ kind: 'push', subscription })).json as unknown as RoutesView
    expect(made).toMatchObject({ pushKey: VAPID_PUBLIC_KEY, routes: [{ kind: 'push', target: 'push.example.com' }] })
    expect(JSON.stringify(made)).not.toContain('secretsecret')
    const { id } = made.routes[0] ?? { id: '' }
    await put({ kind: 'push', id, name: 'My phone' })
    expect((await alerts.api(ADMIN, 'POST', `${ROUTES}/${id}/test`)).json).toEqual({ isSent: true, code: null })
    const [pushed] = alerts.take()
    expect(pushed).toMatchObject({ url: subscription.endpoint, topic: expect.stringMatching(/^dlv_/) })
    // Sealed for the browser alone.
    expect(pushed?.body).not.toContain('alerts arrive here')
    alerts.answers['push.example.com'] = () => new Response(null, { status: 410 })
    const gone = await alerts.api(ADMIN, 'POST', `${ROUTES}/${id}/test`)
    expect(gone.json).toEqual({ isSent: false, code: 'subscription_gone' })
    for (const endpoint of ['https://10.0.0.7/send', 'http://push.example.com/send', 'https://push.internal/send']) {
      const answer = await put({ kind: 'push', subscription: await subscriptionAt(endpoint) })
      expect([endpoint, pathsOf(answer)]).toEqual([endpoint, ['routes.0.subscription']])
    }
  })

  test('cannot be told where notifications are not set up', async () => {
    const answer = await put({ kind: 'push', subscription: await subscriptionAt('https://push.example.com/send') })
    expect([answer.status, pathsOf(answer)]).toEqual([400, ['routes.0.kind']])
  })
})

describe('silences', () => {
  test.each([
    ['a rule that is none', { rule: 'weather' }],
    ['a business that is none', { tenantId: `ten_${'0'.repeat(24)}` }],
    ['no end', { forMinutes: 0 }],
    ['an end beyond a month', { forMinutes: 43_201 }],
    ['no reason', { reason: ' ' }],
  ])('are refused with %s', async (_name, over) => {
    const answer = await alerts.api(ADMIN, 'POST', '/fleet/silences', {
      forMinutes: 60,
      reason: 'Moving house',
      ...over,
    })
    expect(answer.status).toBe(400)
  })

  test('of one business name it, and who made them', async () => {
    const shop = await alerts.openShop()
    const silence = { tenantId: shop.id, forMinutes: 60, reason: 'Owner is away' }
    await alerts.api(ADMIN, 'POST', '/fleet/silences', silence)
    expect((await alerts.api(ADMIN, 'GET', '/fleet/alerts')).json).toMatchObject({
      silences: [{ tenantId: shop.id, rule: null, createdBy: ADMIN, businessName: expect.stringMatching(/^Larkspur/) }],
    })
    expect((await alerts.api(shop.email, 'GET', '/fleet/alerts')).status).toBe(403)
  })
})
