import { describe, expect, test } from 'vitest'
import { describeLocalTime } from '../../base/local-time.ts'
import { remindersFor } from './reminders.ts'

const CHICAGO = 'America/Chicago'

function reminders(startsAt: string, now: string, zone = CHICAGO): (string | null)[] {
  const { day, hours } = remindersFor(Date.parse(startsAt), zone, Date.parse(now))
  return [day, hours].map((at) => (at === null ? null : describeLocalTime(zone, at)))
}

describe('a visit is reminded of', () => {
  test('the day before at its own hour, and two hours before it', () => {
    expect(reminders('2026-06-05T14:00:00-05:00', '2026-06-01T10:00:00-05:00')).toEqual([
      '2026-06-04 14:00',
      '2026-06-05 12:00',
    ])
  })

  test('by the clock on the wall, also across a change of it', () => {
    // Sunday, 8 March 2026: the day before has 24 hours, and the day itself 23.
    expect(reminders('2026-03-08T15:00:00-05:00', '2026-03-01T10:00:00-06:00')).toEqual([
      '2026-03-07 15:00',
      '2026-03-08 13:00',
    ])
    expect(Date.parse('2026-03-08T15:00:00-05:00') - Date.parse('2026-03-07T15:00:00-06:00')).toBe(23 * 3_600_000)
    expect(reminders('2026-11-01T11:00:00-06:00', '2026-10-20T10:00:00-05:00')).toEqual([
      '2026-10-31 11:00',
      '2026-11-01 09:00',
    ])
  })

  test('at no hour at which people sleep', () => {
    expect(reminders('2026-06-05T08:00:00-05:00', '2026-06-01T10:00:00-05:00')).toEqual(['2026-06-04 09:00', null])
    expect(reminders('2026-06-05T22:00:00-05:00', '2026-06-01T10:00:00-05:00')).toEqual([
      '2026-06-04 19:00',
      '2026-06-05 20:00',
    ])
    expect(reminders('2026-06-05T01:00:00-05:00', '2026-06-01T10:00:00-05:00')[1]).toBeNull()
  })

  test('only where it was not agreed a moment ago', () => {
    expect(reminders('2026-06-02T14:00:00-05:00', '2026-06-01T13:30:00-05:00')).toEqual([null, '2026-06-02 12:00'])
    expect(reminders('2026-06-01T15:00:00-05:00', '2026-06-01T13:00:00-05:00')).toEqual([null, null])
  })
})
