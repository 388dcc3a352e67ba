import { and, desc, eq, sql } from 'drizzle-orm'
import { after, type Instant } from '../base/clock.ts'
import { firstIdAt, newId, type CustomerId, type EffectId, type MessageId } from '../base/ids.ts'
import { LINK_AFTER_ERASURE_MS } from '../base/limits.ts'
import { addressKey } from './address-key.ts'
import type { TenantDb } from './open.ts'
import { messages } from './schema.ts'
import { tokens } from './schema-trust.ts'
import { insertRow, RowQuery, Statement, updateRow } from './statement.ts'

export type Message = {
  messageId: MessageId
  customerId: CustomerId | null
  audience: 'customer' | 'technician'
  /** `voice` is what was said on a recording, `note` what a person noted down that was said. */
  channel: 'sms' | 'email' | 'voice' | 'note' | 'web'
  direction: 'inbound' | 'outbound'
  fromAddress: string | null
  toAddress: string | null
  subject: string | null
  body: string
  /** received, sending, sent, delivered, replied, undelivered, failed, bounced, in_doubt */
  status: string
  errorCode: string | null
  template: string | null
  class: string | null
  unprompted: boolean
  label: string | null
  segments: number
  providerRef: string | null
  entryId: string | null
  episodeId: string | null
  /** The end of the call or the reply that this answers. */
  occasionedAt: Instant | null
  sentAt: Instant | null
  createdAt: Instant
}

const RANK: Record<string, number> = {
  sending: 0,
  in_doubt: 1,
  sent: 2,
  delivered: 3,
  undelivered: 3,
  failed: 3,
  bounced: 4,
}

export function recordMessage(db: TenantDb, fields: Omit<Message, 'messageId'>): MessageId {
  const messageId = newId('msg')
  insertRow(db, messages, { ...fields, messageId, updatedAt: fields.createdAt })
  return messageId
}

type Received = Pick<Message, 'customerId' | 'channel' | 'fromAddress' | 'body' | 'createdAt'> &
  Partial<Pick<Message, 'audience' | 'toAddress' | 'subject' | 'label' | 'providerRef'>>

const RECEIVED = {
  audience: 'customer',
  direction: 'inbound',
  toAddress: null,
  subject: null,
  status: 'received',
  errorCode: null,
  template: null,
  class: null,
  unprompted: false,
  label: null,
  segments: 0,
  providerRef: null,
  entryId: null,
  episodeId: null,
  occasionedAt: null,
  sentAt: null,
} as const

/** What somebody said to the business, in whatever way: a customer, unless `audience` says otherwise. */
export function recordReceived(db: TenantDb, fields: Received): MessageId {
  return recordMessage(db, { ...RECEIVED, ...fields })
}

const byRef = new RowQuery(messages, (db) =>
  db
    .select()
    .from(messages)
    .where(eq(messages.providerRef, sql.placeholder('providerRef'))),
)
const byEntry = new RowQuery(messages, (db) =>
  db
    .select()
    .from(messages)
    .where(eq(messages.entryId, sql.placeholder('entryId'))),
)

export function loadMessageByRef(db: TenantDb, providerRef: string): Message | null {
  return byRef.get(db, { providerRef }) as Message | null
}

export function loadMessageByEntry(db: TenantDb, entryId: string): Message | null {
  return byEntry.get(db, { entryId }) as Message | null
}

export function saveMessage(
  db: TenantDb,
  messageId: MessageId,
  change: Partial<Pick<Message, 'status' | 'errorCode' | 'providerRef' | 'label' | 'sentAt' | 'fromAddress'>>,
  now: Instant,
): void {
  updateRow(db, messages, { messageId }, { ...change, updatedAt: now })
}

/** Callbacks come late and out of order: a status only ever moves a message forward. Answers whether it did. */
export function advanceMessage(
  db: TenantDb,
  message: Message,
  status: string,
  errorCode: string | null,
  now: Instant,
): boolean {
  if ((RANK[status] ?? 0) <= (RANK[message.status] ?? 0)) return false
  saveMessage(db, message.messageId, { status, errorCode }, now)
  return true
}

/** The message of an entry that ends unsent, where it was tried. */
export function failMessage(db: TenantDb, entryId: EffectId, code: string, now: Instant): void {
  const message = loadMessageByEntry(db, entryId)
  if (message) advanceMessage(db, message, 'failed', code, now)
}

/** As much of a message as caps and the gate look at, which is none of its words. */
export type Sent = Pick<
  Message,
  'channel' | 'status' | 'template' | 'class' | 'entryId' | 'episodeId' | 'occasionedAt' | 'createdAt'
> & { unprompted: 0 | 1 }

const SENT = `select channel, status, template, class, unprompted, entry_id as entryId, episode_id as episodeId,
  occasioned_at as occasionedAt, created_at as createdAt from messages
  where customer_id = ? and direction = 'outbound' and audience = 'customer' order by created_at desc limit ?`

/** What went out to a customer, newest first. */
export function loadSentMessages(db: TenantDb, customerId: CustomerId, max: number): Sent[] {
  return db.$client.sql.exec<Sent>(SENT, customerId, max).toArray()
}

/** The provider's ids of messages that belong to other entries than this one. */
export function knownRefsBeside(db: TenantDb, entryId: EffectId): { has(providerRef: string): boolean } {
  const has = (providerRef: string) => {
    const message = loadMessageByRef(db, providerRef)
    return message !== null && message.entryId !== entryId
  }
  return { has }
}

export type NoticeSent = { at: Instant; template: string | null; episodeId: string | null }

const NOTICES = `select created_at as at, template, episode_id as episodeId from messages
  where message_id >= ? and audience = 'technician' and channel = 'sms'`

/** Texts to people of the business since then, found by their ids; a bound against loops. */
export function loadNoticesSince(db: TenantDb, since: Instant): NoticeSent[] {
  return db.$client.sql.exec<NoticeSent>(NOTICES, firstIdAt('msg', since)).toArray()
}

export type LinkToken = { token: string; purpose: string; customerId: string; address: string }

export function recordToken(db: TenantDb, token: LinkToken, now: Instant): void {
  insertRow(db, tokens, { ...token, createdAt: now })
}

/** Stands before the key of an address whose owner has been erased. */
const KEY_ONLY = 'key:'

/** The address key of a link that names nobody any more. */
export function keyOfLink({ address }: LinkToken): string | null {
  return address.startsWith(KEY_ONLY) ? address.slice(KEY_ONLY.length) : null
}

/** Who has been erased may still find our letters: their links work on, and tell nobody the address. */
export function keepUnsubscribeLinks(
  db: TenantDb,
  { customerId, email }: { customerId: string; email: string | null },
  now: Instant,
): void {
  const { sql } = db.$client
  const query = `select token, address from tokens where purpose = 'unsubscribe' and (customer_id = ?1 or address = ?2)`
  for (const { token, address } of sql.exec<LinkToken>(query, customerId, email ?? '-').toArray()) {
    const change = `update tokens set customer_id = '', address = ?, expires_at = ? where token = ?`
    const key = address.startsWith(KEY_ONLY) ? address : KEY_ONLY + addressKey(db, address)
    sql.exec(change, key, after(now, LINK_AFTER_ERASURE_MS), token)
  }
}

export function loadToken(db: TenantDb, token: string, purpose: string): LinkToken | null {
  return (
    db
      .select()
      .from(tokens)
      .where(and(eq(tokens.token, token), eq(tokens.purpose, purpose)))
      .get() ?? null
  )
}

const lastWords = new Statement((db) =>
  db
    .select({ body: messages.body, channel: messages.channel })
    .from(messages)
    .where(and(eq(messages.customerId, sql.placeholder('customerId')), eq(messages.direction, 'inbound')))
    .orderBy(desc(messages.seq))
    .limit(1),
)

/** What the customer said last, and by which way: the technician reads it in the notice. */
export function loadLastWords(db: TenantDb, customerId: CustomerId): { words: string; channel: string } | null {
  const [words, channel] = (lastWords.rows(db, { customerId })[0] ?? []) as [string?, string?]
  return words === undefined || channel === undefined ? null : { words, channel }
}

/** What a customer wrote since then, by whatever way, the last first. */
export function loadWordsSince(db: TenantDb, customerId: CustomerId, since: Instant, max: number): string[] {
  const query = `select body from messages
    where customer_id = ? and direction = 'inbound' and audience = 'customer' and created_at >= ?
    order by seq desc limit ?`
  const rows = db.$client.sql.exec<{ body: string }>(query, customerId, since, max).toArray()
  return rows.map(({ body }) => body)
}
