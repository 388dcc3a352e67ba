import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { openShop, type Shop } from '../../tests/support/open-shop.ts'
import { parseDay } from '../base/local-time.ts'
import type { DayExport, KnownDays } from '../contract/fleet-day.ts'
import { firstIdAt } from '../base/ids.ts'
import { recordCustomer } from '../storage/customer-rows.ts'
import { recordDecision, type DecisionRow } from '../storage/decision-rows.ts'
import { recordCall, recordLead, saveLead } from '../storage/lead-rows.ts'
import { reserveModelCall } from '../storage/model-call-rows.ts'
import { openDatabase, type TenantDb } from '../storage/open.ts'
import { loadTenant } from '../storage/tenant-rows.ts'
import { exportDays } from './day.ts'

const at = (text: string) => Date.parse(text)

/** A business in Chicago that joined on the first of a month, with rows as of given moments. */
async function history(write: (db: TenantDb, go: (text: string) => number) => void, joined = '2026-02-01') {
  const shop = await openShop()
  const tell = (day: string, now: string, known: KnownDays = {}) =>
    inTenant(shop, (db) => {
      const tenant = loadTenant(db)
      if (!tenant) throw new Error('There is no tenant.')
      const old = { ...tenant, createdAt: at(`${joined}T09:00:00-06:00`) }
      return exportDays({ db, tenant: old }, parseDay(day), known, at(now))
    })
  await inTenant(shop, (db) => write(db, (text) => (shop.watch.now = at(text))))
  return { shop, tell }
}

async function inTenant<T>(shop: Shop, work: (db: TenantDb) => T): Promise<T> {
  return runInDurableObject(shop.tenant.stub(), async (_, state) => work(await openDatabase(state.storage)))
}

let calls = 0
function missCall(db: TenantDb, now: number): void {
  const caller = { phone: null, withheld: true, contactRef: null, language: 'en' as const }
  const { customerId } = recordCustomer(db, caller, now)
  calls += 1
  const call = { callKey: `day${calls}`, customerId, durationS: 3, via: 'twilio', recordingUrl: null, endedAt: now }
  recordCall(db, { ...call, status: calls % 2 === 0 ? 'busy' : 'no_answer' })
  recordLead(db, customerId, 'missed_call', now)
}

function decide(db: TenantDb, now: number, over: Partial<DecisionRow>): void {
  const decisionId = `${firstIdAt('dec', now)}${'0'.repeat(24)}`.slice(0, 28)
  const rest = {
    runId: 'run_1',
    kind: 'set_script',
    target: decisionId,
    evidence: '[]',
    expectation: '{}',
    action: '{}',
  }
  const never = { undo: null, decidedAt: null, decidedBy: null, appliedAt: null, measureAt: null }
  const row = {
    ...rest,
    ...never,
    decisionId,
    agent: 'cx',
    status: 'proposed',
    outcome: null,
    impactMinor: null,
  } as const
  recordDecision(db, { ...row, createdAt: now, updatedAt: now, ...over })
}

let asked = 0
function askModel(db: TenantDb, day: number, costMicros: number): void {
  asked += 1
  const said = { runId: 'run_1', purpose: 'cx_words', provider: 'openai', model: 'a-model', inputTokens: 1 }
  const call = { ...said, callId: `mdl_${asked}`, outputTokens: 1, costMicros, day, startedAt: 0 }
  reserveModelCall(db, call, 1_000_000)
}

const countsOf = ({ days }: DayExport) => Object.fromEntries(days.map(({ counts }) => [counts.day, counts]))
const missedBy = (told: DayExport) =>
  Object.fromEntries(told.days.map(({ counts }) => [counts.day, counts.funnel.missed]))

describe('the days that a business tells', () => {
  test('have 25 hours when the clocks go back, and all counts of a row stand in the same one', async () => {
    const { tell } = await history((db, go) => {
      missCall(db, go('2026-10-31T23:59:59.999-05:00'))
      missCall(db, go('2026-11-01T00:00:00-05:00'))
      missCall(db, go('2026-11-01T01:30:00-06:00'))
      missCall(db, go('2026-11-01T23:59:59.999-06:00'))
      missCall(db, go('2026-11-02T00:00:00-06:00'))
    })
    const told = await tell('2026-11-02', '2026-11-03T06:00:00-06:00')
    expect(told.days).toHaveLength(35)
    expect(missedBy(told)).toMatchObject({ '2026-10-31': 1, '2026-11-01': 3, '2026-11-02': 1, '2026-10-30': 0 })
    const { leads, calls: ended, funnel } = countsOf(told)['2026-11-01'] ?? {}
    expect(leads).toEqual([{ source: 'missed_call', status: 'new', count: 3 }])
    expect(ended?.map(({ status }) => status)).toEqual(['busy', 'no_answer'])
    expect(ended?.reduce((sum, { count }) => sum + count, 0)).toBe(funnel?.missed)
  })

  test('begin with the one on which it joined, and end with the last that is over', async () => {
    const { tell } = await history((db, go) => missCall(db, go('2026-11-10T08:00:00-06:00')), '2026-11-08')
    expect(Object.keys(missedBy(await tell('2026-11-12', '2026-11-11T00:00:00-06:00')))).toEqual([
      '2026-11-08',
      '2026-11-09',
      '2026-11-10',
    ])
    expect(missedBy(await tell('2026-11-12', '2026-11-10T23:59:59-06:00'))).not.toHaveProperty('2026-11-10')
    expect((await tell('2026-11-07', '2026-11-20T12:00:00-06:00')).days).toEqual([])
  })

  test('are told once, and again when something has come of them', async () => {
    const { shop, tell } = await history((db, go) => missCall(db, go('2026-11-10T08:00:00-06:00')))
    const first = await tell('2026-11-12', '2026-11-13T06:00:00-06:00')
    const known = Object.fromEntries(first.days.map(({ digest, counts }) => [counts.day, digest]))
    expect((await tell('2026-11-12', '2026-11-13T07:00:00-06:00', known)).days).toEqual([])
    await inTenant(shop, (db) => {
      db.$client.sql.exec(`update leads set status = 'lost', moved_at = ?`, at('2026-11-11T09:00:00-06:00'))
    })
    const again = await tell('2026-11-12', '2026-11-13T08:00:00-06:00', known)
    expect(again.days.map(({ counts }) => [counts.day, counts.leads, counts.funnel.lost])).toEqual([
      ['2026-11-10', [{ source: 'missed_call', status: 'lost', count: 1 }], 0],
      ['2026-11-11', [], 1],
    ])
    await inTenant(shop, (db) => {
      const { id } = db.$client.sql.exec<{ id: `led_${string}` }>('select lead_id as id from leads').one()
      saveLead(db, id, { revenueMinor: 5 }, at('2026-11-13T08:00:00-06:00'))
    })
    // Only completed jobs bring money, so nothing that is counted has changed.
    const same = Object.fromEntries([...first.days, ...again.days].map(({ digest, counts }) => [counts.day, digest]))
    expect((await tell('2026-11-12', '2026-11-13T09:00:00-06:00', same)).days).toEqual([])
  })

  test('tell what agents decided by when they did, and what came of it by when that was measured', async () => {
    const { tell } = await history((db, go) => {
      const outcome = (low: number | null) => JSON.stringify({ metric: 'replied', low, high: 0.3, impactMinor: 900 })
      decide(db, go('2026-10-20T10:00:00-05:00'), { status: 'proposed' })
      decide(db, go('2026-10-20T11:00:00-05:00'), { status: 'declined', agent: 'retention' })
      // Decided two months ago, which no night counts anew, and measured last week.
      const measured = { status: 'measured', updatedAt: go('2026-11-02T03:00:00-06:00') } as const
      decide(db, go('2026-09-01T10:00:00-05:00'), { ...measured, outcome: outcome(0.1), impactMinor: 900 })
      decide(db, go('2026-09-02T10:00:00-05:00'), { ...measured, outcome: outcome(-0.1), impactMinor: 0 })
      decide(db, go('2026-09-03T10:00:00-05:00'), { ...measured, outcome: outcome(null), impactMinor: 50 })
      // Nothing of it is measured, ever.
      decide(db, go('2026-11-02T10:00:00-06:00'), { ...measured, outcome: null })
      askModel(db, parseDay('2026-11-02'), 1_500)
      askModel(db, parseDay('2026-11-02'), 700)
    })
    const told = countsOf(await tell('2026-11-09', '2026-11-10T06:00:00-06:00'))
    const nothing = { measured: 0, succeeded: 0, impactMinor: 0 }
    expect(told['2026-10-20']?.agents).toEqual([
      { agent: 'cx', status: 'proposed', count: 1, ...nothing },
      { agent: 'retention', status: 'declined', count: 1, ...nothing },
    ])
    expect(told['2026-11-02']).toMatchObject({
      agents: [{ agent: 'cx', status: 'measured', count: 1, measured: 3, succeeded: 1, impactMinor: 950 }],
      models: { calls: 2, costMicros: 2_200 },
    })
    expect(told['2026-11-03']).not.toHaveProperty('agents')
    expect(told['2026-11-03']).not.toHaveProperty('models')
  })

  test('tell what advertising cost and brought, and nothing of it where there was none', async () => {
    const { tell } = await history((db, go) => {
      const { sql } = db.$client
      const spend = (day: string, ref: string, impressions: number, costMicros: number) =>
        sql.exec(
          `insert into ad_days (kind, ref, day, campaign_id, impressions, clicks, cost_micros, conversions)
            values (?, ?, ?, '77', ?, 3, ?, 0)`,
          ...[ref.length > 2 ? 'keyword' : 'campaign', ref, parseDay(day), impressions, costMicros],
        )
      spend('2026-11-02', '77', 90, 12_345_678)
      spend('2026-11-02', '78', 0, 4_322)
      // What the same money was spent on, told once more by keyword.
      spend('2026-11-02', '77~5', 90, 12_345_678)
      missCall(db, go('2026-11-02T10:00:00-06:00'))
      missCall(db, go('2026-11-02T11:00:00-06:00'))
      sql.exec(
        `update leads set attribution = '{"campaign":"Drains","clickId":"abc"}', booked_at = ?
        where lead_id = (select min(lead_id) from leads)`,
        go('2026-11-03T09:00:00-06:00'),
      )
    })
    const told = countsOf(await tell('2026-11-09', '2026-11-10T06:00:00-06:00'))
    expect(told['2026-11-02']?.campaigns).toEqual([
      { currency: 'USD', active: 1, spendMinor: 1_235, clicks: 6, leads: 1, bookings: 0 },
    ])
    expect(told['2026-11-03']?.campaigns).toMatchObject([{ spendMinor: 0, leads: 0, bookings: 1 }])
    expect(told['2026-11-04']).not.toHaveProperty('campaigns')
    expect(JSON.stringify(told)).not.toMatch(/Drains|abc|"77/)
  })

  test('say nothing of whoever called', async () => {
    const shop = await openShop()
    const pat = shop.customer('+15125550142', 'Wilhelmina Quist', 'quist@example.com')
    await pat.callsTracked()
    await shop.tenant.passSeconds(25)
    await pat.texts('our basement at 12 Palm Street is flooding, how much?')
    await shop.tenant.passDays(1)
    const answer = await shop.tenant.stub().exportDay('2030-01-01', {})
    const told = JSON.stringify(answer)
    expect(answer.ok && answer.value.days.length).toBeGreaterThan(0)
    expect(told).not.toMatch(/Wilhelmina|Quist|5550142|quist@|Palm|basement|flood/i)
    expect(told).not.toContain(shop.businessName)
    expect(told).not.toContain(shop.primaryPhone.slice(2))
  })
})
