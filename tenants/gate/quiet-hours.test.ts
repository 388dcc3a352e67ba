import { describe, expect, test } from 'vitest'
import { pickFrom, seededChance } from '../../tests/support/gate-message.ts'
import { US_AREA_CODES } from '../base/area-codes-data.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../base/clock.ts'
import type { CandidatePlace } from './facts.ts'
import { isOpen, nextClosing, nextOpening, type TimedClass } from './quiet-hours.ts'
import { STATE_RULES, type StateRules } from './states-data.ts'

const CLASSES: TimedClass[] = ['response_late', 'service', 'followup', 'marketing']
const ZONES = [...new Set(US_AREA_CODES.flatMap(([, zones]) => zones)), 'Australia/Lord_Howe', 'Asia/Kolkata']
/** Clock changes of 2026 in the United States and on Lord Howe Island, and a plain day. */
const DAYS = ['2026-03-08', '2026-11-01', '2026-04-04', '2026-10-03', '2026-07-15'].map((day) => Date.parse(day))

function place(state: string | null, ...zones: string[]): CandidatePlace {
  return { state, zones, source: 'zip' }
}

function opensAt(state: string, zone: string, messageClass: TimedClass, at: string): boolean {
  return isOpen([place(state, zone)], messageClass, Date.parse(at))
}

describe('the hours of a class end at the exact second', () => {
  test.each<[TimedClass, string, string, string]>([
    ['response_late', 'TX', '08:00:00.000', '20:00:00.000'],
    ['service', 'TX', '07:00:00.000', '21:00:00.000'],
    ['followup', 'TX', '09:00:00.000', '21:00:00.000'],
    ['followup', 'RI', '09:00:00.000', '18:00:00.000'],
    ['followup', 'KY', '10:00:00.000', '21:00:00.000'],
    ['followup', 'CO', '08:00:00.000', '21:00:00.000'],
    ['marketing', 'TX', '10:00:00.000', '18:00:00.000'],
  ])('%s in %s: %s to %s', (messageClass, state, opens, closes) => {
    const places = [place(state, 'America/Chicago')]
    const opening = Date.parse(`2026-11-17T${opens}-06:00`)
    const closing = Date.parse(`2026-11-17T${closes}-06:00`)
    expect([opening - 1, opening, closing - 1, closing].map((at) => isOpen(places, messageClass, at))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(nextOpening(places, messageClass, opening - HOUR_MS)).toBe(opening)
    expect(nextOpening(places, messageClass, opening)).toBe(opening)
    expect(nextOpening(places, messageClass, closing)).toBe(opening + DAY_MS)
    expect(nextClosing(places, messageClass, opening)).toBe(closing)
    expect(nextClosing(places, messageClass, closing)).toBe(closing)
  })
})

describe('the week of a state', () => {
  test.each([
    ['TX', '2026-11-15T11:59:59-06:00', false, 'Sunday before noon'],
    ['TX', '2026-11-15T12:00:00-06:00', true, 'Sunday from noon'],
    ['AL', '2026-11-15T12:00:00-06:00', false, 'no Sunday'],
    ['AL', '2026-11-26T12:00:00-06:00', false, 'no Thanksgiving'],
    ['FL', '2026-11-26T12:00:00-06:00', true, 'Thanksgiving as usual'],
    ['UT', '2026-07-24T12:00:00-06:00', false, 'no Pioneer Day'],
    ['RI', '2026-11-21T17:00:00-06:00', false, 'Saturday to five'],
    ['RI', '2026-11-21T16:59:59-06:00', true, 'Saturday before five'],
    ['PA', '2026-11-15T12:00:00-06:00', false, 'no Sunday'],
  ])('%s at %s: %s (%s)', (state, at, open) => {
    expect(opensAt(state, 'America/Chicago', 'followup', at)).toBe(open)
  })

  test('changes on the day a new law begins', () => {
    const evening = 'T20:30:00-08:00'
    expect(opensAt('OR', 'America/Los_Angeles', 'followup', `2025-12-30${evening}`)).toBe(true)
    expect(opensAt('OR', 'America/Los_Angeles', 'followup', `2026-01-06${evening}`)).toBe(false)
    expect(opensAt('TX', 'America/Chicago', 'followup', '2025-08-31T10:00:00-05:00')).toBe(true)
    expect(opensAt('TX', 'America/Chicago', 'followup', '2025-09-07T10:00:00-05:00')).toBe(false)
    expect(opensAt('OR', 'America/Los_Angeles', 'followup', `2019-12-31${evening}`)).toBe(true)
  })
})

describe('an offer', () => {
  test.each([
    ['2026-11-20T17:59:59-06:00', true],
    ['2026-11-21T10:00:00-06:00', true],
    ['2026-11-21T17:00:00-06:00', false],
    ['2026-11-22T12:00:00-06:00', false],
    ['2026-11-26T12:00:00-06:00', false],
  ])('at %s: %s', (at, open) => {
    expect(opensAt('TX', 'America/Chicago', 'marketing', at)).toBe(open)
  })

  test('waits over a holiday weekend', () => {
    const saturdayEvening = Date.parse('2026-09-05T17:00:00-05:00')
    expect(nextOpening([place('TX', 'America/Chicago')], 'marketing', saturdayEvening)).toBe(
      Date.parse('2026-09-08T10:00:00-05:00'),
    )
  })
})

describe('several candidates', () => {
  test('of code 850: 20:30 Eastern is 19:30 Central and closed under Florida’s hours', () => {
    const florida = [place('FL', 'America/New_York', 'America/Chicago')]
    const at = Date.parse('2026-11-17T20:30:00-05:00')
    expect(isOpen(florida, 'followup', at)).toBe(false)
    expect(isOpen(florida, 'response_late', at)).toBe(false)
    expect(nextOpening(florida, 'followup', at)).toBe(Date.parse('2026-11-18T08:00:00-06:00'))
    expect(nextClosing(florida, 'followup', Date.parse('2026-11-18T09:00:00-05:00'))).toBe(
      Date.parse('2026-11-18T20:00:00-05:00'),
    )
  })

  test('that are never open together give no opening', () => {
    const apart = [place('NY', 'America/New_York'), place('GU', 'Pacific/Guam')]
    expect(nextOpening(apart, 'marketing', Date.parse('2026-11-17T00:00:00Z'))).toBeNull()
    expect(nextOpening(apart, 'response_late', Date.parse('2026-11-17T00:00:00Z'))).not.toBeNull()
  })
})

describe('the days on which clocks change', () => {
  test('keep the wall clock: eight o’clock is eight o’clock', () => {
    const places = [place(null, 'America/New_York')]
    expect(nextOpening(places, 'response_late', Date.parse('2026-03-08T00:00:00-05:00'))).toBe(
      Date.parse('2026-03-08T08:00:00-04:00'),
    )
    expect(nextOpening(places, 'response_late', Date.parse('2026-11-01T00:00:00-04:00'))).toBe(
      Date.parse('2026-11-01T08:00:00-05:00'),
    )
  })

  test('agree with a plain reading of the wall clock at random instants of every zone', () => {
    const chance = seededChance(850)
    for (const zone of ZONES) {
      const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' })
      for (let round = 0; round < 60; round += 1) {
        const at = Math.floor(pickFrom(chance, DAYS) - DAY_MS + chance() * 3 * DAY_MS)
        const hour = Number(clock.format(at))
        expect(isOpen([place(null, zone)], 'response_late', at), `${zone} ${at}`).toBe(hour >= 8 && hour < 20)
        expect(isOpen([place(null, zone)], 'service', at), `${zone} ${at}`).toBe(hour >= 7 && hour < 21)
      }
    }
  })

  test('let no opening be jumped over', () => {
    const chance = seededChance(2)
    const states = [...STATE_RULES.keys(), null]
    for (let round = 0; round < 120; round += 1) {
      const places = [place(pickFrom(chance, states), pickFrom(chance, ZONES), pickFrom(chance, ZONES))]
      const messageClass = pickFrom(chance, CLASSES)
      const at = Math.floor(pickFrom(chance, DAYS) + chance() * DAY_MS)
      const opening = nextOpening(places, messageClass, at)
      const told = `${JSON.stringify(places)} ${messageClass} ${at}`
      if (opening !== null) expect(isOpen(places, messageClass, opening), told).toBe(true)
      const end = opening ?? at + 7 * DAY_MS
      for (let before = at; before < end; before += 15 * MINUTE_MS) {
        expect(isOpen(places, messageClass, before), told).toBe(false)
      }
      if (end > at) expect(isOpen(places, messageClass, end - 1), told).toBe(false)
    }
  })
})

describe('narrower hours', () => {
  test('never open what was closed, nor earlier', () => {
    const chance = seededChance(17)
    for (let round = 0; round < 400; round += 1) {
      const zone = pickFrom(chance, ZONES)
      const state = pickFrom(chance, [...STATE_RULES.keys()])
      const messageClass = pickFrom(chance, CLASSES)
      const at = Math.floor(pickFrom(chance, DAYS) + chance() * 2 * DAY_MS)
      const narrow = narrowed(state, chance)
      const places = [place(state, zone)]
      if (isOpen(places, messageClass, at, narrow)) expect(isOpen(places, messageClass, at)).toBe(true)
      const wideOpening = nextOpening(places, messageClass, at) ?? Number.POSITIVE_INFINITY
      const narrowOpening = nextOpening(places, messageClass, at, narrow) ?? Number.POSITIVE_INFINITY
      expect(narrowOpening).toBeGreaterThanOrEqual(wideOpening)
    }
  })

  test('come from every further candidate', () => {
    const chance = seededChance(18)
    for (let round = 0; round < 400; round += 1) {
      const known = [place(pickFrom(chance, [...STATE_RULES.keys(), null]), pickFrom(chance, ZONES))]
      const more = [...known, place(pickFrom(chance, [...STATE_RULES.keys(), null]), pickFrom(chance, ZONES))]
      const messageClass = pickFrom(chance, CLASSES)
      const at = Math.floor(pickFrom(chance, DAYS) + chance() * 2 * DAY_MS)
      if (isOpen(more, messageClass, at)) {
        expect(isOpen(known, messageClass, at)).toBe(true)
        expect(nextClosing(more, messageClass, at) ?? at + 15 * DAY_MS).toBeLessThanOrEqual(
          nextClosing(known, messageClass, at) ?? at + 15 * DAY_MS,
        )
      }
    }
  })
})

function narrowed(state: string, chance: () => number): StateRules {
  const cut = Math.floor(chance() * 240)
  const rules = (STATE_RULES.get(state) ?? []).map((rule) => ({
    ...rule,
    weekday: rule.weekday && ([rule.weekday[0] + cut, rule.weekday[1] - cut] as const),
    saturday: chance() < 0.5 ? null : rule.saturday,
    sunday: null,
    holiday: 'closed' as const,
  }))
  return new Map([...STATE_RULES, [state, rules]])
}
