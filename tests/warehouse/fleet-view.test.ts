import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeDay, parseDay } from '../../tenants/base/local-time.ts'
import type { TenantDay } from '../../tenants/contract/fleet-day.ts'
import { SORTS, type FleetSums, type Standing, type Trouble } from '../../tenants/contract/fleet-view.ts'
import { withWarehouse } from '../../worker/fleet/connect-warehouse.ts'
import { HEALTH } from '../../worker/fleet/health.ts'
import { readExtent, readFigures, readGroups } from '../../worker/fleet/read-figures.ts'
import { readHealth, type HealthPage, type HealthRow } from '../../worker/fleet/read-health.ts'
import type { Days, Selection } from '../../worker/fleet/select-tenants.ts'
import { writeExports } from '../../worker/fleet/warehouse.ts'
import { findPostgres, openEmbedded, openServer, type TestPostgres } from '../support/postgres.ts'
import { makeFleet, type RandomTenant } from '../support/random-fleet.ts'

/**
 * What Postgres adds up is what adding up the same rows one by one gives. On a server where there is one, because it
 * starts faster; stories ask the embedded one.
 */

const NOW = Date.parse('2026-11-26T12:00:00Z')
const FIRST = parseDay('2026-08-15')
const fleet = makeFleet(20_261_126, { tenants: 26, from: FIRST, days: 103, now: NOW })
const CLOSED = [3, 11].map((place) => fleet[place]?.told.tenantId ?? '')
const AD_SPEND_PER_LEAD = 5_000

const sumOf = (days: TenantDay[], count: (day: TenantDay) => number) => days.reduce((sum, day) => sum + count(day), 0)
const leadsOf = (days: TenantDay[]) => sumOf(days, ({ leads }) => leads.reduce((sum, { count }) => sum + count, 0))

let database: TestPostgres
beforeAll(async () => {
  const programs = findPostgres()
  database = await (programs === null ? openEmbedded() : openServer(programs))
  await withWarehouse(database.url, (warehouse) =>
    writeExports(
      warehouse,
      fleet.map(({ told }) => told),
    ),
  )
}, 120_000)
afterAll(() => database.close())

// Every third business advertises; what it spends in another currency is set against nothing.
for (const [place, { told }] of fleet.entries()) {
  if (place % 3 !== 0) continue
  for (const { counts } of told.days) {
    const [leads, rest] = [leadsOf([counts]), { active: 1, clicks: 3, bookings: 0 }]
    counts.campaigns = [
      { currency: told.facts.currency, spendMinor: leads * AD_SPEND_PER_LEAD, leads, ...rest },
      { currency: 'EUR', spendMinor: 700, leads: 0, ...rest },
    ]
  }
}

const isPaying = (tenant: RandomTenant) => fleet.indexOf(tenant) % 3 === 0
const daysIn = ({ told }: RandomTenant, { from, to }: Days) =>
  told.days.map(({ counts }) => counts).filter(({ day }) => day >= from && day <= to)

function standingOf({ told: { tenantId, facts } }: RandomTenant): Standing {
  if (CLOSED.includes(tenantId)) return 'closed'
  if (facts.isPaused) return 'paused'
  if (facts.texting === 'gohighlevel' || facts.a2p === 'live') return 'live'
  return facts.a2p === 'suspended' ? 'suspended' : 'setting_up'
}

function countsOf(days: TenantDay[]) {
  const count = (name: 'missed' | 'texted' | 'replied' | 'booked' | 'completed' | 'lost') =>
    sumOf(days, ({ funnel }) => funnel[name])
  return {
    ...{ missed: count('missed'), texted: count('texted'), replied: count('replied'), booked: count('booked') },
    ...{ completed: count('completed'), lost: count('lost'), leads: leadsOf(days) },
  }
}

function moneyOf(tenants: RandomTenant[], range: Days) {
  const currencies = [...new Set(tenants.map(({ told }) => told.facts.currency))]
  return currencies.map((currency) => {
    const theirs = tenants.filter(({ told }) => told.facts.currency === currency)
    const days = theirs.flatMap((tenant) => daysIn(tenant, range))
    const paid = theirs.filter(isPaying).flatMap((tenant) => daysIn(tenant, range))
    return {
      currency,
      revenueMinor: sumOf(days, ({ funnel }) => funnel.revenueMinor),
      adSpendMinor: leadsOf(paid) * AD_SPEND_PER_LEAD,
      leads: leadsOf(days),
    }
  })
}

/** In an order of their own, and without currencies in which nothing happened. */
function plain({ money, ...counts }: FleetSums) {
  const moved = money.filter(({ leads, revenueMinor }) => leads + revenueMinor > 0)
  return { ...counts, money: moved.toSorted((one, other) => (one.currency < other.currency ? -1 : 1)) }
}

function expectSums(sums: FleetSums, tenants: RandomTenant[], range: Days): void {
  const counts = countsOf(tenants.flatMap((tenant) => daysIn(tenant, range)))
  const { missed, texted, replied, booked, completed, lost, leads, money } = sums
  expect(plain({ missed, texted, replied, booked, completed, lost, leads, money })).toEqual(
    plain({ ...counts, money: moneyOf(tenants, range) }),
  )
}

const ALL: Selection = { among: null, closed: CLOSED }
const MONTH: Days = { from: '2026-10-27', to: '2026-11-25' }
const SEASON: Days = { from: '2026-08-20', to: '2026-11-25' }
type Case = [name: string, selection: Selection, range: Days, isIn: (tenant: RandomTenant) => boolean]
const CASES: Case[] = [
  ['all', ALL, MONTH, () => true],
  ['a long time', ALL, SEASON, () => true],
  ['one day', ALL, { from: '2026-11-11', to: '2026-11-11' }, () => true],
  ['one trade', { ...ALL, trade: 'hvac' }, MONTH, ({ told }) => told.facts.trade === 'hvac'],
  ['one state', { ...ALL, area: 'TX' }, MONTH, ({ told }) => told.facts.region === 'TX'],
  ['abroad', { ...ALL, area: 'none' }, SEASON, ({ told }) => told.facts.region === null],
  ['those in use', { ...ALL, status: 'live' }, MONTH, (tenant) => standingOf(tenant) === 'live'],
  ['the closed', { ...ALL, status: 'closed' }, MONTH, (tenant) => standingOf(tenant) === 'closed'],
  ['a few', { ...ALL, among: CLOSED }, MONTH, ({ told }) => CLOSED.includes(told.tenantId)],
  ['none', { ...ALL, among: [] }, MONTH, () => false],
]

const SOME = CASES.filter(([name]) => ['all', 'one day', 'abroad', 'those in use', 'none'].includes(name))

test.each(CASES)('sums of %s', async (_name, selection, range, isIn) => {
  const tenants = fleet.filter(isIn)
  const figures = await withWarehouse(database.url, (warehouse) => readFigures(warehouse, selection, range))
  expectSums(figures.total, tenants, range)
  const length = parseDay(range.to) - parseDay(range.from) + 1
  const before = { from: describeDay(parseDay(range.from) - length), to: describeDay(parseDay(range.from) - 1) }
  expectSums(figures.before, tenants, before)
  expect(figures.step).toBe(length > 92 ? 'week' : 'day')
  for (const step of figures.days) {
    const last = figures.step === 'day' ? step.day : describeDay(parseDay(step.day) + 6)
    const to = last < range.to ? last : range.to
    expectSums(step, tenants, { from: step.day > range.from ? step.day : range.from, to })
  }
  expect(figures.days).toHaveLength(figures.step === 'day' ? length : Math.ceil((length + 5) / 7))
  const delays = tenants
    .flatMap((tenant) => daysIn(tenant, range).flatMap(({ day }) => tenant.textsMs.get(day) ?? []))
    .toSorted((one, other) => one - other)
  expect(figures.delays.text.count).toBe(delays.length)
  for (const [share, ms] of [[0.5, figures.delays.text.p50Ms] as const, [0.95, figures.delays.text.p95Ms] as const]) {
    const exact = delays[Math.max(0, Math.ceil(delays.length * share) - 1)]
    if (exact === undefined) expect(ms).toBeNull()
    else expect(Math.abs((ms ?? 0) - exact) / exact).toBeLessThan(0.021)
  }
  const sent = tenants.flatMap((tenant) => daysIn(tenant, range)).flatMap(({ messages }) => messages)
  const toCustomers = sent.filter(({ direction, channel }) => direction === 'outbound' && channel === 'sms')
  const failed = toCustomers.filter(({ status }) => status === 'failed')
  const count = (some: typeof sent) => some.reduce((sum, each) => sum + each.count, 0)
  expect(figures.messages).toEqual({ sent: count(toCustomers), failed: count(failed) })
  const leads = figures.leads.reduce((sum, each) => sum + each.count, 0)
  expect(leads).toBe(figures.total.leads)
})

test.each(SOME)('groups of %s', async (_name, selection, range, isIn) => {
  const tenants = fleet.filter(isIn)
  const groups = await withWarehouse(database.url, (warehouse) => readGroups(warehouse, selection, range))
  expect(groups.tenants).toBe(tenants.length)
  const { standings } = groups
  for (const [standing, count] of Object.entries(standings))
    expect(count, standing).toBe(tenants.filter((tenant) => standingOf(tenant) === standing).length)
  const joined = tenants.filter(({ told: { facts } }) => facts.joinedOn >= range.from && facts.joinedOn <= range.to)
  expect(groups.joined).toBe(joined.length)
  const keyed = [
    [groups.trades, ({ told }: RandomTenant) => told.facts.trade],
    [groups.areas, ({ told }: RandomTenant) => told.facts.region],
    [groups.cohorts, ({ told }: RandomTenant) => told.facts.joinedOn.slice(0, 7)],
  ] as const
  for (const [found, keyOf] of keyed) {
    const keys = new Set<string | null>(tenants.map(keyOf))
    expect(new Set(found.map(({ key }) => key))).toEqual(keys)
    for (const group of found) {
      const theirs = tenants.filter((tenant) => keyOf(tenant) === group.key)
      expectSums(group, theirs, range)
      expect(group.tenants).toBe(theirs.length)
      const active = theirs.filter((tenant) => countsOf(daysIn(tenant, range)).missed > 0)
      expect(group.active).toBe(active.length)
    }
  }
})

/** Judged from the days themselves, in words instead of SQL. */
function troublesOf(tenant: RandomTenant, range: Days): Trouble[] {
  const standing = standingOf(tenant)
  if (standing === 'closed') return []
  const days = daysIn(tenant, range)
  const { booked, leads, missed } = countsOf(days)
  const messages = days.flatMap((day) => day.messages.filter((each) => each.direction === 'outbound'))
  const texts = messages.filter(({ channel }) => channel === 'sms')
  const [sent, failed] = [texts, texts.filter(({ status }) => status === 'failed')].map((some) =>
    some.reduce((sum, { count }) => sum + count, 0),
  ) as [number, number]
  const delays = days.flatMap(({ day }) => tenant.textsMs.get(day) ?? [])
  const late = delays.filter((ms) => ms > HEALTH.textPromiseMs)
  const { facts, exportedAt } = tenant.told
  const isNew = facts.joinedOn > describeDay(parseDay(range.to) - 6)
  const isLong = parseDay(range.to) - parseDay(range.from) >= 6
  const spent = isPaying(tenant) ? leads * AD_SPEND_PER_LEAD : 0
  const holds: [Trouble, boolean][] = [
    ['suspended', standing === 'suspended'],
    ['untold', exportedAt < NOW - HEALTH.untoldAfterMs],
    ['failing_texts', sent >= 20 && failed / sent > 0.05],
    ['late_texts', delays.length >= 20 && late.length / delays.length > 0.05],
    ['paused', standing === 'paused'],
    ['low_conversion', leads >= 20 && booked / leads < 0.25],
    ['dear_leads', facts.currency === 'USD' && spent > 3_000 * Math.max(1, leads)],
    ['quiet', isLong && !isNew && standing === 'live' && missed + leads === 0],
    ['setting_up', standing === 'setting_up'],
  ]
  return holds.filter(([, isSo]) => isSo).map(([trouble]) => trouble)
}

const page = (over: Partial<HealthPage> = {}): HealthPage => ({ sort: 'trouble', limit: 200, now: NOW, ...over })

test.each(SOME)('each business of %s', async (_name, selection, range, isIn) => {
  const tenants = fleet.filter(isIn)
  const { items, next } = await withWarehouse(database.url, (warehouse) =>
    readHealth(warehouse, selection, range, page()),
  )
  expect(next).toBeNull()
  expect(items).toHaveLength(tenants.length)
  for (const row of items) {
    const tenant = tenants.find(({ told }) => told.tenantId === row.tenantId) as RandomTenant
    expect(row).toMatchObject(countsOf(daysIn(tenant, range)))
    expect(row).toMatchObject({ standing: standingOf(tenant), toldAt: tenant.told.exportedAt })
    expect(row.troubles, row.tenantId).toEqual(troublesOf(tenant, range))
  }
})

test('every trouble there is was met', () => {
  const met = new Set(fleet.flatMap((tenant) => troublesOf(tenant, MONTH)))
  expect(met.size).toBe(9)
})

const MEASURES: Record<HealthPage['sort'], ((row: HealthRow) => number) | null> = {
  trouble: null,
  missed: (row) => row.missed,
  booked: (row) => row.booked,
  revenue: (row) => row.revenueMinor,
}

test.each(SORTS)('pages by %s miss nobody and show nobody twice', async (sort) => {
  await withWarehouse(database.url, async (warehouse) => {
    const whole = await readHealth(warehouse, ALL, MONTH, page({ sort }))
    const rows: HealthRow[] = []
    for (let after: string | null | undefined; after !== null;) {
      const some = await readHealth(warehouse, ALL, MONTH, page({ sort, after, limit: 7 }))
      rows.push(...some.items)
      after = some.next
    }
    expect(rows).toEqual(whole.items)
    expect(new Set(rows.map(({ tenantId }) => tenantId)).size).toBe(fleet.length)
    const measure = MEASURES[sort]
    const measured = measure ? rows.map(measure) : []
    expect(measured).toEqual(measured.toSorted((one, other) => other - one))
    expect(sort === 'trouble' ? rows.at(-1)?.troubles : []).toEqual([])
  })
})

test('what there is to choose from', async () => {
  const extent = await withWarehouse(database.url, readExtent)
  expect(extent).toEqual({ newestDay: '2026-11-25', areas: ['FL', 'OH', 'TX', null] })
})
