import { describe, expect, test } from 'vitest'
import { RULE_NAMES, type RuleName } from '../../tenants/contract/alerts.ts'
import { decideAlert, NEVER_READ, type AlertMove, type AlertState, type Reading } from './decide.ts'
import { FLAP_DAMPING, FLAPS_MIN, RULES, type Rule } from './rules.ts'

const START = Date.UTC(2026, 10, 2, 12)
const MINUTE = 60_000
const DAY = 86_400_000

const figures = (...values: number[]): Reading[] =>
  values.map((figure, place) => ({ kind: 'figure', of: place + 1, figure }))

/** What each reading led to, one step apart. */
function follow(
  rule: Rule,
  readings: Reading[],
  options: { stepMs?: number; isSilenced?: (step: number) => boolean } = {},
) {
  const { stepMs = MINUTE, isSilenced = () => false } = options
  const moves: AlertMove[] = []
  let state = NEVER_READ
  for (const [step, reading] of readings.entries()) {
    const move = decideAlert(rule, state, reading, { now: START + step * stepMs, isSilenced: isSilenced(step) })
    moves.push(move)
    state = move.state
  }
  return { changes: moves.map(({ change }) => change), notices: moves.map(({ notice }) => notice), state, moves }
}

const _ = null
type Course = { bad: number[]; well: number[] }
/** Readings that just raise each rule, and those that just clear it; one fewer of either does nothing. */
const COURSES: Record<RuleName, Course> = {
  cpl_high: { bad: [3_001, 9_900, 3_001], well: [2_700, 0] },
  conversion_low: { bad: [0.249], well: [0.3, 0.9] },
  spend_unusual: { bad: [5.1], well: [3, -2] },
  canary_broken: { bad: [1], well: [0] },
  a2p_rejected: { bad: [1], well: [0] },
  exports_dead: { bad: [1], well: [0] },
  errors_high: { bad: [0.011, 0.5], well: [0.005, 0, 0.001] },
  api_slow: { bad: [1_001, 4_000], well: [800, 20, 799] },
  database_failing: { bad: [3], well: [0, 0, 0] },
}
const EVERY = RULE_NAMES.map((name) => [name, RULES[name], COURSES[name]] as const)

describe('each rule', () => {
  test.each(EVERY)('%s is raised once and cleared once', (_name, rule, { bad, well }) => {
    const { changes, notices, state } = follow(rule, figures(...bad, ...bad, ...well, ...well))
    const quiet = (count: number) => Array.from({ length: count }, () => _)
    const once = [
      ...quiet(bad.length - 1),
      'raised',
      ...quiet(bad.length + well.length - 1),
      'cleared',
      ...quiet(well.length),
    ]
    expect(changes).toEqual(once)
    expect(notices).toEqual(once)
    expect(state).toMatchObject({ isRaised: false, clearedAt: START + (2 * bad.length + well.length - 1) * MINUTE })
  })

  test.each(EVERY)('%s needs all of its readings in a row, both ways', (_name, rule, { bad, well }) => {
    const broken = follow(rule, figures(...bad.slice(1), well[0] ?? 0, ...bad.slice(1)))
    expect(broken.changes).not.toContain('raised')
    const patched = follow(rule, figures(...bad, ...well.slice(1), bad[0] ?? 0, ...well.slice(1)))
    expect(patched.changes.filter((change) => change !== null)).toEqual(['raised'])
  })

  test.each(EVERY)('%s has a band between its thresholds in which nothing changes', (_name, rule) => {
    const { raiseAt, clearAt, isBadAbove } = rule
    expect(isBadAbove ? clearAt <= raiseAt : clearAt >= raiseAt).toBe(true)
    const between = Array.from({ length: 50 }, () => raiseAt)
    expect(follow(rule, figures(...between)).changes.every((change) => change === null)).toBe(true)
    if (clearAt === raiseAt) return
    const raised = follow(rule, figures(...Array.from({ length: rule.raiseFor }, () => beyond(rule)), ...between))
    expect(raised.state.isRaised).toBe(true)
  })
})

const beyond = (rule: Rule) => (rule.isBadAbove ? rule.raiseAt + 1 : rule.raiseAt - 0.1)
const within = (rule: Rule) => (rule.isBadAbove ? rule.clearAt : rule.clearAt + 0.1)
const SLOW = RULES.api_slow
const raisedBy = (rule: Rule) => figures(...Array.from({ length: rule.raiseFor }, () => beyond(rule)))
const later = (readings: Reading[], by: number): Reading[] =>
  readings.map((reading) => ('of' in reading ? { ...reading, of: reading.of + by } : reading))

describe('a reading', () => {
  test('that was counted, or is older, counts no more', () => {
    const [first, second] = raisedBy(SLOW)
    const again = follow(SLOW, [first, first, first, second, first, second] as Reading[])
    expect(again.changes).toEqual([_, _, _, 'raised', _, _])
  })

  test('without a figure keeps what was counted, and many of them let an alert go', () => {
    const unknown = (of: number): Reading => ({ kind: 'unknown', of })
    const gap = follow(SLOW, [
      { kind: 'figure', of: 1, figure: 2_000 },
      unknown(2),
      ...later(raisedBy(SLOW).slice(1), 5),
    ])
    expect(gap.changes.at(-1)).toBe('raised')
    const silent = Array.from({ length: SLOW.letGoAfter }, (_unused, place) => unknown(100 + place))
    const gone = follow(SLOW, [...raisedBy(SLOW), ...silent])
    expect(gone.changes.filter((change) => change !== null)).toEqual(['raised', 'cleared'])
    expect(gone.changes.at(-1)).toBe('cleared')
    expect(follow(SLOW, silent).state).toEqual(NEVER_READ)
  })

  test('of something that is no more clears at once', () => {
    expect(follow(SLOW, [...raisedBy(SLOW), { kind: 'gone' }]).changes.at(-1)).toBe('cleared')
    expect(follow(SLOW, [{ kind: 'gone' }]).state).toEqual(NEVER_READ)
  })

  test('that is well leaves no trace of a healthy one', () => {
    expect(follow(SLOW, figures(1, 2, 3)).state).toEqual(NEVER_READ)
  })
})

describe('whoever is told', () => {
  const none: Reading = { kind: 'none' }
  const idle = (count: number) => Array.from({ length: count }, () => none)

  test('is reminded from time to time until somebody takes it on', () => {
    const hourly = { stepMs: SLOW.remindEveryMs }
    const raised = follow(SLOW, [...raisedBy(SLOW), ...idle(3)], hourly)
    expect(raised.notices).toEqual([_, 'raised', 'reminder', 'reminder', 'reminder'])
    const taken = { ...raised.state, acknowledgedAt: START }
    const now = START + 100 * DAY
    expect(decideAlert(SLOW, taken, none, { now, isSilenced: false }).notice).toBeNull()
    const cleared = decideAlert(SLOW, taken, { kind: 'gone' }, { now, isSilenced: false })
    expect(cleared.notice).toBe('cleared')
    // What comes again is somebody's to take on again.
    const anew = [100, 101].reduce<AlertState>((state, of) => {
      return decideAlert(SLOW, state, { kind: 'figure', of, figure: 5_000 }, { now: now + of, isSilenced: false }).state
    }, cleared.state)
    expect(anew).toMatchObject({ isRaised: true, acknowledgedAt: null, toldAt: now + 101 })
  })

  test('hears nothing during a silence, and of what is still raised once it ends', () => {
    const readings = [...raisedBy(SLOW), ...idle(4)]
    const silent = follow(SLOW, readings, { isSilenced: (step) => step < 4 })
    expect(silent.changes).toEqual([_, 'raised', _, _, _, _])
    expect(silent.notices).toEqual([_, _, _, _, 'raised', _])
  })

  test('hears of no end of what they never heard the beginning of', () => {
    const readings = [...raisedBy(SLOW), ...later(figures(1, 1, 1), 10)]
    const silent = follow(SLOW, readings, { isSilenced: (step) => step < 3 })
    expect(silent.changes.at(-1)).toBe('cleared')
    expect(silent.notices.every((notice) => notice === null)).toBe(false)
    const never = follow(SLOW, readings, { isSilenced: () => true })
    expect(never.changes).toEqual(silent.changes)
    expect(never.notices.every((notice) => notice === null)).toBe(true)
  })
})

describe('an alert that comes and goes', () => {
  const cycle = [...raisedBy(SLOW), ...later(figures(...Array.from({ length: SLOW.clearFor }, () => within(SLOW))), 2)]
  const cycles = (count: number) =>
    Array.from({ length: count }, (_unused, place) => later(cycle, place * cycle.length)).flat()

  test('takes longer to clear from its third time on, and no longer once it has been calm for long', () => {
    const thrice = follow(SLOW, cycles(FLAPS_MIN))
    expect(thrice.changes.filter((change) => change !== null)).toEqual([
      'raised',
      'cleared',
      'raised',
      'cleared',
      'raised',
    ])
    const calm = Array.from({ length: SLOW.clearFor * FLAP_DAMPING }, () => within(SLOW))
    const damped = follow(SLOW, [...cycles(FLAPS_MIN), ...later(figures(...calm), 100)])
    expect(damped.changes.filter((change) => change !== null)).toHaveLength(2 * FLAPS_MIN)
    expect(damped.changes.indexOf('cleared', 10)).toBe(
      FLAPS_MIN * cycle.length + SLOW.clearFor * (FLAP_DAMPING - 1) - 1,
    )
    const slow = follow(SLOW, cycles(FLAPS_MIN), { stepMs: SLOW.flapWithinMs })
    expect(slow.changes.filter((change) => change !== null)).toHaveLength(2 * FLAPS_MIN)
  })
})

describe('whatever comes', () => {
  /** Small and seeded: the same courses every time. */
  function* chances(seed: number): Generator<number, never> {
    let state = seed
    for (;;) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      yield state / 2 ** 32
    }
  }

  test.each(EVERY)('%s is never raised twice without clearing, and a silence changes no alert', (_name, rule) => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const chance = chances(seed)
      const next = () => chance.next().value
      const readings = Array.from({ length: 120 }, (_unused, place): Reading => {
        const kind = next()
        if (kind < 0.05) return { kind: 'none' }
        if (kind < 0.1) return { kind: 'unknown', of: place }
        if (kind < 0.11) return { kind: 'gone' }
        const figure = next() < 0.5 ? beyond(rule) : next() < 0.7 ? within(rule) : rule.raiseAt
        return { kind: 'figure', of: next() < 0.1 ? place - 2 : place, figure }
      })
      const silences = readings.map(() => next() < 0.4)
      const stepMs = Math.ceil(next() * 3 * rule.remindEveryMs)
      const loud = follow(rule, readings, { stepMs })
      const quiet = follow(rule, readings, { stepMs, isSilenced: (step) => silences[step] ?? false })
      const turns = loud.changes.filter((change) => change !== null)
      expect(turns).toEqual(turns.map((_turn, place) => (place % 2 === 0 ? 'raised' : 'cleared')))
      expect(quiet.changes).toEqual(loud.changes)
      for (const { changes, notices, moves } of [loud, quiet]) expectFairNotices(changes, notices, moves)
      expect(quiet.notices.filter((notice, step) => notice !== null && silences[step])).toEqual([])
      // Unless it is silenced at that very moment, what is raised has been told.
      for (const [step, { state }] of quiet.moves.entries()) {
        if (state.isRaised && !silences[step]) expect(state.toldAt).not.toBeNull()
      }
    }
  })

  function expectFairNotices(changes: AlertMove['change'][], notices: AlertMove['notice'][], moves: AlertMove[]) {
    let isTold = false
    for (const [step, notice] of notices.entries()) {
      if (changes[step] === 'raised') isTold = false
      if (notice === 'raised') expect([isTold, moves[step]?.state.isRaised]).toEqual([false, true])
      if (notice === 'reminder' || notice === 'cleared') expect(isTold).toBe(true)
      if (notice !== null) isTold = notice !== 'cleared'
    }
  }
})
