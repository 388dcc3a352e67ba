import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../base/clock.ts'
import { fullBudget, learnFrom, openBudget, takeCall, type Budget } from './budget.ts'

const NOW = 1_800_000_000_000

function takeAll(budget: Budget, from: number, until: number, everyMs: number): { at: number[]; budget: Budget } {
  const at: number[] = []
  let left = budget
  for (let now = from; now < until; now += everyMs) {
    const taken = takeCall(left, now)
    left = taken.budget
    if (taken.waitMs === 0) at.push(now)
  }
  return { at, budget: left }
}

describe('a location’s budget', () => {
  test('lets no more than 100 calls out in any ten seconds, however hard it is pressed', () => {
    const { at } = takeAll(fullBudget(NOW), NOW, NOW + 60 * SECOND_MS, 7)
    for (const begin of at) {
      expect(at.filter((one) => one >= begin && one < begin + 10 * SECOND_MS).length).toBeLessThanOrEqual(100)
    }
    // A minute's worth of refills and the bucket itself: it holds nobody back for nothing.
    expect(at.length).toBeGreaterThanOrEqual(345)
  })

  test('says how long to wait, and lets the call go then', () => {
    let budget = fullBudget(NOW)
    for (let calls = 0; calls < 50; calls += 1) budget = takeCall(budget, NOW).budget
    const { waitMs } = takeCall(budget, NOW)
    expect(waitMs).toBe(200)
    expect(takeCall(budget, NOW + waitMs - 1).waitMs).toBe(1)
    expect(takeCall(budget, NOW + waitMs).waitMs).toBe(0)
  })

  test('is closed once the day’s calls are used up, until the day is over', () => {
    const spent = { ...fullBudget(NOW), dayCalls: 200_000 }
    expect(takeCall(spent, NOW + HOUR_MS).waitMs).toBe(23 * HOUR_MS)
    expect(takeCall(spent, NOW + DAY_MS).waitMs).toBe(0)
  })

  test.each([
    [{ 'retry-after': '3' }, 3 * SECOND_MS],
    [{}, 10 * SECOND_MS],
    [{ 'x-ratelimit-interval-milliseconds': '7000' }, 7 * SECOND_MS],
    [{ 'x-ratelimit-daily-remaining': '0' }, HOUR_MS],
  ])('is closed by a 429 with %j for %i ms', (headers, waitMs) => {
    const closed = learnFrom(fullBudget(NOW), { status: 429, headers: new Headers(headers) }, NOW)
    expect(takeCall(closed, NOW).waitMs).toBe(waitMs)
    expect(takeCall(closed, NOW + waitMs).budget.closedUntil).toBe(NOW + waitMs)
  })

  test('takes over what others have used of it, and never more than it had', () => {
    const told = (remaining: string) => ({ status: 200, headers: new Headers({ 'x-ratelimit-remaining': remaining }) })
    expect(learnFrom(fullBudget(NOW), told('2'), NOW).calls).toBe(2)
    expect(learnFrom(fullBudget(NOW), told('99'), NOW).calls).toBe(50)
    expect(learnFrom(fullBudget(NOW), told('many'), NOW).calls).toBe(50)
    const daily = { status: 200, headers: new Headers({ 'x-ratelimit-daily-remaining': '199000' }) }
    expect(learnFrom(fullBudget(NOW), daily, NOW).dayCalls).toBe(1_000)
  })

  test('is one for all who call for the location', () => {
    const budget = openBudget(() => NOW)
    const waits = Array.from({ length: 51 }, () => budget.admit())
    expect(waits.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 0))
    expect(waits[50]).toBe(200)
    budget.heard({ status: 429, headers: new Headers({ 'retry-after': '60' }) })
    expect(budget.admit()).toBe(60 * SECOND_MS)
  })
})
