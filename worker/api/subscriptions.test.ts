import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { clock, DAY_MS } from '../../tenants/base/clock.ts'
import type { SubscriptionAnswer } from '../../tenants/contract/subscriptions.ts'
import { ADMIN, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { endSubscription, listSubscriptionDays } from '../directory/subscriptions.ts'

const { DIRECTORY } = env as unknown as { DIRECTORY: D1Database }
const START = Date.parse('2026-11-01T12:00:00Z')
const CREW = { plan: 'crew', status: 'active', amountMinor: 9_900, currency: 'USD', interval: 'month' } as const

let router: OpenRouter
const watch = { now: START }

beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})

async function openPaying() {
  watch.now = START
  vi.spyOn(clock, 'now').mockImplementation(() => watch.now)
  const { id } = await router.openShop()
  const path = `/tenants/${id}/subscription`
  return {
    id,
    put: async (body: object, status = 200) => {
      const answer = await router.api(ADMIN, 'PUT', path, body)
      expect(answer.status, answer.text).toBe(status)
      return answer.json as unknown as SubscriptionAnswer & { issues: { path: string }[] }
    },
    read: async () => (await router.api(ADMIN, 'GET', path)).json as unknown as SubscriptionAnswer,
  }
}

describe('what a business pays', () => {
  test('is nothing until it is written down, and every change of it stays', async () => {
    const shop = await openPaying()
    expect(await shop.read()).toEqual({ subscription: null, changes: [] })
    await shop.put({ ...CREW, status: 'trialing', trialEndsAt: START + 14 * DAY_MS })
    watch.now += 14 * DAY_MS
    await shop.put(CREW)
    watch.now += DAY_MS
    const { subscription } = await shop.put({ ...CREW, amountMinor: 99_000, interval: 'year' })
    expect(subscription).toMatchObject({ startedAt: START, monthlyMinor: 8_250, source: 'manual', trialEndsAt: null })
    const { changes } = await shop.read()
    expect(changes.map(({ status, monthlyMinor, changedBy }) => [status, monthlyMinor, changedBy])).toEqual([
      ['active', 8_250, ADMIN],
      ['active', 9_900, ADMIN],
      ['trialing', 0, ADMIN],
    ])
  })

  test('is written once when it is sent twice, and stands in the log of who did what', async () => {
    const shop = await openPaying()
    await shop.put(CREW)
    watch.now += DAY_MS
    expect((await shop.put(CREW)).changes).toHaveLength(1)
    const change = { action: 'subscription_changed', detail: 'crew active', email: ADMIN }
    const log = async () => (await router.api(ADMIN, 'GET', `/tenants/${shop.id}/access-log`)).json.items
    // Lines are written behind the answers, and in no order.
    await expect.poll(log).toContainEqual(expect.objectContaining(change))
  })

  test('ends with the business, once, and begins anew when it pays again', async () => {
    const shop = await openPaying()
    await shop.put(CREW)
    const end = () => endSubscription(DIRECTORY, { tenantId: shop.id, by: 'owner@example.com', now: watch.now })
    watch.now += 40 * DAY_MS
    await end()
    watch.now += DAY_MS
    await end()
    const { subscription, changes } = await shop.read()
    const endedAt = START + 40 * DAY_MS
    expect(subscription).toMatchObject({ status: 'cancelled', cancelledAt: endedAt, monthlyMinor: 0 })
    expect(changes).toHaveLength(2)
    const again = await shop.put({ ...CREW, currency: 'CAD' })
    expect(again.subscription).toMatchObject({ startedAt: watch.now, cancelledAt: null, currency: 'CAD' })
  })

  test('is told to the fleet by the days on which it changed, as each ended', async () => {
    const [shop, other] = [await openPaying(), await openPaying()]
    await shop.put(CREW)
    await shop.put({ ...CREW, amountMinor: 12_000 })
    await other.put({ ...CREW, plan: 'solo' })
    watch.now += DAY_MS
    await shop.put({ ...CREW, status: 'past_due', amountMinor: 12_000 })
    const days = await listSubscriptionDays(DIRECTORY, [shop.id, other.id, 'ten_nobody'])
    const told = (id: string) => days.filter(({ tenantId }) => tenantId === id)
    expect(told(shop.id)).toEqual([
      { tenantId: shop.id, day: '2026-11-01', plan: 'crew', status: 'active', currency: 'USD', monthlyMinor: 12_000 },
      { tenantId: shop.id, day: '2026-11-02', plan: 'crew', status: 'past_due', currency: 'USD', monthlyMinor: 12_000 },
    ])
    expect(told(other.id).map(({ plan }) => plan)).toEqual(['solo'])
  })

  test('counts from the day it is said to, and what is told of the past leaves what stands now alone', async () => {
    const shop = await openPaying()
    const first = await shop.put({ ...CREW, effectiveOn: '2026-10-05' })
    expect(first.subscription).toMatchObject({ startedAt: Date.parse('2026-10-05'), updatedAt: START })
    await shop.put({ ...CREW, amountMinor: 12_000 })
    await shop.put({ ...CREW, amountMinor: 5_000, effectiveOn: '2026-08-20' })
    const corrected = await shop.put({ ...CREW, amountMinor: 7_000, effectiveOn: '2026-08-20' })
    expect(corrected.subscription).toMatchObject({ amountMinor: 12_000, startedAt: Date.parse('2026-08-20') })
    expect(corrected.changes.map((line) => [line.effectiveOn, line.amountMinor, line.changedAt])).toEqual([
      ['2026-11-01', 12_000, START],
      ['2026-10-05', 9_900, START],
      ['2026-08-20', 7_000, START],
      ['2026-08-20', 5_000, START],
    ])
    // What it paid on that day anyway is no news.
    expect((await shop.put({ ...CREW, effectiveOn: '2026-10-20' })).changes).toHaveLength(4)
    const days = await listSubscriptionDays(DIRECTORY, [shop.id])
    expect(days.map(({ day, monthlyMinor }) => [day, monthlyMinor])).toEqual([
      ['2026-08-20', 7_000],
      ['2026-10-05', 9_900],
      ['2026-11-01', 12_000],
    ])
  })

  test('ends on the day it is said to, and what came before that is no part of what came after', async () => {
    const shop = await openPaying()
    await shop.put({ ...CREW, effectiveOn: '2026-06-01' })
    const ended = await shop.put({ ...CREW, status: 'cancelled', effectiveOn: '2026-09-15' })
    expect(ended.subscription).toMatchObject({ status: 'cancelled', cancelledAt: Date.parse('2026-09-15') })
    const back = await shop.put({ ...CREW, effectiveOn: '2026-10-10' })
    expect(back.subscription).toMatchObject({ startedAt: Date.parse('2026-10-10'), cancelledAt: null })
    const told = await shop.put({ ...CREW, plan: 'solo', effectiveOn: '2026-05-01' })
    expect(told.subscription).toMatchObject({ plan: 'crew', startedAt: Date.parse('2026-10-10') })
  })

  test.each([
    ['from a day to come', { ...CREW, effectiveOn: '2026-11-02' }, 'effectiveOn'],
    ['from a day in words', { ...CREW, effectiveOn: 'soon' }, 'effectiveOn'],
    ['from a day that is none', { ...CREW, effectiveOn: '2026-02-30' }, 'effectiveOn'],
    ['a plan in words', { ...CREW, plan: 'The crew plan' }, 'plan'],
    ['a trial without an end', { ...CREW, status: 'trialing' }, 'trialEndsAt'],
    ['a beginning told in seconds', { ...CREW, startedAt: START / 1_000 }, 'startedAt'],
    ['a day that no calendar has', { ...CREW, startedAt: 1e308 }, 'startedAt'],
    ['an end of what goes on', { ...CREW, cancelledAt: START }, 'cancelledAt'],
    ['an amount below nought', { ...CREW, amountMinor: -1 }, 'amountMinor'],
    ['half a cent', { ...CREW, amountMinor: 0.5 }, 'amountMinor'],
  ])('is never %s', async (_name, body, field) => {
    const shop = await openPaying()
    expect((await shop.put(body, 400)).issues.map(({ path }) => path)).toEqual([field])
    expect(await shop.read()).toEqual({ subscription: null, changes: [] })
  })
})
