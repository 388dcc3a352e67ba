import { weekdayOf } from './baseline.ts'
import { datedFigures, evidenceOf, usualDays, type Raised } from './evidence.ts'
import type { MonitorSeen } from './figures.ts'
import { median, robustZ } from './statistics.ts'

/** Answers of the technician's own: so many days with one in a row, each far above what is usual. */
const DAYS = 4
const HISTORY_DAYS_MIN = 20
const Z_MIN = 2.5
/** The logarithm of minutes: half again as long is no deviation. */
const DEVIATION_MIN = 0.45
/** Half an hour more than usual is felt by a customer; less is not worth a word. */
const MORE_MINUTES_MIN = 30

export function judgeSlowness(seen: MonitorSeen): Raised[] {
  const days = datedFigures(seen).flatMap(({ day, figures }) =>
    figures.ownAnswerMinutes === null ? [] : [{ day, minutes: figures.ownAnswerMinutes }],
  )
  const recent = days.slice(-DAYS)
  const since = recent[0]?.day ?? 0
  const before = usualDays(seen, 'own_answers_slow', days, since - 1)
  // Slow days long gone are no reason for a finding today.
  if (before.length < HISTORY_DAYS_MIN || seen.firstDay + seen.days.length - since > 4 * DAYS) return []
  const history = before.map(({ minutes }) => Math.log1p(minutes))
  const usual = Math.expm1(median(history))
  const scores = recent.map(({ day, minutes }) => {
    const sameDays = before.filter((other) => weekdayOf(other.day) === weekdayOf(day))
    const compared = sameDays.length >= 8 ? sameDays.map((other) => Math.log1p(other.minutes)) : history
    return robustZ(Math.log1p(minutes), compared, DEVIATION_MIN)
  })
  const now = median(recent.map(({ minutes }) => minutes))
  if (scores.some((score) => score < Z_MIN) || now < usual + MORE_MINUTES_MIN) return []
  const sum = { score: Math.min(...scores), since, hits: Math.round(now), of: recent.length }
  const rest = { subject: null, usual: Math.round(usual), factor: now / Math.max(1, usual), isSlow: false }
  return [{ kind: 'own_answers_slow', severity: 'warning', evidence: evidenceOf('own_answers_slow', sum, rest) }]
}
