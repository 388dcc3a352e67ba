import { abortAllDurableObjects, env, runInDurableObject } from 'cloudflare:test'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { HEALTH_PASSED_ON_MS, ROOM_MINUTES_MAX, ROOM_NEWS_EVERY_MS } from '../../tenants/base/fleet-limits.ts'
import { RoomMessage, type TickerBatch } from '../../tenants/contract/fleet-room.ts'
import { readOpenMetrics } from '../../tests/support/open-metrics.ts'
import type { FleetRoom } from './fleet-room.ts'
import { ROOM_HEADER } from './room-request.ts'

const namespace = (env as unknown as { FLEET_ROOM: DurableObjectNamespace<FleetRoom> }).FLEET_ROOM
let rooms = 0
const openRoom = () => namespace.getByName(`room ${(rooms += 1)}`)

function batch(tenant: number, over: Partial<TickerBatch> = {}): TickerBatch {
  const tenantId = `ten_${String(tenant).padStart(24, '0')}`
  const events = [{ kind: 'texted' as const, at: 1_800_000_000_000 + tenant }]
  return { tenantId, counts: { texted: 1 }, events, dropped: 0, figures: { measures: [], tallies: [] }, ...over }
}

async function lookOn(room: DurableObjectStub<FleetRoom>, expiresAt = Number.MAX_SAFE_INTEGER) {
  const headers = { upgrade: 'websocket', [ROOM_HEADER]: JSON.stringify({ expiresAt }) }
  const { webSocket, status } = await room.fetch('https://fleet-room/live', { headers })
  if (!webSocket) throw new Error(`No socket: ${status}`)
  const texts: string[] = []
  const closed: number[] = []
  webSocket.addEventListener('message', ({ data }) => void texts.push(String(data)))
  webSocket.addEventListener('close', ({ code }) => void closed.push(code))
  webSocket.accept()
  return {
    texts,
    closed,
    close: () => webSocket.close(1000),
    say: (text: string) => webSocket.send(text),
    read: () => texts.filter((text) => text !== 'pong').map((text) => v.parse(RoomMessage, JSON.parse(text))),
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const giveUpAt = Date.now() + 30_000
  while (!isSo()) {
    if (Date.now() > giveUpAt) throw new Error('It did not come to that.')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('whoever joins sees what was, and then what happens', async () => {
  const room = openRoom()
  await room.takeTicker(batch(1))
  const page = await lookOn(room)
  await until(() => page.texts.length === 1)
  expect(page.read()[0]).toMatchObject({ type: 'snapshot', events: [{ tenantId: batch(1).tenantId, kind: 'texted' }] })
  await room.takeTicker(batch(2))
  await until(() => page.texts.length === 2)
  expect(page.read()[1]).toMatchObject({ type: 'news', events: [{ tenantId: batch(2).tenantId }], leftOut: 0 })
  page.say('ping')
  await until(() => page.texts.includes('pong'))
  page.close()
})

test('ten thousand businesses at once are few messages, few rows and one hour of figures', async () => {
  const room = openRoom()
  const page = await lookOn(room)
  const beganAt = Date.now()
  await runInDurableObject(room, async (instance) => {
    for (let tenant = 0; tenant < 10_000; tenant += 1) {
      await instance.takeTicker(batch(tenant))
      // Others get their turn, as they do between calls.
      if (tenant % 1_000 === 999) await new Promise((resolve) => setTimeout(resolve, 1))
    }
  })
  const counted = () => page.read().reduce((sum, { minutes }) => Math.max(sum, minutes.at(-1)?.counts.texted ?? 0), 0)
  const told = () => page.read().reduce((sum, m) => sum + (m.type === 'news' ? m.events.length + m.leftOut : 0), 0)
  await until(() => told() === 10_000)
  expect(counted()).toBeGreaterThan(0)
  const newsMax = (Date.now() - beganAt) / ROOM_NEWS_EVERY_MS + 2
  expect(page.texts.length - 1).toBeLessThanOrEqual(newsMax)
  expect(Math.max(...page.texts.map((text) => text.length))).toBeLessThan(32 * 1024)
  await runInDurableObject(room, async (instance, state) => {
    instance.keep()
    const rows = state.storage.sql.exec<{ name: string; size: number }>('select name, length(value) as size from kept')
    const sizes = rows.toArray()
    expect(sizes.length).toBeLessThanOrEqual(ROOM_MINUTES_MAX + 2)
    expect(Math.max(...sizes.map(({ size }) => size))).toBeLessThan(32 * 1024)
  })
  page.close()
})

test('a room that leaves memory remembers what it was told', async () => {
  let room = openRoom()
  const again = () => namespace.getByName(`room ${rooms}`)
  await room.takeTicker(batch(1, { counts: { texted: 5 }, dropped: 3 }))
  const labels = { route: '/readyz', method: 'GET', status: '2xx' }
  const sketch = { buckets: [60], counts: [4] }
  await room.takeFigures({ measures: [{ name: 'request', labels, count: 4, sumMs: 40, sketch }], tallies: [] })
  await runInDurableObject(room, (instance) => instance.keep())
  await abortAllDurableObjects()
  room = again()
  const page = await lookOn(room)
  await until(() => page.texts.length === 1)
  expect(page.read()[0]).toMatchObject({
    events: [{ kind: 'texted' }],
    dropped: 3,
    minutes: [{ counts: { texted: 5 } }],
  })
  expect(await room.readVitals()).toMatchObject({ fiveMinutes: { requests: 4, failures: 0, errorRate: 0 } })
  const families = readOpenMetrics(await room.readMetrics())
  expect(families.get('shoulder_events')?.samples).toMatchObject([{ labels: { kind: 'texted' }, value: 5 }])
  page.close()
})

test('a room keeps who is not well, passes on for a while that it is over, and forgets everybody else', async () => {
  let room = openRoom()
  const say = (tenant: number, isCanaryBroken: boolean | null, isNews: boolean, at = Date.now()) =>
    room.takeTicker({ ...batch(tenant), health: { isCanaryBroken, isTextingRefused: false, isNews, at } })
  const read = async () =>
    (await room.readHealth()).map(({ tenantId, isCanaryBroken }) => [Number(tenantId.slice(4)), isCanaryBroken])
  await say(1, true, false)
  await say(2, false, false)
  await say(3, null, true)
  await say(4, true, false)
  await abortAllDurableObjects()
  room = namespace.getByName(`room ${rooms}`)
  expect(await read()).toEqual([
    [1, true],
    [3, null],
    [4, true],
  ])
  // It says so as one that has just woken, and was known to be ill.
  await say(1, false, false, Date.now() + 1)
  expect(await read()).toEqual([
    [3, null],
    [4, true],
    [1, false],
  ])
  // What was said before does not come after.
  await say(1, true, true, 5)
  await say(5, false, true, Date.now() - HEALTH_PASSED_ON_MS - 1)
  expect(await read()).toEqual([
    [3, null],
    [4, true],
    [1, false],
  ])
})

test('nothing passes that could be about a customer', async () => {
  const room = openRoom()
  const page = await lookOn(room)
  const worded = { ...batch(1), words: 'call me at +12125550101' } as TickerBatch
  await room.takeTicker(worded)
  await room.takeTicker(batch(2, { tenantId: 'Pat Rivers' }))
  const labels = { route: '/c/+12125550101' }
  const measure = { name: 'request' as const, labels, count: 1, sumMs: 1, sketch: { buckets: [], counts: [] } }
  await room.takeFigures({ measures: [measure], tallies: [] })
  await room.takeTicker(batch(3))
  await until(() => page.texts.length === 2)
  expect(page.read()[1]).toMatchObject({ events: [{ tenantId: batch(3).tenantId }], leftOut: 0 })
  expect((await room.readVitals()).hour.requests).toBe(0)
  page.close()
})

test('whoever is not signed in any more, or says anything, is shown out', async () => {
  const room = openRoom()
  const late = await lookOn(room, 1)
  const talker = await lookOn(room)
  await room.takeTicker(batch(1))
  await until(() => late.closed.length === 1)
  expect(late.closed).toEqual([4401])
  talker.say('hello')
  await until(() => talker.closed.length === 1)
  expect(talker.closed).toEqual([1003])
})

test('nobody gets in but by the router', async () => {
  const room = openRoom()
  const answer = await room.fetch('https://fleet-room/live', { headers: { upgrade: 'websocket' } })
  expect(answer.status).toBe(503)
})
