import { describe, expect, test } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../base/clock.ts'
import { describeLocalTime } from '../base/local-time.ts'
import type { TurnedDown } from '../base/turned-down.ts'
import type { OpeningHours } from '../base/opening-hours.ts'
import { usualSchedule } from '../contract/usual.ts'
import { chooseOffers, type Wished } from './choose-offers.ts'
import { isIdle, type Busy } from './free-slots.ts'

const CHICAGO = 'America/Chicago'
/** Monday, 1 June 2026, 10:00 in Chicago. */
const NOW = Date.parse('2026-06-01T15:00:00Z')
const DAY = [{ opens: '08:00', closes: '17:00' }]
const openingHours: OpeningHours = {
  monday: DAY,
  tuesday: DAY,
  wednesday: DAY,
  thursday: DAY,
  friday: DAY,
  saturday: [],
  sunday: [],
}
const schedule = usualSchedule('Dana')
const rules = { schedule, openingHours, zone: CHICAGO }

function offers(wished: Wished | null, busy: Busy[] = []): string[] {
  return chooseOffers(rules, busy, wished, 60, NOW).map(({ startsAt }) => describeLocalTime(CHICAGO, startsAt).slice(5))
}

const local = (day: string, time: string) => Date.parse(`2026-06-${day}T${time}:00-05:00`)
const taken = (day: string, from: string, until: string): Busy => ({
  crewId: 'owner',
  from: local(day, from),
  until: local(day, until),
})

test('who names no time gets the first there is, an afternoon and another day', () => {
  expect(offers(null)).toEqual(['06-01 12:00', '06-02 12:00', '06-03 08:00'])
})

test('who names an hour that is gone gets the nearest of that day, and the same hour of the days around it', () => {
  const nineOnTuesday = { at: local('02', '09:00'), granularity: 'time' as const }
  expect(offers(nineOnTuesday, [taken('02', '08:30', '10:30')])).toEqual(['06-02 11:00', '06-03 09:00', '06-04 09:00'])
})

test('who names a day gets two times of it that lie apart, and another day', () => {
  expect(offers({ at: local('05', '00:00'), granularity: 'day' })).toEqual([
    '06-04 08:00',
    '06-05 08:00',
    '06-05 11:00',
  ])
})

test('who names an afternoon gets afternoons', () => {
  const friday = { at: local('05', '13:00'), granularity: 'part_of_day' as const }
  expect(offers(friday)).toEqual(['06-04 13:00', '06-05 13:00', '06-05 16:00'])
})

test('who names a morning gets a second time of it before one of the afternoon', () => {
  const friday = { at: local('05', '08:00'), granularity: 'part_of_day' as const }
  // With the half hour of the way, the first is free at half past nine, and three hours later it is afternoon.
  expect(offers(friday, [taken('05', '08:00', '09:00')])).toEqual(['06-04 08:00', '06-05 09:30', '06-05 11:30'])
})

describe('who wants it as soon as possible', () => {
  const soonest = { at: NOW, granularity: 'soonest' as const }

  test('gets the nearest times there are, an hour apart', () => {
    expect(offers(soonest)).toEqual(['06-01 12:00', '06-01 13:00', '06-01 14:00'])
  })

  test('gets what is left of today, and then the first of the next day', () => {
    expect(offers(soonest, [taken('01', '08:00', '14:30')])).toEqual(['06-01 15:00', '06-01 16:00', '06-02 08:00'])
  })

  test('gets closer times of one day before none at all', () => {
    const busy = [taken('01', '08:00', '14:30'), taken('02', '00:00', '23:45')]
    const later = { crewId: 'owner', from: local('03', '00:00'), until: local('30', '23:45') }
    expect(offers(soonest, [...busy, later])).toEqual(['06-01 15:00', '06-01 15:30', '06-01 16:00'])
  })
})

describe('who names the morning of a day', () => {
  const tuesday = { at: local('02', '09:00'), granularity: 'part_of_day' as const, part: 'morning' as const }

  test('gets times of that morning, of which none is noon', () => {
    expect(offers(tuesday)).toEqual(['06-02 08:00', '06-02 09:00', '06-02 10:00'])
  })

  test('gets what is free of it, and then the next mornings', () => {
    expect(offers(tuesday, [taken('02', '08:00', '10:30')])).toEqual(['06-02 11:00', '06-02 11:30', '06-03 08:00'])
    const full = [taken('02', '08:00', '12:00'), taken('03', '08:00', '09:30')]
    expect(offers(tuesday, full)).toEqual(['06-03 10:00', '06-04 08:00', '06-05 08:00'])
  })

  test('and no day gets mornings of several', () => {
    expect(offers({ ...tuesday, namesDay: false })).toEqual(['06-02 08:00', '06-03 08:00', '06-04 08:00'])
  })

  test('at an hour when nobody works gets what there is', () => {
    const evening = { at: local('02', '17:00'), granularity: 'part_of_day' as const, part: 'evening' as const }
    expect(offers(evening)).toHaveLength(3)
  })
})

test('who names a day on which nobody works gets the days around it', () => {
  expect(offers({ at: local('06', '00:00'), granularity: 'day' })).toEqual([
    '06-04 08:00',
    '06-05 08:00',
    '06-08 08:00',
  ])
})

test('where one day alone has room all three are of that day', () => {
  const days = ['02', '03', '04', '05', '08', '09', '10', '11', '12', '15'].map((day) => taken(day, '00:00', '23:45'))
  const found = offers(null, days)
  expect(new Set(found.map((slot) => slot.slice(0, 5)))).toEqual(new Set(['06-01']))
  expect(found).toHaveLength(3)
})

test('where nothing is free nothing is offered', () => {
  expect(offers(null, [{ crewId: 'owner', from: NOW, until: NOW + 30 * DAY_MS }])).toEqual([])
})

test('what is offered is free, whatever was taken and wished', () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const busy = Array.from({ length: 40 }, (_, place) => {
      const from = NOW + ((seed * 131 + place * 977) % (14 * 96)) * 15 * MINUTE_MS
      return { crewId: 'owner', from, until: from + (1 + ((seed + place) % 12)) * 15 * MINUTE_MS }
    })
    const granularity = (['time', 'part_of_day', 'day'] as const)[seed % 3] ?? 'time'
    const at = NOW + ((seed * 53) % (14 * 96)) * 15 * MINUTE_MS
    const found = chooseOffers(rules, busy, { at, granularity }, 60, NOW)
    expect(found.length).toBeLessThanOrEqual(3)
    for (const { startsAt, endsAt } of found) expect(isIdle(schedule, busy, 'owner', startsAt, endsAt)).toBe(true)
  }
})

test.each<[string, Partial<TurnedDown> & { at: number }, string[]]>([
  ['a day', { at: local('02', '00:00') }, ['06-01 12:00', '06-03 12:00', '06-04 08:00']],
  ['a weekday', { at: local('02', '00:00'), isWeekly: true }, ['06-01 12:00', '06-03 12:00', '06-04 08:00']],
  [
    'an hour',
    { at: local('02', '12:00'), granularity: 'time', namesDay: false },
    ['06-01 12:30', '06-02 12:30', '06-03 08:00'],
  ],
  [
    'an hour of a day',
    { at: local('02', '12:00'), granularity: 'time' },
    ['06-01 12:00', '06-02 12:30', '06-03 08:00'],
  ],
  [
    'mornings',
    { at: local('02', '09:00'), granularity: 'part_of_day', part: 'morning', namesDay: false },
    ['06-01 12:00', '06-02 12:00', '06-03 12:00'],
  ],
])('who turns down %s is offered none of it', (_, over, expected) => {
  const turnedDown: TurnedDown[] = [{ granularity: 'day', namesDay: true, isWeekly: false, ...over }]
  const found = chooseOffers(rules, [], null, 60, NOW, turnedDown)
  expect(found.map(({ startsAt }) => describeLocalTime(CHICAGO, startsAt).slice(5))).toEqual(expected)
})

test('a weekday that is turned down is so in every week', () => {
  const tuesdays: TurnedDown = { at: local('02', '00:00'), granularity: 'day', namesDay: true, isWeekly: true }
  const wished = { at: local('09', '00:00'), granularity: 'day' as const }
  const found = chooseOffers(rules, [], wished, 60, NOW, [tuesdays])
  expect(found.map(({ startsAt }) => new Date(startsAt).getUTCDay())).not.toContain(2)
  expect(found).toHaveLength(3)
})
