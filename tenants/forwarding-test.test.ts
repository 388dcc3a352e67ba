import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './base/clock.ts'
import { FORWARDING_TESTS_PER_HOUR_MAX } from './base/limits.ts'
import { adviseOn } from './forwarding-advice.ts'
import { atTime, beginTest, moveTest, type TestFact, type TestState } from './forwarding-test.ts'

const NOON = 1_800_000_000_000
const calling: TestState = { testId: 't1', status: 'calling', startedAt: NOON, endedAt: null, rungAt: [NOON] }
const ended = (outcome: Extract<TestFact, { type: 'ended' }>['outcome'], testId = 't1'): TestFact => ({
  type: 'ended',
  testId,
  outcome,
})
const soon = NOON + 5 * SECOND_MS

describe('a test call that is under way', () => {
  test.each([
    [{ type: 'returned' }, 'forwarded'],
    [ended('taken'), 'answered'],
    [ended('busy'), 'busy'],
    [ended('not_taken'), 'came_to_nothing'],
    [ended('failed'), 'call_failed'],
    [{ type: 'not_placed', testId: 't1' }, 'call_failed'],
  ] as [TestFact, TestState['status']][])('and hears %j is %s', (fact, status) => {
    expect(moveTest(calling, fact, soon)).toEqual({ ...calling, status, endedAt: soon })
  })

  test('takes no notice of how an earlier call ended', () => {
    expect(moveTest(calling, ended('busy', 't0'), soon)).toEqual(calling)
    expect(moveTest(calling, { type: 'not_placed', testId: 't0' }, soon)).toEqual(calling)
  })

  test('has come to nothing after a minute, whatever is heard or not heard of it', () => {
    const late = NOON + MINUTE_MS
    expect(atTime(calling, late - 1)).toEqual(calling)
    expect(atTime(calling, late)).toEqual({ ...calling, status: 'came_to_nothing', endedAt: late })
    expect(moveTest(calling, { type: 'returned' }, late + 1).status).toBe('came_to_nothing')
  })
})

describe('reports in another order', () => {
  test('cannot undo that the call came back', () => {
    const forwarded = moveTest(calling, { type: 'returned' }, soon)
    for (const outcome of ['taken', 'busy', 'not_taken', 'failed'] as const) {
      expect(moveTest(forwarded, ended(outcome), soon + 1)).toEqual(forwarded)
    }
    expect(moveTest(forwarded, { type: 'returned' }, soon + 1)).toEqual(forwarded)
  })

  test('still let it have come back after it seemed taken', () => {
    const taken = moveTest(calling, ended('taken'), soon)
    expect(moveTest(taken, { type: 'returned' }, soon + 1).status).toBe('forwarded')
  })

  test('leave the first end of a call standing', () => {
    const busy = moveTest(calling, ended('busy'), soon)
    expect(moveTest(busy, ended('not_taken'), soon + 1)).toEqual(busy)
  })
})

describe('the technician’s phone', () => {
  test('is rung by one test at a time', () => {
    expect(beginTest(calling, 't2', soon)).toEqual({ kind: 'running', state: calling })
    expect(beginTest(null, 't1', NOON)).toEqual({ kind: 'begun', state: calling })
    expect(beginTest(calling, 't2', NOON + MINUTE_MS)).toMatchObject({ kind: 'begun', state: { testId: 't2' } })
  })

  test('is rung so many times an hour and no more', () => {
    let state: TestState | null = null
    for (let count = 0; count < FORWARDING_TESTS_PER_HOUR_MAX; count += 1) {
      const begun = beginTest(state, `t${count}`, NOON + count * MINUTE_MS)
      if (begun.kind !== 'begun') throw new Error('The test was not begun.')
      state = begun.state
    }
    const again = NOON + FORWARDING_TESTS_PER_HOUR_MAX * MINUTE_MS
    expect(beginTest(state, 'late', again)).toEqual({ kind: 'too_often', againAt: NOON + HOUR_MS })
    expect(beginTest(state, 'later', NOON + HOUR_MS)).toMatchObject({ kind: 'begun' })
  })
})

test('advice is given where something is to be done, in both languages', () => {
  for (const language of ['en', 'es'] as const) {
    expect([adviseOn('calling', language), adviseOn('forwarded', language)]).toEqual([null, null])
  }
  const troubles = ['answered', 'busy', 'came_to_nothing', 'call_failed'] as const
  const sentences = troubles.flatMap((status) => [adviseOn(status, 'en'), adviseOn(status, 'es')])
  expect(new Set(sentences).size).toBe(8)
  expect(sentences).not.toContain(null)
})
