import { expect, test } from 'vitest'
import { addressOf } from './contact-address.ts'

const AUSTIN = { state: 'TX', postalCode: '78704' }

test.each([
  [{ ...AUSTIN, country: 'US' }, AUSTIN],
  [{ ...AUSTIN, country: 'United States' }, AUSTIN],
  [AUSTIN, AUSTIN],
  [{ ...AUSTIN, country: ' ' }, AUSTIN],
  [
    { state: ' TX ', postalCode: '' },
    { state: 'TX', postalCode: null },
  ],
  [
    { state: null, postalCode: '78704' },
    { state: null, postalCode: '78704' },
  ],
  [{ state: 'TN', postalCode: '600001', country: 'IN' }, null],
  [{ state: 'ON', country: 'CA' }, null],
  [{ state: ' ', postalCode: null }, null],
  [{}, null],
])('of a contact with %j is %j', (fields, address) => {
  expect(addressOf(fields)).toEqual(address)
})
