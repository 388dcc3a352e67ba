import { describe, expect, test } from 'vitest'
import type { AgendaView, AppointmentView, BusyView } from '../../tenants/contract/booking.ts'
import { nameOfVisit } from './visit-ask.ts'
import { arrangeDays, type AgendaRow } from './agenda-days.ts'

const visit = (startsAt: string, over: Partial<AppointmentView> = {}) =>
  ({ id: startsAt, startsAt: Date.parse(startsAt), endsAt: Date.parse(startsAt) + 1, ...over }) as AppointmentView
const agenda = (visits: AppointmentView[], busy: BusyView[] = []): AgendaView => ({
  timeZone: 'America/Chicago',
  currency: 'USD',
  today: '2026-10-31',
  from: '2026-10-31',
  days: 3,
  crew: [],
  visits,
  busy,
})
const at = (time: string) => Date.parse(`2026-${time}Z`)
const nameRow = (row: AgendaRow) => (row.kind === 'visit' ? row.visit.id : row.busy)

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
    expect(days.map(({ day, rows }) => [day, rows.map(nameRow)])).toEqual([
      ['2026-10-31', ['2026-11-01T04:00:00Z']],
      ['2026-11-01', ['2026-11-01T08:00:00Z', '2026-11-01T15:00:00Z']],
      ['2026-11-02', []],
    ])
  })

  test('show what is taken elsewhere among the visits, on each of the days it lasts', () => {
    const away = { startsAt: at('10-31T20:00:00'), endsAt: at('11-02T16:00:00'), isBlocked: true }
    const lunch = { startsAt: at('11-02T18:00:00'), endsAt: at('11-02T19:00:00'), isBlocked: false }
    const days = arrangeDays(agenda([visit('2026-10-31T15:00:00Z'), visit('2026-11-02T17:00:00Z')], [lunch, away]))
    expect(days.map(({ rows }) => rows.map(nameRow))).toEqual([
      ['2026-10-31T15:00:00Z', { from: away.startsAt, until: null, isBlocked: true }],
      [{ from: null, until: null, isBlocked: true }],
      [
        { from: null, until: away.endsAt, isBlocked: true },
        '2026-11-02T17:00:00Z',
        { from: lunch.startsAt, until: lunch.endsAt, isBlocked: false },
      ],
    ])
  })

  test('do not show time that ends at midnight on the next day', () => {
    const night = { startsAt: at('10-31T23:00:00'), endsAt: at('11-01T05:00:00'), isBlocked: true }
    expect(arrangeDays(agenda([], [night])).map(({ rows }) => rows.length)).toEqual([1, 0, 0])
  })
})

test.each([
  [{ customerName: 'Pat', customerPhone: '+12145550147' }, 'Pat'],
  [{ customerName: null, customerPhone: '+12145550147' }, '(214) 555-0147'],
  [{ customerName: null, customerPhone: null }, 'Unknown caller'],
])('a visit of %j is called %s', (over, name) => {
  expect(nameOfVisit(visit('2026-11-01T15:00:00Z', over))).toBe(name)
})
