import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../base/clock.ts'
import { readLocalTime } from '../../base/local-time.ts'
import { addMonths, noticeWindow, planTerm } from './terms.ts'

const PLAN = {
  ...{ planId: 'comfort', name: 'Comfort', priceMinor: 18_900, termMonths: 12 },
  ...{ holds: '2 visits a year', renewsByItself: true },
}

test.each([
  ['2026-11-26', 12, '2027-11-26'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-10-15', 3, '2027-01-15'],
])('%s and %i months is %s', (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected)
})

test.each(
  [1, 2, 3, 6, 12, 24].flatMap((months) => ['America/Chicago', 'Pacific/Honolulu'].map((zone) => [months, zone])),
)('a term of %s months in %s is reminded of within the window that counts, in the morning', (months, zone) => {
  for (const startsOn of ['2026-03-08', '2026-11-01', '2027-01-31', '2028-02-29']) {
    const { term, timers } = planTerm({ ...PLAN, termMonths: Number(months) }, startsOn, String(zone))
    const { from, until } = noticeWindow(term.renewsOn, String(zone))
    expect(timers.remind_due).toBeGreaterThan(from)
    // A whole day is left for the gate to find a lawful hour.
    expect(timers.remind_due).toBeLessThan(until - HOUR_MS * 12)
    expect(readLocalTime(String(zone), timers.remind_due).timeMs).toBeLessThanOrEqual(11 * HOUR_MS)
    expect(timers.renew_due - timers.remind_due).toBeGreaterThan(15 * DAY_MS)
  }
})
