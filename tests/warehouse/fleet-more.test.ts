import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeDay, parseDay } from '../../tenants/base/local-time.ts'
import { AGENTS, DECISION_STATUSES } from '../../tenants/contract/agent-lists.ts'
import { withWarehouse } from '../../worker/fleet/connect-warehouse.ts'
import { readAgents } from '../../worker/fleet/read-agents.ts'
import { readRetention } from '../../worker/fleet/read-retention.ts'
import { readSubscriptions } from '../../worker/fleet/read-subscriptions.ts'
import type { Days, Selection } from '../../worker/fleet/select-tenants.ts'
import { writeExports, writeSubscriptions } from '../../worker/fleet/warehouse.ts'
import { tenantIdOf } from '../support/fleet-days.ts'
import { findPostgres, openEmbedded, openServer, type TestPostgres } from '../support/postgres.ts'
import { makeFleet, openDice, type RandomTenant } from '../support/random-fleet.ts'

/** What Postgres adds up of agents, trials and subscriptions is what adding up the same rows one by one gives. */

const FIRST = parseDay('2026-08-15')
const fleet = makeFleet(7, { tenants: 30, from: FIRST, days: 60, now: Date.parse('2026-10-15T12:00:00Z') })

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

const ALL: Selection = { among: null, closed: [] }
const CASES: [name: string, selection: Selection, range: Days, isIn: (tenant: RandomTenant) => boolean][] = [
  ['all', ALL, { from: '2026-08-15', to: '2026-10-13' }, () => true],
  ['a month', ALL, { from: '2026-09-01', to: '2026-09-30' }, () => true],
  [
    'abroad',
    { ...ALL, area: 'none' },
    { from: '2026-08-20', to: '2026-09-30' },
    ({ told }) => told.facts.region === null,
  ],
  ['nobody', { ...ALL, among: [] }, { from: '2026-08-15', to: '2026-10-13' }, () => false],
]

const read = (selection: Selection, range: Days) =>
  withWarehouse(database.url, (warehouse) => readAgents(warehouse, selection, range))
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

test.each(CASES)('decisions and their outcomes of %s', async (_name, selection, range, isIn) => {
  const found = await read(selection, range)
  const told = fleet
    .filter(isIn)
    .flatMap(({ told: { facts, days } }) =>
      days
        .filter(({ counts: { day } }) => day >= range.from && day <= range.to)
        .flatMap(({ counts: { agents = [] } }) => agents.map((row) => ({ ...row, currency: facts.currency }))),
    )
  expect(found.agents.map(({ agent }) => agent)).toEqual(
    AGENTS.filter((name) => told.some(({ agent }) => agent === name)),
  )
  for (const { agent, counts, measured, succeeded, impact } of found.agents) {
    const theirs = told.filter((row) => row.agent === agent)
    for (const status of DECISION_STATUSES) {
      const expected = sum(theirs.filter((row) => row.status === status).map(({ count }) => count))
      expect(counts[status] ?? 0, status).toBe(expected)
    }
    expect(measured).toBe(sum(theirs.map((row) => row.measured)))
    expect(succeeded).toBe(sum(theirs.map((row) => row.succeeded)))
    for (const currency of ['USD', 'INR']) {
      const expected = sum(theirs.filter((row) => row.currency === currency).map(({ impactMinor }) => impactMinor))
      expect(impact.find((each) => each.currency === currency)?.amountMinor ?? 0).toBe(expected)
    }
  }
  const asked = fleet.filter(isIn).flatMap(({ told: { days } }) => days.map(({ counts }) => counts))
  const models = asked.flatMap(({ day, models: used }) => (used && day >= range.from && day <= range.to ? [used] : []))
  expect(found.models).toEqual({
    calls: sum(models.map(({ calls }) => calls)),
    costMicros: sum(models.map(({ costMicros }) => costMicros)),
  })
})

test.each(CASES)('trials of %s', async (_name, selection, range, isIn) => {
  const { trials } = await read(selection, range)
  const arms = fleet.filter(isIn).flatMap(({ told }) => told.experiments ?? [])
  const ran = arms.filter(({ startedOn, endedOn }) => startedOn <= range.to && (endedOn ?? range.to) >= range.from)
  for (const subject of ['missed_call_text', 'price_answer'] as const) {
    const some = ran.filter((arm) => arm.subject === subject)
    const shown = trials.find((each) => each.subject === subject)
    expect(shown === undefined).toBe(some.length === 0)
    if (!shown) continue
    const old = some.filter(({ arm }) => arm === 'current')
    const fresh = some.filter(({ arm }) => arm !== 'current')
    const place = (arm: (typeof fresh)[number]) => old[fresh.indexOf(arm)]
    const better = fresh.filter(({ isWinner }) => isWinner)
    expect(shown).toMatchObject({
      running: old.filter(({ status }) => status === 'running').length,
      better: better.length,
      same: old.filter(({ status, isWinner }) => status === 'even' || isWinner).length,
      stopped: old.filter(({ status }) => status === 'stopped').length,
      exposed: sum(some.map(({ exposed }) => exposed)),
      after: { exposed: sum(better.map((arm) => arm.exposed)), succeeded: sum(better.map((arm) => arm.succeeded)) },
      before: {
        exposed: sum(better.map((arm) => place(arm)?.exposed ?? 0)),
        succeeded: sum(better.map((arm) => place(arm)?.succeeded ?? 0)),
      },
    })
  }
})

test('there was something of each kind to add up', async () => {
  const { agents, trials } = await read(ALL, { from: '2026-08-15', to: '2026-10-13' })
  expect(agents).toHaveLength(AGENTS.length)
  expect(sum(agents.map(({ succeeded }) => succeeded))).toBeGreaterThan(0)
  for (const kind of ['running', 'better', 'same', 'stopped'] as const) {
    expect(sum(trials.map((each) => each[kind])), kind).toBeGreaterThan(0)
  }
})

type Change = { day: string; status: string; currency: string; monthlyMinor: number }

/** Some sixteen months in which businesses come, pay more or less, leave and come back, in two currencies. */
function payFor(place: number): Change[] {
  const dice = openDice(place + 100)
  const first = parseDay('2025-07-01') + dice.upTo(300)
  const days = [...new Set(Array.from({ length: dice.upTo(7) }, () => first + dice.upTo(220)))].toSorted(
    (one, other) => one - other,
  )
  return days.map((day) => {
    const status = ['trialing', 'active', 'active', 'past_due', 'cancelled'][dice.upTo(4)] ?? 'active'
    const monthlyMinor = status === 'trialing' || status === 'cancelled' ? 0 : 4_900 * (1 + dice.upTo(2))
    return { day: describeDay(day), status, currency: place % 4 === 0 ? 'INR' : 'USD', monthlyMinor }
  })
}

describe('what businesses pay', () => {
  const paying = fleet.map(({ told }, place) => ({ told, changes: payFor(place) }))
  // One that has left nothing but what it was charged.
  const gone = { tenantId: tenantIdOf(999), changes: payFor(5) }
  const today = '2026-10-13'

  beforeAll(async () => {
    const rows = [...paying.map(({ told, changes }) => ({ tenantId: told.tenantId, changes })), gone].flatMap(
      ({ tenantId, changes }) => changes.map((change) => ({ tenantId, plan: 'solo', ...change })),
    )
    await withWarehouse(database.url, async (warehouse) => {
      await writeSubscriptions(warehouse, rows)
      await writeSubscriptions(warehouse, rows.toReversed())
    })
  })

  const paidOn = (changes: Change[], day: string) => {
    const last = changes.findLast((change) => change.day <= day)
    return last?.monthlyMinor ?? 0
  }
  const months = Array.from({ length: 12 }, (_, back) => {
    const at = new Date(Date.UTC(2026, 9 - back, 1))
    const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()]
    const dayOf = (date: Date) => date.toISOString().slice(0, 10)
    return {
      month: dayOf(at).slice(0, 7),
      eve: dayOf(new Date(Date.UTC(year, month, 0))),
      last: dayOf(new Date(Date.UTC(year, month + 1, 0))),
    }
  })

  function movesOf(businesses: { changes: Change[] }[], { eve, last }: (typeof months)[number]) {
    const moves = businesses.map(({ changes }) => {
      const [before, after] = [paidOn(changes, eve), paidOn(changes, last)]
      const hadPaid = changes.some(({ day, monthlyMinor }) => day <= eve && monthlyMinor > 0)
      return { before, after, hadPaid }
    })
    const of = (isMeant: (move: (typeof moves)[number]) => boolean) => moves.filter(isMeant)
    const minor = (some: typeof moves, amount: (move: (typeof moves)[number]) => number) => sum(some.map(amount))
    const fresh = of(({ before, after, hadPaid }) => before === 0 && after > 0 && !hadPaid)
    const back = of(({ before, after, hadPaid }) => before === 0 && after > 0 && hadPaid)
    const left = of(({ before, after }) => before > 0 && after === 0)
    return {
      startMinor: minor(moves, ({ before }) => before),
      endMinor: minor(moves, ({ after }) => after),
      newMinor: minor(fresh, ({ after }) => after),
      reactivatedMinor: minor(back, ({ after }) => after),
      expansionMinor: minor(
        of(({ before, after }) => before > 0 && after > before),
        ({ before, after }) => after - before,
      ),
      contractionMinor: minor(
        of(({ before, after }) => after > 0 && after < before),
        ({ before, after }) => before - after,
      ),
      churnedMinor: minor(left, ({ before }) => before),
      ...{ startCount: of(({ before }) => before > 0).length, endCount: of(({ after }) => after > 0).length },
      ...{ newCount: fresh.length, reactivatedCount: back.length, churnedCount: left.length },
    }
  }

  const readPaid = (selection: Selection) =>
    withWarehouse(database.url, (warehouse) => readSubscriptions(warehouse, selection, { to: today }))

  test.each([
    ['all, the one that is gone as well', ALL, () => true, [gone]],
    ['abroad', { ...ALL, area: 'none' }, (told: RandomTenant['told']) => told.facts.region === null, []],
  ] as const)('moves by month: %s', async (_name, selection, isIn, others) => {
    const found = await readPaid(selection)
    const meant = [...paying.filter(({ told }) => isIn(told)), ...others]
    const met = { newCount: 0, reactivatedCount: 0, churnedCount: 0, expansionMinor: 0, contractionMinor: 0 }
    for (const month of months) {
      for (const currency of ['USD', 'INR']) {
        const theirs = meant.filter(({ changes }) => changes[0]?.currency === currency)
        const expected = movesOf(theirs, month)
        const row = found?.months.find((each) => each.month === month.month && each.currency === currency)
        const {
          month: _month,
          currency: _currency,
          ...shown
        } = row ?? { month: '', currency: '', ...movesOf([], month) }
        expect(shown, `${month.month} ${currency}`).toEqual(expected)
        const { startMinor, newMinor, reactivatedMinor, expansionMinor, contractionMinor, churnedMinor } = expected
        const moved = newMinor + reactivatedMinor + expansionMinor - contractionMinor - churnedMinor
        expect(startMinor + moved).toBe(expected.endMinor)
        for (const name of Object.keys(met) as (keyof typeof met)[]) met[name] += expected[name]
      }
    }
    // Each kind of move was there to be told.
    if (selection === ALL) for (const [kind, count] of Object.entries(met)) expect(count, kind).toBeGreaterThan(0)
    const last = meant.flatMap(({ changes }) => changes.at(-1)?.status ?? [])
    for (const [status, count] of Object.entries(found?.standing ?? {})) {
      expect(count, status).toBe(last.filter((each) => each === status).length)
    }
  })

  test('is nothing where nobody ever had to pay', async () => {
    expect(await readPaid({ ...ALL, among: [] })).toBeNull()
  })

  const erased = { tenantId: gone.tenantId, joinedOn: '2026-02-10', closedOn: '2026-06-20' }

  test.each([
    ['all, the one that is gone as well', ALL, () => true, true],
    ['abroad', { ...ALL, area: 'none' }, (told: RandomTenant['told']) => told.facts.region === null, false],
  ] as const)('who stays: %s', async (_name, selection, isIn, hasErased) => {
    const found = await withWarehouse(database.url, (warehouse) =>
      readRetention(warehouse, selection, { to: today, erased: [erased] }),
    )
    const meant = paying
      .filter(({ told }) => isIn(told))
      .map(({ told, changes }) => {
        const busy = told.days
          .filter(({ counts }) => counts.funnel.missed > 0)
          .map(({ counts }) => counts.day.slice(0, 7))
        return { joined: told.facts.joinedOn.slice(0, 7), changes, isActive: (month: string) => busy.includes(month) }
      })
    const isActive = (month: string) => month < '2026-06'
    if (hasErased) meant.push({ joined: '2026-02', changes: gone.changes, isActive })
    const since = months.map(({ month }) => month)
    const cohorts = since.filter((month) => meant.some(({ joined }) => joined === month))
    expect(found.cohorts.map(({ month }) => month)).toEqual(cohorts)
    expect(found.hasPaid).toBe(true)
    for (const { month, tenants, active, paying: paid } of found.cohorts) {
      const theirs = meant.filter(({ joined }) => joined === month)
      const later = months.slice(0, since.indexOf(month) + 1).toReversed()
      expect(tenants).toBe(theirs.length)
      const count = (isStill: (one: (typeof meant)[number], at: (typeof months)[number]) => boolean) =>
        later.map((at) => theirs.filter((one) => isStill(one, at)).length)
      expect(active, month).toEqual(count((one, at) => one.isActive(at.month)))
      expect(paid, month).toEqual(count(({ changes }, { last }) => paidOn(changes, last) > 0))
    }
  })
})
