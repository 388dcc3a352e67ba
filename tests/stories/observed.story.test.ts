import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { FLEET_ROOM_NAME, type RoomMessage, type TickerEvent } from '../../tenants/contract/fleet-room.ts'
import type { FleetRoom } from '../../worker/fleet/fleet-room.ts'
import { openShop, type Shop } from '../support/open-shop.ts'
import { readOpenMetrics } from '../support/open-metrics.ts'

const room = () =>
  (env as unknown as { FLEET_ROOM: DurableObjectNamespace<FleetRoom> }).FLEET_ROOM.getByName(FLEET_ROOM_NAME)

type Line = { event: string; traceId: string; [name: string]: unknown }
const lines: Line[] = []

/** What the Worker writes from now on. */
function listen(): void {
  lines.length = 0
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(JSON.parse(String(line)) as Line))
}
afterEach(() => vi.restoreAllMocks())

const callsOf = (traceId: string | undefined) =>
  lines.filter((line) => line.event === 'provider_called' && line.traceId === traceId)

describe('the trace of a webhook', () => {
  test('leads through the inbox and the outbox to the call that sends the text, and to what is sent later', async () => {
    const shop = await openShop()
    listen()
    const pat = shop.customer(undefined, 'Pat Rivers', 'pat.rivers@example.com')
    await pat.callsTracked()
    const missed = lines.find(({ event, type }) => event === 'hook_accepted' && type === 'call_ended')
    await shop.tenant.passSeconds(20)
    const [{ trace } = { trace: '' }] = await shop.tenant.query<{ trace: string }>(
      `select trace_id as trace from inbox where event_type = 'call_ended'`,
    )
    expect(trace).toBe(missed?.traceId)
    const [text] = callsOf(trace).filter(({ what }) => what === 'missed_call_text')
    // Another story may have texted the same number.
    const between = new URLSearchParams({ to: pat.phone, from: shop.smsNumber })
    const [sent] = await shop.control<{ sid: string }[]>(`/messages?${between}`)
    expect(text).toMatchObject({ tenantId: shop.id, provider: 'twilio', outcome: 'sent', attempt: 1, ref: sent?.sid })
    // Five silent minutes later, by a timer, and from an object that remembers nothing.
    await shop.tenant.evict()
    await shop.tenant.passMinutes(6)
    expect(callsOf(trace).map(({ what }) => what)).toContain('missed_call_email')
    await pat.texts('how much to fix a water heater')
    await shop.tenant.passMinutes(1)
    const reply = lines.find(({ event, type }) => event === 'hook_accepted' && type === 'sms_received')
    expect(reply?.traceId).not.toBe(trace)
    expect(callsOf(reply?.traceId).map(({ what }) => what)).toContain('price_answer')
    const written = JSON.stringify(lines)
    for (const secret of [pat.phone, 'Rivers', 'pat.rivers', 'water heater']) expect(written).not.toContain(secret)
  })
})

describe('the fleet room', () => {
  /** Events of this business that the room has been told of, once there are so many. */
  async function toldOf(shop: Shop, count: number): Promise<TickerEvent[]> {
    const giveUpAt = Date.now() + 30_000
    for (;;) {
      const events = (await snapshot()).events.filter(({ tenantId }) => tenantId === shop.id)
      if (events.length >= count) return events
      if (Date.now() > giveUpAt) throw new Error(`The room was told ${JSON.stringify(events)}.`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  async function snapshot(): Promise<RoomMessage> {
    const headers = { upgrade: 'websocket', 'x-shoulder-room': JSON.stringify({ expiresAt: Number.MAX_SAFE_INTEGER }) }
    const { webSocket } = await room().fetch('https://fleet-room/live', { headers })
    return new Promise((resolve) => {
      webSocket?.addEventListener('message', ({ data }) => {
        webSocket.close(1000)
        resolve(JSON.parse(String(data)) as RoomMessage)
      })
      webSocket?.accept()
    })
  }

  test('hears of a missed call and its text soon after, and of nobody who called', async () => {
    const shop = await openShop({}, { realTime: true })
    const pat = shop.customer(undefined, 'Pat Rivers')
    await shop.api('PATCH', `/tenants/${shop.id}/policy`, { textAfterMs: 0 })
    await pat.callsAndHangsUp()
    const events = await toldOf(shop, 1)
    expect(events[0]).toEqual({ tenantId: shop.id, kind: 'missed_call', at: events[0]?.at })
    const vitals = await room().readVitals()
    expect(JSON.stringify([await snapshot(), vitals])).not.toMatch(/Rivers|\+1\d{10}/)
  })

  test('hands its figures to admins, with those of this very request’s neighbours', async () => {
    const shop = await openShop()
    await shop.customer().callsAndHangsUp()
    const { token } = await shop.control<{ token: string }>('/access/token', {
      ...{ email: 'admin@example.com', expiresInS: 90 * 86_400 },
    })
    const answer = await shop.send('/metrics', { headers: { 'cf-access-jwt-assertion': token } })
    expect(answer.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8')
    const wanted = { name: 'Prometheus', scopes: ['metrics'] }
    const { key } = await shop.api<{ key: string }>('POST', '/fleet/keys', wanted)
    const scraped = await shop.send('/metrics', { headers: { authorization: `Bearer ${key}` } })
    const families = readOpenMetrics(new TextDecoder().decode(await scraped.arrayBuffer()))
    const requests = families.get('shoulder_request_duration_seconds')?.samples ?? []
    const created = requests.find(
      ({ name, labels }) =>
        name.endsWith('_count') && labels['route'] === '/api/v1/tenants' && labels['status'] === '2xx',
    )
    expect(created?.value).toBeGreaterThan(0)
    const queries = families.get('shoulder_directory_query_duration_seconds')?.samples ?? []
    expect(
      queries.find(({ name, labels }) => name.endsWith('_count') && labels['outcome'] === 'ok')?.value,
    ).toBeGreaterThan(0)
  })
})
