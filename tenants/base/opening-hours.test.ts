import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './clock.ts'
import { isOpenAt, isOutsideHours, nextOpeningAt, WEEKDAYS, type OpeningHours, type Weekday } from './opening-hours.ts'

const NEW_YORK = 'America/New_York'
const CLOSED: OpeningHours = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
}
const OFFICE = { opens: '08:00', closes: '17:00' }
const WEEKDAYS_ONLY: OpeningHours = {
  ...CLOSED,
  monday: [OFFICE],
  tuesday: [OFFICE],
  wednesday: [OFFICE],
  thursday: [OFFICE],
  friday: [OFFICE],
}
const on = (day: Weekday, ...spans: [string, string][]): OpeningHours => ({
  ...CLOSED,
  [day]: spans.map(([opens, closes]) => ({ opens, closes })),
})

const STEP_MS = 5 * MINUTE_MS

/** Asks every five minutes whether it is open now. Whatever the hours here begin with is a multiple of that. */
function searchOpening(hours: OpeningHours, at: number, zone: string): number | null {
  for (let each = at; each < at + 15 * DAY_MS; each += STEP_MS) if (isOpenAt(hours, each, zone)) return each
  return null
}

describe('a business is open', () => {
  test('from the minute it opens until the one it closes', () => {
    const at = (time: string) => isOpenAt(WEEKDAYS_ONLY, Date.parse(`2026-11-25T${time}-05:00`), NEW_YORK)
    expect(['07:59:59', '08:00:00', '16:59:59', '17:00:00'].map(at)).toEqual([false, true, true, false])
  })

  test('on its own wall, not on ours', () => {
    const at = Date.parse('2026-11-25T16:30:00-05:00')
    expect(['America/New_York', 'America/Los_Angeles', 'Asia/Kolkata'].map((zone) => isOpenAt(WEEKDAYS_ONLY, at, zone)))
      // In Kolkata it is three in the morning of the next day.
      .toEqual([true, true, false])
  })

  test('not over a break', () => {
    const hours = on('wednesday', ['08:00', '12:00'], ['13:00', '17:00'])
    const at = (time: string) => isOpenAt(hours, Date.parse(`2026-11-25T${time}:00-05:00`), NEW_YORK)
    expect(['11:59', '12:00', '12:59', '13:00'].map(at)).toEqual([true, false, false, true])
  })

  test('through midnight where one day ends and the next begins open', () => {
    const hours = { ...on('friday', ['18:00', '23:59']), saturday: [{ opens: '00:00', closes: '02:00' }] }
    const midnight = Date.parse('2026-11-28T00:00:00-05:00')
    const open = [-1, 0, 2 * HOUR_MS - 1, 2 * HOUR_MS].map((away) => isOpenAt(hours, midnight + away, NEW_YORK))
    expect(open).toEqual([true, true, true, false])
    const everyMinute = Array.from({ length: 8 * 60 }, (_, minute) => midnight - 6 * HOUR_MS + minute * MINUTE_MS)
    expect(everyMinute.every((at) => isOpenAt(hours, at, NEW_YORK))).toBe(true)
  })
})

describe('the next opening', () => {
  test('is now where it is open now, later today, or on the next open day', () => {
    const next = (time: string) =>
      new Date(nextOpeningAt(WEEKDAYS_ONLY, Date.parse(`${time}-05:00`), NEW_YORK) ?? 0).toISOString()
    expect(next('2026-11-25T09:30:00')).toBe('2026-11-25T14:30:00.000Z')
    expect(next('2026-11-25T05:00:00')).toBe('2026-11-25T13:00:00.000Z')
    expect(next('2026-11-25T23:00:00')).toBe('2026-11-26T13:00:00.000Z')
    expect(next('2026-11-27T17:00:00')).toBe('2026-11-30T13:00:00.000Z')
  })

  test('is behind the break', () => {
    const hours = on('wednesday', ['08:00', '12:00'], ['13:00', '17:00'])
    const noon = Date.parse('2026-11-25T12:00:00-05:00')
    expect(nextOpeningAt(hours, noon, NEW_YORK)).toBe(noon + HOUR_MS)
    expect(nextOpeningAt(hours, noon + 6 * HOUR_MS, NEW_YORK)).toBe(noon - 4 * HOUR_MS + 7 * DAY_MS)
  })

  test('never comes where every day is closed', () => {
    expect(nextOpeningAt(CLOSED, 0, NEW_YORK)).toBeNull()
    expect(isOpenAt(CLOSED, 0, NEW_YORK)).toBe(false)
  })
})

describe('when the clocks change', () => {
  test('an opening in the hour that is skipped is at its end', () => {
    // 2:00 becomes 3:00 at this instant.
    const change = Date.parse('2026-03-08T07:00:00Z')
    expect(nextOpeningAt(on('sunday', ['02:30', '05:00']), change - HOUR_MS, NEW_YORK)).toBe(change)
    expect(isOpenAt(on('sunday', ['02:30', '05:00']), change - 1, NEW_YORK)).toBe(false)
    expect(nextOpeningAt(on('sunday', ['08:00', '09:00']), change - HOUR_MS, NEW_YORK)).toBe(change + 5 * HOUR_MS)
  })

  test('hours that are skipped as a whole are those of the week after', () => {
    const change = Date.parse('2026-03-08T07:00:00Z')
    const nextWeek = Date.parse('2026-03-15T02:00:00-04:00')
    expect(nextOpeningAt(on('sunday', ['02:00', '02:45']), change - HOUR_MS, NEW_YORK)).toBe(nextWeek)
  })

  test('the hour that comes twice opens twice', () => {
    // 2:00 becomes 1:00 at this instant.
    const change = Date.parse('2026-11-01T06:00:00Z')
    const hours = on('sunday', ['01:30', '02:00'])
    const open = [-31, -30, -1, 0, 29, 30, 59, 60].map((minutes) =>
      isOpenAt(hours, change + minutes * MINUTE_MS, NEW_YORK),
    )
    expect(open).toEqual([false, true, true, false, false, true, true, false])
    expect(nextOpeningAt(hours, change - HOUR_MS, NEW_YORK)).toBe(change - 30 * MINUTE_MS)
    expect(nextOpeningAt(hours, change, NEW_YORK)).toBe(change + 30 * MINUTE_MS)
  })

  test('a midnight that is skipped opens at one', () => {
    const change = Date.parse('2026-09-06T01:00:00-03:00')
    expect(nextOpeningAt(on('sunday', ['00:00', '02:00']), change - HOUR_MS, 'America/Santiago')).toBe(change)
  })

  test.each([
    ['America/New_York', '2026-03-07T20:00:00Z'],
    ['America/New_York', '2026-10-31T20:00:00Z'],
    ['America/Havana', '2026-10-31T20:00:00Z'],
    ['America/Santiago', '2026-09-05T20:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T00:00:00Z'],
    ['Asia/Kathmandu', '2026-04-04T00:00:00Z'],
  ])('in %s from %s the next opening is what a walk along the wall finds', (zone, from) => {
    const start = Date.parse(from)
    for (const spans of [
      [['00:00', '00:30']],
      [['01:15', '01:45']],
      [['02:10', '02:20']],
      [
        ['00:30', '01:30'],
        ['02:30', '23:59'],
      ],
    ] as [string, string][][]) {
      const hours = Object.assign({ ...CLOSED }, ...WEEKDAYS.slice(5).map((day) => ({ [day]: on(day, ...spans)[day] })))
      for (let at = start; at < start + 30 * HOUR_MS; at += 7 * STEP_MS) {
        expect(nextOpeningAt(hours, at, zone)).toBe(searchOpening(hours, at, zone))
      }
    }
  })
})

describe('a wish for a visit', () => {
  const wish = (time: string) => isOutsideHours(WEEKDAYS_ONLY, Date.parse(`${time}-05:00`), NEW_YORK)

  test('is outside the hours at night, at closing time and on a closed day', () => {
    expect(wish('2026-11-25T09:00:00')).toBe(false)
    expect(wish('2026-11-25T23:00:00')).toBe(true)
    expect(wish('2026-11-25T17:00:00')).toBe(true)
    expect(wish('2026-11-28T09:00:00')).toBe(true)
  })

  test('for a day without an hour is outside only where the day is closed', () => {
    expect(wish('2026-11-25T00:00:00')).toBe(false)
    expect(wish('2026-11-28T00:00:00')).toBe(true)
  })
})
