import type { Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import type { TenantDb } from './open.ts'

/** Of what can wait until the morning, so that nothing that happens meanwhile waits behind it or is left to it. */
const LATER = ':later'

export function sequenceEndOf({ canWait = false }: { canWait?: boolean }): string {
  return canWait ? LATER : ''
}

/** More than is ordered within an hour once sums are made. */
const TOLD_MAX = 300
const TOLD = `select created_at as at, customer_id as customerId, payload ->> 'reason' as reason from outbox
  where entry_id >= ? and sequence_key like 'notice_%' and payload ->> 'isFallback' = 0
    and (sequence_key like '%${LATER}') = ? and (lane = 'twilio' or not exists (select 1 from outbox as text
      where text.sequence_key = replace(outbox.sequence_key, 'notice_email', 'notice_sms')
        and text.created_at = outbox.created_at))
  order by entry_id desc limit ${TOLD_MAX}`

type Told = { at: Instant; customerId: string | null; reason: string }

/**
 * Notices by text or e-mail that were ordered since then, of those that can wait or of those that cannot. One that goes
 * both ways is one, and so is one that failed and took another.
 */
export function loadNoticesTold(db: TenantDb, since: Instant, { canWait = false }: { canWait?: boolean }): Told[] {
  return db.$client.sql.exec<Told>(TOLD, firstIdAt('eff', since), Number(canWait)).toArray()
}

/** Callers whose first text has not left, and of whom the technician has not been told yet. */
export function countOverdue(db: TenantDb): number {
  const query = `select count(*) as count from timers where name = 'overdue_due'`
  return db.$client.sql.exec<{ count: number }>(query).one().count
}
