import { after, HOUR_MS, type Instant } from './base/clock.ts'
import { newToken } from './base/ids.ts'
import { FORWARDING_TEST_MS, FORWARDING_TESTS_PER_HOUR_MAX } from './base/limits.ts'
import { unreachable } from './base/result.ts'
import type { ForwardingTest } from './contract/join.ts'
import { adviseOn } from './forwarding-advice.ts'
import type { InboundEvent } from './providers/inbound.ts'
import type { Answer } from './providers/port.ts'
import { loadSetting, saveSetting } from './storage/settings-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/**
 * Whether the technician's carrier sends us the calls they miss: our number calls their phone, and the call has to come
 * back. A carrier's own success screen is no proof.
 */
export type TestState = {
  testId: string
  status: ForwardingTest['status']
  startedAt: Instant
  endedAt: Instant | null
  /** When the technician's phone was rung by tests of the last hour, this one included. */
  rungAt: Instant[]
}

export type TestFact =
  | { type: 'returned' }
  | { type: 'ended'; testId: string; outcome: Extract<InboundEvent, { type: 'test_call_ended' }>['outcome'] }
  | { type: 'not_placed'; testId: string }

/**
 * The state after a fact. A call that came back counts even after somebody seemed to have taken it, since the second
 * leg is what "taken" then meant; after the minute nothing counts any more.
 */
export function moveTest(known: TestState, fact: TestFact, now: Instant): TestState {
  const state = atTime(known, now)
  const isOver = now >= after(state.startedAt, FORWARDING_TEST_MS)
  if (isOver || state.status === 'forwarded') return state
  switch (fact.type) {
    case 'returned':
      return { ...state, status: 'forwarded', endedAt: now }
    case 'ended':
      if (fact.testId !== state.testId || state.status !== 'calling') return state
      return { ...state, status: STATUS_OF[fact.outcome], endedAt: now }
    case 'not_placed':
      if (fact.testId !== state.testId || state.status !== 'calling') return state
      return { ...state, status: 'call_failed', endedAt: now }
    default:
      return unreachable(fact)
  }
}

const STATUS_OF = {
  taken: 'answered',
  busy: 'busy',
  not_taken: 'came_to_nothing',
  failed: 'call_failed',
} as const

/** A test ends by the clock, so that no lost callback leaves it calling for ever. */
export function atTime(state: TestState, now: Instant): TestState {
  const endsAt = after(state.startedAt, FORWARDING_TEST_MS)
  if (state.status !== 'calling' || now < endsAt) return state
  return { ...state, status: 'came_to_nothing', endedAt: endsAt }
}

export type Begun =
  | { kind: 'begun' | 'running'; state: TestState }
  /** The phone has been rung often enough in this hour. */
  | { kind: 'too_often'; againAt: Instant }

/** The next test, unless one is running or the phone has been rung too often. */
export function beginTest(known: TestState | null, testId: string, now: Instant): Begun {
  const state = known && atTime(known, now)
  if (state?.status === 'calling') return { kind: 'running', state }
  const rungAt = (state?.rungAt ?? []).filter((at) => at > now - HOUR_MS)
  const oldest = rungAt[0]
  if (oldest !== undefined && rungAt.length >= FORWARDING_TESTS_PER_HOUR_MAX) {
    return { kind: 'too_often', againAt: after(oldest, HOUR_MS) }
  }
  const begun: TestState = { testId, status: 'calling', startedAt: now, endedAt: null, rungAt: [...rungAt, now] }
  return { kind: 'begun', state: begun }
}

/** Remembered before the call is placed, so that a crash in between still counts as a ring. */
export function recordTest({ db }: Context, now: Instant): Begun {
  const begun = beginTest(loadTest(db), newToken(), now)
  if (begun.kind === 'begun') saveSetting(db, 'forwarding_test', begun.state)
  return begun
}

/** A call in doubt may ring yet; its callback, its return or the clock says how it went. */
export function recordPlacing(context: Context, testId: string, answer: Answer<unknown>, now: Instant): void {
  if (answer.kind === 'answered' || answer.kind === 'in_doubt') return
  recordTestFact(context, { type: 'not_placed', testId }, now)
}

export function recordTestFact({ db }: Context, fact: TestFact, now: Instant): void {
  const known = loadTest(db)
  if (known) saveSetting(db, 'forwarding_test', moveTest(known, fact, now))
}

export function readTest(db: Context['db'], language: 'en' | 'es', now: Instant): ForwardingTest | null {
  const known = loadTest(db)
  return known && viewOf(atTime(known, now), language)
}

export function viewOf({ status, startedAt, endedAt }: TestState, language: 'en' | 'es'): ForwardingTest {
  return { status, startedAt, endedAt, advice: adviseOn(status, language) }
}

function loadTest(db: Context['db']): TestState | null {
  return loadSetting<TestState>(db, 'forwarding_test')
}
