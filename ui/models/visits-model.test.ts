import { describe, expect, test } from 'vitest'
import type { AgendaView, AppointmentView } from '../../tenants/contract/booking.ts'
import { nameOfVisit } from './visit-ask.ts'
import { arrangeDays } from './visits-model.ts'

const visit = (startsAt: string, over: Partial<AppointmentView> = {}) =>
  ({ id: startsAt, startsAt: Date.parse(startsAt), endsAt: Date.parse(startsAt) + 1, ...over }) as AppointmentView
const agenda = (visits: AppointmentView[]): AgendaView => ({
  timeZone: 'America/Chicago',
  currency: 'USD',
  today: '2026-10-31',
  from: '2026-10-31',
  days: 3,
  crew: [],
  visits,
})

describe('the days of an agenda', () => {
  test('are all there, and hold their visits in order, on the clock of the business', () => {
    const days = arrangeDays(
      agenda([
        visit('2026-11-01T15:00:00Z'),
        // Eleven at night in Chicago, an hour before the clocks go back, and the next morning for UTC.
        visit('2026-11-01T04:00:00Z'),
        visit('2026-11-01T08:00:00Z'),
      ]),
    )
    expect(days.map(({ day, visits }) => [day, visits.map(({ id }) => id)])).toEqual([
      ['2026-10-31', ['2026-11-01T04:00:00Z']],
      ['2026-11-01', ['2026-11-01T08:00:00Z', '2026-11-01T15:00:00Z']],
      ['2026-11-02', []],
    ])
  })
})

test.each([
  [{ customerName: 'Pat', customerPhone: '+12145550147' }, 'Pat'],
  [{ customerName: null, customerPhone: '+12145550147' }, '(214) 555-0147'],
  [{ customerName: null, customerPhone: null }, 'Unknown caller'],
])('a visit of %j is called %s', (over, name) => {
  expect(nameOfVisit(visit('2026-11-01T15:00:00Z', over))).toBe(name)
})
