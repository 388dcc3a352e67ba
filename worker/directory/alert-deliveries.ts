import type { Instant } from '../../tenants/base/clock.ts'
import type { NoticeRow } from './alerts.ts'

/** Messages about alerts, one to each route. A message is claimed here before it leaves, and settled afterwards. */

export type DeliveryRow = {
  deliveryId: string
  routeId: string
  /** JSON, see worker/alerts/compose.ts. */
  content: string
  attempts: number
  /** An earlier attempt may have got through. */
  isDoubted: boolean
  firstTriedAt: Instant
  createdAt: Instant
}
export type NewDelivery = { deliveryId: string; routeId: string; content: string }

/** Nothing of a notice is lost between here and a message: both are written at once. */
export async function listWaiting(
  directory: D1Database,
  limit: number,
): Promise<(NoticeRow & { businessName: string | null })[]> {
  const query = `SELECT notice_id AS noticeId, rule, subject, kind, figure, at, business_name AS businessName
    FROM alert_notice LEFT JOIN tenant ON tenant_id = subject WHERE is_bundled = 0 ORDER BY notice_id LIMIT ?`
  const found = await directory.prepare(query).bind(limit).all<NoticeRow & { businessName: string | null }>()
  return found.results
}

/** Puts notices into messages. Where somebody else has done so meanwhile, nothing happens. */
export async function bundle(
  directory: D1Database,
  notices: readonly Pick<NoticeRow, 'noticeId'>[],
  deliveries: readonly NewDelivery[],
  now: Instant,
): Promise<void> {
  const last = notices.at(-1)?.noticeId ?? 0
  const isOurs = '(SELECT count(*) FROM alert_notice WHERE is_bundled = 0 AND notice_id <= ?1) = ?2'
  await directory.batch([
    ...deliveries.map(({ deliveryId, routeId, content }) =>
      directory
        .prepare(
          `INSERT INTO alert_delivery (delivery_id, route_id, content, status, attempts, is_doubted, due_at, created_at)
            SELECT ?3, ?4, ?5, 'pending', 0, 0, ?6, ?6 WHERE ${isOurs}`,
        )
        .bind(last, notices.length, deliveryId, routeId, content, now),
    ),
    directory
      .prepare(`UPDATE alert_notice SET is_bundled = 1 WHERE is_bundled = 0 AND notice_id <= ?1 AND ${isOurs}`)
      .bind(last, notices.length),
  ])
}

/** A message that is asked for by hand. */
export async function addDelivery(
  directory: D1Database,
  { deliveryId, routeId, content }: NewDelivery,
  now: Instant,
): Promise<void> {
  await directory
    .prepare(
      `INSERT INTO alert_delivery (delivery_id, route_id, content, status, attempts, is_doubted, due_at, created_at)
        VALUES (?1, ?2, ?3, 'pending', 0, 0, ?4, ?4)`,
    )
    .bind(deliveryId, routeId, content, now)
    .run()
}

/**
 * Takes messages that are due for one attempt each. One whose claim has lapsed was cut off in the middle: whether it
 * got through is in doubt.
 */
export async function claimDue(
  directory: D1Database,
  { now, until, limit, only }: { now: Instant; until: Instant; limit: number; only: string | null },
): Promise<DeliveryRow[]> {
  const query = `UPDATE alert_delivery SET is_doubted = CASE WHEN status = 'claimed' THEN 1 ELSE is_doubted END,
      status = 'claimed', attempts = attempts + 1, claimed_until = ?2, first_tried_at = coalesce(first_tried_at, ?1)
    WHERE delivery_id IN (
      SELECT delivery_id FROM alert_delivery
      WHERE ((status = 'pending' AND due_at <= ?1) OR (status = 'claimed' AND claimed_until <= ?1))
        AND (?4 IS NULL OR delivery_id = ?4)
      ORDER BY due_at LIMIT ?3)
    RETURNING delivery_id AS deliveryId, route_id AS routeId, content, attempts, is_doubted AS isDoubted,
      first_tried_at AS firstTriedAt, created_at AS createdAt`
  const claimed = await directory
    .prepare(query)
    .bind(now, until, limit, only)
    .all<Omit<DeliveryRow, 'isDoubted'> & { isDoubted: number }>()
  return claimed.results.map((row) => ({ ...row, isDoubted: row.isDoubted === 1 }))
}

export type Settlement =
  | { status: 'sent' }
  | { status: 'failed'; code: string }
  | { status: 'pending'; code: string; dueAt: Instant; isDoubted: boolean }

/** Does nothing unless this attempt still holds the claim. */
export async function settleDelivery(
  directory: D1Database,
  { deliveryId, attempts }: Pick<DeliveryRow, 'deliveryId' | 'attempts'>,
  settled: Settlement,
  now: Instant,
): Promise<void> {
  const isOpen = settled.status === 'pending'
  await directory
    .prepare(
      `UPDATE alert_delivery SET status = ?3, last_code = ?4, due_at = coalesce(?5, due_at),
        is_doubted = coalesce(?6, is_doubted), claimed_until = NULL, settled_at = ?7
        WHERE delivery_id = ?1 AND attempts = ?2 AND status = 'claimed'`,
    )
    .bind(
      deliveryId,
      attempts,
      settled.status,
      settled.status === 'sent' ? null : settled.code,
      isOpen ? settled.dueAt : null,
      isOpen ? (settled.isDoubted ? 1 : 0) : null,
      isOpen ? null : now,
    )
    .run()
}

export async function readDelivery(
  directory: D1Database,
  deliveryId: string,
): Promise<{ status: string; lastCode: string | null } | null> {
  const query = 'SELECT status, last_code AS lastCode FROM alert_delivery WHERE delivery_id = ?'
  return directory.prepare(query).bind(deliveryId).first<{ status: string; lastCode: string | null }>()
}
