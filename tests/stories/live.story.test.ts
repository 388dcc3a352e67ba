import { env, evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { LIVE_SOCKETS_MAX } from '../../tenants/base/limits.ts'
import type { LiveMessage } from '../../tenants/contract/live.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { watchBoard } from '../support/watch-board.ts'

type LiveEvent = Extract<LiveMessage, { type: 'event' }>
const eventsOf = (messages: readonly LiveMessage[]) => messages.filter((message) => message.type === 'event')
const seqsOf = (messages: readonly LiveMessage[]) => eventsOf(messages).map(({ seq }) => seq)
const upTo = (count: number, from = 1) => Array.from({ length: count - from + 1 }, (_, place) => place + from)

async function lastSeq(shop: Shop): Promise<number> {
  return (await shop.tenant.timeline()).length
}

/** A shop whose customer has been texted about a missed call. */
async function textedCustomer(over: Record<string, unknown> = {}) {
  const shop = await openShop(over)
  const pat = shop.customer()
  await pat.callsAndHangsUp()
  await shop.tenant.passSeconds(20)
  return { shop, pat }
}

describe('a board that is open', () => {
  test('shows what is there, and then each event once and in order, with what it concerns', async () => {
    const shop = await openShop()
    const board = await watchBoard(shop)
    const [first] = await board.received(1)
    expect(first).toMatchObject({ type: 'snapshot', board: { seq: 0, conversations: [], attention: [] } })
    const pat = shop.customer()
    await pat.callsAndHangsUp()
    await shop.tenant.passSeconds(20)
    await pat.texts('how much to fix a water heater')
    const types = await shop.tenant.timeline()
    const events = eventsOf(await board.received(1 + types.length))
    expect(events.map(({ event }) => event.type)).toEqual(types)
    expect(seqsOf(events)).toEqual(upTo(types.length))
    const replied = events.find(({ event }) => event.type === 'reply_received') as LiveEvent
    expect(replied.message).toMatchObject({ direction: 'inbound', body: 'how much to fix a water heater' })
    expect(replied.conversation).toMatchObject({ phone: pat.phone, missedCallCount: 1 })
    const answered = events.findLast(({ event }) => event.type === 'text_sent') as LiveEvent
    expect(answered.message).toMatchObject({ direction: 'outbound', template: 'price_answer', status: 'sent' })
    expect(answered.lead).toMatchObject({ phone: pat.phone, status: 'quoted' })
    expect(answered.today).toMatchObject({ missed: 1, texted: 1, replied: 1 })
  })

  test('hears that a text arrived', async () => {
    const { shop, pat } = await textedCustomer()
    const board = await watchBoard(shop, { after: await lastSeq(shop) })
    await shop.deliverCallbacks(pat.phone)
    const [event] = eventsOf(await board.received(1))
    expect(event).toMatchObject({ event: { type: 'text_delivered' }, message: { status: 'delivered' } })
  })

  test('speaks the language asked for, else that of the business', async () => {
    const shop = await openShop({ language: 'es' })
    const own = await watchBoard(shop)
    const english = await watchBoard(shop, { lang: 'en' })
    await shop.customer().callsAndHangsUp()
    const sentences = async (board: typeof own) =>
      eventsOf(await board.received(2)).map(({ event }) => event.sentence)[0]
    expect(await sentences(own)).toBe('Llamada perdida: nadie contestó.')
    expect(await sentences(english)).toBe('Missed a call: nobody answered.')
  })

  test('in ten tabs tells each of them the same', async () => {
    const shop = await openShop()
    const boards = await Promise.all(Array.from({ length: 10 }, () => watchBoard(shop)))
    await shop.customer().callsAndHangsUp()
    const count = 1 + (await lastSeq(shop))
    const told = await Promise.all(boards.map((board) => board.received(count)))
    expect(new Set(told.map((messages) => JSON.stringify(messages.slice(1)))).size).toBe(1)
    expect(told.map(seqsOf)).toEqual(Array.from({ length: 10 }, () => upTo(count - 1)))
  })

  test('is shown anew when the settings change', async () => {
    const shop = await openShop()
    const board = await watchBoard(shop)
    await board.received(1)
    await shop.api('PATCH', `/tenants/${shop.id}/policy`, { paused: true })
    const [, event, snapshot] = await board.received(3)
    expect(event).toMatchObject({ type: 'event', seq: 1, event: { type: 'settings_changed' } })
    expect(snapshot).toMatchObject({ type: 'snapshot', board: { seq: 1, business: { paused: true } } })
    await shop.customer().callsAndHangsUp()
    expect(seqsOf(await board.received(3 + (await lastSeq(shop)) - 1))).toEqual(upTo(await lastSeq(shop)))
  })

  test('is shown anew when two customers turn out to be one', async () => {
    const shop = await openShop()
    const pat = shop.customer(undefined, 'Pat')
    await pat.texts('how much to fix a water heater')
    const board = await watchBoard(shop)
    await board.received(1)
    await pat.callsTracked()
    await shop.tenant.passSeconds(5)
    await shop.tenant.settle()
    const messages = await board.rest()
    expect(eventsOf(messages).map(({ event }) => event.type)).toContain('customers_merged')
    const anew = messages.findLast(({ type }) => type === 'snapshot') as Extract<LiveMessage, { type: 'snapshot' }>
    expect(anew.board.conversations).toMatchObject([{ phone: pat.phone, name: 'Pat', missedCallCount: 1 }])
    expect(seqsOf(messages)).toEqual(upTo(await lastSeq(shop), 1 + (await lastSeq(shop)) - seqsOf(messages).length))
  })

  test('is one of two hundred at most', async () => {
    const shop = await openShop()
    for (let count = 0; count < LIVE_SOCKETS_MAX; count += 1) await watchBoard(shop, { after: 0 })
    expect(await watchBoard(shop)).toMatchObject({ status: 429, socket: null })
  })

  test('takes no commands over the socket', async () => {
    const board = await watchBoard(await openShop())
    board.socket?.send('{"type":"take_over"}')
    expect(await board.closedWith()).toBe(1003)
  })
})

describe('a board that comes back', () => {
  test('gets precisely what it missed', async () => {
    const { shop, pat } = await textedCustomer()
    const seen = await lastSeq(shop)
    await pat.texts('can somebody come tomorrow at 9am')
    const last = await lastSeq(shop)
    const board = await watchBoard(shop, { after: seen })
    expect(seqsOf(await board.received(last - seen))).toEqual(upTo(last, seen + 1))
    expect(await board.rest()).toHaveLength(last - seen)
  })

  test('that missed nothing hears nothing', async () => {
    const { shop } = await textedCustomer()
    const board = await watchBoard(shop, { after: await lastSeq(shop) })
    expect(await board.rest()).toEqual([])
  })

  test.each([
    ['ahead', 100_000],
    ['unreadable', 'yesterday'],
  ])('with a number that is %s starts anew', async (_, after) => {
    const { shop } = await textedCustomer()
    const board = await watchBoard(shop, { after })
    const [first] = await board.received(1)
    expect(first).toMatchObject({ type: 'snapshot', board: { seq: await lastSeq(shop) } })
  })

  test('after more than 500 events starts anew', async () => {
    const { shop } = await textedCustomer()
    const row = `select 'evt_' || value, null, null, '{"type":"settings_changed","fields":[]}', 1`
    const numbers = `with recursive n(value) as (select 1 union all select value + 1 from n where value < 501)`
    await shop.tenant.query(
      `insert into timeline (event_id, customer_id, journey_id, fact, at) ${numbers} ${row} from n`,
    )
    const board = await watchBoard(shop, { after: 1 })
    const messages = await board.rest()
    expect(messages.map(({ type }) => type)).toEqual(['snapshot'])
  })

  test('after a restart of the object finds neither a gap nor a double', async () => {
    const { shop, pat } = await textedCustomer()
    const seen = await lastSeq(shop)
    const before = await watchBoard(shop, { after: seen })
    await pat.texts('how much to fix a water heater')
    const middle = await lastSeq(shop)
    const first = seqsOf(await before.received(middle - seen))
    await shop.tenant.evict()
    await pat.texts('ok please come tomorrow at 9am')
    const last = await lastSeq(shop)
    const after = await watchBoard(shop, { after: middle })
    const second = seqsOf(await after.received(last - middle))
    expect([...first, ...second]).toEqual(upTo(last, seen + 1))
  })
})

describe('a board whose tenant sleeps', () => {
  test('keeps its socket, and hears what wakes the tenant', async () => {
    const { shop, pat } = await textedCustomer()
    const seen = await lastSeq(shop)
    const board = await watchBoard(shop, { after: seen })
    await pat.texts('how much to fix a water heater')
    await board.received((await lastSeq(shop)) - seen)
    await evictDurableObject(shop.tenant.stub(), { webSockets: 'hibernate' })
    await pat.texts('ok please come tomorrow at 9am')
    const last = await lastSeq(shop)
    expect(seqsOf(await board.received(last - seen))).toEqual(upTo(last, seen + 1))
    expect(await board.rest()).toHaveLength(last - seen)
  })

  test('is answered its ping', async () => {
    const shop = await openShop()
    const board = await watchBoard(shop)
    await board.received(1)
    await evictDurableObject(shop.tenant.stub(), { webSockets: 'hibernate' })
    board.socket?.send('ping')
    await board.rest()
    expect(board.texts.at(-1)).toBe('pong')
  })
})

describe('who may look in', () => {
  const grant = (email: string, role: string, tenantId: string | null) =>
    (env as unknown as { DIRECTORY: D1Database }).DIRECTORY.prepare(
      'insert into person (email, role, tenant_id, created_at) values (?, ?, ?, 1)',
    )
      .bind(email, role, tenantId)
      .run()

  test('the technician and a viewer of theirs', async () => {
    const shop = await openShop()
    await grant(`viewer-${shop.id}@example.com`, 'viewer', shop.id)
    for (const email of [shop.email, `viewer-${shop.id}@example.com`]) {
      const board = await watchBoard(shop, { email })
      expect(await board.received(1)).toMatchObject([{ type: 'snapshot' }])
    }
  })

  test('nobody who is not signed in, is a stranger, or belongs to another business', async () => {
    const shop = await openShop()
    const other = await openShop()
    const reseller = `reseller-${shop.id}@example.com`
    await grant(reseller, 'reseller', shop.id)
    const closedWith = async (options: Parameters<typeof watchBoard>[1]) =>
      (await watchBoard(shop, options)).closedWith()
    expect(await closedWith({ email: null })).toBe(4401)
    expect(await closedWith({ email: 'stranger@example.com' })).toBe(4403)
    expect(await closedWith({ email: other.email })).toBe(4404)
    // A reseller runs the business and reads none of its customers' words.
    expect(await closedWith({ email: reseller })).toBe(4403)
    expect(await closedWith({ tenantId: 'ten_000000000000000000000000' })).toBe(4404)
  })

  test('nobody without a browser either, who reads the status', async () => {
    const shop = await openShop()
    const other = await openShop()
    const statusFor = async (email: string | null, tenantId = shop.id) => {
      const { token } = email ? await shop.control<{ token: string }>('/access/token', { email }) : { token: '' }
      const headers = { upgrade: 'websocket', 'cf-access-jwt-assertion': token }
      return (await shop.send(`/live/tenants/${tenantId}`, { headers })).status
    }
    expect(await statusFor(null)).toBe(401)
    expect(await statusFor('stranger@example.com')).toBe(403)
    expect(await statusFor(other.email)).toBe(404)
  })

  test('no page of another site, and nobody without a socket', async () => {
    const shop = await openShop()
    expect(await watchBoard(shop, { headers: { origin: 'https://evil.example.com' } })).toMatchObject({
      status: 403,
      socket: null,
    })
    const { status } = await shop.send(`/live/tenants/${shop.id}`, {})
    expect(status).toBe(426)
  })

  test('nobody can pass for somebody else by a header of their own', async () => {
    const shop = await openShop()
    const forged = JSON.stringify({ after: null, language: 'es', expiresAt: 9e15 })
    const board = await watchBoard(shop, { headers: { 'x-shoulder-live': forged }, email: null })
    expect(await board.closedWith()).toBe(4401)
  })

  test('nobody any longer whose sign-in is over', async () => {
    const shop = await openShop()
    // The story plays days ahead of the token's ten minutes.
    const board = await watchBoard(shop, { expiresInS: 600 })
    await board.received(1)
    await shop.customer().callsAndHangsUp()
    expect(await board.closedWith()).toBe(4401)
    expect(board.messages).toHaveLength(1)
  })

  test('nobody any longer whose sign-in ends while nothing happens and the tenant sleeps', async () => {
    const shop = await openShop()
    const tenMinutes = Math.ceil((shop.watch.now - Date.now()) / 1_000) + 600
    const [quiet, other] = [await watchBoard(shop, { expiresInS: tenMinutes }), await watchBoard(shop)]
    await Promise.all([quiet.received(1), other.received(1)])
    await evictDurableObject(shop.tenant.stub(), { webSockets: 'hibernate' })
    await shop.tenant.passMinutes(9)
    expect(quiet.socket?.readyState).toBe(WebSocket.OPEN)
    await shop.tenant.passMinutes(3)
    expect(await quiet.closedWith()).toBe(4401)
    expect(quiet.messages).toHaveLength(1)
    expect(other.socket?.readyState).toBe(WebSocket.OPEN)
  })

  test('and it costs one wake-up, while somebody looks on and not else', async () => {
    const shop = await openShop()
    const alarmAt = () => runInDurableObject(shop.tenant.stub(), (_, state) => state.storage.getAlarm())
    const asleep = await alarmAt()
    const tenMinutes = Math.ceil((shop.watch.now - Date.now()) / 1_000) + 600
    const board = await watchBoard(shop, { expiresInS: tenMinutes })
    const untilEnd = ((await alarmAt()) ?? 0) - shop.watch.now
    expect(untilEnd).toBeGreaterThan(540_000)
    expect(untilEnd).toBeLessThan(720_000)
    board.socket?.close(1000)
    await shop.tenant.passMinutes(12)
    expect(await alarmAt()).toBe(asleep)
  })
})
