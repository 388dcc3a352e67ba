import { describe, expect, test } from 'vitest'
import { DAY_MS } from './clock.ts'
import { isHoliday } from './holidays.ts'

function on(day: string, state: string | null = null): boolean {
  return isHoliday(Date.parse(day) / DAY_MS, state)
}

describe('a federal holiday', () => {
  test.each([
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-04',
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
    '2027-05-31',
    '2028-11-23',
  ])('is %s', (day) => {
    expect(on(day)).toBe(true)
  })

  test('counts on the day it is observed too', () => {
    expect(on('2026-07-03')).toBe(true)
    expect(on('2027-07-05')).toBe(true)
    expect(on('2027-12-31'), 'New Year’s Day of 2028 is a Saturday').toBe(true)
  })

  test.each(['2026-01-02', '2026-01-26', '2026-05-18', '2026-11-27', '2026-12-24', '2026-12-31', '2020-06-19'])(
    'is not %s',
    (day) => {
      expect(on(day)).toBe(false)
    },
  )
})

test('a state’s own holiday counts in that state only', () => {
  expect(on('2026-07-24', 'UT')).toBe(true)
  expect(on('2026-07-24', 'NV')).toBe(false)
  expect(on('2026-08-10', 'RI')).toBe(true)
  expect(on('2026-04-27', 'AL')).toBe(true)
  expect(on('2026-04-27', 'MS')).toBe(true)
  expect(on('2026-06-01', 'AL')).toBe(true)
  expect(on('2026-07-24', null)).toBe(false)
})
