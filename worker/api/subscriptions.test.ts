import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { clock, DAY_MS } from '../../tenants/base/clock.ts'
import type { SubscriptionAnswer } from '../../tenants/contract/subscriptions.ts'
import { ADMIN, openRouter, type OpenRouter } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { endSubscription, listRemovedDays, listSubscriptionDays } from '../directory/subscriptions.ts'

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
    remove: async (lineId: number | string | undefined, status = 200) => {
      const answer = await router.api(ADMIN, 'DELETE', `${path}/changes/${lineId}`)
      expect(answer.status, answer.text).toBe(status)
      return answer.json as unknown as SubscriptionAnswer
    },
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

describe('a line that should never have been', () => {
  test('is taken out: it stays to be read, and what stood before it stands', async () => {
    const shop = await openPaying()
    await shop.put({ ...CREW, effectiveOn: '2026-10-05' })
    watch.now += DAY_MS
    const wrong = await shop.put({ ...CREW, plan: 'solo', amountMinor: 990 })
    watch.now += DAY_MS
    const after = await shop.remove(wrong.changes[0]?.id)
    expect(after.subscription).toMatchObject({ ...CREW, startedAt: Date.parse('2026-10-05'), updatedAt: watch.now })
    expect(after.changes.map(({ plan, removedAt, removedBy }) => [plan, removedAt, removedBy])).toEqual([
      ['solo', watch.now, ADMIN],
      ['crew', null, null],
    ])
    watch.now += DAY_MS
    expect(await shop.remove(wrong.changes[0]?.id)).toEqual(after)
    const days = (list: { day: string }[]) => list.map(({ day }) => day)
    expect(days(await listSubscriptionDays(DIRECTORY, [shop.id]))).toEqual(['2026-10-05'])
    expect(await listRemovedDays(DIRECTORY, [shop.id])).toEqual([{ tenantId: shop.id, day: '2026-11-02' }])
    const change = { action: 'subscription_changed', detail: 'taken out: solo active', email: ADMIN }
    const log = async () => (await router.api(ADMIN, 'GET', `/tenants/${shop.id}/access-log`)).json.items
    await expect.poll(log).toContainEqual(expect.objectContaining(change))
  })

  test('of the past takes nothing from what stands now but the beginning that it told of', async () => {
    const shop = await openPaying()
    await shop.put({ ...CREW, effectiveOn: '2026-10-05' })
    const told = await shop.put({ ...CREW, amountMinor: 5_000, effectiveOn: '2026-08-20' })
    expect(told.subscription?.startedAt).toBe(Date.parse('2026-08-20'))
    const after = await shop.remove(told.changes.at(-1)?.id)
    expect(after.subscription).toMatchObject({ ...CREW, startedAt: Date.parse('2026-10-05') })
  })

  test('was the only one: the business pays nothing, as if none had ever been entered', async () => {
    const shop = await openPaying()
    const only = await shop.put(CREW)
    const after = await shop.remove(only.changes[0]?.id)
    expect([after.subscription, after.changes.length]).toEqual([null, 1])
    expect(await listSubscriptionDays(DIRECTORY, [shop.id])).toEqual([])
    expect(await listRemovedDays(DIRECTORY, [shop.id])).toHaveLength(1)
    const again = await shop.put({ ...CREW, plan: 'solo' })
    expect(again.subscription).toMatchObject({ plan: 'solo', startedAt: START })
    // The day has a line again that counts.
    expect(await listRemovedDays(DIRECTORY, [shop.id])).toEqual([])
  })

  test('ended what goes on, or a trial: both are as they were', async () => {
    const shop = await openPaying()
    const trialEndsAt = START + 30 * DAY_MS
    await shop.put({ ...CREW, status: 'trialing', trialEndsAt })
    watch.now += DAY_MS
    const paying = await shop.put(CREW)
    watch.now += DAY_MS
    const ended = await shop.put({ ...CREW, status: 'cancelled' })
    const back = await shop.remove(ended.changes[0]?.id)
    expect(back.subscription).toMatchObject({ status: 'active', cancelledAt: null, startedAt: START })
    const trial = await shop.remove(paying.changes[0]?.id)
    expect(trial.subscription).toMatchObject({ status: 'trialing', trialEndsAt, monthlyMinor: 0 })
  })

  test('keeps a beginning that somebody said, whichever line goes', async () => {
    const shop = await openPaying()
    const startedAt = Date.parse('2025-03-01')
    await shop.put({ ...CREW, startedAt })
    watch.now += DAY_MS
    const wrong = await shop.put({ ...CREW, amountMinor: 1 })
    expect((await shop.remove(wrong.changes[0]?.id)).subscription).toMatchObject({ amountMinor: 9_900, startedAt })
  })

  test('is nobody else’s, and is one that there is', async () => {
    const [shop, other] = [await openPaying(), await openPaying()]
    const { changes } = await shop.put(CREW)
    for (const id of [changes[0]?.id, 'x', 0, -1, 1.5, 999_999]) await other.remove(id, 404)
    expect((await shop.read()).changes[0]?.removedAt).toBeNull()
  })
})
