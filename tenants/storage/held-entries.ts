import type { Instant } from '../base/clock.ts'
import type { TenantDb } from './open.ts'
import type { Lane } from './outbox-rows.ts'

/** Lets a lane's entries go ahead, whatever they waited for. What has its own end, such as a look-up, keeps it. */
export function releaseHeld(db: TenantDb, lane: Lane, until: { dueAt: Instant; usefulUntil: Instant }): void {
  db.$client.sql.exec(
    `update outbox set status = 'pending', due_at = ?,
      useful_until = iif(payload ->> 'type' = 'look_up_contact', useful_until, max(useful_until, ?))
      where lane = ? and status in ('pending', 'held')`,
    until.dueAt,
    until.usefulUntil,
    lane,
  )
}

/** How many entries of a lane have not left. To look a location over is our own affair, and nobody's loss. */
export function countWaiting(db: TenantDb, lane: Lane): number {
  const query = `select count(*) as count from outbox where lane = ? and status in ('pending', 'held')
    and payload ->> 'type' <> 'set_up_crm'`
  return db.$client.sql.exec<{ count: number }>(query, lane).one().count
}

/** Takes back all of a lane that has not left, but what somebody is to be erased of. */
export function cancelLane(db: TenantDb, lane: Lane, code: string, now: Instant): void {
  db.$client.sql.exec(
    `update outbox set status = 'cancelled', due_at = null, last_code = ?, settled_at = ?
      where lane = ? and status in ('pending', 'held') and payload ->> 'type' <> 'forget'`,
    code,
    now,
    lane,
  )
}
