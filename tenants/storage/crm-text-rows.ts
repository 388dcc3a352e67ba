import type { Instant } from '../base/clock.ts'
import type { CustomerId } from '../base/ids.ts'
import type { TenantDb } from './open.ts'
import { loadEntry, type Entry } from './outbox-rows.ts'

/** Texts that leave by GoHighLevel, which says what became of them by webhooks without our own ids. */

/** Those that may have left without our knowing yet. Few: an entry that was answered is not one of them. */
export function loadUnconfirmed(db: TenantDb): Entry[] {
  const query = `select entry_id as id from outbox where due_at is not null and lane = 'twilio' and attempts > 0
    and status in ('claimed', 'in_doubt', 'pending') and composed ->> 'via' = 'gohighlevel'`
  const rows = db.$client.sql.exec<{ id: string }>(query).toArray()
  return rows.flatMap(({ id }) => loadEntry(db, id) ?? [])
}

/** Whether they are to be marked there as wanting texts again: before that, GoHighLevel lets none through. */
export function awaitsFreeing(db: TenantDb, customerId: CustomerId): boolean {
  const query = `select 1 from outbox where sequence_key = ? and status in ('pending', 'held', 'claimed')
    and payload ->> 'type' = 'mark_contact' and payload ->> 'as' = 'texts_again' limit 1`
  return db.$client.sql.exec(query, `crm:${customerId}`).toArray().length > 0
}

/** Whatever waits for GoHighLevel leaves now: it is back, or texts take another way. */
export function releaseTexts(db: TenantDb, now: Instant): void {
  const update = `update outbox set due_at = ? where due_at is not null and lane = 'twilio' and (
    (status = 'held' and last_code = 'crm_disconnected')
    or (status = 'pending' and attempts > 0 and composed ->> 'via' = 'gohighlevel'))`
  db.$client.sql.exec(update, now)
}

export function countTextsWaiting(db: TenantDb): number {
  const query = `select count(*) as count from outbox
    where due_at is not null and lane = 'twilio' and status in ('pending', 'held')`
  return db.$client.sql.exec<{ count: number }>(query).one().count
}

/** The mark of an opt-out waits for its confirmation, and for no longer. */
export function releaseMark(db: TenantDb, customerId: CustomerId, now: Instant): void {
  const update = `update outbox set status = 'pending', due_at = ? where sequence_key = ? and status = 'held'
    and payload ->> 'type' = 'mark_contact'`
  db.$client.sql.exec(update, now, `crm:${customerId}`)
}
