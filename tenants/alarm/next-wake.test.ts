import { expect, test } from 'vitest'
import { nextWake } from './next-wake.ts'

const NOW = 1_800_000_000_000

test('the earlier of timers and entries wakes the object, and nothing due lets it sleep', () => {
  expect(nextWake({ timerAt: null, entryAt: null, dailyAt: null, isBusy: false }, NOW)).toBeNull()
  expect(nextWake({ timerAt: NOW + 9, entryAt: null, dailyAt: null, isBusy: false }, NOW)).toBe(NOW + 9)
  expect(nextWake({ timerAt: NOW + 9, entryAt: NOW + 5, dailyAt: null, isBusy: false }, NOW)).toBe(NOW + 5)
})

test('while calls are under way an overdue entry wakes the object only in case they never end', () => {
  expect(nextWake({ timerAt: null, entryAt: NOW - 5, dailyAt: null, isBusy: true }, NOW)).toBe(NOW + 1_000)
  expect(nextWake({ timerAt: null, entryAt: NOW + 5, dailyAt: null, isBusy: true }, NOW)).toBe(NOW + 5)
  expect(nextWake({ timerAt: NOW + 3, entryAt: NOW - 5, dailyAt: null, isBusy: true }, NOW)).toBe(NOW + 3)
})
