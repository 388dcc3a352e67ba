import { learnRate, weekdayOf } from './baseline.ts'
import { cumulate } from './cumulate.ts'
import { datedFigures, evidenceOf, usualDays, type Raised } from './evidence.ts'
import type { MonitorSeen } from './figures.ts'
import { poissonLlr } from './statistics.ts'

/** A number that is dead, or a forwarding that has stopped, is told by nobody: it shows as calls that do not come. */
const FACTOR = 0.1
const WINDOW_DAYS = 14
/** Seasons move the level, so that only the last weeks tell it. */
const LEVEL_DAYS = 42
/** The level is known no better: a week may bring so much less, and nothing has broken. */
const LEVEL_DOUBT = 0.7
const SCORE_MIN = 7.5

export function judgeCalls(seen: MonitorSeen): Raised[] {
  const days = workingDays(seen)
  const until = days.at(-1)?.day ?? 0
  const usual = learnRate(usualDays(seen, 'calls_silent', days, until - WINDOW_DAYS), LEVEL_DAYS)
  if (!usual) return []
  const steps = days
    .filter(({ day }) => day > until - WINDOW_DAYS)
    .map(({ day, count }) => {
      const expected = usual.byWeekday[weekdayOf(day)] ?? usual.perDay
      return {
        day,
        hits: count,
        of: expected,
        llr: poissonLlr(count, expected * LEVEL_DOUBT, expected * FACTOR) / usual.spread,
      }
    })
  const sum = cumulate(steps)
  if (!sum || sum.score < SCORE_MIN) return []
  const rest = { subject: null, usual: usual.perDay, factor: FACTOR, isSlow: false }
  return [{ kind: 'calls_silent', severity: 'serious', evidence: evidenceOf('calls_silent', sum, rest) }]
}

/** Without those on which the whole country rests. */
function workingDays(seen: MonitorSeen): { day: number; count: number }[] {
  const closed = new Set(seen.holidays)
  const dated = datedFigures(seen).filter(({ day }) => !closed.has(day))
  return dated.map(({ day, figures }) => ({ day, count: figures.calls }))
}
