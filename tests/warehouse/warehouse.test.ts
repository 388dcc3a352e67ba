import { readFile } from 'node:fs/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DayExport } from '../../tenants/contract/fleet-day.ts'
import { DAY_MS } from '../../tenants/base/clock.ts'
import { parseDay } from '../../tenants/base/local-time.ts'
import { withWarehouse } from '../../worker/fleet/connect-warehouse.ts'
import { loadFinancialDays } from '../../worker/fleet/financial-days.ts'
import { LEARNED_KEPT_MS } from '../../worker/bounds.ts'
import { loadLearned, loadPriors, loadSpread } from '../../worker/fleet/experiment-priors.ts'
import { countExported, dropTenant, loadKnownDays, writeExports } from '../../worker/fleet/warehouse.ts'
import { armOf, dayOf, digestOf, exportOf, tenantIdOf } from '../support/fleet-days.ts'
import { findPostgres, openEmbedded, openServer, type TestPostgres } from '../support/postgres.ts'

const programs = findPostgres()
const KINDS: [name: string, open: (() => Promise<TestPostgres>) | null][] = [
  ['the embedded Postgres', openEmbedded],
  ['a PostgreSQL server', programs === null ? null : () => openServer(programs)],
]
/** Nights of both kinds come one after the other, as they do for whatever carries them out. */
let nightAt = parseDay('2026-11-25') * DAY_MS
const TABLES = [
  'users',
  'tenant_days',
  'leads',
  'call_logs',
  'sms_logs',
  'funnel',
  'response_times',
  'financials',
  'experiments',
  'ai_agent_logs',
  'model_usage',
  'campaigns',
  'day_sums',
  'subscriptions',
]

describe.each(KINDS)('in %s', { timeout: 60_000 }, (_name, open) => {
  let database: TestPostgres
  let sql: postgres.Sql

  beforeAll(async () => {
    if (!open) return
    database = await open()
    sql = postgres(database.url, { max: 1, prepare: false, connect_timeout: 110 })
    await sql`select 1`
  }, 120_000)
  afterAll(async () => {
    await sql?.end()
    await database?.close()
  })
  beforeEach(async () => {
    if (open) await sql`truncate ${sql(TABLES)}`.simple()
  })

  const write = (exports: DayExport[]) => withWarehouse(database.url, (warehouse) => writeExports(warehouse, exports))

  /** Everything but when it came. */
  async function everything(): Promise<Record<string, unknown[]>> {
    const found: Record<string, unknown[]> = {}
    for (const table of TABLES) {
      const rows = await sql`select * from ${sql(table)} order by 1, 2, 3, 4`
      found[table] = rows.map(({ exported_at: _at, ...row }) => row)
    }
    return found
  }

  test.skipIf(!open)('a day is written once, however often it is told', async () => {
    const told = [1, 2, 3].map((place) => exportOf(place, 1_000, [dayOf('2026-11-24', place), dayOf('2026-11-25', 7)]))
    await write(told)
    const once = await everything()
    expect(once['leads']).toHaveLength(6)
    await write(told.slice(0, 2))
    await write(told.toReversed())
    expect(await everything()).toEqual(once)
  })

  test.skipIf(!open)('a correction replaces all of a day, and an older telling changes nothing', async () => {
    const booked = dayOf('2026-11-25', 4, { leads: [{ source: 'web', status: 'booked', count: 4 }], calls: [] })
    await write([exportOf(1, 1_000, [dayOf('2026-11-25', 9)])])
    await write([exportOf(1, 2_000, [booked])])
    await write([exportOf(1, 1_500, [dayOf('2026-11-25', 9)])])
    expect(await sql`select source, status, count from leads`).toEqual([{ source: 'web', status: 'booked', count: 4 }])
    expect(await sql`select * from call_logs`).toEqual([])
    expect(await sql`select missed from funnel`).toEqual([{ missed: 4 }])
  })

  test.skipIf(!open)('what each arm has seen is counted anew, and makes a belief once enough have tried', async () => {
    const tell = (place: number, at: number, succeeded: number) => ({
      ...exportOf(place, at, []),
      experiments: [armOf('current', 100, 40), armOf('shorter', 100, succeeded)],
    })
    await write([tell(1, 2_000, 50)])
    await write([tell(1, 1_000, 10)])
    expect(await sql`select arm, exposed, succeeded from experiments order by arm`).toEqual([
      { arm: 'current', exposed: 100, succeeded: 40 },
      { arm: 'shorter', exposed: 100, succeeded: 50 },
    ])
    const believe = () => withWarehouse(database.url, loadPriors)
    const flat = { a: 1, b: 1 }
    expect(await believe()).toEqual({ 'missed_call_text:en:replied': flat })
    await write([2, 3, 4, 5, 6].map((place) => tell(place, 2_000, 40 + place)))
    const { a, b } = (await believe())['missed_call_text:en:replied'] ?? flat
    expect(a + b).toBeCloseTo(20, 1)
    expect(a / (a + b)).toBeCloseTo(0.425, 2)
    // Six trials that differ by less than chance leave little between wordings.
    const spread = await withWarehouse(database.url, loadSpread)
    expect(spread.mean).toBeGreaterThan(0)
    expect(spread.deviation).toBeGreaterThan(0.1)
    expect(spread.deviation).toBeLessThan(0.2)
    // Read once for all orders of a night, and anew for the next.
    nightAt += LEARNED_KEPT_MS
    const learn = (at: number) => withWarehouse(database.url, (warehouse) => loadLearned(warehouse, at))
    expect(await learn(nightAt)).toEqual({ priors: await believe(), spread })
    await withWarehouse(database.url, (warehouse) => dropTenant(warehouse, tenantIdOf(1)))
    expect(await sql`select count(*)::int as count from experiments`).toEqual([{ count: 10 }])
    expect((await learn(nightAt + LEARNED_KEPT_MS - 1)).spread).toEqual(spread)
    nightAt += LEARNED_KEPT_MS
    const { priors: later, spread: laterSpread } = await learn(nightAt)
    expect([later, laterSpread]).toEqual([await believe(), await withWarehouse(database.url, loadSpread)])
    expect(laterSpread).not.toEqual(spread)
  })

  test.skipIf(!open)('two writers at once leave what one leaves', async () => {
    const told = Array.from({ length: 40 }, (_, place) =>
      exportOf(place, 1_000, [dayOf('2026-11-24', place), dayOf('2026-11-25', place + 1)]),
    )
    await write(told)
    const once = await everything()
    await sql`truncate ${sql(TABLES)}`.simple()
    await Promise.all([write(told), write(told.toReversed()), write(told.slice(10, 30))])
    expect(await everything()).toEqual(once)
  })

  test.skipIf(!open)('a writer that is cut off in the middle leaves nothing of what it began', async () => {
    const told = [exportOf(1, 1_000, [dayOf('2026-11-25', 5)]), exportOf(2, 1_000, [dayOf('2026-11-25', 6)])]
    // A day without a count is refused in the last tables, when the first are written.
    const broken = exportOf(3, 1_000, [
      dayOf('2026-11-25', 5, { delays: [{ measure: 'text', buckets: [1], counts: [Number.NaN] }] }),
    ])
    await expect(write([...told, broken])).rejects.toThrow()
    expect(Object.values(await everything()).flat()).toEqual([])
    await write(told)
    expect(await sql`select sum(missed)::int as missed from funnel`).toEqual([{ missed: 11 }])
  })

  test.skipIf(!open)('whoever asks is told what is here, and no day from before', async () => {
    const days = ['2026-10-01', '2026-11-24', '2026-11-25'].map((day, place) => dayOf(day, place + 1))
    await write([exportOf(1, 1_000, days), exportOf(2, 3_000, days.slice(2))])
    const ids = [tenantIdOf(1), tenantIdOf(2), tenantIdOf(9)]
    const known = await withWarehouse(database.url, (warehouse) => loadKnownDays(warehouse, ids, '2026-11-01'))
    const [, second, third] = days.map(digestOf)
    expect(Object.fromEntries(known)).toEqual({
      [tenantIdOf(1)]: { '2026-11-24': second, '2026-11-25': third },
      [tenantIdOf(2)]: { '2026-11-25': third },
      [tenantIdOf(9)]: {},
    })
    const counted = await withWarehouse(database.url, (warehouse) => countExported(warehouse, 2))
    expect(counted).toEqual([
      { day: '2026-11-25', tenants: 2, exportedAt: 3_000 },
      { day: '2026-11-24', tenants: 1, exportedAt: 1_000 },
    ])
  })

  test.skipIf(!open)('days from before there were sums get the same ones, or are told again', async () => {
    const late = dayOf('2026-11-24', 3, { delays: [{ measure: 'text', buckets: [263, 264], counts: [2, 1] }] })
    const failed = { channel: 'sms', direction: 'outbound', status: 'failed', count: 2, segments: 2 } as const
    const noted = { channel: 'note', direction: 'outbound', status: 'sent', count: 9, segments: 0 } as const
    const days = [late, dayOf('2026-11-25', 4, { messages: [failed, noted], delays: [] })]
    await write([exportOf(1, 1_000, days), exportOf(2, 1_000, days.slice(1))])
    const sums = await sql`select * from day_sums order by 1, 2`
    expect(sums[0]).toMatchObject({ missed: 3, sent: 3, failed: 0, timed: 3, late: 1, ad_spend: '2700' })
    expect(sums[1]).toMatchObject({ missed: 4, sent: 2, failed: 2, timed: 0, late: 0 })
    await sql`delete from day_sums where day = '2026-11-25'`
    const asked = [tenantIdOf(1), '2026-11-01'] as const
    const known = await withWarehouse(database.url, (warehouse) => loadKnownDays(warehouse, [asked[0]], asked[1]))
    expect(Object.keys(known.get(tenantIdOf(1)) ?? {})).toEqual(['2026-11-24'])
    await sql`truncate day_sums`
    const migration = await readFile(
      new URL('../../migrations/fleet/0002_agents_and_money.sql', import.meta.url),
      'utf8',
    )
    await sql.unsafe(migration.split('--> statement-breakpoint').at(-1) ?? '')
    expect(await sql`select * from day_sums order by 1, 2`).toEqual(sums)
  })

  test.skipIf(!open)('what a lead cost and a dollar brought back follows from the sums', async () => {
    await write([exportOf(1, 1_000, [dayOf('2026-11-25', 4)])])
    await sql`update financials set ad_spend = 1000, revenue = 2500`
    expect(await sql`select cpl::float8 as cpl, roi::float8 as roi from financials`).toEqual([{ cpl: 250, roi: 1.5 }])
    await sql`update financials set ad_spend = 0, leads_generated = 0`
    expect(await sql`select cpl, roi from financials`).toEqual([{ cpl: null, roi: null }])
  })

  test.skipIf(!open)('days long past are read only where money or leads were in them', async () => {
    const days = ['2026-10-30', '2026-10-31', '2026-11-24', '2026-11-25'].map((day, place) => dayOf(day, place * 2))
    await write([exportOf(1, 1_000, days), exportOf(2, 1_000, days)])
    await sql`update financials set ad_spend = 700 where day = '2026-11-25'`
    const span = { from: parseDay('2026-10-30'), allFrom: parseDay('2026-11-24'), to: parseDay('2026-11-25') }
    const found = await withWarehouse(database.url, (warehouse) => loadFinancialDays(warehouse, [tenantIdOf(1)], span))
    expect([...found.keys()]).toEqual([tenantIdOf(1)])
    const { currency, days: read } = found.get(tenantIdOf(1)) ?? { days: [] }
    expect(currency).toBe('USD')
    expect(read.toSorted((one, other) => one.day - other.day)).toEqual([
      { day: parseDay('2026-10-31'), adSpend: 1_800, leads: 2, bookings: 0 },
      { day: parseDay('2026-11-24'), adSpend: 3_600, leads: 4, bookings: 0 },
      { day: parseDay('2026-11-25'), adSpend: 700, leads: 6, bookings: 0 },
    ])
  })

  test.skipIf(!open)('a business that has gone leaves no row', async () => {
    await write([exportOf(1, 1_000, [dayOf('2026-11-25', 4)]), exportOf(2, 1_000, [dayOf('2026-11-25', 5)])])
    await withWarehouse(database.url, (warehouse) => dropTenant(warehouse, tenantIdOf(1)))
    const left = Object.values(await everything()).flat() as { tenant_id: string }[]
    expect(new Set(left.map((row) => row.tenant_id))).toEqual(new Set([tenantIdOf(2)]))
  })
})
