import { DAY_MS, type Instant } from '../base/clock.ts'
import { newId, type CallId, type CustomerId, type HeldId } from '../base/ids.ts'
import { HELD_SHOWN_MAX } from '../base/limits.ts'
import type { CallerHistory, HoldReason } from '../journey/judge-caller.ts'
import type { TenantDb } from './open.ts'
import { heldBack } from './schema-work.ts'
import { insertRow } from './statement.ts'

/** Calls that were held back, and what is known of callers so that it can be judged. */

const HISTORY_MS = 14 * DAY_MS

/** One look for each missed call, before anything is written about it. */
export function loadCallerHistory(db: TenantDb, customerId: CustomerId, now: Instant): CallerHistory {
  type Row = Omit<CallerHistory, 'isReleased'> & { released: number }
  const query = `select
    (select count(*) from call_logs where customer_id = ?1 and status <> 'answered' and ended_at > ?2) as missed,
    (select count(distinct ended_at / ${DAY_MS}) from call_logs
      where customer_id = ?1 and status <> 'answered' and ended_at > ?2) as days,
    (select count(*) from call_logs where customer_id = ?1 and status = 'voicemail' and ended_at > ?2) as voicemails,
    (select count(*) from call_logs where customer_id = ?1 and status = 'answered') as answered,
    (select count(*) from messages
      where customer_id = ?1 and direction = 'inbound' and coalesce(label, '') <> 'spam') as wrote,
    (select count(*) from messages where customer_id = ?1 and direction = 'inbound' and label = 'spam') as pitches,
    (select count(*) from held_back where customer_id = ?1 and status = 'released') as released`
  const { released, ...history } = db.$client.sql.exec<Row>(query, customerId, now - HISTORY_MS).one()
  return { ...history, isReleased: released > 0 }
}

/** When the next visit that is agreed begins, null where there is none. One that is going on counts. */
export function loadNextVisitAt(db: TenantDb, customerId: CustomerId, now: Instant): Instant | null {
  const query = `select min(starts_at) as at from appointments
    where customer_id = ? and status = 'confirmed' and ends_at > ?`
  return db.$client.sql.exec<{ at: number | null }>(query, customerId, now).one().at
}

export function recordHeld(
  db: TenantDb,
  held: { customerId: CustomerId; ref: CallId; reason: HoldReason },
  now: Instant,
): void {
  const heldId: HeldId = newId('hld')
  insertRow(db, heldBack, { ...held, heldId, kind: 'call', status: 'held', createdAt: now, decidedAt: null })
}

export type HeldCall = {
  heldId: HeldId
  customerId: CustomerId
  callId: CallId
  reason: HoldReason
  status: 'held' | 'released'
  createdAt: Instant
  outcome: 'no_answer' | 'busy' | 'voicemail'
  endedAt: Instant
  phone: string | null
  name: string | null
}

const HELD = `select held_id as heldId, held_back.customer_id as customerId, ref as callId, reason,
  held_back.status as status, held_back.created_at as createdAt, call_logs.status as outcome,
  call_logs.ended_at as endedAt, customers.phone as phone, customers.name as name
  from held_back join call_logs on call_logs.call_id = ref
  join customers on customers.customer_id = held_back.customer_id`

/** Newest first. */
export function loadHeldCalls(db: TenantDb): HeldCall[] {
  return db.$client.sql.exec<HeldCall>(`${HELD} order by held_id desc limit ?`, HELD_SHOWN_MAX).toArray()
}

export function loadHeldCall(db: TenantDb, heldId: string): HeldCall | null {
  return db.$client.sql.exec<HeldCall>(`${HELD} where held_id = ?`, heldId).toArray()[0] ?? null
}

/** All of a caller's at once: who is let through is not judged again. */
export function releaseHeld(db: TenantDb, customerId: CustomerId, now: Instant): void {
  const query = `update held_back set status = 'released', decided_at = ?2 where customer_id = ?1 and status = 'held'`
  db.$client.sql.exec(query, customerId, now)
}
