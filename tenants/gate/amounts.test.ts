import { describe, expect, test } from 'vitest'
import { findAmounts } from './amounts.ts'

describe('an amount of money', () => {
  test.each([
    ['It is $179.', [17_900]],
    ['It is $ 179, all in', [17_900]],
    ['US$179 or USD 180', [17_900, 18_000]],
    ['$1,299.50 for both', [129_950]],
    ['$1299.5', [129_950]],
    ['about $2k', [200_000]],
    ['$1.5k', [150_000]],
    ['$0 call-out fee', [0]],
    ['179 dollars, 20 bucks', [17_900, 2_000]],
    ['50 cents, 99¢', [50, 99]],
    ['€80, £90, ₹700', [8_000, 9_000, 70_000]],
    ['son 120 dólares', [12_000]],
    ['$179/hr', [17_900]],
    ['$99.999', [10_000]],
  ])('%s', (text, amounts) => {
    expect(findAmounts(text)).toEqual(amounts)
  })

  test.each([
    ['$120-$180', [12_000, 18_000]],
    ['$120-180', [12_000, 18_000]],
    ['$120 - 180 plus tax', [12_000, 18_000]],
    ['$120 to $180', [12_000, 18_000]],
    ['$120 to 180', [12_000, 18_000]],
    ['between $120 and 180', [12_000, 18_000]],
    ['between $120 and $180', [12_000, 18_000]],
    ['120 to 180 dollars', [12_000, 18_000]],
    ['120-180 bucks', [12_000, 18_000]],
  ])('in a range counts both ends: %s', (text, amounts) => {
    expect(findAmounts(text)).toEqual(amounts)
  })

  test.each([
    ['$99 and 3 visits', [9_900]],
    ['$99 to 5pm', [9_900]],
    ['$99 - 2 hours', [9_900]],
    ['$99 - 512-555-0147', [9_900]],
    ['Call 512-555-0147 at 9:30, 2 technicians, 24/7', []],
    ['We open from 8 to 18', []],
    ['no money here', []],
  ])('leaves other numbers alone: %s', (text, amounts) => {
    expect(findAmounts(text)).toEqual(amounts)
  })

  test('in words is found, and equal to no price', () => {
    expect(findAmounts('two hundred dollars')).toEqual([Number.NaN])
    expect(findAmounts('about fifty bucks')).toEqual([Number.NaN])
  })
})
