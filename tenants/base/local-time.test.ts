import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './clock.ts'
import { describeDay, describeLocalTime, findClockChange, offsetMs, readLocalTime, startOfDay } from './local-time.ts'

const SPRING = Date.parse('2026-03-08T07:00:00Z')
const AUTUMN = Date.parse('2026-11-01T06:00:00Z')
const NEW_YORK = 'America/New_York'

describe('the offset of a zone', () => {
  test('changes at the instant the clocks do', () => {
    expect([SPRING - 1, SPRING].map((at) => offsetMs(NEW_YORK, at) / HOUR_MS)).toEqual([-5, -4])
    expect([AUTUMN - 1, AUTUMN].map((at) => offsetMs(NEW_YORK, at) / HOUR_MS)).toEqual([-4, -5])
  })

  test('never changes where clocks do not', () => {
    for (const zone of ['America/Phoenix', 'Pacific/Honolulu', 'America/Puerto_Rico']) {
      expect(offsetMs(zone, SPRING - DAY_MS)).toBe(offsetMs(zone, SPRING + DAY_MS))
    }
    expect(offsetMs('America/Denver', SPRING - DAY_MS)).not.toBe(offsetMs('America/Denver', SPRING + DAY_MS))
  })

  test('may be a broken hour', () => {
    expect(offsetMs('Asia/Kolkata', SPRING)).toBe(330 * MINUTE_MS)
    expect(offsetMs('Asia/Kathmandu', SPRING)).toBe(345 * MINUTE_MS)
  })

  test('of a zone that does not exist is refused', () => {
    expect(() => offsetMs('America/Nowhere', SPRING)).toThrow(RangeError)
  })
})

describe('a clock on the wall', () => {
  test('skips the gap', () => {
    expect(readLocalTime(NEW_YORK, SPRING - 1)).toMatchObject({ weekday: 0, timeMs: 2 * HOUR_MS - 1 })
    expect(readLocalTime(NEW_YORK, SPRING)).toMatchObject({ weekday: 0, timeMs: 3 * HOUR_MS })
  })

  test('shows the repeated hour twice', () => {
    expect(readLocalTime(NEW_YORK, AUTUMN - HOUR_MS).timeMs).toBe(HOUR_MS)
    expect(readLocalTime(NEW_YORK, AUTUMN).timeMs).toBe(HOUR_MS)
  })

  test('turns the day at local midnight', () => {
    const midnight = Date.parse('2026-11-17T00:00:00-06:00')
    expect(readLocalTime('America/Chicago', midnight)).toEqual({
      day: Date.parse('2026-11-17') / DAY_MS,
      weekday: 2,
      timeMs: 0,
    })
    expect(readLocalTime('America/Chicago', midnight - 1)).toMatchObject({ weekday: 1, timeMs: DAY_MS - 1 })
  })
})

describe('a clock change', () => {
  test('is found to the millisecond, and only between the two instants', () => {
    expect(findClockChange(NEW_YORK, SPRING - 9 * HOUR_MS, SPRING + HOUR_MS)).toBe(SPRING)
    expect(findClockChange(NEW_YORK, AUTUMN - 1, AUTUMN)).toBe(AUTUMN)
    expect(findClockChange(NEW_YORK, SPRING, SPRING + DAY_MS)).toBeNull()
    expect(findClockChange(NEW_YORK, SPRING - DAY_MS, SPRING - 1)).toBeNull()
    expect(findClockChange('America/Phoenix', SPRING - DAY_MS, SPRING + DAY_MS)).toBeNull()
  })

  test('may be half an hour', () => {
    const from = Date.parse('2026-04-04T00:00:00Z')
    expect(findClockChange('Australia/Lord_Howe', from, from + DAY_MS)).toBe(Date.parse('2026-04-04T15:00:00Z'))
  })
})

describe('a local day', () => {
  const day = (name: string) => Date.parse(name) / DAY_MS

  test('begins at midnight, and has 23 or 25 hours when the clocks change', () => {
    const lengths = ['2026-03-07', '2026-03-08', '2026-11-01', '2026-11-02'].map(
      (name) => (startOfDay(NEW_YORK, day(name) + 1) - startOfDay(NEW_YORK, day(name))) / HOUR_MS,
    )
    expect(lengths).toEqual([24, 23, 25, 24])
    expect(startOfDay(NEW_YORK, day('2026-03-08'))).toBe(Date.parse('2026-03-08T00:00:00-05:00'))
  })

  test('begins later where midnight is skipped, and at the first of two midnights', () => {
    expect(startOfDay('America/Santiago', day('2026-09-06'))).toBe(Date.parse('2026-09-06T01:00:00-03:00'))
    expect(startOfDay('America/Havana', day('2026-11-01'))).toBe(Date.parse('2026-11-01T00:00:00-04:00'))
  })

  test('is written as people write it in a table', () => {
    expect(describeDay(day('2026-11-25'))).toBe('2026-11-25')
    expect(describeLocalTime('America/Chicago', Date.parse('2026-11-25T18:04:59-06:00'))).toBe('2026-11-25 18:04')
  })
})
