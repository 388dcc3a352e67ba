import { describe, expect, test } from 'vitest'
import { estimate } from './estimate.ts'

const count = (hits: number, of: number) => ({ hits, of })

describe('what an action changed', () => {
  test('is the difference of the shares, with money where it is hardly chance', () => {
    const outcome = estimate('won_back', {
      ...{ before: count(20, 200), after: count(60, 200), control: null, valueMinor: 10_000 },
    })
    expect(outcome.change).toBeCloseTo(0.2)
    expect(outcome.low).toBeGreaterThan(0.1)
    expect(outcome.high).toBeLessThan(0.3)
    expect(outcome.impactMinor).toBe(400_000)
  })

  test('is less what changed where nothing was done', () => {
    const control = { before: count(20, 200), after: count(60, 200) }
    const outcome = estimate('won_back', { before: count(20, 200), after: count(60, 200), control, valueMinor: 10_000 })
    expect(outcome.change).toBeCloseTo(0)
    expect(outcome.impactMinor).toBe(0)
  })

  test('can be a loss', () => {
    const outcome = estimate('booked', {
      before: count(90, 200),
      after: count(40, 200),
      control: null,
      valueMinor: 5_000,
    })
    expect(outcome.high).toBeLessThan(0)
    expect(outcome.impactMinor).toBe(-250_000)
  })

  test('claims no money for what may be chance', () => {
    const outcome = estimate('booked', {
      before: count(10, 50),
      after: count(13, 50),
      control: null,
      valueMinor: 5_000,
    })
    expect(outcome.low).toBeLessThan(0)
    expect(outcome.high).toBeGreaterThan(0)
    expect(outcome.impactMinor).toBe(0)
  })

  test('says that too few tell nothing, the control’s included', () => {
    const few = { before: count(0, 19), after: count(19, 19), control: null, valueMinor: 5_000 }
    expect(estimate('booked', few)).toMatchObject({ low: null, high: null, impactMinor: 0 })
    const control = { before: count(1, 5), after: count(1, 5) }
    const many = { before: count(0, 100), after: count(90, 100), control, valueMinor: 5_000 }
    expect(estimate('booked', many)).toMatchObject({ low: null, impactMinor: 0 })
  })

  test('brings money by what is paid for, where that is hardly chance itself', () => {
    const replies = { before: count(90, 300), after: count(150, 300), control: null, valueMinor: 30_000 }
    const sure = estimate('replied', { ...replies, paid: { before: count(30, 280), after: count(70, 280) } })
    expect(sure.change).toBeCloseTo(0.2)
    expect(sure.impactMinor).toBe(40 * 30_000)
    expect(sure.paid?.after).toEqual(count(70, 280))
    // More replies that bring no more visits are worth nothing.
    const chance = estimate('replied', { ...replies, paid: { before: count(30, 280), after: count(34, 280) } })
    expect(chance).toMatchObject({ impactMinor: 0, low: sure.low })
    expect(chance.paid).toBeUndefined()
    const few = estimate('replied', { ...replies, paid: { before: count(0, 10), after: count(10, 10) } })
    expect(few.impactMinor).toBe(0)
  })

  test('is told without the luck of what was picked for how it came out, and so is its money', () => {
    const fair = { before: 0.34, after: 0.44, change: 0.1, low: 0.03, high: 0.17 }
    const replies = { before: count(90, 300), after: count(150, 300), control: null, valueMinor: 30_000, fair }
    const visits = { before: count(30, 280), after: count(70, 280) }
    const outcome = estimate('replied', { ...replies, paid: { ...visits, change: 0.08 } })
    expect(outcome).toMatchObject({ change: 0.1, low: 0.03, high: 0.17, fair: { before: 0.34, after: 0.44 } })
    expect(outcome).toMatchObject({ paid: visits, impactMinor: Math.round(0.08 * 280 * 30_000) })
    expect(estimate('booked', replies).impactMinor).toBe(0.1 * 300 * 30_000)
    // What may be chance is worth nothing, with or without luck.
    const chance = { before: count(30, 280), after: count(34, 280), change: 0.01 }
    expect(estimate('replied', { ...replies, paid: chance }).impactMinor).toBe(0)
  })

  test('is what came of it where there was no before', () => {
    const outcome = estimate('reviews', { before: null, after: count(3, 9), control: null, valueMinor: 2_500 })
    expect(outcome).toMatchObject({ change: null, impactMinor: 7_500 })
  })

  test('holds the truth in about nineteen of twenty cases', () => {
    let seed = 7
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return seed / 2 ** 32
    }
    const draw = (part: number, of: number) =>
      count(Array.from({ length: of }, random).filter((value) => value < part).length, of)
    let held = 0
    for (let index = 0; index < 1_000; index += 1) {
      const control = { before: draw(0.2, 150), after: draw(0.25, 150) }
      const { low, high } = estimate('booked', {
        ...{ before: draw(0.2, 150), after: draw(0.35, 150), control, valueMinor: 0 },
      })
      if ((low ?? 1) <= 0.1 && (high ?? 0) >= 0.1) held += 1
    }
    expect(held).toBeGreaterThan(930)
    expect(held).toBeLessThan(980)
  })
})
