import { env } from 'cloudflare:test'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Figures } from '../tenants/base/figures.ts'
import { FIGURES_EVERY_MS } from '../tenants/base/fleet-limits.ts'
import { ADMIN, openRouter, type OpenRouter } from '../tests/support/open-router.ts'
import { standInAccess } from '../tests/support/stand-in-access.ts'
import { measureDirectory } from './directory/measured.ts'
import { figures, tellFigures, tellNow, timed } from './measure.ts'

let router: OpenRouter
beforeAll(async () => {
  standInAccess()
  router = await openRouter()
})
beforeEach(() => void figures.take())

/** How often each name with these labels was counted. */
function countsOf({ measures, tallies }: Figures): Record<string, number> {
  const all = [...measures, ...tallies].map(
    ({ name, labels, count }) => [[name, ...Object.values(labels)].join(' '), count] as const,
  )
  return Object.fromEntries(all)
}

test('requests are counted by the pattern of their route, and never by what stands in a path', async () => {
  const shop = await router.openShop()
  figures.take()
  await router.api(ADMIN, 'GET', `/tenants/${shop.id}`)
  await router.api(ADMIN, 'GET', `/tenants/${shop.id}/no-such-thing`)
  await router.send('/healthz')
  await router.send('/app/%2B12125550101')
  const read = figures.read()
  expect(countsOf(read)).toMatchObject({
    'request /api/v1/tenants/:id GET 2xx': 1,
    'request none GET 4xx': 1,
    'request /healthz GET 2xx': 1,
    'request /app/* GET 3xx': 1,
    'tenant_call ok': 1,
  })
  expect(countsOf(read)['directory ok']).toBeGreaterThan(1)
  expect(JSON.stringify(read)).not.toMatch(/ten_|555|example\.com/)
})

test('a look-up of whose a number is counts once as a miss, and then as hits', async () => {
  const shop = await router.openShop()
  figures.take()
  const params = { From: '+12125550101', To: shop.smsNumber, Body: 'Hello', NumMedia: '0', AccountSid: 'AC1' }
  for (const sid of ['1', '2', '3'])
    await router.twilio('/sms', { ...params, MessageSid: `SM${sid.padStart(32, '0')}` })
  const counts = countsOf(figures.read())
  expect(counts).toMatchObject({ 'directory_cache miss': 1, 'directory_cache hit': 2, 'tenant_call ok': 3 })
})

test('a tenant that throws and a query that fails are failures, and a row that is there already is none', async () => {
  const shop = await router.openShop()
  figures.take()
  shop.tenant.view = () => Promise.reject(new Error('gone'))
  await router.api(ADMIN, 'GET', `/tenants/${shop.id}`)
  expect(countsOf(figures.take())).toMatchObject({ 'tenant_call failed': 1, 'request /api/v1/tenants/:id GET 5xx': 1 })
  const directory = measureDirectory((env as unknown as { DIRECTORY: D1Database }).DIRECTORY)
  await expect(directory.prepare('select * from no_such_table').all()).rejects.toThrow('no_such_table')
  await directory.prepare('create table if not exists one_row (id integer primary key)').run()
  const insert = directory.prepare('insert into one_row (id) values (?)')
  await expect(directory.batch([insert.bind(1), insert.bind(1)])).rejects.toThrow('UNIQUE')
  expect(await directory.prepare('select count(*) as count from one_row').first('count')).toBe(0)
  await directory.prepare('drop table one_row').run()
  expect(countsOf(figures.read())).toEqual({ 'directory failed': 1, 'directory refused': 1, 'directory ok': 3 })
})

test('what was counted is told, and told again where the room was away', async () => {
  const told: Figures[] = []
  let isAway = true
  const takeFigures = async (taken: Figures) => {
    if (isAway) throw new Error('away')
    told.push(taken)
  }
  const points: unknown[] = []
  const METRICS = { writeDataPoint: (point: unknown) => void points.push(point) }
  const bound = { FLEET_ROOM: { getByName: () => ({ takeFigures }) }, METRICS } as unknown as Parameters<
    typeof tellNow
  >[0]
  await timed('run', { kind: 'cron' }, async () => undefined)
  await tellNow(bound)
  expect([told, points]).toEqual([[], []])
  isAway = false
  await timed('run', { kind: 'cron' }, async () => undefined)
  await tellNow(bound)
  expect(told.map(countsOf)).toEqual([{ 'run cron ok': 2 }])
  expect(points).toMatchObject([{ indexes: ['run'], blobs: ['run', 'kind=cron', 'outcome=ok'] }])
  await tellNow(bound)
  expect(told).toHaveLength(1)
  // However many requests ask for it, it is planned once.
  const planned: Promise<unknown>[] = []
  for (let one = 0; one < 5; one += 1) tellFigures(bound, (work) => void planned.push(work))
  expect(planned).toHaveLength(1)
  expect(FIGURES_EVERY_MS).toBeGreaterThanOrEqual(10_000)
})
