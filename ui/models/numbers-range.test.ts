import { describe, expect, test } from 'vitest'
import type { DayNumbers, NumbersView } from '../../tenants/contract/board.ts'
import {
  changeOf,
  daysToName,
  nameDay,
  funnelOf,
  isQuiet,
  judgePromise,
  splitBefore,
  sumCounts,
  toSeconds,
} from './numbers-range.ts'

function day(on: string, counts: Partial<DayNumbers> = {}): DayNumbers {
  const none = { missed: 0, texted: 0, replied: 0, booked: 0, completed: 0, lost: 0, revenueMinor: 0 }
  return { day: on, ...none, textP50Ms: null, textP95Ms: null, answerP50Ms: null, answerP95Ms: null, ...counts }
}

describe('the figures of a range', () => {
  const days = [
    day('2026-11-22', { missed: 4 }),
    day('2026-11-23', { missed: 2, texted: 2 }),
    day('2026-11-24', { missed: 3, texted: 3, replied: 2, booked: 1 }),
    day('2026-11-25', { missed: 5, texted: 4, replied: 1, revenueMinor: 18_900 }),
  ]
  const view: NumbersView = { timeZone: 'America/Chicago', currency: 'USD', days, total: day('') }

  test('stand beside those of the range before', () => {
    const { days: now, before } = splitBefore(view, 1)
    expect(now.map((one) => one.day)).toEqual(['2026-11-25'])
    expect(before.map((one) => one.day)).toEqual(['2026-11-24'])
    expect(splitBefore(view, 7).before).toEqual([])
  })

  test('add up, and show how many were kept at each step', () => {
    const counts = sumCounts(days.slice(2))
    expect(counts).toMatchObject({ missed: 8, texted: 7, replied: 3, booked: 1, revenueMinor: 18_900 })
    expect(funnelOf(counts).map(({ share }) => share)).toEqual([1, 7 / 8, 3 / 8, 1 / 8])
  })

  test('say nothing where there is nothing to say', () => {
    expect(isQuiet(sumCounts([]))).toBe(true)
    expect(funnelOf(sumCounts([]))[0]).toEqual({ name: 'missed', count: 0, share: null })
    expect(changeOf(3, 0)).toBeNull()
    expect(judgePromise(null, 30_000)).toBe('unknown')
  })

  test('a promise is kept up to its last millisecond', () => {
    expect(judgePromise(30_000, 30_000)).toBe('kept')
    expect(judgePromise(30_001, 30_000)).toBe('missed')
    expect(changeOf(3, 4)).toBe(-0.25)
  })

  test('seconds keep a tenth only while it matters', () => {
    expect([8_449, 21_600, null].map(toSeconds)).toEqual([8.4, 22, null])
  })
})

test('an axis names as many days as it has room for, today among them', () => {
  expect(daysToName(7, 7)).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(daysToName(30, 6)).toEqual([4, 9, 14, 19, 24, 29])
  expect(daysToName(1, 6)).toEqual([0])
  expect(nameDay('2026-11-25', 'en-US')).toBe('Nov 25')
  expect(nameDay('2026-11-25', 'es-US')).toMatch(/25.*nov/i)
})
