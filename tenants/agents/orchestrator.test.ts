import { describe, expect, test } from 'vitest'
import { PROPOSAL_AGE_MAX_MS, PROPOSALS_WAITING_MAX, RUNS_SPREAD_MS } from '../base/agent-limits.ts'
import { DAY_MS, HOUR_MS } from '../base/clock.ts'
import { parseDay, readLocalTime } from '../base/local-time.ts'
import { AGENTS } from '../contract/agent-lists.ts'
import type { Action } from './decision.ts'
import {
  findHalt,
  hasModelMoney,
  isExpired,
  isRunDue,
  placeAction,
  runAt,
  tellAt,
  type Fate,
  type Situation,
} from './orchestrator.ts'

const NOW = Date.UTC(2026, 10, 26, 17)
const CHANGE: Action = { kind: 'set_dormant_months', from: 18, to: 12 }
const RECORD: Action = { kind: 'note_started', what: 'review', count: 3, from: '2026-11-16', until: '2026-11-23' }
const ADVICE: Action = { kind: 'recommend_fix', findingId: 'fnd_1', fix: { code: 'check_number', subject: null } }
const COOL_MS = 14 * DAY_MS

const calm: Situation = {
  halt: null,
  autonomy: 'propose',
  isInFlight: false,
  settled: [],
  waiting: 0,
  coolDownMs: COOL_MS,
}
const settled = (status: Situation['settled'][number]['status'], days: number): Partial<Situation> => ({
  settled: [{ status, at: NOW - days * DAY_MS }],
})

describe('what becomes of what an agent wants', () => {
  const rows: [string, Action, Partial<Situation>, Fate][] = [
    ['a change is proposed', CHANGE, {}, 'proposed'],
    ['is made where the agent may act', CHANGE, { autonomy: 'act' }, 'applied'],
    ['is only seen where it may look', CHANGE, { autonomy: 'observe' }, 'observed'],
    ['never beside another of its target', CHANGE, { autonomy: 'act', isInFlight: true }, 'in_flight'],
    ['not soon after the last one', CHANGE, { autonomy: 'act', ...settled('measured', 13) }, 'cooling_down'],
    ['again after a while', CHANGE, { autonomy: 'act', ...settled('measured', 14) }, 'applied'],
    ['not soon after a no', CHANGE, settled('declined', 27), 'cooling_down'],
    ['again long after a no', CHANGE, settled('declined', 28), 'proposed'],
    ['not soon after it was undone', CHANGE, { autonomy: 'act', ...settled('undone', 20) }, 'cooling_down'],
    ['not soon after nobody answered', CHANGE, settled('expired', 10), 'cooling_down'],
    ['at once after it could not be made', CHANGE, settled('failed', 0), 'proposed'],
    ['not where many wait already', CHANGE, { waiting: PROPOSALS_WAITING_MAX }, 'too_many_waiting'],
    ['but made all the same by who may', CHANGE, { autonomy: 'act', waiting: PROPOSALS_WAITING_MAX }, 'applied'],
    ['not while everything is switched off', CHANGE, { autonomy: 'act', halt: 'fleet' }, 'halted'],
    ['not while the agents are', CHANGE, { autonomy: 'act', halt: 'agents' }, 'halted'],
    ['never out of bounds', { ...CHANGE, to: 3 }, { autonomy: 'act' }, 'out_of_bounds'],
    ['never by a leap', { ...CHANGE, to: 6 }, { autonomy: 'act' }, 'out_of_bounds'],
    ['never to what it is', { ...CHANGE, to: 18 }, { autonomy: 'act' }, 'out_of_bounds'],
    ['never by half a month', { ...CHANGE, to: 12.5 }, { autonomy: 'act' }, 'out_of_bounds'],
    ['a record needs nobody', RECORD, { autonomy: 'observe', waiting: PROPOSALS_WAITING_MAX }, 'applied'],
    ['and is made once', RECORD, settled('measured', 300), 'in_flight'],
    ['and not while all is switched off', RECORD, { halt: 'agents' }, 'halted'],
  ]
  test.each(rows)('%s', (_name, action, over, fate) => {
    expect(placeAction('retention', action, { ...calm, ...over }, NOW)).toBe(fate)
  })

  test('advice waits for a person, whatever the agent may do', () => {
    expect(placeAction('diagnostic', ADVICE, { ...calm, autonomy: 'act' }, NOW)).toBe('proposed')
  })

  test('no agent acts in another’s place', () => {
    for (const agent of AGENTS.filter((name) => name !== 'retention')) {
      expect([agent, placeAction(agent, CHANGE, { ...calm, autonomy: 'act' }, NOW)]).toEqual([agent, 'not_its_own'])
    }
  })
})

describe('what stops all agents', () => {
  const none = { isClosing: false, isFleetStopped: false, areAgentsPaused: false, isBusinessPaused: false }
  test.each([
    [none, null],
    [{ ...none, isBusinessPaused: true }, 'paused'],
    [{ ...none, areAgentsPaused: true, isBusinessPaused: true }, 'agents'],
    [{ ...none, isFleetStopped: true, areAgentsPaused: true }, 'fleet'],
    [{ ...none, isClosing: true, isFleetStopped: true }, 'closing'],
  ] as const)('%o', (standing, halt) => {
    expect(findHalt(standing)).toBe(halt)
  })
})

describe('the night’s runs', () => {
  const day = parseDay('2026-11-27')
  const zones = ['America/Los_Angeles', 'America/New_York', 'Asia/Kolkata']

  test.each(zones)('are all in the small hours of %s', (zone) => {
    for (let index = 0; index < 200; index += 1) {
      const local = readLocalTime(zone, runAt(zone, day, `ten_${index}`, 'monitor'))
      expect(local.day).toBe(day)
      expect(local.timeMs).toBeGreaterThanOrEqual(2 * HOUR_MS)
      expect(local.timeMs).toBeLessThan(5 * HOUR_MS)
    }
  })

  test('are spread evenly over businesses', () => {
    const zone = 'America/New_York'
    const first = runAt(zone, day, 'ten_0', 'monitor')
    const buckets = new Map<number, number>()
    for (let index = 0; index < 6_000; index += 1) {
      const at = runAt(zone, day, `ten_${(index * 7_919).toString(36)}`, 'monitor') - first
      const minute = Math.floor(at / (RUNS_SPREAD_MS / 60))
      buckets.set(minute, (buckets.get(minute) ?? 0) + 1)
    }
    // A hundred a bucket on average.
    expect(Math.max(...buckets.values())).toBeLessThan(160)
  })

  test('of one business lie apart, each at its own moment every night', () => {
    const at = AGENTS.map((agent) => runAt('America/Chicago', day, 'ten_1', agent))
    expect(new Set(at).size).toBe(AGENTS.length)
    expect(runAt('America/Chicago', day + 1, 'ten_1', 'cx') - (at[1] ?? 0)).toBe(DAY_MS)
  })

  test('come in the agent’s own rhythm, a little early as well', () => {
    expect(isRunDue(null, 7, NOW)).toBe(true)
    expect(isRunDue(NOW - 6 * DAY_MS, 7, NOW)).toBe(false)
    expect(isRunDue(NOW - 7 * DAY_MS + HOUR_MS, 7, NOW)).toBe(true)
  })
})

describe('whoever has to decide', () => {
  const zone = 'America/New_York'
  test.each([
    ['at night is told in the morning', '2026-11-26T03:00:00-05:00', '2026-11-26T09:30:00-05:00'],
    ['by day is told at once', '2026-11-26T14:00:00-05:00', '2026-11-26T14:00:00-05:00'],
    ['in the evening is told tomorrow', '2026-11-26T19:00:00-05:00', '2026-11-27T09:30:00-05:00'],
  ])('%s', (_name, now, at) => {
    expect(tellAt(zone, Date.parse(now))).toBe(Date.parse(at))
  })

  test('has a week', () => {
    expect(isExpired(NOW, NOW + PROPOSAL_AGE_MAX_MS - 1)).toBe(false)
    expect(isExpired(NOW, NOW + PROPOSAL_AGE_MAX_MS)).toBe(true)
  })
})

test('no model is asked on the last of the day’s money', () => {
  expect(hasModelMoney(0, 500_000)).toBe(true)
  expect(hasModelMoney(480_001, 500_000)).toBe(false)
  expect(hasModelMoney(0, 0)).toBe(false)
})
