import { expect, test } from 'vitest'
import { moment } from './values.ts'

test.each([
  ['2026-11-23 15:04:05-06:00', '2026-11-23T21:04:05Z'],
  ['2026-11-23 15:04:05+05:30', '2026-11-23T09:34:05Z'],
  ['2026-11-23 15:04:05.123+00:00', '2026-11-23T15:04:05Z'],
  // Wherever it was written, it was not before that.
  ['2026-11-23 15:04:05', '2026-11-23T01:04:05Z'],
])('%s is %s', (written, meant) => {
  expect(moment(written)).toBe(Date.parse(meant))
})

test.each([undefined, '', 'yesterday', '2026-11-23', '2026-13-41 99:99:99+00:00'])('%s is no moment', (written) => {
  expect(moment(written)).toBeNull()
})
