import { describeDay, parseDay } from '../../base/local-time.ts'
import { weekdayOf } from '../monitor/baseline.ts'
import { poissonLlr } from '../monitor/statistics.ts'
import type { Cause } from './causes.ts'
import { BEFORE_DAYS, GAP_DAYS, type Call, type DiagnosticSeen } from './observed.ts'
import { partOfDay } from './usual.ts'

/** What was set as the calls stopped, and can stop them. */
const STOPS_CALLS = ['smsNumber', 'primaryPhone', 'texting', 'gohighlevel']
const CHANGED_PRIOR = 3
const CHANGED_DAYS = 4
/** A part has as many chances to stand out as there are parts. */
const PART_PRIOR = -3
const SILENT_FACTOR = 0.1

/** Whether all calls have stopped, or those of one part; and what was changed just then. */
export function explainCalls(seen: DiagnosticSeen): Cause[] {
  const since = parseDay(seen.evidence.since)
  const closed = new Set(seen.holidays)
  const isUsual = (on: number) => on < since - GAP_DAYS && on >= since - GAP_DAYS - BEFORE_DAYS / 2
  const daysBefore = range(since - GAP_DAYS - Math.floor(BEFORE_DAYS / 2), since - GAP_DAYS - 1).filter(
    (on) => !closed.has(on),
  )
  const daysSince = range(since, seen.today - 1).filter((on) => !closed.has(on))
  const before = seen.calls.filter(({ on }) => isUsual(on) && !closed.has(on))
  const after = seen.calls.filter(({ on }) => on >= since && !closed.has(on))
  const weekdayShare = scaleOf(before, daysBefore, daysSince)
  const parts = new Set([...before, ...after].flatMap((call) => partsOf(call)))
  const expectedOf = (isIn: (call: Call) => boolean) => before.filter(isIn).length * weekdayShare
  const causes = [null, ...parts].map((part): Cause => {
    const isIn = (call: Call) => part === null || partsOf(call).includes(part)
    const [expected, came] = [expectedOf(isIn), after.filter(isIn).length]
    const rest = { expected: Math.round(expected * 10) / 10, came, of: after.length, changedOn: null }
    const score =
      poissonLlr(came, expected, Math.max(expected * SILENT_FACTOR, came)) + (part === null ? 0 : PART_PRIOR)
    const missing = expectedOf(() => true) - after.length
    const share = missing <= 0 ? 0 : Math.min(1, Math.max(0, (expected - came) / missing))
    return { code: 'no_calls', subject: part, share: round(share), score: Math.round(score * 10) / 10, ...rest }
  })
  const [whole] = causes
  const changed = seen.changes.filter(
    ({ on, what }) => Math.abs(on - since) <= CHANGED_DAYS && STOPS_CALLS.includes(what),
  )
  const settings = whole
    ? changed.map(({ on, what }): Cause => ({
        ...whole,
        code: 'setting',
        subject: what,
        score: whole.score + CHANGED_PRIOR,
        changedOn: describeDay(on),
      }))
    : []
  return [...settings, ...causes].filter(({ score }) => score > 1.5).sort((one, other) => other.score - one.score)
}

function partsOf({ via, area, hour }: Call): string[] {
  return [`via:${via}`, ...(area ? [`area:${area}`] : []), `hour:${partOfDay(hour)}`]
}

/** How many of the usual calls the days since should have brought, as a factor. */
function scaleOf(before: readonly Call[], daysBefore: readonly number[], daysSince: readonly number[]): number {
  const perWeekday = [0, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const days = daysBefore.filter((on) => weekdayOf(on) === weekday).length
    return before.filter(({ on }) => weekdayOf(on) === weekday).length / Math.max(1, days)
  })
  const expected = daysSince.reduce((sum, on) => sum + (perWeekday[weekdayOf(on)] ?? 0), 0)
  return before.length === 0 ? 0 : expected / before.length
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_item, place) => from + place)
}

function round(share: number): number {
  return Math.round(share * 100) / 100
}
