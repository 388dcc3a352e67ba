import type { Instant } from '../base/clock.ts'
import type { Phone } from '../base/e164.ts'
import { keepUnsubscribeLinks } from './message-rows.ts'
import type { TenantDb } from './open.ts'

/** What is taken out of the rows when a customer is erased. Whoever calls these holds the transaction. */

type Counts = Record<'calls' | 'messages' | 'leads' | 'journeys' | 'orders' | 'history' | 'links', number> & {
  consents: number
  ledger: number
  suppressions: number
  recordings: number
  pictures: number
}

export type Traces = {
  customerId: string
  phone: Phone | null
  /** Null where what stands in its place is no address. */
  email: string | null
  keys: string[]
  /** A number or an address of theirs is one that the business itself works with. */
  isStaff: boolean
}

/**
 * Texts and e-mails with this person, and those to the technician about them. What one who is staff as well was told
 * about other customers is the business's.
 */
function theirMessages({ isStaff }: Traces): string {
  const asCustomer = isStaff ? ` and audience = 'customer'` : ''
  return `(customer_id = ?1 or ((from_address in (?2, ?3) or to_address in (?2, ?3))${asCustomer}))`
}

/** An address that nobody has stands in for one that is not known: null equals nothing, not even in a list. */
function bind({ customerId, phone, email }: Traces): string[] {
  return [customerId, phone ?? '-', email ?? '-']
}

export function countTraces(db: TenantDb, traces: Traces): Counts {
  const keys = JSON.stringify(traces.keys)
  const query = `select
    (select count(*) from call_logs where customer_id = ?1) as calls,
    (select count(*) from call_logs where customer_id = ?1 and recording_url is not null)
      + (select count(*) from media where customer_id = ?1 and kind = 'recording' and status = 'kept') as recordings,
    (select count(*) from media where customer_id = ?1 and kind = 'photo') as pictures,
    (select count(*) from messages where ${theirMessages(traces)}) as messages,
    (select count(*) from leads where customer_id = ?1) as leads,
    (select count(*) from journeys where customer_id = ?1) as journeys,
    (select count(*) from outbox where customer_id = ?1) as orders,
    (select count(*) from timeline where customer_id = ?1) as history,
    (select count(*) from tokens where customer_id = ?1 or address in (?2, ?3)) as links,
    (select count(*) from consents where customer_id = ?1) as consents,
    (select count(*) from ledger where address_key in (select value from json_each(?4))) as ledger,
    (select count(*) from suppressions where address_key in (select value from json_each(?4))) as suppressions`
  return db.$client.sql.exec<Counts>(query, ...bind(traces), keys).one()
}

export type ProviderRefs = {
  texts: string[]
  emailCount: number
  calls: { callKey: string; via: string; recordingUrl: string | null }[]
  opportunities: string[]
  /** Where our own store keeps what came with texts and calls. */
  files: string[]
}

/** The providers' own ids of all that they keep of this person. */
export function loadProviderRefs(db: TenantDb, traces: Traces): ProviderRefs {
  const { sql } = db.$client
  type Message = { ref: string; channel: string }
  const messages = sql.exec<Message>(
    `select provider_ref as ref, channel from messages where provider_ref is not null and ${theirMessages(traces)}`,
    ...bind(traces),
  )
  const found = messages.toArray()
  const calls = sql.exec<ProviderRefs['calls'][number]>(
    `select call_key as callKey, via, recording_url as recordingUrl from call_logs where customer_id = ?`,
    traces.customerId,
  )
  const leads = sql.exec<{ ref: string }>(
    `select distinct opportunity_ref as ref from leads where customer_id = ? and opportunity_ref is not null`,
    traces.customerId,
  )
  const files = sql.exec<{ key: string }>(
    `select file_key as key from media where customer_id = ? and file_key is not null`,
    traces.customerId,
  )
  return {
    files: files.toArray().map(({ key }) => key),
    texts: found.filter(({ channel }) => channel === 'sms').map(({ ref }) => ref),
    emailCount: found.filter(({ channel }) => channel === 'email').length,
    calls: calls.toArray(),
    opportunities: leads.toArray().map(({ ref }) => ref),
  }
}

export type InFlight = { lane: string; status: string }

/** Entries that may have left, or may be leaving right now. */
export function loadInFlight(db: TenantDb, customerId: string): InFlight[] {
  const query = `select lane, status from outbox where customer_id = ? and status in ('claimed', 'in_doubt')`
  return db.$client.sql.exec<InFlight>(query, customerId).toArray()
}

/** Whether GoHighLevel was asked to make a contact, and did not say that it refused. */
export function hasTriedCrm(db: TenantDb, customerId: string): boolean {
  const query = `select 1 from outbox where customer_id = ? and attempts > 0
    and (payload ->> 'type' = 'sync_crm' or composed ->> 'via' = 'gohighlevel') and status not in ('sent', 'refused') limit 1`
  return db.$client.sql.exec(query, customerId).toArray().length > 0
}

/**
 * Calls under way, and what GoHighLevel will be asked again because nobody knows what became of it: a contact may have
 * been made there whose id only the answer tells.
 */
export function countUnderWay(db: TenantDb, customerId: string): number {
  const query = `select count(*) as count from outbox where customer_id = ? and (status = 'claimed'
    or (status = 'pending' and attempts > 0 and payload ->> 'type' = 'sync_crm'))`
  return db.$client.sql.exec<{ count: number }>(query, customerId).one().count
}

/** Nothing new begins for somebody who is about to be erased. */
export function holdStill(db: TenantDb, customerId: string, now: Instant): void {
  const { sql } = db.$client
  sql.exec(`delete from timers where journey_id in (select journey_id from journeys where customer_id = ?)`, customerId)
  sql.exec(
    `update outbox set status = 'cancelled', due_at = null, last_code = 'erasure', settled_at = ?2
      where customer_id = ?1 and status in ('pending', 'held')
      and not (attempts > 0 and payload ->> 'type' = 'sync_crm')`,
    ...[customerId, now],
  )
}

/**
 * Rows that are counted stay and name nobody. What may be on its way keeps its row, so that its answer finds that it is
 * not wanted any more: `emptyOrder` takes the place of what it said.
 */
export function emptyRows(
  db: TenantDb,
  traces: Traces,
  { emptyOrder, code }: { emptyOrder: string; code: string },
  now: Instant,
): void {
  const { sql } = db.$client
  const { customerId } = traces
  const [id, phone, email] = bind(traces)
  sql.exec(
    `update messages set from_address = null, to_address = null, subject = null, body = '', provider_ref = null,
      redacted_at = ?4, updated_at = ?4 where ${theirMessages(traces)}`,
    ...[id, phone, email, now],
  )
  sql.exec(
    `update call_logs set call_key = 'erased:' || call_id, recording_url = null where customer_id = ?`,
    customerId,
  )
  sql.exec(`update leads set wished_at = null, opportunity_ref = null where customer_id = ?`, customerId)
  sql.exec(
    `update consents set wording = iif(basis in ('implied_single', 'spoken_notice', 'press_1'), wording, null),
      address_key = coalesce(address_key, (select phone_key from customers where customer_id = ?1))
      where customer_id = ?1`,
    customerId,
  )
  sql.exec(`delete from timers where journey_id in (select journey_id from journeys where customer_id = ?)`, customerId)
  sql.exec(`delete from journeys where customer_id = ?`, customerId)
  sql.exec(
    `update outbox set payload = ?2, composed = null, gate = null, provider_ref = null, last_code = ?3,
      status = 'cancelled', due_at = null, doubt_since = null, settled_at = ?4
      where customer_id = ?1 and status in ('claimed', 'in_doubt')`,
    ...[customerId, emptyOrder, code, now],
  )
  sql.exec(`delete from outbox where customer_id = ? and coalesce(last_code, '') <> ?`, customerId, code)
  emptyWork(db, customerId)
  keepUnsubscribeLinks(db, traces, now)
  sql.exec(`delete from tokens where customer_id = ?1 or address in (?2, ?3)`, ...bind(traces))
  sql.exec(`delete from timeline where customer_id = ? and fact ->> 'type' <> 'customer_erased'`, customerId)
  sql.exec(`delete from customers where customer_id = ?`, customerId)
}

/** Visits, jobs, quotes and contracts are counted and name nobody; pictures, memories and links to the CRM go. */
function emptyWork({ $client: { sql } }: TenantDb, customerId: string): void {
  const ofVisits = `appointment_id in (select appointment_id from appointments where customer_id = ?)`
  sql.exec(`delete from slot_cells where ${ofVisits}`, customerId)
  sql.exec(`update appointments set address = null, notes = null, crm_ref = null where customer_id = ?`, customerId)
  sql.exec(`update quotes set description = null, address = null, urgency = null where customer_id = ?`, customerId)
  // Which campaign it was is counted on; the click was theirs.
  sql.exec(
    `update leads set attribution = iif(attribution ->> 'campaign' is null, null, json_object(
      'campaign', attribution ->> 'campaign', 'by', attribution ->> 'by')) where customer_id = ?`,
    customerId,
  )
  // Who saw which variant is counted on, by nobody's name.
  sql.exec(
    `update exposures set customer_id = 'erased:' || lower(hex(randomblob(8))) where customer_id = ?`,
    customerId,
  )
  for (const table of ['media', 'held_back', 'crm_links', 'memories', 'ad_conversions']) {
    sql.exec(`delete from ${table} where customer_id = ?`, customerId)
  }
}
