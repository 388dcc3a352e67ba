import { expect, test } from 'vitest'
import { boundsFields, boundsRules, readCapacity } from './ads-bounds-form.ts'
import { openForm } from './form.ts'

const BOUNDS = {
  ...{ isManaged: false, dailyMinor: 6_000, monthlyMinor: 150_050, bidMinor: 1_500 },
  ...{ weeklyBookings: null, version: 3 },
}

test('limits come back from their fields as they went in', () => {
  const fields = boundsFields(BOUNDS, 'USD')
  expect(fields).toMatchObject({ daily: '60', monthly: '1500.50', bid: '15', capacity: '' })
  const { version: _version, ...whole } = BOUNDS
  expect(openForm(fields, boundsRules('USD')).check()).toEqual(whole)
  expect(boundsFields({ ...BOUNDS, weeklyBookings: 0 }, 'USD').capacity).toBe('0')
})

test.each([
  ['daily', 'sixty', 'dailyMinor'],
  ['daily', '10001', 'dailyMinor'],
  ['bid', '', 'bidMinor'],
  ['capacity', 'ten', 'weeklyBookings'],
  ['capacity', '501', 'weeklyBookings'],
])('%s of "%s" is named as wrong', (name, text, path) => {
  const form = openForm({ ...boundsFields(BOUNDS, 'USD'), [name]: text }, boundsRules('USD'))
  expect(form.check()).toBeNull()
  expect(form.faultAt(path)).not.toBeNull()
})

test('whoever lets it change things says how far', () => {
  const form = openForm({ ...boundsFields(BOUNDS, 'USD'), daily: '0' }, boundsRules('USD'))
  expect(form.check()).not.toBeNull()
  form.set({ isManaged: true })
  expect(form.check()).toBeNull()
  expect(form.faultAt('dailyMinor')).toEqual({ code: 'required' })
})

test('no number of bookings leaves it to the diary, and none at all is none', () => {
  expect([' ', '0', '12', '1.5'].map(readCapacity)).toEqual([null, 0, 12, '1.5'])
})
