import { describe, expect, test } from 'vitest'
import { isWithinBounds } from '../decision.ts'
import { estimateValue, findDormantMonths, think, type RetentionSeen } from './rules.ts'

const NONE = { begun: 0, told: 0, won: 0, optedOut: 0 }
const CALM: RetentionSeen = {
  reengage: { isOn: true, months: 18, reachable: 0, dormant: 0 },
  amc: { isOn: true, plans: 1 },
  ...{ gaps: [], customers: 40, repeats: 0, years: 40, jobs: 40, amountMinor: 40 * 30_000 },
  ...{ jobsLately: 0, planMinor: 18_900, lastYear: { review: NONE, amc: NONE, reengage: NONE } },
  week: { from: '2026-11-16', until: '2026-11-23', begun: { review: 0, amc: 0, reengage: 0 } },
}
const actions = (change: Partial<RetentionSeen>) => think({ ...CALM, ...change }).proposals.map(({ action }) => action)

/** So many came back after so many months. */
function gaps(counts: Record<number, number>): number[] {
  return Array.from({ length: 61 }, (_, month) => counts[month] ?? 0)
}

describe('when customers count as staying away', () => {
  test.each([
    ['most come back within the year', { 5: 10, 8: 10, 11: 20 }, 12],
    ['some come back every two years', { 6: 10, 23: 30 }, 24],
    ['all come back at once', { 2: 40 }, 6],
    ['a few stragglers count for nothing', { 5: 36, 59: 4 }, 6],
    ['too few came back', { 11: 19 }, null],
  ] as const)('%s', (_name, counts, months) => {
    expect(findDormantMonths({ gaps: gaps(counts) })).toBe(months)
  })

  test('is moved step by step, within what any agent may do', () => {
    const [action] = actions({ gaps: gaps({ 23: 40 }), reengage: { ...CALM.reengage, months: 12 } })
    expect(action).toEqual({ kind: 'set_dormant_months', from: 12, to: 18 })
    expect(action && isWithinBounds(action)).toBe(true)
  })

  test('stays where it is near enough, or where nobody is written to', () => {
    expect(actions({ gaps: gaps({ 16: 40 }) })).toEqual([])
    expect(actions({ gaps: gaps({ 5: 40 }), reengage: { ...CALM.reengage, isOn: false } })).toEqual([])
  })
})

describe('what is not used yet', () => {
  test('is proposed once there is somebody for it', () => {
    const off = { ...CALM.reengage, isOn: false }
    expect(actions({ reengage: { ...off, reachable: 5 } })).toEqual([
      { kind: 'switch_after_job', what: 'reengage', isOn: true },
    ])
    expect(actions({ reengage: { ...off, reachable: 4 } })).toEqual([])
    expect(actions({ amc: { isOn: false, plans: 1 }, jobsLately: 10 })).toEqual([
      { kind: 'switch_after_job', what: 'amc', isOn: true },
    ])
    expect(actions({ amc: { isOn: false, plans: 0 }, jobsLately: 10 })).toEqual([])
  })

  test('is left alone where somebody has switched it off', () => {
    const told = { ...CALM.lastYear, amc: { ...NONE, told: 3 } }
    expect(actions({ amc: { isOn: false, plans: 1 }, jobsLately: 10, lastYear: told })).toEqual([])
  })

  test('is hoped to bring what it usually does', () => {
    const [proposal] = think({ ...CALM, amc: { isOn: false, plans: 1 }, jobsLately: 25 }).proposals
    expect(proposal?.expectation).toMatchObject({ metric: 'plans', after: 0.08, impactMinor: 37_800 })
  })
})

test('nobody goes on being written to where many want no more of it', () => {
  const written = (optedOut: number) => ({ ...CALM.lastYear, reengage: { begun: 30, told: 30, won: 2, optedOut } })
  expect(actions({ lastYear: written(4) })).toEqual([{ kind: 'switch_after_job', what: 'reengage', isOn: false }])
  expect(actions({ lastYear: written(3) })).toEqual([])
})

test('one change at a time, beside what is only written down', () => {
  const seen = {
    ...{ gaps: gaps({ 5: 40 }), amc: { isOn: false, plans: 1 }, jobsLately: 20 },
    week: { ...CALM.week, begun: { review: 4, amc: 0, reengage: 2 } },
  }
  expect(actions(seen).map(({ kind }) => kind)).toEqual(['set_dormant_months', 'note_started', 'note_started'])
})

describe('what a customer is worth', () => {
  test('is the average job and those to come in three years', () => {
    // As often as everybody is taken to come back: half a job a year.
    expect(estimateValue({ ...CALM, repeats: 20, years: 40 })).toBe(75_000)
    expect(estimateValue({ ...CALM, repeats: 80, years: 40 })).toBe(30_000 * (1 + 3 * (85 / 50)))
  })

  test('is near the usual where little is known, and nothing where no amounts are', () => {
    expect(estimateValue({ ...CALM, repeats: 3, years: 0.5 })).toBeLessThan(30_000 * (1 + 3))
    expect(estimateValue({ ...CALM, jobs: 9 })).toBeNull()
  })

  test('grows with each repeat, and shrinks with each year without one', () => {
    const worth = (repeats: number, years: number) => estimateValue({ ...CALM, repeats, years }) ?? 0
    for (let count = 0; count < 50; count += 1) {
      expect(worth(count + 1, 40)).toBeGreaterThan(worth(count, 40))
      expect(worth(20, count + 1)).toBeLessThan(worth(20, count))
    }
  })
})
