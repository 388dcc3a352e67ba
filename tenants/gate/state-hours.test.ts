import { describe, expect, test } from 'vitest'
import { knowFacts, writeLater } from '../../tests/support/gate-message.ts'
import { DAY_MS, SECOND_MS, type Instant } from '../base/clock.ts'
import { decideGate } from './decide.ts'
import type { GateDecision } from './facts.ts'
import { STATE_RULES } from './states-data.ts'

/** The hours for solicitations on a Tuesday, a Saturday, a Sunday and Thanksgiving, as compliance.md tells them. */
const TABLE: Record<string, string> = {
  AL: '8-20 8-20 none none',
  CA: '9-21 9-21 9-21 9-21',
  CT: '9-20 9-20 9-20 9-20',
  FL: '8-20 8-20 8-20 8-20',
  IL: '9-21 9-21 9-21 9-21',
  KY: '10-21 10-21 10-21 10-21',
  LA: '8-20 8-20 none none',
  MA: '8-20 8-20 8-20 8-20',
  MD: '8-20 8-20 8-20 8-20',
  ME: '8-21 8-21 8-21 8-21',
  MI: '9-21 9-21 9-21 9-21',
  MN: '9-21 9-21 9-21 9-21',
  MS: '8-20 8-20 none none',
  NJ: '8-20 8-20 8-20 8-20',
  NM: '9-21 9-21 9-21 9-21',
  NV: '9-20 9-20 9-20 9-20',
  OK: '8-20 8-20 8-20 8-20',
  OR: '8-20 8-20 8-20 8-20',
  PA: '9-20 9-20 none none',
  RI: '9-18 10-17 none none',
  TX: '9-21 9-21 12-21 9-21',
  UT: '8-21 8-21 8-21 none',
  VA: '8-21 8-21 8-21 8-21',
  WA: '8-20 8-20 8-20 8-20',
  // Every other state has the federal hours.
  NY: '8-21 8-21 8-21 8-21',
  GA: '8-21 8-21 8-21 8-21',
}
const DAYS = ['2026-11-17', '2026-11-21', '2026-11-22', '2026-11-26']
const CASES = Object.entries(TABLE).flatMap(([state, row]) =>
  row.split(' ').map((hours, index) => ({ state, day: DAYS[index] ?? '', hours })),
)

function ask(state: string, messageClass: 'followup' | 'marketing', now: Instant): GateDecision {
  const message = writeLater({ class: messageClass, usefulUntil: now + 30 * DAY_MS }, now)
  const consents = [{ basis: 'written' as const, at: now - 9 * DAY_MS }]
  const places = [{ state, zones: ['America/Chicago'], source: 'zip' as const }]
  return decideGate(message, knowFacts({ consents, places }, now), now)
}

function atHour(day: string, hour: number): Instant {
  return Date.parse(`${day}T00:00:00-06:00`) + hour * 3_600_000
}

test('no state of the gate is missing from the table', () => {
  for (const state of STATE_RULES.keys()) expect(Object.keys(TABLE)).toContain(state)
})

describe('a reminder', () => {
  test.each(CASES)('in $state on $day goes $hours, to the second', ({ state, day, hours }) => {
    if (hours === 'none') {
      for (let hour = 0; hour < 24; hour += 1) expect(ask(state, 'followup', atHour(day, hour)).kind).toBe('hold')
      return
    }
    const [opens = 0, closes = 0] = hours.split('-').map(Number)
    const opening = atHour(day, opens)
    const closing = atHour(day, closes)
    expect(ask(state, 'followup', opening - 1)).toMatchObject({ kind: 'hold', code: 'quiet_hours', until: opening })
    expect(ask(state, 'followup', opening)).toMatchObject({ kind: 'allow' })
    expect(ask(state, 'followup', closing - SECOND_MS)).toMatchObject({ kind: 'allow', validityS: 1 })
    expect(ask(state, 'followup', closing - 2 * 60 * SECOND_MS)).toMatchObject({ kind: 'allow', validityS: 120 })
    expect(ask(state, 'followup', closing)).toMatchObject({ kind: 'hold', code: 'quiet_hours' })
  })
})

describe('an offer', () => {
  test.each(Object.keys(TABLE))('in %s goes in the hours that every state allows, and in no others', (state) => {
    const open = ['10-18', '10-17', 'none', 'none']
    for (const [index, day] of DAYS.entries()) {
      const [opens = 24, closes = 0] = (open[index] === 'none' ? '' : (open[index] ?? '')).split('-').map(Number)
      for (let hour = 0; hour < 24; hour += 1) {
        const isLawful = open[index] !== 'none' && hour >= opens && hour < closes
        expect(ask(state, 'marketing', atHour(day, hour)).kind, `${day} ${hour}`).toBe(isLawful ? 'allow' : 'hold')
      }
    }
  })
})
