import type { Instant } from '../../tenants/base/clock.ts'

export type SilenceRow = {
  silenceId: string
  /** Null is every rule, or every business and the fleet itself. */
  rule: string | null
  tenantId: string | null
  untilAt: Instant
  reason: string
  createdBy: string
  createdAt: Instant
}

const COLUMNS = `silence_id AS silenceId, rule, alert_silence.tenant_id AS tenantId, until_at AS untilAt, reason,
  created_by AS createdBy, alert_silence.created_at AS createdAt`

/** Those that are not over, the longest first. */
export async function listSilences(
  directory: D1Database,
  now: Instant,
  limit: number,
): Promise<(SilenceRow & { businessName: string | null })[]> {
  const query = `SELECT ${COLUMNS}, business_name AS businessName FROM alert_silence
    LEFT JOIN tenant ON tenant.tenant_id = alert_silence.tenant_id WHERE until_at > ? ORDER BY until_at DESC LIMIT ?`
  const found = await directory.prepare(query).bind(now, limit).all<SilenceRow & { businessName: string | null }>()
  return found.results
}

export async function addSilence(directory: D1Database, row: SilenceRow): Promise<void> {
  await directory
    .prepare('INSERT INTO alert_silence VALUES (?, ?, ?, ?, ?, ?, ?)')
    .bind(row.silenceId, row.rule, row.tenantId, row.untilAt, row.reason, row.createdBy, row.createdAt)
    .run()
}

export async function endSilence(directory: D1Database, silenceId: string, now: Instant): Promise<boolean> {
  const ended = await directory
    .prepare('UPDATE alert_silence SET until_at = ?2 WHERE silence_id = ?1 AND until_at > ?2')
    .bind(silenceId, now)
    .run()
  return ended.meta.changes > 0
}
