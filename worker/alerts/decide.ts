import type { Instant } from '../../tenants/base/clock.ts'
import { unreachable } from '../../tenants/base/result.ts'
import { FLAP_DAMPING, FLAPS_MIN, type Rule } from './rules.ts'

/** What one rule knows of one business, or of the fleet. */
export type AlertState = {
  isRaised: boolean
  /** Readings in a row beyond the one threshold, within the other, and without a figure. */
  breaches: number
  calms: number
  unknowns: number
  /** The newest reading that was counted: a day's number, or an instant. */
  readOf: number | null
  figure: number | null
  raisedAt: Instant | null
  clearedAt: Instant | null
  /** When somebody was last told of this raising. */
  toldAt: Instant | null
  acknowledgedAt: Instant | null
  /** The last times it was raised. */
  raises: Instant[]
}

export type Reading =
  | { kind: 'figure'; of: number; figure: number }
  /** There is too little to go by, or nobody answered. */
  | { kind: 'unknown'; of: number }
  /** Nothing new; only time has gone by. */
  | { kind: 'none' }
  /** What it was about is no more, such as a business that was closed. */
  | { kind: 'gone' }

export type NoticeKind = 'raised' | 'reminder' | 'cleared'
export type AlertMove = {
  state: AlertState
  change: 'raised' | 'cleared' | null
  /** What is to be told, where anything is. */
  notice: NoticeKind | null
}

export const NEVER_READ: AlertState = {
  isRaised: false,
  breaches: 0,
  calms: 0,
  unknowns: 0,
  readOf: null,
  figure: null,
  raisedAt: null,
  clearedAt: null,
  toldAt: null,
  acknowledgedAt: null,
  raises: [],
}

/**
 * What one more reading does. Raising and clearing follow from readings alone; a silence keeps back what would be told
 * and nothing else, so that whoever looks sees all, and what is still raised when a silence ends is told then.
 */
export function decideAlert(
  rule: Rule,
  before: AlertState,
  reading: Reading,
  { now, isSilenced }: { now: Instant; isSilenced: boolean },
): AlertMove {
  const counted = count(rule, before, reading)
  if (!before.isRaised) {
    if (counted.breaches < rule.raiseFor) return { state: counted, change: null, notice: null }
    return tell(rule, raise(rule, counted, now), 'raised', now, isSilenced)
  }
  const isOver =
    reading.kind === 'gone' || counted.calms >= calmsToClear(rule, before, now) || counted.unknowns >= rule.letGoAfter
  if (!isOver) return tell(rule, counted, null, now, isSilenced)
  const wasTold = before.toldAt !== null && !isSilenced
  const state = { ...counted, isRaised: false, clearedAt: now, breaches: 0, calms: 0, unknowns: 0 }
  return { state, change: 'cleared', notice: wasTold ? 'cleared' : null }
}

/** Whether it has come and gone so often that it is damped. */
export function isFlapping(rule: Rule, state: AlertState, now: Instant): boolean {
  return state.raises.filter((at) => at > now - rule.flapWithinMs).length >= FLAPS_MIN
}

function calmsToClear(rule: Rule, state: AlertState, now: Instant): number {
  return rule.clearFor * (isFlapping(rule, state, now) ? FLAP_DAMPING : 1)
}

/** A reading that was counted, or is older, counts no more: a night that is told again is one night. */
function count(rule: Rule, state: AlertState, reading: Reading): AlertState {
  switch (reading.kind) {
    case 'none':
    case 'gone':
      return state
    case 'unknown':
      if (!isNewer(state, reading.of)) return state
      // Of what is calm there is nothing to let go.
      if (!state.isRaised) return state
      return { ...state, readOf: reading.of, figure: null, unknowns: state.unknowns + 1 }
    case 'figure': {
      const { of, figure } = reading
      if (!isNewer(state, of)) return state
      const breaches = isBeyond(rule, figure) ? state.breaches + 1 : 0
      const calms = isWithin(rule, figure) ? state.calms + 1 : 0
      // What stays calm leaves no trace, so that a healthy fleet writes nothing.
      if (!state.isRaised && breaches === 0) return { ...state, breaches: 0, calms: 0, unknowns: 0 }
      return { ...state, readOf: of, figure, breaches, calms, unknowns: 0 }
    }
    default:
      return unreachable(reading)
  }
}

function isNewer({ readOf }: AlertState, of: number): boolean {
  return readOf === null || of > readOf
}

function isBeyond({ isBadAbove, raiseAt }: Rule, figure: number): boolean {
  return isBadAbove ? figure > raiseAt : figure < raiseAt
}

function isWithin({ isBadAbove, clearAt }: Rule, figure: number): boolean {
  return isBadAbove ? figure <= clearAt : figure >= clearAt
}

function raise(rule: Rule, state: AlertState, now: Instant): AlertState {
  const raises = [...state.raises.filter((at) => at > now - rule.flapWithinMs), now].slice(-FLAPS_MIN)
  return {
    ...state,
    isRaised: true,
    raisedAt: now,
    clearedAt: null,
    toldAt: null,
    acknowledgedAt: null,
    calms: 0,
    raises,
  }
}

/** What is raised is told once, and again from time to time until somebody has taken it on. */
function tell(
  rule: Rule,
  state: AlertState,
  change: AlertMove['change'],
  now: Instant,
  isSilenced: boolean,
): AlertMove {
  const isQuiet = isSilenced || state.acknowledgedAt !== null
  const isDue = state.toldAt === null || now - state.toldAt >= rule.remindEveryMs
  if (isQuiet || !isDue) return { state, change, notice: null }
  return { state: { ...state, toldAt: now }, change, notice: state.toldAt === null ? 'raised' : 'reminder' }
}
