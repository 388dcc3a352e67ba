import { describeDay } from '../../base/local-time.ts'
import type { Cumulated } from './cumulate.ts'
import type { DayFigures, FindingEvidence, FindingKind, MonitorSeen } from './figures.ts'

/** A finding as it is raised. */
export type Raised = { kind: FindingKind; severity: 'warning' | 'serious'; evidence: FindingEvidence }

/** How much likelier a change has to be than none, as a logarithm, before a finding is opened. */
export const OPEN_SCORE = 7.5

export function evidenceOf(
  kind: FindingKind,
  { score, since, hits, of }: Cumulated,
  rest: Pick<FindingEvidence, 'subject' | 'usual' | 'factor' | 'isSlow'> & { limit?: number },
): FindingEvidence {
  return { kind, since: describeDay(since), hits, of: tenths(of), score: tenths(score), limit: null, ...rest }
}

/** Days up to one, without those in which something was wrong with just this. */
export function usualDays<T extends { day: number }>(
  { past }: Pick<MonitorSeen, 'past'>,
  kind: FindingKind,
  days: readonly T[],
  until: number,
): T[] {
  const spells = past.filter((spell) => spell.kind === kind)
  return days.filter(({ day }) => day <= until && !spells.some((spell) => day >= spell.from && day <= spell.until))
}

export function datedFigures({ days, firstDay }: Pick<MonitorSeen, 'days' | 'firstDay'>): {
  day: number
  figures: DayFigures
}[] {
  return days.map((figures, place) => ({ day: firstDay + place, figures }))
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10
}
