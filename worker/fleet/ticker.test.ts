import { expect, test } from 'vitest'
import { MINUTE_MS } from '../../tenants/base/clock.ts'
import {
  ROOM_EVENTS_MAX,
  ROOM_NEWS_EVENTS_MAX,
  ROOM_TELLINGS_PER_S,
  TICKER_EVERY_MAX_MS,
  TICKER_EVERY_MS,
} from '../../tenants/base/fleet-limits.ts'
import type { TickerBatch } from '../../tenants/contract/fleet-room.ts'
import { Pace, Ticker } from './ticker.ts'

const NOW = 1_800_000_000_000

function batch(tenant: number, over: Partial<TickerBatch> = {}): TickerBatch {
  const tenantId = `ten_${String(tenant).padStart(24, '0')}`
  const events = [{ kind: 'missed_call' as const, at: NOW }]
  return { tenantId, counts: { missed_call: 1 }, events, dropped: 0, figures: { measures: [], tallies: [] }, ...over }
}

test('whoever looks on hears what is new, and what of it was left out', () => {
  const ticker = new Ticker(null)
  expect(ticker.takeNews(NOW)).toBeNull()
  ticker.take(batch(1, { counts: { missed_call: 1, texted: 30 }, dropped: 2 }), NOW)
  expect(ticker.takeNews(NOW)).toMatchObject({
    ...{ type: 'news', seq: 1, leftOut: 30, dropped: 2 },
    events: [{ tenantId: batch(1).tenantId, kind: 'missed_call' }],
    minutes: [{ at: NOW - (NOW % MINUTE_MS), counts: { missed_call: 1, texted: 30 } }],
  })
  expect(ticker.takeNews(NOW)).toBeNull()
})

test('of very much only the newest is told, and everything counted', () => {
  const ticker = new Ticker(null)
  for (let tenant = 0; tenant < 10_000; tenant += 1) ticker.take(batch(tenant), NOW)
  const news = ticker.takeNews(NOW)
  expect(news?.events).toHaveLength(ROOM_NEWS_EVENTS_MAX)
  expect(news).toMatchObject({ leftOut: 10_000 - ROOM_NEWS_EVENTS_MAX, minutes: [{ counts: { missed_call: 10_000 } }] })
  const snapshot = ticker.snapshot(NOW)
  expect(snapshot.events).toHaveLength(ROOM_EVENTS_MAX)
  expect(snapshot.events.at(-1)?.tenantId).toBe(batch(9_999).tenantId)
})

test('minutes older than an hour are forgotten, and so are those of a clock that was set back', () => {
  const ticker = new Ticker(null)
  for (let minute = 0; minute < 120; minute += 1) ticker.take(batch(1), NOW + minute * MINUTE_MS)
  expect(ticker.snapshot(NOW + 119 * MINUTE_MS)).toMatchObject({ minutes: { length: 60 } })
  ticker.take(batch(1), NOW)
  expect(ticker.snapshot(NOW)).toMatchObject({ minutes: [{ counts: { missed_call: 1 } }] })
  expect(ticker.keep().totals).toEqual({ missed_call: 121 })
})

test('what is kept is where another goes on', () => {
  const ticker = new Ticker(null)
  ticker.take(batch(1), NOW)
  ticker.takeNews(NOW)
  const kept = JSON.parse(JSON.stringify(ticker.keep()))
  expect(new Ticker(kept).snapshot(NOW)).toEqual(ticker.snapshot(NOW))
})

/** So many businesses that always have something to tell, for so long; answers how many told in each of the seconds. */
function hearAll(businesses: number, seconds: number): number[] {
  const pace = new Pace()
  const dueAt = Array.from({ length: businesses }, (_, one) => NOW + (one % 1_000))
  return Array.from({ length: seconds }, (_, second) => {
    let heard = 0
    for (const [one, at] of dueAt.entries()) {
      if (at >= NOW + (second + 1) * 1_000) continue
      dueAt[one] = NOW + second * 1_000 + (one % 1_000) + pace.hear(NOW + second * 1_000)
      heard += 1
    }
    return heard
  })
}

test('few businesses tell every ten seconds, and ten thousand all the time no more than the room wants to hear', () => {
  const few = hearAll(20, 120)
  expect(few.reduce((sum, count) => sum + count, 0)).toBe(20 * 12)
  const many = hearAll(10_000, 900)
  const settled = many.slice(300)
  const perS = settled.reduce((sum, count) => sum + count, 0) / settled.length
  expect(perS).toBeLessThan(2 * ROOM_TELLINGS_PER_S)
  expect(perS).toBeGreaterThan(ROOM_TELLINGS_PER_S / 4)
})

test('nobody is asked to wait for ever', () => {
  const pace = new Pace()
  for (let second = 0; second < 600; second += 1) {
    for (let one = 0; one < 5_000; one += 1) pace.hear(NOW + second * 1_000)
  }
  expect(pace.everyMs).toBe(TICKER_EVERY_MAX_MS)
  for (let second = 600; second < 900; second += 1) pace.hear(NOW + second * 1_000)
  expect(pace.everyMs).toBe(TICKER_EVERY_MS)
})
