import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { describeDay, parseDay, readLocalTime } from '../../tenants/base/local-time.ts'
import type { DayExport } from '../../tenants/contract/fleet-day.ts'
import type { ExportsView } from '../../tenants/contract/fleet.ts'
import type { FleetOverview, FleetTenantsPage, FleetTenantView } from '../../tenants/contract/fleet-view.ts'
import type { SubscriptionAnswer } from '../../tenants/contract/subscriptions.ts'
import type { CallView, LeadView, MessageView } from '../../tenants/contract/lists.ts'
import type { Bindings } from '../../worker/env.ts'
import type { ExportOrder } from '../../worker/fleet/export-order.ts'
import { takeOrders } from '../../worker/fleet/nightly.ts'
import { withWarehouse } from '../../worker/fleet/connect-warehouse.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const bindings = env as unknown as Bindings
const ZONE = 'America/Chicago'

/** The embedded Postgres starts with the first who asks, which takes a while. */
beforeAll(async () => {
  const look = () =>
    withWarehouse(bindings.FLEET_DB?.connectionString ?? '', (warehouse) => warehouse.execute(sql`select 1`))
  await vi.waitFor(look, { timeout: 100_000 })
}, 120_000)
vi.setConfig({ testTimeout: 60_000 })

const dayAt = (at: number) => describeDay(readLocalTime(ZONE, at).day)
const today = (shop: Shop) => dayAt(shop.watch.now)
const before = (day: string, days = 1) => describeDay(parseDay(day) - days)

async function carryOut(order: ExportOrder, over: Partial<Bindings> = {}) {
  const batch = createMessageBatch('shoulder-exports', [{ id: 'one', timestamp: new Date(), attempts: 1, body: order }])
  const context = createExecutionContext()
  await takeOrders(batch as MessageBatch<ExportOrder>, { ...bindings, ...over })
  return getQueueResult(batch, context)
}

function exportDay(shops: Shop[], day: string, over: Partial<Bindings> = {}) {
  const tenantIds = shops.map(({ id }) => id)
  return carryOut({ kind: 'tenants', day, tenantIds, attempt: 1, isWhole: false }, over)
}

async function rows<T>(query: string, shop: Shop): Promise<T[]> {
  const url = bindings.FLEET_DB?.connectionString ?? ''
  const found = await withWarehouse(url, (warehouse) =>
    warehouse.execute(sql`${sql.raw(query)} where tenant_id = ${shop.id} order by 1, 2, 3`),
  )
  return [...found] as unknown as T[]
}

type Counted = { day: string; kind: string; count: number }
const LEADS = `select to_char(day, 'YYYY-MM-DD') as day, source || ' ' || status as kind, count from leads`
const CALLS = `select to_char(day, 'YYYY-MM-DD') as day, status as kind, count from call_logs`
const MESSAGES = `select to_char(day, 'YYYY-MM-DD') as day, channel || ' ' || direction as kind, sum(count)::int as count
  from sms_logs`

function tally(items: { day: string; kind: string }[]): Counted[] {
  const counted = new Map<string, Counted>()
  for (const { day, kind } of items) {
    const known = counted.get(`${day} ${kind}`) ?? { day, kind, count: 0 }
    counted.set(`${day} ${kind}`, { ...known, count: known.count + 1 })
  }
  return [...counted.values()].toSorted((one, other) =>
    `${one.day} ${one.kind}` < `${other.day} ${other.kind}` ? -1 : 1,
  )
}

/** Some days of a business: who is answered, who books, who says nothing. */
async function liveDays(shop: Shop, dayCount: number): Promise<void> {
  for (let day = 0; day < dayCount; day += 1) {
    for (let caller = 0; caller <= day; caller += 1) {
      const pat = shop.customer()
      await pat.callsAndHangsUp()
      await shop.tenant.passSeconds(25)
      if (caller % 2 === 0) await pat.texts('how much is a drain clearing?')
      if (caller === 2) await pat.texts('can you come tomorrow at 10am?')
    }
    await shop.customer().callsAndIsAnswered()
    await shop.tenant.passTime(DAY_MS)
  }
}

describe('a night', () => {
  test('brings each day’s counts to Postgres, and they are those of the business’s own lists', async () => {
    const shop = await openShop()
    await liveDays(shop, 3)
    expect((await exportDay([shop], before(today(shop)))).retryMessages).toEqual([])
    const over = ({ day }: { day: string }) => day < today(shop)
    const leads = await shop.tenant.list<LeadView>('leads')
    const named = leads.map((lead) => ({ day: dayAt(lead.createdAt), kind: `${lead.source} ${lead.status}` }))
    expect(await rows<Counted>(LEADS, shop)).toEqual(tally(named.filter(over)))
    const calls = await shop.tenant.list<CallView>('calls')
    const ended = calls.map((call) => ({ day: dayAt(call.endedAt), kind: call.outcome }))
    expect(await rows<Counted>(CALLS, shop)).toEqual(tally(ended.filter(over)))
    const messages = await shop.tenant.list<MessageView>('messages')
    const said = messages
      .filter(({ audience }) => audience === 'customer')
      .map(({ createdAt, channel, direction }) => ({ day: dayAt(createdAt), kind: `${channel} ${direction}` }))
    const grouped = MESSAGES.replace(' from', `, '' as rest from`)
    expect(leads.length).toBeGreaterThan(3)
    expect(await countMessages(shop, grouped)).toEqual(tally(said.filter(over)))
  })

  test('tells a day anew once something has come of it, and nothing that is there already', async () => {
    const shop = await openShop()
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(25)
    const first = today(shop)
    await shop.tenant.passTime(DAY_MS)
    await exportDay([shop], first)
    expect(await rows<Counted>(LEADS, shop)).toMatchObject([
      { day: first, kind: expect.stringMatching(/new|contacted/) },
    ])
    await pat.texts('how much is a drain clearing?')
    const lead = (await shop.tenant.list<LeadView>('leads'))[0]
    await shop.api('PATCH', `/tenants/${shop.id}/leads/${lead?.id}`, { from: lead?.status, status: 'lost' })
    await shop.tenant.passTime(DAY_MS)
    const told = watchTold(shop)
    await exportDay([shop], before(today(shop)), told.over)
    expect(told.days()).toEqual([first, before(today(shop))])
    expect(await rows<Counted>(LEADS, shop)).toEqual([{ day: first, kind: 'missed_call lost', count: 1 }])
    await exportDay([shop], before(today(shop)), told.over)
    expect(told.days()).toEqual([])
  })

  test('finds its businesses page by page', async () => {
    const shop = await openShop()
    const other = await openShop()
    await other.tenant.passTime(DAY_MS)
    const sent: ExportOrder[] = []
    const EXPORTS = { sendBatch: async (batch: { body: ExportOrder }[]) => sent.push(...batch.map(({ body }) => body)) }
    const day = before(today(other))
    await carryOut({ kind: 'page', day, after: justBefore(shop.id), isWhole: false }, { EXPORTS: EXPORTS as never })
    const found = sent.flatMap((order) => (order.kind === 'tenants' ? order.tenantIds : []))
    expect(found).toEqual(expect.arrayContaining([shop.id, other.id]))
    expect(found).toEqual([...new Set(found)].toSorted())
    expect(sent[0]).toMatchObject({ kind: 'tenants', day, attempt: 1, isWhole: false })
  })

  test('is ordered by hand for days that are past, and done by the queue', async () => {
    const shop = await openShop()
    await shop.customer().callsAndHangsUp()
    await shop.tenant.passTime(2 * DAY_MS)
    const order = { from: before(today(shop), 2), to: before(today(shop)), tenantId: shop.id }
    expect(await shop.api('POST', '/fleet/exports', order)).toEqual({ orders: 1 })
    await vi.waitFor(async () => expect(await rows(CALLS, shop)).toHaveLength(1), { timeout: 20_000, interval: 200 })
    await expect(shop.api('POST', '/fleet/exports', { ...order, to: today(shop) })).rejects.toThrow(/400/)
    await expect(shop.api('POST', '/fleet/exports', { ...order, from: '2019-01-01' })).rejects.toThrow(/400/)
  })
})

describe('a business that does not answer', () => {
  test('is tried again alone, stands in a list in the end, and leaves it once it is told', async () => {
    const [well, ill] = [await openShop(), await openShop()]
    await ill.tenant.passTime(DAY_MS)
    const day = before(today(ill))
    const sent: ExportOrder[] = []
    const EXPORTS = { send: async (order: ExportOrder) => void sent.push(order) }
    const over = { TENANT: breaking(ill), EXPORTS: EXPORTS as never }
    const tenants = { kind: 'tenants', day, tenantIds: [well.id, ill.id], attempt: 1, isWhole: false } as const
    await carryOut({ ...tenants, tenantIds: [...tenants.tenantIds] }, over)
    expect(await rows(FUNNEL, well)).toHaveLength(1)
    expect(sent).toEqual([{ ...tenants, tenantIds: [ill.id], attempt: 2 }])
    await carryOut({ ...tenants, tenantIds: [ill.id], attempt: 6 }, over)
    expect(await deadOf(ill)).toMatchObject([{ day, code: 'tenant_unreachable', attempts: 6 }])
    expect(await deadOf(well)).toEqual([])
    await exportDay([ill], day)
    expect(await deadOf(ill)).toEqual([])
    expect(await rows(FUNNEL, ill)).toHaveLength(1)
  })

  test('as it should, with a word where a code belongs, writes nothing', async () => {
    const shop = await openShop()
    await shop.tenant.passTime(DAY_MS)
    const sent: ExportOrder[] = []
    const told = watchTold(shop, (answer) => ({
      ...answer,
      days: answer.days.map((day) => ({
        ...day,
        counts: { ...day.counts, leads: [{ source: 'Pat at 12 Palm St', status: 'new', count: 1 } as never] },
      })),
    }))
    const EXPORTS = { send: async (order: ExportOrder) => void sent.push(order) }
    await exportDay([shop], before(today(shop)), { ...told.over, EXPORTS: EXPORTS as never })
    expect(sent).toMatchObject([{ attempt: 2 }])
    expect(await rows(FUNNEL, shop)).toEqual([])
  })
})

describe('what a business pays', () => {
  test('is corrected in the figures when a line is taken out, days of long ago with it', async () => {
    const shop = await openShop()
    const day = today(shop)
    const path = `/tenants/${shop.id}/subscription`
    const crew = { plan: 'crew', status: 'active', amountMinor: 9_900, currency: 'USD', interval: 'month' }
    const [first, wrong] = [before(day, 90), before(day, 60)]
    await shop.api('PUT', path, { ...crew, effectiveOn: first })
    const told = await shop.api<SubscriptionAnswer>('PUT', path, { ...crew, amountMinor: 99_000, effectiveOn: wrong })
    const paid = `select to_char(day, 'YYYY-MM-DD') as day, monthly_minor::int as monthly, plan from subscriptions`
    const night = () => exportDay([shop], before(day))
    const kept = { day: first, monthly: 9_900, plan: 'crew' }
    await night()
    expect(await rows(paid, shop)).toEqual([kept, { day: wrong, monthly: 99_000, plan: 'crew' }])
    await shop.api('DELETE', `${path}/changes/${told.changes[0]?.id}`)
    await night()
    expect(await rows(paid, shop)).toEqual([kept])
    // The same order once more changes nothing, and a day that is told again is there again.
    await night()
    expect(await rows(paid, shop)).toEqual([kept])
    await shop.api('PUT', path, { ...crew, plan: 'crew-2', effectiveOn: wrong })
    await night()
    expect(await rows(paid, shop)).toEqual([kept, { day: wrong, monthly: 9_900, plan: 'crew-2' }])
  })
})

describe('whoever looks at the fleet', () => {
  test('sees what a business told, by day and in a table to take away', async () => {
    const shop = await openShop()
    for (let caller = 0; caller < 2; caller += 1) await shop.customer().callsAndHangsUp()
    await shop.tenant.passSeconds(25)
    const day = today(shop)
    const yearly = { plan: 'crew', status: 'active', amountMinor: 118_800, currency: 'USD', interval: 'year' }
    await shop.api('PUT', `/tenants/${shop.id}/subscription`, yearly)
    await shop.tenant.passTime(DAY_MS)
    await exportDay([shop], day)
    const paid = 'select plan, status, monthly_minor::int as monthly from subscriptions'
    expect(await rows(paid, shop)).toEqual([{ plan: 'crew', status: 'active', monthly: 9_900 }])
    const range = `from=${before(day, 6)}&to=${day}`
    const view = await shop.api<FleetTenantView>('GET', `/fleet/tenants/${shop.id}?${range}`)
    expect(view).toMatchObject({
      businessName: shop.businessName,
      step: 'day',
      total: { missed: 2, texted: 2, leads: 2 },
    })
    expect(view.row).toMatchObject({ tenantId: shop.id, standing: 'live', missed: 2, timed: 2, late: 0, troubles: [] })
    expect(view.days.map(({ missed }) => missed)).toEqual([0, 0, 0, 0, 0, 0, 2])
    const found = `find=${encodeURIComponent(shop.businessName.slice(2).toUpperCase())}`
    const page = await shop.api<FleetTenantsPage>('GET', `/fleet/tenants?${range}&${found}&sort=missed&limit=200`)
    expect(page.items.find(({ tenantId }) => tenantId === shop.id)).toEqual(view.row)
    const all = await shop.api<FleetOverview>('GET', `/fleet/overview?${range}`)
    expect(all.total.missed).toBeGreaterThanOrEqual(2)
    expect(all.trades.reduce((sum, { missed }) => sum + missed, 0)).toBe(all.total.missed)
    expect(all.newestDay).toMatch(/^20/)
    expect(all.subscriptions?.standing.active).toBeGreaterThan(0)
    expect(all.subscriptions?.months[0]?.endMinor).toBeGreaterThanOrEqual(9_900)
    const { token } = await shop.control<{ token: string }>('/access/token', { email: 'admin@example.com' })
    const headers = { 'cf-access-jwt-assertion': token }
    const table = await shop.send(`/api/v1/fleet/tenants.csv?${range}`, { headers })
    expect(table.headers.get('content-disposition')).toMatch(/^attachment; filename="businesses-.*[.]csv"$/)
    expect((await table.text()).split('\r\n').filter((line) => line.includes(shop.id))).toHaveLength(1)
  })

  test('is told what is wrong with a question', async () => {
    const shop = await openShop()
    for (const query of [
      'from=2026-02-31',
      'from=2026-03-02&to=2026-03-01',
      'from=2020-01-01&to=2026-01-01',
      'trade=x',
    ])
      await expect(shop.api('GET', `/fleet/overview?${query}`), query).rejects.toThrow(/400/)
    await expect(shop.api('GET', `/fleet/tenants?after=here`)).rejects.toThrow(/400/)
    await expect(shop.api('GET', `/fleet/tenants/ten_000000000000000000000000`)).rejects.toThrow(/404/)
    const fresh = await shop.api<FleetTenantView>('GET', `/fleet/tenants/${shop.id}`)
    expect(fresh).toMatchObject({ businessName: shop.businessName, row: null, total: { missed: 0, money: [] } })
  })
})

test('without a warehouse an order comes again, and after its last try stands in the list', async () => {
  const shop = await openShop()
  await shop.tenant.passTime(DAY_MS)
  const day = before(today(shop))
  const over = { FLEET_DB: { connectionString: 'postgres://postgres@127.0.0.1:9/none' } }
  const result = await exportDay([shop], day, over)
  expect(result.retryMessages).toMatchObject([{ msgId: 'one' }])
  const body: ExportOrder = { kind: 'tenants', day, tenantIds: [shop.id], attempt: 1, isWhole: false }
  const dead = createMessageBatch('shoulder-exports-dead', [{ id: 'one', timestamp: new Date(), attempts: 9, body }])
  await takeOrders(dead as MessageBatch<ExportOrder>, bindings)
  expect(await deadOf(shop)).toMatchObject([{ day, code: 'warehouse_unreachable' }])
})

const FUNNEL = `select day, missed, texted from funnel`

async function countMessages(shop: Shop, query: string): Promise<Counted[]> {
  const url = bindings.FLEET_DB?.connectionString ?? ''
  const found = await withWarehouse(url, (warehouse) =>
    warehouse.execute(sql`${sql.raw(query)} where tenant_id = ${shop.id} group by 1, 2 order by 1, 2`),
  )
  return [...found].map(({ day, kind, count }) => ({ day, kind, count })) as unknown as Counted[]
}

async function deadOf(shop: Shop): Promise<ExportsView['dead']> {
  const { dead } = await shop.api<ExportsView>('GET', '/fleet/exports')
  return dead.filter(({ tenantId }) => tenantId === shop.id)
}

/** The id that would come right before another. */
function justBefore(id: string): string {
  return `${id.slice(0, -1)}${String.fromCharCode(id.charCodeAt(id.length - 1) - 1)}`
}

function breaking(ill: Shop): Bindings['TENANT'] {
  return {
    getByName(id: string) {
      const stub = bindings.TENANT.getByName(id)
      if (id !== ill.id) return stub
      return { exportDay: () => Promise.reject(new Error('The object is overloaded.')) } as never
    },
  }
}

/** Which days a business told. */
function watchTold(shop: Shop, amend: (answer: DayExport) => DayExport = (answer) => answer) {
  let days: string[] = []
  const TENANT: Bindings['TENANT'] = {
    getByName(id: string) {
      const stub = bindings.TENANT.getByName(id)
      if (id !== shop.id) return stub
      return {
        async exportDay(day: string, known: Record<string, string>) {
          const answer = await stub.exportDay(day, known)
          if (!answer.ok) return answer
          days = answer.value.days.map(({ counts }) => counts.day)
          return { ok: true, value: amend(answer.value) }
        },
      } as never
    },
  }
  return { over: { TENANT }, days: () => days }
}
