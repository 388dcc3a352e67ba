import { createExecutionContext, createMessageBatch, env, getQueueResult, runInDurableObject } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { firstIdAt, newId } from '../../tenants/base/ids.ts'
import { describeDay, parseDay, readLocalTime, startOfDay } from '../../tenants/base/local-time.ts'
import type { AlertsView } from '../../tenants/contract/alerts.ts'
import { FLEET_ROOM_NAME } from '../../tenants/contract/fleet-room.ts'
import type { Bindings } from '../../worker/env.ts'
import { withWarehouse } from '../../worker/fleet/connect-warehouse.ts'
import type { ExportOrder } from '../../worker/fleet/export-order.ts'
import { takeOrders, tickAlerts } from '../../worker/fleet/nightly.ts'
import type { FleetRoom } from '../../worker/fleet/fleet-room.ts'
import { openShop, type Shop } from '../support/open-shop.ts'

const bindings = env as unknown as Bindings
const room = () =>
  (env as unknown as { FLEET_ROOM: DurableObjectNamespace<FleetRoom> }).FLEET_ROOM.getByName(FLEET_ROOM_NAME)
const warehouseUrl = () => bindings.FLEET_DB?.connectionString ?? ''

/** The embedded Postgres starts with the first who asks, which takes a while. */
beforeAll(async () => {
  const look = () => withWarehouse(warehouseUrl(), (warehouse) => warehouse.execute(sql`select 1`))
  await vi.waitFor(look, { timeout: 100_000 })
}, 120_000)

const yesterday = (shop: Shop) => describeDay(readLocalTime('America/Chicago', shop.watch.now).day - 1)

async function exportNight(shop: Shop): Promise<void> {
  const body: ExportOrder = { kind: 'tenants', day: yesterday(shop), tenantIds: [shop.id], attempt: 1, isWhole: false }
  const batch = createMessageBatch('shoulder-exports', [{ id: 'one', timestamp: new Date(), attempts: 1, body }])
  await takeOrders(batch as MessageBatch<ExportOrder>, bindings)
  expect((await getQueueResult(batch, createExecutionContext())).retryMessages).toEqual([])
}

async function alertsOf(shop: Shop) {
  const { open, recent } = await shop.api<AlertsView>('GET', '/fleet/alerts')
  const rulesOf = (items: AlertsView['open']) =>
    items.filter(({ tenantId }) => tenantId === shop.id).map(({ rule }) => rule)
  return { open: rulesOf(open), recent: rulesOf(recent) }
}

/** What the admins read by mail about this business, the words of it alone. */
async function mailOf(shop: Shop): Promise<string[]> {
  await tickAlerts(bindings, shop.watch.now)
  const mails = await shop.control<{ text: string }[]>('/emails?to=admin%40example.com')
  const lines = mails.flatMap(({ text }) => text.split('\n')).filter((line) => line.includes(`${shop.businessName}:`))
  return lines.map((line) => line.replace(`${shop.businessName}: `, ''))
}

/** What the night's check found. */
async function setCanary(shop: Shop, code: string | null): Promise<void> {
  const last = JSON.stringify({ at: shop.watch.now, code, isTexting: true, tookMs: 5 })
  await runInDurableObject(shop.tenant.stub(), (_, { storage }) => {
    const write = `insert into settings (name, value) values ('canary', ?)
      on conflict (name) do update set value = excluded.value`
    storage.sql.exec(write, `{"running":null,"last":${last}}`)
  })
}

describe('the night tells admins', () => {
  test('of a business whose check call gets no text, once, and when it does again', async () => {
    const shop = await openShop({ businessName: `Cedar Electric ${crypto.randomUUID().slice(0, 4)}` })
    await setCanary(shop, 'lost')
    await exportNight(shop)
    await exportNight(shop)
    expect(await alertsOf(shop)).toEqual({ open: ['canary_broken'], recent: [] })
    const told = 'ALERT · the nightly check call gets no text'
    expect(await mailOf(shop)).toEqual([told])
    await setCanary(shop, null)
    shop.watch.now += DAY_MS
    await setCanary(shop, null)
    await exportNight(shop)
    expect(await alertsOf(shop)).toEqual({ open: [], recent: ['canary_broken'] })
    expect(await mailOf(shop)).toEqual([told, 'OVER · the nightly check call gets no text'])
  })

  test('of a business that the carriers turned down, until it is closed', async () => {
    const shop = await openShop({ businessName: `Alder Heating ${crypto.randomUUID().slice(0, 4)}` })
    await shop.api('POST', `/tenants/${shop.id}/registration/outcome`, { kind: 'suspended', reason: 'Complaints' })
    await exportNight(shop)
    expect((await alertsOf(shop)).open).toEqual(['a2p_rejected'])
    expect(await mailOf(shop)).toEqual(['ALERT · the carriers refused its registration'])
    await shop.api('POST', `/tenants/${shop.id}/close`, { confirm: shop.businessName })
    expect(await mailOf(shop)).toHaveLength(2)
    expect((await alertsOf(shop)).open).toEqual([])
  })

  test('of leads that cost too much for three days, of too few bookings and of a day that is out of line', async () => {
    const shop = await openShop({ businessName: `Maple Plumbing ${crypto.randomUUID().slice(0, 4)}` })
    const last = parseDay(yesterday(shop))
    await haveJoined(shop, 60)
    for (let back = 19; back >= 0; back -= 1) {
      await spendOn(shop, last - back, back === 0 ? 90_000 : back < 3 ? 31_000 : 5_000)
      await getLeads(shop, last - back, { leads: 10, booked: 1 })
    }
    await exportNight(shop)
    const { open } = await alertsOf(shop)
    expect(open.toSorted()).toEqual(['conversion_low', 'cpl_high', 'spend_unusual'])
    expect((await mailOf(shop)).toSorted()).toEqual([
      'ALERT · advertising above the usual (deviations) 85, above 5',
      'ALERT · bookings per lead in seven days 10%, below 25%',
      'ALERT · cost per lead $90.00, above $30.00',
    ])
    // Two days on which all is as it was before, and more of the week's callers have booked by now.
    shop.watch.now += 2 * DAY_MS
    for (const day of [last + 1, last + 2]) {
      await spendOn(shop, day, 5_000)
      await getLeads(shop, day, { leads: 10, booked: 10 })
    }
    await getLeads(shop, last, { leads: 0, booked: 30 })
    await exportNight(shop)
    await exportNight(shop)
    const over = await alertsOf(shop)
    expect([over.open, over.recent.toSorted()]).toEqual([[], ['conversion_low', 'cpl_high', 'spend_unusual']])
    const told = await mailOf(shop)
    expect(told.filter((line) => line.startsWith('OVER')).toSorted()).toEqual([
      expect.stringMatching(/^OVER · advertising above the usual/),
      expect.stringMatching(/^OVER · bookings per lead in seven days/),
      expect.stringMatching(/^OVER · cost per lead/),
    ])
    expect(told.filter((line) => line.startsWith('ALERT'))).toHaveLength(3)
  })
})

describe('a business tells at once', () => {
  test('that its registration was turned down, and that it no longer is: nobody waits for a night', async () => {
    const shop = await openShop({ businessName: `Rowan Drains ${crypto.randomUUID().slice(0, 4)}` })
    const judge = (body: object) => shop.api('POST', `/tenants/${shop.id}/registration/outcome`, body)
    const heard = async (isTextingRefused: boolean) => {
      const told = async () => (await room().readHealth()).find(({ tenantId }) => tenantId === shop.id)
      await vi.waitFor(async () => expect(await told()).toMatchObject({ isTextingRefused }), { timeout: 20_000 })
      await tickAlerts(bindings, shop.watch.now)
    }
    await judge({ kind: 'suspended', reason: 'Complaints' })
    await heard(true)
    expect((await alertsOf(shop)).open).toEqual(['a2p_rejected'])
    shop.watch.now += 10 * 60_000
    await judge({ kind: 'reinstated' })
    await heard(false)
    expect(await alertsOf(shop)).toEqual({ open: [], recent: ['a2p_rejected'] })
  })
})

async function inRows(shop: Shop, work: (sql: SqlStorage) => void): Promise<void> {
  await runInDurableObject(shop.tenant.stub(), (_, { storage }) => work(storage.sql))
}

async function haveJoined(shop: Shop, daysAgo: number): Promise<void> {
  const at = shop.watch.now - daysAgo * DAY_MS
  const write = `update settings set value = json_set(value, '$.createdAt', ?) where name = 'identity'`
  await inRows(shop, (sql) => sql.exec(write, at))
  await shop.tenant.evict()
}

/** As the mirror of an advertising account has it. */
async function spendOn(shop: Shop, day: number, minor: number): Promise<void> {
  const write = `insert into ad_days (kind, ref, day, campaign_id, impressions, clicks, cost_micros, conversions)
    values ('campaign', '77', ?, '77', 100, 9, ?, 0)`
  await inRows(shop, (sql) => sql.exec(write, day, minor * 10_000))
}

/** People who come at noon, and bookings of that day. */
async function getLeads(shop: Shop, day: number, { leads, booked }: { leads: number; booked: number }): Promise<void> {
  const noon = startOfDay('America/Chicago', day) + DAY_MS / 2
  await inRows(shop, (sql) => {
    const write = `insert into leads (lead_id, customer_id, source, status, moved_at, booked_at, created_at, updated_at)
      values (?1, ?2, 'missed_call', ?3, ?4, iif(?3 = 'booked', ?4, null), ?5, ?4)`
    for (let place = 0; place < Math.max(leads, booked); place += 1) {
      const status = place < booked ? 'booked' : 'contacted'
      // Who only books came long before.
      const cameAt = place < leads ? noon : noon - 40 * DAY_MS
      const suffix = newId('led').slice(-12)
      sql.exec(write, `${firstIdAt('led', cameAt)}${suffix}`, newId('cus'), status, noon, cameAt)
    }
  })
}
