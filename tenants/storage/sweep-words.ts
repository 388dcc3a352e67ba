import type { TenantDb } from './open.ts'

/**
 * Blanks what `blank` finds in the words of people: what they wrote and said, and what was written to them. Ids, keys,
 * documents of the business, opt-outs and the chain of proof are no words, and are never looked into. Where the ledger
 * holds a hash of words that change now its salt goes, so that the proof says they are not kept any more.
 */
export function sweepWords(db: TenantDb, blank: (text: string) => string): void {
  sweepMessages(db, blank)
  sweepConsents(db, blank)
  sweepOrders(db, blank)
  sweepNames(db, blank)
}

type Blank = (text: string) => string

function sweepMessages(db: TenantDb, blank: Blank): void {
  const { sql } = db.$client
  type Row = { seq: number; id: string; subject: string | null; body: string }
  const changed: Row[] = []
  for (const row of sql.exec<Row>('select seq, message_id as id, subject, body from messages')) {
    const next = { ...row, subject: row.subject && blank(row.subject), body: blank(row.body) }
    if (next.subject !== row.subject || next.body !== row.body) changed.push(next)
  }
  for (const { seq, id, subject, body } of changed) {
    sql.exec('update messages set subject = ?, body = ? where seq = ?', subject, body, seq)
    dropSalt(db, 'message', id)
  }
}

function sweepConsents(db: TenantDb, blank: Blank): void {
  const { sql } = db.$client
  type Row = { customerId: string; id: string; wording: string }
  const query = `select customer_id as customerId, consent_id as id, wording from consents where wording is not null`
  const changed: Row[] = []
  for (const row of sql.exec<Row>(query)) {
    const wording = blank(row.wording)
    if (wording !== row.wording) changed.push({ ...row, wording })
  }
  for (const { customerId, id, wording } of changed) {
    sql.exec('update consents set wording = ? where customer_id = ? and consent_id = ?', wording, customerId, id)
    dropSalt(db, 'consent', id)
  }
}

function dropSalt(db: TenantDb, kind: 'message' | 'consent', ref: string): void {
  db.$client.sql.exec('update ledger set content_salt = null where kind = ? and ref = ?', kind, ref)
}

/** The fields of an order, and of what was made of it, that hold words. The others say where it goes and why. */
const WORDS = { payload: ['text', 'detail'], composed: ['subject', 'body', 'html'] } as const

function sweepOrders(db: TenantDb, blank: Blank): void {
  const { sql } = db.$client
  type Row = { seq: number; payload: string; composed: string | null }
  const query = `select seq, payload, composed from outbox
    where composed is not null or payload ->> 'text' is not null or payload ->> 'detail' is not null`
  const changed: Row[] = []
  for (const row of sql.exec<Row>(query)) {
    const payload = blankFields(row.payload, WORDS.payload, blank)
    const composed = row.composed === null ? null : blankFields(row.composed, WORDS.composed, blank)
    if (payload !== row.payload || composed !== row.composed) changed.push({ ...row, payload, composed })
  }
  for (const { seq, payload, composed } of changed)
    sql.exec('update outbox set payload = ?, composed = ? where seq = ?', payload, composed, seq)
}

/** A document stays byte for byte what it was, unless one of its words changes. */
function blankFields(document: string, fields: readonly string[], blank: Blank): string {
  const value = JSON.parse(document) as Record<string, unknown>
  let hasChanged = false
  for (const field of fields) {
    const text = value[field]
    if (typeof text !== 'string') continue
    value[field] = blank(text)
    hasChanged ||= value[field] !== text
  }
  return hasChanged ? JSON.stringify(value) : document
}

/** Office clerks write whose mother somebody is, and her number, where the name goes. */
function sweepNames(db: TenantDb, blank: Blank): void {
  const { sql } = db.$client
  type Row = { id: string; name: string }
  const named = sql.exec<Row>('select customer_id as id, name from customers where name is not null')
  const changed = [...named].map((row) => ({ ...row, next: blank(row.name) })).filter(({ name, next }) => name !== next)
  for (const { id, next } of changed) sql.exec('update customers set name = ? where customer_id = ?', next, id)
}
