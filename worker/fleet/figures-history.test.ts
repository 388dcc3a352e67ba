import { expect, test } from 'vitest'
import { MINUTE_MS } from '../../tenants/base/clock.ts'
import { FiguresBook } from '../../tenants/base/figures.ts'
import { FiguresHistory, type KeptMinute } from './figures-history.ts'
import { computeVitals } from './vitals.ts'

const NOW = 1_800_000_000_000 - (1_800_000_000_000 % MINUTE_MS)
const ROUTE = '/api/v1/tenants/:id'

function answered(count: number, status = '2xx', ms = 10) {
  const book = new FiguresBook(10)
  for (let one = 0; one < count; one += 1) book.measure('request', { route: ROUTE, method: 'GET', status }, ms)
  return book.read()
}

test('minutes leave their window, and stay in the totals', () => {
  const history = new FiguresHistory(null, [], NOW)
  for (let minute = 0; minute < 90; minute += 1) history.add(answered(1), NOW + minute * MINUTE_MS)
  const now = NOW + 89 * MINUTE_MS + 1
  // The minute that has begun, and those before it as far as they lie in the window.
  expect(computeVitals(history.read(5, now), 5).requests).toBe(6)
  expect(computeVitals(history.read(60, now), 60).requests).toBe(60)
  expect(history.readTotals().measures[0]?.count).toBe(90)
})

test('a history that is opened anew from what was kept has lost and doubled nothing', () => {
  const kept = new Map<number, KeptMinute>()
  let history = new FiguresHistory(null, [], NOW)
  let totals = history.keepTotals()
  for (let round = 0; round < 200; round += 1) {
    const ended = history.add(answered(1), NOW + round * 20_000)
    for (const minute of [ended, history.keepLastMinute()]) if (minute) kept.set(minute.at, minute)
    // Totals are written only when a minute has ended.
    if (ended) totals = history.keepTotals()
    if (round % 7 === 0) history = new FiguresHistory(totals, [...kept.values()], NOW + round * 20_000)
  }
  expect(history.readTotals().measures[0]?.count).toBe(200)
  expect(history.since).toBe(NOW)
})

test('vitals tell what fails, what is slow and what is known already', () => {
  const book = new FiguresBook(100)
  book.add(answered(98))
  book.add(answered(2, '5xx', 3_000))
  book.measure('request', { route: '/hooks/ghl', method: 'POST', status: '2xx' }, 5)
  book.measure('directory', { outcome: 'ok' }, 4)
  book.measure('directory', { outcome: 'failed' }, 9)
  book.measure('tenant_call', { outcome: 'failed' }, 10_000)
  book.measure('provider_call', { provider: 'twilio', outcome: 'sent' }, 100)
  book.measure('provider_call', { provider: 'twilio', outcome: 'refused' }, 100)
  book.measure('provider_call', { provider: 'twilio', outcome: 'unavailable' }, 100)
  book.measure('run', { kind: 'cron', outcome: 'ok' }, 50)
  book.count('fault', { kind: 'hook_put_off' }, 2)
  book.count('directory_cache', { result: 'hit' }, 3)
  book.count('directory_cache', { result: 'miss' }, 1)
  const vitals = computeVitals(book.read(), 5)
  expect(vitals).toMatchObject({
    ...{ windowMs: 300_000, requests: 101, failures: 4, databaseCalls: 2, databaseFailures: 1 },
    ...{ tenantCalls: 1, tenantFailures: 1, cacheHitRate: 0.75, runs: 1, runFailures: 0 },
    providers: [{ provider: 'twilio', calls: 3, failures: 1 }],
  })
  expect(vitals.errorRate).toBeCloseTo(4 / 101)
  expect(vitals.routes.map(({ route, requests, failures }) => [route, requests, failures])).toEqual([
    [ROUTE, 100, 2],
    ['/hooks/ghl', 1, 0],
  ])
  expect(vitals.routes[0]?.p95Ms).toBeCloseTo(10, 0)
  expect(Math.abs((vitals.routes[0]?.p99Ms ?? 0) - 3_000)).toBeLessThan(60)
})

test('where nothing happened nothing is said', () => {
  const vitals = computeVitals({ measures: [], tallies: [] }, 5)
  expect(vitals).toMatchObject({ requests: 0, errorRate: null, p95Ms: null, cacheHitRate: null, routes: [] })
})

test('however many routes are made up, no more than there is room for are kept', () => {
  const book = new FiguresBook(3)
  for (let one = 0; one < 10; one += 1) book.measure('request', { route: `/${one}` }, 1)
  const { measures, tallies } = book.read()
  expect(measures).toHaveLength(3)
  expect(tallies).toEqual([{ name: 'figures_dropped', labels: {}, count: 7 }])
})
