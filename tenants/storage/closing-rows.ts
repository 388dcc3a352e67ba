import type { Instant } from '../base/clock.ts'
import { listExportTables } from './export-rows.ts'
import type { TenantDb } from './open.ts'
import { dropSetting, loadSetting, saveSetting } from './settings-rows.ts'
import { amendTenant, type Closing, type Context, type Tenant } from './tenant-rows.ts'

/** What a business that closes sets aside, takes back and lets go. Whoever calls these holds the transaction. */

type SetAside = { journeyId: string; name: string; dueAt: Instant }

/** Also in the copy that everything in this object works with, as `amendTenant` does it. */
export function saveClosing({ db, tenant }: Context, closing: Closing | null): void {
  Object.assign(tenant, { closing })
  if (closing) saveSetting(db, 'closing', closing)
  else dropSetting(db, 'closing')
}

/** Timers of journeys rest until the business comes back; what is owed to people under a law goes on. */
export function setTimersAside(db: TenantDb): void {
  const { sql } = db.$client
  const query = `delete from timers where journey_id not like 'req\\_%' escape '\\'
    returning journey_id as journeyId, name, due_at as dueAt`
  saveSetting(db, 'closing_timers', sql.exec<SetAside>(query).toArray())
}

/** Those that have passed go off at once, as after an outage: each journey judges for itself what is too late. */
export function bringTimersBack(db: TenantDb): void {
  const aside = JSON.stringify(loadSetting<SetAside[]>(db, 'closing_timers') ?? [])
  db.$client.sql.exec(
    `insert or ignore into timers (journey_id, name, due_at)
      select value ->> 'journeyId', value ->> 'name', value ->> 'dueAt' from json_each(?)`,
    aside,
  )
  dropSetting(db, 'closing_timers')
}

const FORGETS = `payload ->> 'type' in ('forget', 'redact_message')`

/** Takes back all that has not left, but for what is to be deleted at a provider. */
export function cancelOrders(db: TenantDb, code: string, now: Instant): void {
  const { sql } = db.$client
  const query = `update outbox set status = 'cancelled', due_at = null, last_code = ?, settled_at = ?
    where status in ('pending', 'held') and not ${FORGETS} returning entry_id as id`
  const cancelled = sql.exec<{ id: string }>(query, code, now).toArray()
  sql.exec(
    `update messages set status = 'failed', error_code = ?2, updated_at = ?3
      where status = 'sending' and entry_id in (select value from json_each(?1))`,
    ...[JSON.stringify(cancelled.map(({ id }) => id)), code, now],
  )
}

export type RecordRefs = { texts: string[]; calls: { callKey: string; recordingUrl: string | null }[]; isMore: boolean }

/** The ids under which Twilio knows what it keeps of this business, some at a time; the rows then hold them no more. */
export function takeRecordRefs(db: TenantDb, max: number): RecordRefs {
  const { sql } = db.$client
  type Text = { id: string; ref: string }
  const texts = sql
    .exec<Text>(
      `select message_id as id, provider_ref as ref from messages
        where provider_ref is not null and channel = 'sms' limit ?`,
      max,
    )
    .toArray()
  type Call = { id: string; callKey: string; recordingUrl: string | null }
  const calls = sql
    .exec<Call>(
      `select call_id as id, call_key as callKey, recording_url as recordingUrl from call_logs
        where call_key not like 'erased:%' limit ?`,
      max - texts.length,
    )
    .toArray()
  const ids = (rows: readonly { id: string }[]) => JSON.stringify(rows.map(({ id }) => id))
  const among = 'in (select value from json_each(?))'
  sql.exec(`update messages set provider_ref = null where message_id ${among}`, ids(texts))
  sql.exec(
    `update call_logs set call_key = 'erased:' || call_id, recording_url = null where call_id ${among}`,
    ids(calls),
  )
  return { texts: texts.map(({ ref }) => ref), calls, isMore: texts.length + calls.length >= max }
}

/** When the last thing that is to be deleted is due, so that what comes later goes behind it. */
export function loadLastForgetAt(db: TenantDb): Instant | null {
  const query = `select max(due_at) as at from outbox where status = 'pending' and ${FORGETS}`
  return db.$client.sql.exec<{ at: Instant | null }>(query).one().at
}

const UNSETTLED = `status in ('pending', 'held', 'claimed', 'in_doubt')`

export function hasForgetting(db: TenantDb): boolean {
  return db.$client.sql.exec(`select 1 from outbox where ${FORGETS} and ${UNSETTLED} limit 1`).toArray().length > 0
}

/** Opt-outs under keyed hashes and the chain of proof; no row of either has a word or an address. */
const KEPT = new Set(['suppressions', 'ledger', 'ledger_heads'])
/** What the object needs until it is done, and the pepper without which no opt-out could be found again. */
const KEPT_DOCUMENTS = [
  ...['address_pepper', 'closing', 'identity', 'profile', 'policy', 'daily'],
  ...['file_peak', 'fleet_switch', 'ledger', 'ledger_published'],
]

export function emptyBusiness(context: Context, blank: Pick<Tenant, 'profile' | 'policy' | 'onCall'>): void {
  const { db, tenant } = context
  const { sql } = db.$client
  for (const { name } of listExportTables(db)) {
    if (KEPT.has(name) || name === 'settings' || name === 'outbox') continue
    sql.exec(`delete from "${name}"`)
  }
  sql.exec(`delete from outbox where not (${FORGETS} and ${UNSETTLED})`)
  keepDocuments(db, KEPT_DOCUMENTS)
  sql.exec('update ledger set content_salt = null')
  amendTenant(context, { profile: blank.profile, policy: blank.policy })
  Object.assign(tenant, { onCall: blank.onCall })
}

/** The business itself: from here on nobody lives here. */
export function dropIdentity({ db }: Context): void {
  const { sql } = db.$client
  for (const table of ['outbox', 'timers', 'timeline', 'inbox', 'messages']) sql.exec(`delete from "${table}"`)
  keepDocuments(db, ['address_pepper', 'closing'])
}

function keepDocuments(db: TenantDb, names: readonly string[]): void {
  const query = 'delete from settings where name not in (select value from json_each(?))'
  db.$client.sql.exec(query, JSON.stringify(names))
}
