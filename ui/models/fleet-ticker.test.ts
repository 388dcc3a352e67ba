import { expect, test } from 'vitest'
import type { RoomMessage } from '../../tenants/contract/fleet-room.ts'
import { countRecent, EVENTS_SHOWN_MAX, hearRoom, type Ticker } from './fleet-ticker.ts'

const NOW = 1_800_000_000_000
const MINUTE = 60_000
const tenantId = 'ten_000000000000000000000001'
const event = (at: number) => ({ tenantId, kind: 'texted' as const, at })

const snapshot: RoomMessage = {
  ...{ type: 'snapshot', seq: 40, dropped: 2 },
  events: [event(NOW - 3), event(NOW - 2)],
  minutes: [
    { at: NOW - 20 * MINUTE, counts: { missed_call: 9 } },
    { at: NOW - MINUTE, counts: { missed_call: 3, texted: 2 } },
  ],
}
const news = (seq: number, over: Partial<RoomMessage> = {}): RoomMessage =>
  ({ type: 'news', seq, events: [], leftOut: 0, minutes: [], dropped: 2, ...over }) as RoomMessage
const hear = (...messages: RoomMessage[]) =>
  messages.reduce<Ticker | null>((ticker, message) => hearRoom(ticker, message), null)

test('the newest stands first, and the list does not grow for ever', () => {
  const many = Array.from({ length: 20 }, (_, place) => event(NOW + place))
  expect(hear(snapshot)?.events.map(({ at }) => at)).toEqual([NOW - 2, NOW - 3])
  const ticker = hear(snapshot, news(41, { events: [event(NOW)] }), news(42, { events: many, leftOut: 7 } as never))
  expect(ticker?.events).toHaveLength(EVENTS_SHOWN_MAX)
  expect(ticker?.events[0]?.at).toBe(NOW + 19)
  expect(ticker).toMatchObject({ seq: 42, leftOut: 7, dropped: 2 })
})

test('a minute that is told again replaces what it was', () => {
  const ticker = hear(snapshot, news(41, { minutes: [{ at: NOW - MINUTE, counts: { missed_call: 5, texted: 4 } }] }))
  const count = countRecent(ticker as Ticker, NOW)
  expect([count('missed_call'), count('texted'), count('booked')]).toEqual([5, 4, 0])
})

test('after something was missed nothing is made up', () => {
  expect(hear(news(41))).toBeNull()
  expect(hear(snapshot, news(42))).toBeNull()
  expect(hear(snapshot, news(42), { ...snapshot, seq: 42 })).toMatchObject({ seq: 42 })
})
