import type { Instant } from '../../tenants/base/clock.ts'

/** Alerts as they stand, and what somebody is yet to be told of them. See `migrations/directory/0010_alerts.sql`. */

export type AlertRow = {
  rule: string
  subject: string
  /** Of the newest raising; null while there was none. */
  alertId: string | null
  isRaised: boolean
  /** JSON, see worker/alerts/decide.ts. */
  state: string
  acknowledgedBy: string | null
  /** Another with each change, so that of two who decide at once one starts over. */
  stamp: string
  changedAt: Instant
}
export type NewNotice = { kind: string; figure: number | null }
export type NoticeRow = NewNotice & { noticeId: number; rule: string; subject: string; at: Instant }
type Raw = Omit<AlertRow, 'isRaised'> & { isRaised: number }

const COLUMNS = `rule, subject, alert_id AS alertId, is_raised AS isRaised, state, acknowledged_by AS acknowledgedBy, stamp,
  changed_at AS changedAt`
/** D1 takes at most a hundred values in one statement. */
const VALUES_MAX = 90

function readRow(row: Raw): AlertRow {
  return { ...row, isRaised: row.isRaised === 1 }
}

export async function loadAlerts(directory: D1Database, subjects: readonly string[]): Promise<AlertRow[]> {
  const found: AlertRow[] = []
  for (let start = 0; start < subjects.length; start += VALUES_MAX) {
    const some = subjects.slice(start, start + VALUES_MAX)
    const marks = some.map(() => '?').join()
    const query = directory.prepare(`SELECT ${COLUMNS} FROM alert WHERE subject IN (${marks})`).bind(...some)
    found.push(...(await query.all<Raw>()).results.map(readRow))
  }
  return found
}

/** Those that nobody has taken on, and of which somebody was told longest ago, or never. */
export async function loadRaised(directory: D1Database, limit: number): Promise<AlertRow[]> {
  const query = `SELECT ${COLUMNS} FROM alert WHERE is_raised = 1 AND json_extract(state, '$.acknowledgedAt') IS NULL
    ORDER BY coalesce(json_extract(state, '$.toldAt'), 0) LIMIT ?`
  return (await directory.prepare(query).bind(limit).all<Raw>()).results.map(readRow)
}

export type Change = { before: AlertRow | null; next: AlertRow; notice: NewNotice | null }

/**
 * Writes changes with what is to be told of them, all or none of each. Whoever decided from a row that has changed
 * meanwhile changes nothing and tells nothing; the next reading decides anew.
 */
export async function saveAlerts(directory: D1Database, changes: readonly Change[]): Promise<void> {
  const statements = changes.flatMap(({ before, next, notice }) => {
    const { rule, subject, alertId, isRaised, state, acknowledgedBy, stamp, changedAt } = next
    const write = directory
      .prepare(
        `INSERT INTO alert VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (rule, subject) DO UPDATE SET
          alert_id = ?3, is_raised = ?4, state = ?5, acknowledged_by = ?6, stamp = ?7, changed_at = ?8 WHERE stamp = ?9`,
      )
      .bind(rule, subject, alertId, isRaised ? 1 : 0, state, acknowledgedBy, stamp, changedAt, before?.stamp ?? '')
    if (notice === null) return [write]
    const tell = directory
      .prepare(
        `INSERT INTO alert_notice (rule, subject, kind, figure, at, is_bundled) SELECT rule, subject, ?1, ?2, ?3, 0
          FROM alert WHERE rule = ?4 AND subject = ?5 AND stamp = ?6`,
      )
      .bind(notice.kind, notice.figure, changedAt, rule, subject, stamp)
    return [write, tell]
  })
  if (statements.length > 0) await directory.batch(statements)
}

export async function loadAlertById(directory: D1Database, alertId: string): Promise<AlertRow | null> {
  const row = await directory.prepare(`SELECT ${COLUMNS} FROM alert WHERE alert_id = ?`).bind(alertId).first<Raw>()
  return row === null ? null : readRow(row)
}

export type NamedAlert = AlertRow & { businessName: string | null }

/** Raised ones, or those that are not any more, the newest first. */
export async function listAlerts(
  directory: D1Database,
  { isRaised, since, limit }: { isRaised: boolean; since: Instant; limit: number },
): Promise<NamedAlert[]> {
  const query = `SELECT ${COLUMNS}, business_name AS businessName FROM alert LEFT JOIN tenant ON tenant_id = subject
    WHERE is_raised = ?1 AND alert_id IS NOT NULL AND changed_at >= ?2 ORDER BY changed_at DESC LIMIT ?3`
  const { results } = await directory
    .prepare(query)
    .bind(isRaised ? 1 : 0, since, limit)
    .all<Raw & { businessName: string | null }>()
  return results.map((row) => ({ ...readRow(row), businessName: row.businessName }))
}

/** Of these subjects, the businesses that were closed. */
export async function listClosed(directory: D1Database, subjects: readonly string[]): Promise<Set<string>> {
  const closed = new Set<string>()
  for (let start = 0; start < subjects.length; start += VALUES_MAX) {
    const some = subjects.slice(start, start + VALUES_MAX)
    const query = `SELECT tenant_id AS id FROM tenant_closing WHERE tenant_id IN (${some.map(() => '?').join()})`
    for (const { id } of (
      await directory
        .prepare(query)
        .bind(...some)
        .all<{ id: string }>()
    ).results)
      closed.add(id)
  }
  return closed
}

export async function countDeadExports(directory: D1Database): Promise<number> {
  const row = await directory.prepare('SELECT count(*) AS count FROM fleet_export_dead').first<{ count: number }>()
  return row?.count ?? 0
}

/** Drops what is long over, so that neither table grows with the years. */
export async function dropOldAlerts(directory: D1Database, before: Instant): Promise<void> {
  await directory.batch([
    directory.prepare('DELETE FROM alert WHERE is_raised = 0 AND changed_at < ?').bind(before),
    directory.prepare('DELETE FROM alert_notice WHERE is_bundled = 1 AND at < ?').bind(before),
    directory.prepare(`DELETE FROM alert_delivery WHERE status IN ('sent', 'failed') AND created_at < ?`).bind(before),
    directory.prepare('DELETE FROM alert_silence WHERE until_at < ?').bind(before),
  ])
}
