import { expect, test } from 'vitest'
import { dayAfter, instantAt } from './local-instant.ts'

const CHICAGO = 'America/Chicago'

test.each([
  ['in winter', '2026-11-27', '09:00', CHICAGO, '2026-11-27T15:00:00.000Z'],
  ['in summer', '2026-07-01', '09:00', CHICAGO, '2026-07-01T14:00:00.000Z'],
  ['on the morning after the clocks went forward', '2026-03-08', '09:00', CHICAGO, '2026-03-08T14:00:00.000Z'],
  ['in the night before that', '2026-03-08', '01:30', CHICAGO, '2026-03-08T07:30:00.000Z'],
  ['on the morning after they went back', '2026-11-01', '09:00', CHICAGO, '2026-11-01T15:00:00.000Z'],
  ['at midnight', '2026-11-27', '00:00', CHICAGO, '2026-11-27T06:00:00.000Z'],
  ['where the clocks never change', '2026-07-01', '09:00', 'America/Phoenix', '2026-07-01T16:00:00.000Z'],
])('a time on the wall is found %s', (_, day, time, zone, expected) => {
  expect(new Date(instantAt(day, time, zone) ?? 0).toISOString()).toBe(expected)
})

test('a time that no clock shows that day is an hour beside it, never nothing', () => {
  const at = instantAt('2026-03-08', '02:30', CHICAGO) ?? 0
  expect(['2026-03-08T07:30:00.000Z', '2026-03-08T08:30:00.000Z']).toContain(new Date(at).toISOString())
})

test.each([
  ['', '09:00'],
  ['2026-11-27', ''],
  ['2026-13-40', '09:00'],
  ['27.11.2026', '9:00'],
])('%j at %j is not a time yet', (day, time) => {
  expect(instantAt(day, time, CHICAGO)).toBeNull()
})

test('days are counted over the ends of months and years', () => {
  expect(dayAfter('2026-12-28', 7)).toBe('2027-01-04')
  expect(dayAfter('2026-03-05', -7)).toBe('2026-02-26')
})
