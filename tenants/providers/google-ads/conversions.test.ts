import { expect, test } from 'vitest'
import type { AdsRows } from '../ads-port.ts'
import { chooseAction, plainEmail, writeInstant } from './conversions.ts'

const action = (actionId: string, name: string, rest: object = {}): AdsRows['conversion_actions'] => ({
  ...{ actionId, name, type: 'UPLOAD_CLICKS', status: 'ENABLED', isPrimary: false, ...rest },
})

test.each([
  [[], null, null],
  [[action('1', 'Visit booked'), action('2', 'Job completed')], '1', '2'],
  [[action('1', 'Import'), action('2', 'Completed sale')], '1', '2'],
  // One action alone counts bookings; a job on top of it would count one customer twice.
  [[action('1', 'Offline leads')], '1', null],
  [[action('1', 'Other'), action('2', 'Leads', { isPrimary: true })], '2', null],
  [[action('1', 'Booked', { status: 'REMOVED' }), action('2', 'Booked', { type: 'WEBPAGE' })], null, null],
])('of %j a booking goes to %s and a job to %s', (actions, booked, completed) => {
  expect([chooseAction(actions, 'booked'), chooseAction(actions, 'completed')]).toEqual([booked, completed])
})

test('an address is written as Google reads it before it is hashed', () => {
  expect(plainEmail(' Ann.Lee@Example.com ')).toBe('ann.lee@example.com')
  expect(plainEmail('Ann.Lee@gmail.com')).toBe('annlee@gmail.com')
})

test('an instant stands in the zone of the business', () => {
  expect(writeInstant(Date.UTC(2026, 10, 23, 21), 'America/Chicago')).toBe('2026-11-23T15:00:00-06:00')
  expect(writeInstant(Date.UTC(2026, 6, 1, 3), 'Asia/Kolkata')).toBe('2026-07-01T08:30:00+05:30')
})
