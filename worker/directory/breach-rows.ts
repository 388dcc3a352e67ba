import type { Instant } from '../../tenants/base/clock.ts'
import { BREACH_ROWS_MAX } from '../bounds.ts'

/** What the access log says of a stretch of time, counted by who did what to whom. */
export type BreachRow = {
  email: string
  action: string
  tenantId: string | null
  /** Whose papers, where papers were touched: the address stands first in the detail. */
  subject: string | null
  times: number
  firstAt: Instant
  lastAt: Instant
}

export type BreachWindow = { from: Instant; to: Instant; email: string | null; tenantId: string | null }

/** One row more than may be shown tells that there are more. */
export async function countAccessBetween(directory: D1Database, window: BreachWindow): Promise<BreachRow[]> {
  const { from, to, email, tenantId } = window
  const { results } = await directory
    .prepare(
      `SELECT email, action, tenant_id AS tenantId,
         CASE WHEN action LIKE 'kyc_%' THEN substr(detail, 1, instr(detail || ' ', ' ') - 1) END AS subject,
         count(*) AS times, min(at) AS firstAt, max(at) AS lastAt
       FROM access_log
       WHERE at >= ?1 AND at < ?2 AND (?3 IS NULL OR email = ?3) AND (?4 IS NULL OR tenant_id = ?4)
       GROUP BY 1, 2, 3, 4 ORDER BY firstAt, email, action LIMIT ?5`,
    )
    .bind(from, to, email, tenantId, BREACH_ROWS_MAX + 1)
    .all<BreachRow>()
  return results
}
