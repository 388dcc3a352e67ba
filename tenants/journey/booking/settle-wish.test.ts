import { expect, test } from 'vitest'
import { AGREED, NOW, offer, says, TUESDAY, WEDNESDAY, ZONE } from '../../../tests/support/booking.ts'
import { describeLocalTime } from '../../base/local-time.ts'
import { settleTurnedDown, settleWish } from './settle-wish.ts'
import type { BookingState, VisitReply } from './state.ts'

const AGREED_TUESDAY: BookingState = { ...AGREED, status: 'confirmed' }
const OFFERED: BookingState = {
  kind: 'booking',
  status: 'offered',
  offers: [WEDNESDAY, offer('04 09:00')],
  visitId: null,
  service: null,
}
const FROM_NOW = { at: NOW + 3_600_000, granularity: 'time' as const, namesDay: true }

type Said = Parameters<typeof says>
const settle = (said: Said, state: BookingState | null): VisitReply['wish'] => {
  const visit = says(...said).reply.visit
  return visit ? settleWish(visit, state, ZONE) : null
}
const shift = (days: number, minutes: number): Said[0] => ({ shift: { days, minutes }, than: 'later' })

test.each<[string, Said, BookingState | null, string]>([
  ['an hour later', [shift(0, 60), FROM_NOW], AGREED_TUESDAY, '06-02 10:00'],
  ['an hour earlier', [shift(0, -60)], AGREED_TUESDAY, '06-02 08:00'],
  ['a day later', [shift(1, 0)], AGREED_TUESDAY, '06-03 09:00'],
  ['a week back', [shift(7, 0)], AGREED_TUESDAY, '06-09 09:00'],
  ['an hour behind the first that was offered', [shift(0, 60)], OFFERED, '06-03 15:00'],
  [
    'on a day of its own, an hour later',
    [shift(0, 60), { at: offer('05 00:00').startsAt, granularity: 'day', namesDay: true }],
    AGREED_TUESDAY,
    '06-05 10:00',
  ],
])('%s is counted from what is talked of', (_, said, state, expected) => {
  const wish = settle(said, state)
  expect(wish).toMatchObject({ granularity: 'time', namesDay: true })
  expect(describeLocalTime(ZONE, wish?.at ?? 0).slice(5)).toBe(expected)
})

test('a day later is the same hour where the clocks change in between', () => {
  const startsAt = Date.parse('2026-10-31T14:00:00Z')
  const wish = settle([shift(1, 0)], { ...AGREED, status: 'confirmed', startsAt })
  expect(describeLocalTime(ZONE, wish?.at ?? 0)).toBe('2026-11-01 09:00')
})

test('with nothing to count from it stays what was read', () =>
  expect(settle([shift(0, 60), FROM_NOW], null)).toBe(FROM_NOW))

test('"that day" is the day of the visit', () => {
  const visit = says({ refusesDay: true }).reply.visit
  expect(visit && settleTurnedDown(visit, AGREED_TUESDAY)).toEqual([
    { at: TUESDAY.startsAt, granularity: 'day', namesDay: true, isWeekly: false },
  ])
  expect(visit && settleTurnedDown(visit, null)).toEqual([])
})
