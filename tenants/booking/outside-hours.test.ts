import { expect, test } from 'vitest'
import { describeLocalTime } from '../base/local-time.ts'
import type { OpeningHours } from '../base/opening-hours.ts'
import { usualSchedule } from '../contract/usual.ts'
import type { Wished } from './choose-offers.ts'
import { findOutside } from './outside-hours.ts'

const CHICAGO = 'America/Chicago'
const DAY = [{ opens: '08:00', closes: '17:00' }]
const openingHours: OpeningHours = {
  ...{ monday: DAY, tuesday: DAY, wednesday: DAY, thursday: DAY, friday: [{ opens: '08:00', closes: '12:00' }] },
  ...{ saturday: [], sunday: [] },
}
const schedule = { ...usualSchedule('Dana'), closesOnHolidays: false }
const rules = { schedule, openingHours, zone: CHICAGO }

/** A day of June 2026, whose first is a Monday. */
const local = (day: string, time: string) => Date.parse(`2026-06-${day}T${time}:00-05:00`)
const at = (day: string, time: string, over: Partial<Wished> = {}): Wished => ({
  at: local(day, time),
  granularity: 'time',
  namesDay: true,
  ...over,
})
const part = (day: string, name: NonNullable<Wished['part']>, namesDay = true) =>
  at(day, '17:00', { granularity: 'part_of_day', part: name, namesDay })

test.each<[string, Wished | null, string | null]>([
  ['nine in the evening', at('02', '21:00'), '06-02 21:00 every_day'],
  ['six in the morning, of no day', at('02', '06:00', { namesDay: false }), '06-02 06:00 every_day'],
  ['two on a Friday, which ends at noon', at('05', '14:00'), '06-05 14:00 that_day'],
  ['an evening', part('02', 'evening'), '06-02 00:00 evening every_day'],
  ['evenings', part('02', 'evening', false), '06-02 00:00 evening every_day'],
  ['an afternoon of a Friday', part('05', 'afternoon'), '06-05 00:00 afternoon that_day'],
  ['afternoons, which others have', part('05', 'afternoon', false), null],
  ['a Saturday, which is closed as a whole', at('06', '10:00'), null],
  ['nine in the morning', at('02', '09:00'), null],
  ['a quarter to five, when somebody works', at('02', '16:45'), null],
  ['a day', at('02', '00:00', { granularity: 'day' }), null],
  ['the soonest', at('02', '00:00', { granularity: 'soonest', namesDay: false }), null],
  ['nothing', null, null],
])('%s', (_, wished, expected) => {
  const found = findOutside(rules, wished, 60)
  const words = found && [describeLocalTime(CHICAGO, found.at).slice(5), found.part, found.outside]
  expect(words === null ? null : words.filter(Boolean).join(' ')).toBe(expected)
})

test('who works after hours for a fee is never closed', () => {
  const paid = { ...rules, schedule: { ...schedule, afterHoursFeeMinor: 7_500 } }
  expect(findOutside(paid, at('02', '21:00'), 60)).toBeNull()
})
