import { describe, expect, test } from 'vitest'
import { assignArm, hashToUnit } from './assign.ts'

const CUSTOMERS = Array.from({ length: 20_000 }, (_, place) => `cus_0mfz3h1x${String(place).padStart(12, '0')}`)

describe('which arm a customer gets', () => {
  test('is the same one however often it is asked', () => {
    for (const customer of CUSTOMERS.slice(0, 200)) {
      expect(assignArm('exp_a', customer, [0.5, 0.5])).toBe(assignArm('exp_a', customer, [0.5, 0.5]))
    }
  })

  test('follows the shares, also where ids differ in their last characters alone', () => {
    for (const shares of [
      [0.5, 0.5],
      [0.8, 0.2],
      [0.25, 0.25, 0.5],
    ]) {
      const counts = shares.map(() => 0)
      for (const customer of CUSTOMERS) {
        const arm = assignArm('exp_0mfz3h1xexample', customer, shares)
        counts[arm] = (counts[arm] ?? 0) + 1
      }
      // Four standard deviations of a share of 20,000.
      for (const [arm, share] of shares.entries()) {
        expect(Math.abs((counts[arm] ?? 0) / CUSTOMERS.length - share)).toBeLessThan(0.0142)
      }
    }
  })

  test('in one experiment says nothing of another', () => {
    const both = CUSTOMERS.filter((customer) => assignArm('exp_a', customer, [0.5, 0.5]) === 1)
    const ofThose = both.filter((customer) => assignArm('exp_b', customer, [0.5, 0.5]) === 1)
    expect(Math.abs(ofThose.length / both.length - 0.5)).toBeLessThan(0.02)
  })

  test('moves nobody to an arm whose share fell', () => {
    for (const customer of CUSTOMERS.slice(0, 2_000)) {
      if (assignArm('exp_a', customer, [0.7, 0.3]) === 1) expect(assignArm('exp_a', customer, [0.4, 0.6])).toBe(1)
    }
  })

  test('is the last one where shares were rounded to less than one', () => {
    const last = CUSTOMERS.find((customer) => hashToUnit(`exp_a:${customer}`) > 0.99) ?? ''
    expect(assignArm('exp_a', last, [0.5, 0.48])).toBe(1)
    expect(assignArm('exp_a', 'cus_1', [])).toBe(0)
  })
})
