import type { Instant } from '../../tenants/base/clock.ts'
import { newId } from '../../tenants/base/ids.ts'
import { log } from '../../tenants/base/log.ts'
import type { RuleName } from '../../tenants/contract/alerts.ts'
import { SILENCES_MAX } from '../bounds.ts'
import { listSilences, type SilenceRow } from '../directory/alert-silences.ts'
import { loadAlerts, saveAlerts, type AlertRow, type Change } from '../directory/alerts.ts'
import { decideAlert, NEVER_READ, type AlertMove, type AlertState, type Reading } from './decide.ts'
import { RULES } from './rules.ts'

/** What is watched where no business is meant. */
export const FLEET = 'fleet'

/** Readings of one rule about one subject, oldest first. */
export type Watched = { rule: RuleName; subject: string; readings: readonly Reading[] }

/** Takes readings in: what they change is written down, with what somebody is to be told. */
export async function judge(directory: D1Database, watched: readonly Watched[], now: Instant): Promise<void> {
  const subjects = [...new Set(watched.map(({ subject }) => subject))]
  const rows = await loadAlerts(directory, subjects)
  const silences = await listSilences(directory, now, SILENCES_MAX)
  const known = new Map(rows.map((row) => [`${row.rule} ${row.subject}`, row]))
  const changes = watched.flatMap((each) => {
    const before = known.get(`${each.rule} ${each.subject}`) ?? null
    return decideChange(each, before, { now, isSilenced: isSilenced(each, silences) }) ?? []
  })
  await saveAlerts(directory, changes)
  for (const { next, notice } of changes) {
    if (notice) log('alert_moved', '-', { rule: next.rule, subject: next.subject, kind: notice.kind })
  }
}

export function isSilenced(
  { rule, subject }: { rule: string; subject: string },
  silences: readonly Pick<SilenceRow, 'rule' | 'tenantId'>[],
): boolean {
  return silences.some(
    (silence) =>
      (silence.rule === null || silence.rule === rule) && (silence.tenantId === null || silence.tenantId === subject),
  )
}

export function stateOf(row: Pick<AlertRow, 'state'> | null): AlertState {
  return row === null ? NEVER_READ : { ...NEVER_READ, ...(JSON.parse(row.state) as Partial<AlertState>) }
}

/** The row as it is to be written; what belongs to a raising begins with it. */
export function rowOf(
  { rule, subject }: Pick<AlertRow, 'rule' | 'subject'>,
  before: AlertRow | null,
  { state, hasBegun, now }: { state: AlertState; hasBegun: boolean; now: Instant },
): AlertRow {
  return {
    rule,
    subject,
    alertId: hasBegun ? newId('alr') : (before?.alertId ?? null),
    isRaised: state.isRaised,
    state: JSON.stringify(state),
    acknowledgedBy: hasBegun ? null : (before?.acknowledgedBy ?? null),
    stamp: newId('alr'),
    changedAt: now,
  }
}

/** Null where there is nothing to write down. */
function decideChange(
  { rule, subject, readings }: Watched,
  before: AlertRow | null,
  circumstances: { now: Instant; isSilenced: boolean },
): Change | null {
  const first = stateOf(before)
  const moves: AlertMove[] = []
  for (const reading of readings) {
    moves.push(decideAlert(RULES[rule], moves.at(-1)?.state ?? first, reading, circumstances))
  }
  const state = moves.at(-1)?.state ?? first
  if (JSON.stringify(state) === JSON.stringify(first)) return null
  const hasBegun = moves.some(({ change }) => change === 'raised')
  const next = rowOf({ rule, subject }, before, { state, hasBegun, now: circumstances.now })
  // Raised and cleared by nights that were made up for together: it is over, and nobody has to get up.
  const isNews = state.isRaised || first.isRaised
  const kind = isNews ? (moves.map(({ notice }) => notice).findLast((notice) => notice !== null) ?? null) : null
  return { before, next, notice: kind === null ? null : { kind, figure: state.figure } }
}
