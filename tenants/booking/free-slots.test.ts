import { describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../base/clock.ts'
import { describeLocalTime, readLocalTime } from '../base/local-time.ts'
import { isOpenAt, type OpeningHours } from '../base/opening-hours.ts'
import type { Schedule } from '../contract/booking.ts'
import { usualSchedule } from '../contract/usual.ts'
import { findFreeSlots, judgeStart, minutesFor, type Busy, type SlotRules } from './free-slots.ts'

const CHICAGO = 'America/Chicago'
/** Tuesday, 10 November 2026, noon in Chicago. The 11th is a holiday, the 26th is Thanksgiving. */
const NOON = Date.parse('2026-11-10T18:00:00Z')
const DAY = [{ opens: '08:00', closes: '17:00' }]
const HOURS = {
  monday: DAY,
  tuesday: DAY,
  wednesday: DAY,
  thursday: DAY,
  friday: DAY,
  saturday: [],
  sunday: [],
} satisfies OpeningHours

function rules(change: Partial<Schedule> = {}, over: Partial<SlotRules> = {}): SlotRules {
  return { schedule: { ...usualSchedule('Dana'), ...change }, openingHours: HOURS, zone: CHICAGO, ...over }
}

const at = (text: string) => Date.parse(text)

function find(given: SlotRules, busy: readonly Busy[] = [], { now = NOON, minutes = 60, days = 3, max = 100 } = {}) {
  const ask = { from: now, until: now + days * DAY_MS, minutes, stepMinutes: 60 as const, max }
  return findFreeSlots(given, busy, ask, now).map(({ startsAt, crewId }) => {
    const local = describeLocalTime(given.zone, startsAt)
    return given.schedule.crew.length > 1 ? `${local} ${crewId}` : local
  })
}

describe('free times', () => {
  test('begin after the notice and end with the day, and a holiday has none', () => {
    const found = find(rules())
    expect(found.slice(0, 3)).toEqual(['2026-11-10 14:00', '2026-11-10 15:00', '2026-11-10 16:00'])
    // The 11th is Veterans Day.
    expect(found[3]).toBe('2026-11-12 08:00')
    expect(find(rules({ closesOnHolidays: false }))[3]).toBe('2026-11-11 08:00')
  })

  test('keep the way there and back free as well', () => {
    const busy = [{ crewId: 'owner', from: at('2026-11-12T15:30:00Z'), until: at('2026-11-12T17:30:00Z') }]
    const free = find(rules(), busy).filter((slot) => slot.startsWith('2026-11-12'))
    // Taken from 9:30 to 11:30: a visit at 8 would have its way back until 9:30.
    expect(free.slice(0, 2)).toEqual(['2026-11-12 08:00', '2026-11-12 12:00'])
  })

  test('are told by who of the crew is free, and a member’s own hours count', () => {
    const mornings = [{ opens: '08:00', closes: '10:00' }]
    const early = { ...HOURS, tuesday: mornings, thursday: mornings }
    const crew = [
      { id: 'ana', name: 'Ana', hours: early },
      { id: 'ben', name: 'Ben', hours: null },
    ]
    const found = find(rules({ crew })).filter((slot) => slot.startsWith('2026-11-12'))
    expect(found.slice(0, 3)).toEqual(['2026-11-12 08:00 ana', '2026-11-12 09:00 ana', '2026-11-12 10:00 ben'])
  })

  test('follow a day that is not like its weekday', () => {
    const exceptions = [
      { on: '2026-11-11', spans: [{ opens: '10:00', closes: '12:00' }] },
      { on: '2026-11-12', spans: [] },
      { on: '2026-11-14', spans: [{ opens: '09:00', closes: '11:00' }] },
    ]
    const found = find(rules({ exceptions }), [], { days: 5 }).slice(3)
    expect(found.filter((slot) => /-1[124] /.test(slot))).toEqual([
      '2026-11-11 10:00',
      '2026-11-11 11:00',
      '2026-11-14 09:00',
      '2026-11-14 10:00',
    ])
  })

  test('end at the horizon', () => {
    const found = find(rules({ horizonDays: 2 }), [], { days: 20 })
    expect(found.at(-1)).toBe('2026-11-12 16:00')
  })

  test('are as long as the service takes', () => {
    const given = rules({ serviceMinutes: { 'Water heater repair': 180 } })
    expect(minutesFor(given.schedule, 'Water heater repair')).toBe(180)
    expect(minutesFor(given.schedule, 'toString')).toBe(60)
    expect(find(given, [], { minutes: 180, days: 1 })).toEqual(['2026-11-10 14:00'])
  })
})

describe('one moment in particular', () => {
  const judge = (startsAt: string, { busy = [] as Busy[], afterHours = false, change = {} } = {}) =>
    judgeStart(rules(change), busy, { startsAt: at(startsAt), minutes: 60, afterHours }, NOON)

  test.each([
    ['2026-11-10T19:00:00Z', 'too_soon'],
    ['2026-12-10T15:00:00Z', 'too_far'],
    ['2026-11-11T15:00:00Z', 'closed'],
    ['2026-11-12T02:00:00Z', 'closed'],
    ['2026-11-12T22:30:00Z', 'closed'],
    ['2026-11-12T15:00:00Z', 'free'],
  ])('%s is %s', (startsAt, expected) => expect(judge(startsAt).kind).toBe(expected))

  test('outside the hours is free where the business drives out then', () => {
    expect(judge('2026-11-12T02:00:00Z', { afterHours: true })).toMatchObject({ kind: 'free', isAfterHours: true })
    expect(judge('2026-11-12T15:00:00Z', { afterHours: true })).toMatchObject({ kind: 'free', isAfterHours: false })
    const busy = [{ crewId: 'owner', from: at('2026-11-12T02:30:00Z'), until: at('2026-11-12T03:00:00Z') }]
    expect(judge('2026-11-12T02:00:00Z', { afterHours: true, busy }).kind).toBe('taken')
  })

  test('between two quarters of an hour is the next of them', () => {
    expect(judge('2026-11-12T15:05:00Z')).toMatchObject({ slot: { startsAt: at('2026-11-12T15:15:00Z') } })
  })
})

/** A small generator of its own, so that what fails can be repeated. */
function randomBy(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const ZONES = [
  'America/Chicago',
  'America/New_York',
  'America/Phoenix',
  'Pacific/Honolulu',
  'Asia/Kolkata',
  'Europe/London',
]
/** The days before both changes of the clocks, and the turn of the year. */
const STARTS = ['2026-03-06T12:00:00Z', '2026-10-30T12:00:00Z', '2026-03-27T03:00:00Z', '2026-12-30T23:45:00Z']

function pick<T>(random: () => number, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T
}

function randomHours(random: () => number): OpeningHours {
  const spans = [
    [],
    DAY,
    [{ opens: '01:00', closes: '05:30' }],
    [{ opens: '00:00', closes: '23:59' }],
    [
      { opens: '06:15', closes: '11:45' },
      { opens: '13:00', closes: '22:10' },
    ],
  ]
  return Object.fromEntries(Object.keys(HOURS).map((day) => [day, pick(random, spans)])) as unknown as OpeningHours
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  'whatever the hours, the zone and what is taken: open, free, ahead and in order (seed %i)',
  (seed) => {
    const random = randomBy(seed * 7_919 + 17)
    const zone = pick(random, ZONES)
    const now = at(pick(random, STARTS)) + Math.floor(random() * 96) * 15 * MINUTE_MS
    const openingHours = randomHours(random)
    const crew = ['a', 'b', 'c'].slice(0, 1 + Math.floor(random() * 3)).map((id) => ({ id, name: id, hours: null }))
    const schedule: Schedule = {
      ...usualSchedule('Dana'),
      crew,
      travelMinutes: pick(random, [0, 15, 45]),
      noticeMinutes: pick(random, [0, 120, 1_440]),
      horizonDays: 7,
      closesOnHolidays: false,
    }
    const busy = Array.from({ length: 30 }, () => {
      const from = now + Math.floor(random() * 7 * 96) * 15 * MINUTE_MS
      return { crewId: pick(random, crew).id, from, until: from + pick(random, [1, 4, 10]) * 15 * MINUTE_MS }
    })
    const minutes = pick(random, [15, 60, 150])
    const ask = { from: now - DAY_MS, until: now + 30 * DAY_MS, minutes, stepMinutes: 30 as const, max: 1_000 }
    const slots = findFreeSlots({ schedule, openingHours, zone }, busy, ask, now)
    if (Object.values(openingHours).filter((spans) => spans.length > 0).length > 2) expect(slots).not.toEqual([])
    let last = 0
    for (const { startsAt, endsAt, crewId } of slots) {
      expect(startsAt).toBeGreaterThan(last)
      last = startsAt
      expect(startsAt).toBeGreaterThanOrEqual(now + schedule.noticeMinutes * MINUTE_MS)
      expect(endsAt - startsAt).toBe(minutes * MINUTE_MS)
      for (let quarter = startsAt; quarter < endsAt; quarter += 5 * MINUTE_MS) {
        expect(isOpenAt(openingHours, quarter, zone), describeLocalTime(zone, quarter)).toBe(true)
      }
      expect(readLocalTime(zone, startsAt).timeMs % (30 * MINUTE_MS)).toBe(0)
      const from = startsAt - schedule.travelMinutes * MINUTE_MS
      const until = endsAt + schedule.travelMinutes * MINUTE_MS
      expect(busy.filter((taken) => taken.crewId === crewId && taken.from < until && from < taken.until)).toEqual([])
    }
  },
)

test('the hour that summer time skips is offered by nobody, and the one that comes twice is an hour of its own', () => {
  const night = [{ opens: '01:00', closes: '04:00' }]
  const openingHours = { ...HOURS, sunday: night }
  const given = rules({ noticeMinutes: 0 }, { openingHours })
  const spring = at('2026-03-08T06:00:00Z')
  expect(find(given, [], { now: spring, days: 0.5 })).toEqual(['2026-03-08 01:00', '2026-03-08 03:00'])
  const autumn = at('2026-11-01T05:00:00Z')
  const found = findFreeSlots(
    given,
    [],
    { from: autumn, until: autumn + 12 * HOUR_MS, minutes: 60, stepMinutes: 60, max: 9 },
    autumn,
  )
  expect(found.map(({ startsAt }) => startsAt - autumn)).toEqual([1, 2, 3, 4].map((hours) => hours * HOUR_MS))
})
