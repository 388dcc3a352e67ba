import { describe, expect, test } from 'vitest'
import { isSameAddress, joinAddress, splitAddress } from './us-address.ts'

describe('an address', () => {
  test.each([
    ['12 Oak St, Austin, TX 78701', ['12 Oak St', 'Austin', 'TX', '78701']],
    ['12 Oak St, Apt 3, Round Rock, tx', ['12 Oak St, Apt 3', 'Round Rock', 'TX', null]],
    ['12 Oak St, Austin TX 78704', ['12 Oak St', 'Austin', 'TX', '78704']],
    ['12 Oak St Austin TX 78704', ['12 Oak St Austin', null, 'TX', '78704']],
    ['12 Oak St, Austin, TX, 78704-1234', ['12 Oak St', 'Austin', 'TX', '78704-1234']],
    ['12 Oak Dr 78701', ['12 Oak Dr', null, null, '78701']],
    ['12 Oak Ct', ['12 Oak Ct', null, null, null]],
    ['12 Oak Ct 78701', ['12 Oak Ct', null, null, '78701']],
    ['12345 Oak Ln', ['12345 Oak Ln', null, null, null]],
    ['12 Oak St, 78701', ['12 Oak St', null, null, '78701']],
    ['12 Oak St, Austin', ['12 Oak St', 'Austin', null, null]],
    ['12 Oak St', ['12 Oak St', null, null, null]],
    ['Calle Luna 45, #12', ['Calle Luna 45, #12', null, null, null]],
  ])('"%s" is kept in parts, and is the same put together', (text, parts) => {
    const split = splitAddress(text)
    expect(Object.values(split)).toEqual(parts)
    expect(isSameAddress(joinAddress(split), text)).toBe(true)
  })

  test('without a street is none, and is the same however it is written', () => {
    expect(joinAddress({ address1: ' ', city: 'Austin', state: 'TX', postalCode: null })).toBeNull()
    expect(isSameAddress('12 oak st austin', '12 Oak St., Austin')).toBe(true)
    expect(isSameAddress('12 Oak St', null)).toBe(false)
  })
})
