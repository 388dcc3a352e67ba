import { describe, expect, test, vi } from 'vitest'
import { knowFacts, pickFrom, seededChance, writeLater } from '../../tests/support/gate-message.ts'
import { US_AREA_CODES } from '../base/area-codes-data.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import { ZIP_ZONES } from '../base/zip-codes-data.ts'
import { decideGate } from './decide.ts'
import type { GateDecision, MessageClass } from './facts.ts'

/** Holds the hours of the gate against a clock of its own making, on the days on which clocks change. */

vi.setConfig({ testTimeout: 120_000 })

const ZONES = [...new Set([...US_AREA_CODES.flatMap(([, zones]) => zones), ...ZIP_ZONES.flatMap(([zones]) => zones)])]
const QUARTER_MS = 15 * MINUTE_MS
const TIMED = ['response_late', 'service', 'followup', 'marketing'] as const
type Timed = (typeof TIMED)[number]

/** Hours where the state is not known: weekdays, Saturdays and Sundays. No holiday lies near these days. */
const HOURS: Record<Timed, ([opens: number, closes: number] | null)[]> = {
  response_late: [
    [8, 20],
    [8, 20],
    [8, 20],
  ],
  service: [
    [7, 21],
    [7, 21],
    [7, 21],
  ],
  followup: [
    [8, 21],
    [8, 21],
    [8, 21],
  ],
  marketing: [[10, 18], [10, 17], null],
}

/** The second Sunday in March and the first in November, in UTC. */
function changesOf(year: number): Instant[] {
  const sundayFrom = (month: number, day: number) => {
    const first = Date.UTC(year, month, day)
    return first + ((7 - new Date(first).getUTCDay()) % 7) * DAY_MS
  }
  return [sundayFrom(2, 8), sundayFrom(10, 1)]
}

const YEARS = [2024, 2025, 2026, 2027, 2028, 2029]

const formats = new Map<string, Intl.DateTimeFormat>()

function wallClock(zone: string, at: Instant): { weekday: string; minutes: number } {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  formats.set(zone, format)
  // "Sun 02:30", with a comma in some versions.
  const [, weekday = '', hour = '', minute = ''] = /^(\w{3}),? (\d\d):(\d\d)$/.exec(format.format(at)) ?? []
  return { weekday, minutes: Number(hour) * 60 + Number(minute) }
}

function isLawful(zone: string, messageClass: Timed, at: Instant): boolean {
  const { weekday, minutes } = wallClock(zone, at)
  const [weekdays, saturday, sunday] = HOURS[messageClass]
  const hours = weekday === 'Sun' ? sunday : weekday === 'Sat' ? saturday : weekdays
  return Boolean(hours) && minutes >= (hours?.[0] ?? 0) * 60 && minutes < (hours?.[1] ?? 0) * 60
}

/** The first instant from `at` on that is lawful or is not. Every clock changes and every law begins on a quarter. */
function firstTurn(zone: string, messageClass: Timed, at: Instant, wanted: boolean): Instant {
  if (isLawful(zone, messageClass, at) === wanted) return at
  let turn = Math.floor(at / QUARTER_MS) * QUARTER_MS + QUARTER_MS
  while (isLawful(zone, messageClass, turn) !== wanted) turn += QUARTER_MS
  return turn
}

function decide(zone: string, messageClass: Timed, now: Instant): GateDecision {
  const isLate = messageClass === 'response_late'
  const asked: MessageClass = isLate ? 'response' : messageClass
  const message = writeLater(
    { class: asked, occasionedAt: now - (isLate ? HOUR_MS : MINUTE_MS), usefulUntil: now + 14 * DAY_MS },
    now,
  )
  const places = [{ state: null, zones: [zone], source: 'tenant' as const }]
  return decideGate(message, knowFacts({ consents: [{ basis: 'written', at: now - 9 * DAY_MS }], places }, now), now)
}

function lawOf(zone: string, messageClass: Timed, now: Instant) {
  const closing = firstTurn(zone, messageClass, now, false)
  if (closing - now >= SECOND_MS) {
    return { kind: 'allow', validityS: Math.min(36_000, Math.floor((closing - now) / SECOND_MS)) }
  }
  return { kind: 'hold', code: 'quiet_hours', until: firstTurn(zone, messageClass, closing, true) }
}

function expectLaw(zone: string, messageClass: Timed, now: Instant): string {
  const decision = decide(zone, messageClass, now)
  const told =
    decision.kind === 'allow'
      ? { kind: decision.kind, validityS: decision.validityS }
      : decision.kind === 'hold'
        ? { kind: decision.kind, code: decision.code, until: decision.until }
        : decision
  expect(told, `${zone} ${messageClass} ${new Date(now).toISOString()}`).toEqual(lawOf(zone, messageClass, now))
  return decision.kind
}

test('the zones are all there are', () => {
  expect(ZONES.length).toBeGreaterThan(15)
  for (const zone of ['America/Phoenix', 'Pacific/Honolulu', 'America/Indiana/Indianapolis', 'America/Boise']) {
    expect(ZONES).toContain(zone)
  }
})

test.each(ZONES)('in %s the hours are those of the wall at random instants around every clock change', (zone) => {
  const chance = seededChance(ZONES.indexOf(zone) + 1)
  const kinds = new Set<string>()
  for (const change of YEARS.flatMap(changesOf)) {
    for (let round = 0; round < 24; round += 1) {
      const at = Math.floor(change - DAY_MS + chance() * 3 * DAY_MS)
      const now = chance() < 0.4 ? Math.floor(at / HOUR_MS) * HOUR_MS + pickFrom(chance, [-1_000, -999, -1, 0, 1]) : at
      kinds.add(expectLaw(zone, pickFrom(chance, TIMED), now))
    }
  }
  expect([...kinds].sort()).toEqual(['allow', 'hold'])
})

describe('the hour that is skipped and the hour that comes twice', () => {
  const CHANGING = ZONES.filter(
    (zone) => wallClock(zone, Date.UTC(2026, 0, 1)).minutes !== wallClock(zone, Date.UTC(2026, 6, 1)).minutes,
  )

  test('are passed through minute by minute in every zone that has them', () => {
    expect(CHANGING.length).toBeGreaterThan(8)
    for (const zone of CHANGING) {
      for (const change of changesOf(2026)) {
        // From midnight to half past three, in whatever part of UTC's day that falls.
        for (let at = change + 4 * HOUR_MS; at < change + 15 * HOUR_MS; at += 10 * MINUTE_MS) {
          if (wallClock(zone, at).minutes > 210) continue
          expectLaw(zone, 'service', at)
          expectLaw(zone, 'response_late', at + 1)
        }
      }
    }
  })

  test('02:30 on the day of the gap is 03:30, and the morning begins an hour sooner', () => {
    // What half past two would have been in New York.
    const gap = Date.parse('2026-03-08T02:30:00-05:00')
    expect(wallClock('America/New_York', gap).minutes).toBe(210)
    expect(decide('America/New_York', 'response_late', gap)).toMatchObject({
      until: Date.parse('2026-03-08T08:00:00-04:00'),
    })
  })

  test('01:30 comes twice, and both wait for the same morning', () => {
    const morning = Date.parse('2026-11-01T08:00:00-05:00')
    const [first, second] = ['-04:00', '-05:00'].map((offset) => Date.parse(`2026-11-01T01:30:00${offset}`))
    expect((second ?? 0) - (first ?? 0)).toBe(HOUR_MS)
    for (const at of [first, second]) {
      expect(decide('America/New_York', 'response_late', at ?? 0)).toMatchObject({ until: morning })
    }
  })
})
