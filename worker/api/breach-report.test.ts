import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { clock, DAY_MS, HOUR_MS } from '../../tenants/base/clock.ts'
import { DIRECTORY, LEGAL_NAME, openReseller, PAN, STREET } from '../../tests/support/kyc.ts'
import { ADMIN } from '../../tests/support/open-router.ts'
import { standInAccess } from '../../tests/support/stand-in-access.ts'
import { BREACH_ROWS_MAX } from '../bounds.ts'
import type { BreachReport } from '../breach/draft-report.ts'

/** The thief got hold of one admin's session. */
const THIEF = 'night-shift@example.com'
const START = Date.parse('2026-11-20T02:00:00Z')
const ADMIN_EMAILS = `${ADMIN}, ${THIEF}`

beforeAll(() => void standInAccess())
afterEach(() => {
  if (vi.isMockFunction(clock.now)) vi.mocked(clock.now).mockRestore()
})

function at(moment: number): void {
  vi.spyOn(clock, 'now').mockReturnValue(moment)
}

function path(query: Record<string, string>): string {
  return `/breach-report?${new URLSearchParams(query).toString()}`
}

const NIGHT = { from: '2026-11-20T00:00:00Z', to: '2026-11-21', aware: '2026-11-20T09:30:00Z' }

test('a night of somebody else in an admin’s account becomes a draft from the log, and never holds what was seen', async () => {
  const first = await openReseller({ ADMIN_EMAILS })
  const second = await openReseller({ ADMIN_EMAILS })
  const shop = await first.openShop()
  for (const reseller of [first, second]) {
    at(START - 5 * DAY_MS)
    await reseller.save()
  }
  for (const [index, reseller] of [first, second, first].entries()) {
    at(START + index * HOUR_MS)
    expect((await reseller.api(THIEF, 'GET', `${reseller.path}?view=full`)).status).toBe(200)
  }
  // As the export writes it down.
  await DIRECTORY.prepare(
    "INSERT INTO access_log (at, email, action, tenant_id, trace_id) VALUES (?, ?, 'business_exported', ?, 'req_x')",
  )
    .bind(START + 3 * HOUR_MS, THIEF, shop.id)
    .run()
  at(START + 2 * DAY_MS)
  await first.api(ADMIN, 'GET', `${first.path}?view=full`)

  at(Date.parse('2026-11-20T21:30:00Z'))
  const answer = await first.api(ADMIN, 'GET', path({ ...NIGHT, account: THIEF }))
  expect(answer.status).toBe(200)
  const report = answer.json as unknown as BreachReport
  expect(report.isDraft && report.isWhole).toBe(true)
  expect(report.clock).toEqual({
    awareAt: '2026-11-20T09:30:00.000Z',
    boardDueAt: '2026-11-23T09:30:00.000Z',
    hoursLeft: 60,
    logsKeptUntil: '2027-11-20T00:00:00.000Z',
  })
  expect(report.nature.filter(({ action }) => action !== 'signed_in')).toEqual([
    {
      action: 'kyc_viewed',
      what: 'Identity papers were looked at in full',
      times: 3,
      firstAt: '2026-11-20T02:00:00.000Z',
      lastAt: '2026-11-20T04:00:00.000Z',
    },
    expect.objectContaining({ action: 'business_exported', times: 1, firstAt: '2026-11-20T05:00:00.000Z' }),
  ])
  expect(report.persons).toContainEqual({ category: 'resellers', count: 2, countOf: 'persons' })
  expect(report.persons).toContainEqual(expect.objectContaining({ category: 'customers', count: 1 }))
  expect(report.data.map(({ category }) => category).join()).toContain('PAN')
  expect(report.resellers).toEqual([first.email, second.email])
  expect(report.businesses).toEqual([shop.id])
  expect(report.accounts).toEqual([expect.objectContaining({ email: THIEF })])
  expect(report.measures.length).toBeGreaterThan(2)
  expect(report.open.length).toBeGreaterThan(4)
  for (const word of [PAN, STREET, LEGAL_NAME]) expect(answer.text).not.toContain(word)
})

test('who drafted it is written down, and only what lies within the window counts', async () => {
  const { api } = await openReseller({ ADMIN_EMAILS })
  at(START + 10 * DAY_MS)
  const quiet = (await api(ADMIN, 'GET', path({ from: '2020-01-01', to: '2020-01-02' })))
    .json as unknown as BreachReport
  expect([quiet.nature, quiet.persons, quiet.accounts]).toEqual([[], [], []])
  const log = await api(ADMIN, 'GET', '/access-log?limit=5')
  expect(log.json.items).toContainEqual(expect.objectContaining({ email: ADMIN, action: 'breach_drafted' }))
})

test('more than a report can hold is not passed off as all there is', async () => {
  const { api } = await openReseller({ ADMIN_EMAILS })
  // Young enough that no line which is written meanwhile sweeps any of them away.
  const on = new Date(START - 20 * DAY_MS).toISOString().slice(0, 10)
  const instant = Date.parse(`${on}T12:00:00Z`)
  const values = Array.from(
    { length: BREACH_ROWS_MAX + 1 },
    (_, index) => `(${instant}, 'p${index}@example.com', 'signed_in', 'r')`,
  )
  for (let from = 0; from < values.length; from += 400) {
    await DIRECTORY.prepare(
      `INSERT INTO access_log (at, email, action, trace_id) VALUES ${values.slice(from, from + 400).join()}`,
    ).run()
  }
  const answer = await api(ADMIN, 'GET', path({ from: on, to: new Date(instant + DAY_MS).toISOString().slice(0, 10) }))
  const report = answer.json as unknown as BreachReport
  expect(report.isWhole).toBe(false)
  expect(report.accounts).toHaveLength(BREACH_ROWS_MAX)
})

describe('a question that cannot be answered', () => {
  test.each([
    [{ from: '2026-11-20' }, 'to'],
    [{ from: '2026-11-20', to: '2026-11-19' }, 'to'],
    [{ from: '2026-01-01', to: '2026-11-19' }, 'to'],
    [{ from: 'yesterday', to: '2026-11-19' }, 'from'],
    [{ from: '2026-13-45', to: '2026-11-19' }, 'from'],
    [{ from: '2026-11-18', to: '2026-11-19', tenant: "x' OR 1=1" }, 'tenant'],
    [{ from: '2026-11-18', to: '2026-11-19', account: 'nobody' }, 'account'],
  ])('%j is refused at %s', async (query, field) => {
    const { api } = await openReseller()
    const refused = await api(ADMIN, 'GET', path(query))
    expect(refused.status).toBe(400)
    expect(refused.json.issues?.map((issue) => issue.path)).toEqual([field])
  })
})
