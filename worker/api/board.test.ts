import { beforeAll, describe, expect, test } from 'vitest'
import { APP_URL, openRouter, type OpenRouter, type Shop } from '../../tests/support/open-router.ts'
import { accessToken, standInAccess } from '../../tests/support/stand-in-access.ts'
import { KNOWN_CUSTOMER } from '../../tests/support/stand-in-trust.ts'
import { JWT_LEEWAY_S } from '../bounds.ts'
import { route } from '../router.ts'

let router: OpenRouter
let mine: Shop
const VIEWER = 'board-viewer@example.com'
const RESELLER = 'board-seller@example.com'

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
  mine = await router.openShop()
  const insert = router.bindings.DIRECTORY.prepare(
    'INSERT INTO person (email, role, tenant_id, created_at) VALUES (?, ?, ?, 0)',
  )
  await router.bindings.DIRECTORY.batch([
    insert.bind(VIEWER, 'viewer', mine.id),
    insert.bind(RESELLER, 'reseller', mine.id),
  ])
})

const ask = (email: string | null, method: string, path: string, body?: unknown) =>
  router.api(email, method, `/tenants/${mine.id}${path}`, body)

describe('a lead', () => {
  test('that somebody else has moved is a conflict, told with its code', async () => {
    const answer = await ask(mine.email, 'PATCH', '/leads/led_1', { from: 'quoted', status: 'booked' })
    expect([answer.status, answer.json.code, answer.json.detail]).toEqual([
      409,
      'lead_moved',
      'The lead is booked by now.',
    ])
    expect(mine.tenant.moved).toEqual([{ leadId: 'led_1', patch: { from: 'quoted', status: 'booked' } }])
  })

  test.each([
    [{ status: 'booked' }, 'from'],
    [{ from: 'quoted', status: 'won' }, 'status'],
    [{ from: 'booked', status: 'completed', revenueMinor: 1.5 }, 'revenueMinor'],
    [{ from: 'booked', status: 'completed', revenue: 100 }, 'revenue'],
  ])('is not moved by %j', async (body, path) => {
    const answer = await ask(mine.email, 'PATCH', '/leads/led_1', body)
    expect([answer.status, answer.json.code]).toEqual([400, 'body_invalid'])
    expect(answer.json.issues?.map((issue) => issue.path)).toContain(path)
  })
})

describe('what waits', () => {
  test('is confirmed with a time or without one', async () => {
    const path = `/conversations/${KNOWN_CUSTOMER}/confirm`
    expect((await ask(mine.email, 'POST', path, { at: 1_800_000_000_000 })).status).toBe(204)
    expect((await ask(mine.email, 'POST', path, {})).status).toBe(204)
    expect(mine.tenant.confirmed).toEqual([
      { customerId: KNOWN_CUSTOMER, at: 1_800_000_000_000 },
      { customerId: KNOWN_CUSTOMER, at: null },
    ])
    expect((await ask(mine.email, 'POST', path, { at: 'tomorrow' })).status).toBe(400)
  })

  test('is let go', async () => {
    expect((await ask(mine.email, 'POST', '/outbox/eff_9/dismiss')).status).toBe(204)
    expect(mine.tenant.dismissed).toEqual(['eff_9'])
  })
})

describe('a screen', () => {
  test.each([
    ['/board?lang=fr', 'lang'],
    ['/numbers?days=0', 'days'],
    ['/numbers?days=367', 'days'],
    [`/conversations/${KNOWN_CUSTOMER}?before=x`, 'before'],
  ])('is not read by %s', async (path, field) => {
    const answer = await ask(mine.email, 'GET', path)
    expect([answer.status, answer.json.code, answer.json.issues?.[0]?.path]).toEqual([400, 'query_invalid', field])
  })

  test('shows a reseller how a business does, and none of its customers', async () => {
    const statuses = ['/numbers', '/board', `/conversations/${KNOWN_CUSTOMER}`].map(
      async (path) => (await ask(RESELLER, 'GET', path)).status,
    )
    // The stand-in has no numbers to tell: 404 is its own word, 403 is the router's.
    expect(await Promise.all(statuses)).toEqual([404, 403, 403])
  })
})

test('the tenant is told what the router knows, whatever the browser sends along', async () => {
  const token = await accessToken({ email: VIEWER, expiresInS: 600 })
  const forged = JSON.stringify({ after: 1, language: 'es', expiresAt: 1 })
  const headers = { upgrade: 'websocket', origin: APP_URL, 'cf-access-jwt-assertion': token, 'x-shoulder-live': forged }
  const request = new Request(`${APP_URL}/live/tenants/${mine.id}?after=7&lang=en`, { headers })
  const ctx = { waitUntil: () => undefined, passThroughOnException: () => undefined } as unknown as ExecutionContext
  const response = await route(request, router.bindings, ctx)
  expect(response.status).toBe(101)
  const [opened] = mine.tenant.opened
  expect(opened).toMatchObject({ after: 7, language: 'en' })
  const leftS = ((opened?.expiresAt ?? 0) - Date.now()) / 1_000
  expect(leftS).toBeGreaterThan(590)
  expect(leftS).toBeLessThanOrEqual(600 + JWT_LEEWAY_S)
})
