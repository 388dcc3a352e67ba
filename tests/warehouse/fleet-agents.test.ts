import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseDay } from '../../tenants/base/local-time.ts'
import { AGENTS, DECISION_STATUSES } from '../../tenants/contract/agents.ts'
import { withWarehouse } from '../../worker/fleet/connect-warehouse.ts'
import { readAgents } from '../../worker/fleet/read-agents.ts'
import type { Days, Selection } from '../../worker/fleet/select-tenants.ts'
import { writeExports } from '../../worker/fleet/warehouse.ts'
import { findPostgres, openEmbedded, openServer, type TestPostgres } from '../support/postgres.ts'
import { makeFleet, type RandomTenant } from '../support/random-fleet.ts'

/** What Postgres adds up of agents and trials is what adding up the same rows one by one gives. */

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
