import type { Instant } from '../base/clock.ts'
import { firstIdAt } from '../base/ids.ts'
import { describeDay, type DayNumber } from '../base/local-time.ts'
import type { TenantDb } from './open.ts'
import { loadSetting, saveSetting } from './settings-rows.ts'

/**
 * What has been kept long enough, some rows at a time. Ids tell when they were made, so old rows are found by their
 * keys without an index that every webhook would have to keep up; what few rows have stands in an index of those rows,
 * so that the others are not looked at every night. Each answers what it took, for the caller to count.
 */

export type AgedMessage = { messageId: string; channel: string; providerRef: string | null }

/**
 * Their words go, and the salts by which a short text could be guessed; that they were sent stays. The last of them is
 * kept in mind, so that a night looks at what has come of age since.
 */
export function redactMessagesBefore(db: TenantDb, before: Instant, max: number, now: Instant): AgedMessage[] {
  const { sql } = db.$client
  const query = `select message_id as messageId, channel, provider_ref as providerRef from messages
    where message_id > ? and message_id < ? and redacted_at is null order by message_id limit ?`
  const from = loadSetting<string>(db, 'words_redacted') ?? ''
  const aged = sql.exec<AgedMessage>(query, from, firstIdAt('msg', before), max).toArray()
  const last = aged.at(-1)
  if (!last) return aged
  const ids = JSON.stringify(aged.map(({ messageId }) => messageId))
  const among = 'in (select value from json_each(?1))'
  sql.exec(`update messages set body = '', subject = null, redacted_at = ?2 where message_id ${among}`, ids, now)
  sql.exec(`update ledger set content_salt = null where kind = 'message' and ref ${among}`, ids)
  saveSetting(db, 'words_redacted', last.messageId)
  return aged
}

export type AgedRecording = { callId: string; recordingUrl: string }

/** Calls forget where their recordings lie; those themselves are for the provider to delete. */
export function dropRecordingsBefore(db: TenantDb, before: Instant, max: number): AgedRecording[] {
  const { sql } = db.$client
  const query = `select call_id as callId, recording_url as recordingUrl from call_logs
    where call_id < ? and recording_url is not null limit ?`
  const aged = sql.exec<AgedRecording>(query, firstIdAt('cal', before), max).toArray()
  if (aged.length === 0) return aged
  const ids = JSON.stringify(aged.map(({ callId }) => callId))
  sql.exec('update call_logs set recording_url = null where call_id in (select value from json_each(?))', ids)
  return aged
}

/**
 * Of an order that was settled long ago its kind is kept, and what the gate said of it. What failed is let go. Up to
 * where all are emptied is kept in mind, so that a day looks at a day's orders and not at all there ever were.
 */
export function emptyOrdersBefore(db: TenantDb, before: Instant, max: number): number {
  const { sql } = db.$client
  const emptied = `json_object('type', payload ->> 'type', 'template', payload ->> 'template')`
  const query = `select entry_id as id from outbox where entry_id > ?1 and entry_id < ?2 and settled_at < ?3
    and (composed is not null or payload <> ${emptied}) limit ?4`
  const from = loadSetting<string>(db, 'orders_emptied') ?? ''
  const until = firstIdAt('eff', before)
  const aged = sql.exec<{ id: string }>(query, from, until, before, max).toArray()
  if (aged.length > 0) {
    sql.exec(
      `update outbox set payload = ${emptied}, composed = null,
        status = iif(status in ('dead', 'refused'), 'expired', status)
        where entry_id in (select value from json_each(?))`,
      JSON.stringify(aged.map(({ id }) => id)),
    )
  }
  if (aged.length < max) keepEmptied(db, from, until, before)
  return aged.length
}

/** The last one before the first that is not settled yet, and will be emptied one day. */
function keepEmptied(db: TenantDb, from: string, until: string, before: Instant): void {
  const query = `select max(entry_id) as id from outbox where entry_id > ?1 and entry_id < coalesce(
    (select min(entry_id) from outbox where entry_id > ?1 and entry_id < ?2
      and (settled_at is null or settled_at >= ?3)), ?2)`
  const { id } = db.$client.sql.exec<{ id: string | null }>(query, from, until, before).one()
  if (id !== null) saveSetting(db, 'orders_emptied', id)
}

export function dropTokensBefore(db: TenantDb, now: Instant, max: number): number {
  const query = `delete from tokens where token in (select token from tokens where expires_at < ? limit ?)`
  return db.$client.sql.exec(query, now, max).rowsWritten
}

/** Consents of people with whom nothing has been exchanged since. */
export function dropConsentsBefore(db: TenantDb, before: Instant, max: number): number {
  const query = `delete from consents where (customer_id, consent_id) in (
    select c.customer_id, c.consent_id from consents as c where c.given_at < ?1
    and not exists (select 1 from messages as m where m.customer_id = c.customer_id and m.created_at >= ?1) limit ?2)`
  return db.$client.sql.exec(query, before, max).rowsWritten
}

/** Whole days only, since a day is proven as one; and none that has a row of somebody with whom we still talk. */
export function dropLedgerDaysBefore(db: TenantDb, day: DayNumber, before: Instant, max: number): number {
  const { sql } = db.$client
  const query = `select day from ledger_heads as h where h.day < ?1
    and exists (select 1 from ledger as l where l.day = h.day)
    and not exists (select 1 from ledger as l join ledger as later on later.address_key = l.address_key
      where l.day = h.day and later.at >= ?2) limit ?3`
  const days = sql.exec<{ day: string }>(query, describeDay(day), before, max).toArray()
  if (days.length === 0) return 0
  const names = JSON.stringify(days.map((each) => each.day))
  sql.exec('delete from ledger where day in (select value from json_each(?))', names)
  return days.length
}
