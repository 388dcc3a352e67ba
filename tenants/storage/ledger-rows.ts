import { asc, desc, eq, gt, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { TenantDb } from './open.ts'
import { ledger, ledgerHeads } from './schema-trust.ts'
import { insertRow, RowQuery } from './statement.ts'

export type StoredLedgerRow = typeof ledger.$inferSelect
export type StoredHead = typeof ledgerHeads.$inferSelect

const newest = new RowQuery(ledger, (db) =>
  db
    .select()
    .from(ledger)
    .orderBy(sql`seq desc`)
    .limit(1),
)
const ofDay = new RowQuery(ledger, (db) =>
  db
    .select()
    .from(ledger)
    .where(eq(ledger.day, sql.placeholder('day')))
    .orderBy(asc(ledger.seq)),
)
const heads = new RowQuery(ledgerHeads, (db) =>
  db
    .select()
    .from(ledgerHeads)
    .where(gt(ledgerHeads.day, sql.placeholder('after')))
    .orderBy(asc(ledgerHeads.day)),
)
const newestHead = new RowQuery(ledgerHeads, (db) =>
  db.select().from(ledgerHeads).orderBy(desc(ledgerHeads.day)).limit(1),
)

export function loadNewestLedgerRow(db: TenantDb): StoredLedgerRow | null {
  return newest.get(db)
}

export function loadLedgerDay(db: TenantDb, day: string): StoredLedgerRow[] {
  return ofDay.all(db, { day })
}

/** In order; all of them where no day is named. */
export function loadHeads(db: TenantDb, afterDay = ''): StoredHead[] {
  return heads.all(db, { after: afterDay })
}

/** Days are closed in order, so this one says of each day whether it is. */
export function loadNewestHead(db: TenantDb): StoredHead | null {
  return newestHead.get(db)
}

export function isInLedger(db: TenantDb, kind: string, ref: string): boolean {
  return db.$client.sql.exec('select 1 from ledger where kind = ? and ref = ?', kind, ref).toArray().length > 0
}

export function insertLedgerRow(db: TenantDb, row: StoredLedgerRow): void {
  insertRow(db, ledger, row)
}

export function insertHead(db: TenantDb, head: StoredHead): void {
  insertRow(db, ledgerHeads, head)
}

export function countLedgerDay(db: TenantDb, day: string): number {
  return db.$client.sql.exec<{ count: number }>('select count(*) as count from ledger where day = ?', day).one().count
}

/** The days on which something of this address entered the ledger. */
export function loadLedgerDaysOf(db: TenantDb, addressKey: string): Set<string> {
  const query = 'select distinct day from ledger where address_key = ?'
  const rows = db.$client.sql.exec<{ day: string }>(query, addressKey).toArray()
  return new Set(rows.map(({ day }) => day))
}

/** What was said can no longer be guessed from its hash afterwards; that it was said, and when, stays proven. */
export function dropLedgerSalts(db: TenantDb, addressKey: string): void {
  db.$client.sql.exec('update ledger set content_salt = null where address_key = ?', addressKey)
}

export type LedgerMessage = {
  seq: number
  messageId: string
  address: string | null
  channel: string
  direction: string
  body: string
  subject: string | null
  status: string
  errorCode: string | null
  template: string | null
  class: string | null
  unprompted: number
  label: string | null
  providerRef: string | null
  episodeId: string | null
  occasionedAt: Instant | null
  sentAt: Instant | null
  createdAt: Instant
  gate: string | null
}

const MESSAGE = `m.seq, m.message_id as messageId,
  case m.direction when 'inbound' then m.from_address else m.to_address end as address, m.channel, m.direction, m.body,
  m.subject, m.status, m.error_code as errorCode, m.template, m.class, m.unprompted, m.label,
  m.provider_ref as providerRef, m.episode_id as episodeId, m.occasioned_at as occasionedAt, m.sent_at as sentAt,
  m.created_at as createdAt, o.gate as gate
  from messages as m left join outbox as o on o.entry_id = m.entry_id`

/** Messages from and to customers behind a number, in order. */
export function loadMessagesAfter(db: TenantDb, seq: number, max: number): LedgerMessage[] {
  const query = `select ${MESSAGE} where m.seq > ? and m.audience = 'customer' order by m.seq limit ?`
  return db.$client.sql.exec<LedgerMessage>(query, seq, max).toArray()
}

/** The words of a message that the ledger holds a hash of, while they are still kept. */
export function loadContentOf(db: TenantDb, messageId: string): string | null {
  const query = 'select subject, body from messages where message_id = ? and redacted_at is null'
  const [row] = db.$client.sql.exec<{ subject: string | null; body: string }>(query, messageId).toArray()
  return row ? contentOf(row) : null
}

/** What is hashed of a message: an e-mail's subject too. */
export function contentOf({ subject, body }: { subject: string | null; body: string }): string {
  return subject === null ? body : `${subject}\n${body}`
}

export type LedgerConsent = {
  consentId: string
  customerId: string
  basis: string
  evidence: string
  givenAt: Instant
  addressKey: string | null
  wording: string | null
  purpose: string | null
}

const CONSENT = `c.consent_id as consentId, c.customer_id as customerId, c.basis, c.evidence, c.given_at as givenAt,
  coalesce(c.address_key, p.phone_key) as addressKey, c.wording, c.purpose
  from consents as c left join customers as p on p.customer_id = c.customer_id`

/** Consents behind an id, in the order in which they were given. */
export function loadConsentsAfter(db: TenantDb, consentId: string, max: number): LedgerConsent[] {
  const query = `select ${CONSENT} where c.consent_id > ? order by c.consent_id limit ?`
  return db.$client.sql.exec<LedgerConsent>(query, consentId, max).toArray()
}

export function loadWordingOf(db: TenantDb, consentId: string): string | null {
  const query = 'select wording from consents where consent_id = ?'
  return db.$client.sql.exec<{ wording: string | null }>(query, consentId).toArray()[0]?.wording ?? null
}

export type LedgerSuppression = {
  channel: string
  addressKey: string
  topic: string
  source: string
  evidence: string
  suppressedAt: Instant
  liftedAt: Instant | null
  liftedBy: string | null
}

/** Opt-outs and their ends since an instant. */
export function loadSuppressionsSince(db: TenantDb, since: Instant): LedgerSuppression[] {
  const query = `select channel, address_key as addressKey, topic, source, evidence, suppressed_at as suppressedAt,
    lifted_at as liftedAt, lifted_by as liftedBy from suppressions where suppressed_at >= ? or lifted_at >= ?`
  return db.$client.sql.exec<LedgerSuppression>(query, since, since).toArray()
}
