import { isNotNull } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * Consent, its withdrawal, and what proves both. An `address_key` is the keyed hash of a phone number or an e-mail
 * address (tenants/storage/address-key.ts): it is the same for ever and tells nobody the address, so rows that carry
 * one and no name stay when a customer is erased.
 */

export const consents = sqliteTable(
  'consents',
  {
    consentId: text('consent_id').notNull(),
    customerId: text('customer_id').notNull(),
    basis: text('basis').notNull(),
    /** The call or message it rests on: CallSid, MessageSid or the id of ours. */
    evidence: text('evidence').notNull(),
    givenAt: integer('given_at').notNull(),
    addressKey: text('address_key'),
    /** What the person heard, read or wrote, word for word. */
    wording: text('wording'),
    /** What it was given for: this_call, this_conversation, offers. */
    purpose: text('purpose'),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.consentId] })],
)

/** Kept for ever: Virginia alone asks for ten years. */
export const suppressions = sqliteTable(
  'suppressions',
  {
    channel: text('channel').notNull(),
    addressKey: text('address_key').notNull(),
    /** `all`, or the one kind of message where the business honours opt-outs by topic. */
    topic: text('topic').notNull(),
    source: text('source').notNull(),
    evidence: text('evidence').notNull(),
    suppressedAt: integer('suppressed_at').notNull(),
    liftedAt: integer('lifted_at'),
    liftedBy: text('lifted_by'),
  },
  (table) => [primaryKey({ columns: [table.channel, table.addressKey, table.topic] })],
)

/** Opaque tokens in links; each does one thing for one address. */
export const tokens = sqliteTable(
  'tokens',
  {
    token: text('token').primaryKey(),
    purpose: text('purpose').notNull(),
    customerId: text('customer_id').notNull(),
    address: text('address').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Null for links that must work as long as a message may lie in somebody's inbox. */
    expiresAt: integer('expires_at'),
    usedAt: integer('used_at'),
  },
  (table) => [index('tokens_expire').on(table.expiresAt).where(isNotNull(table.expiresAt))],
)

/** Consents, messages and opt-outs as links of a hash chain, without a word or an address of anybody's. */
export const ledger = sqliteTable(
  'ledger',
  {
    seq: integer('seq').primaryKey(),
    /** consent, message, opt_out, opt_in, erasure */
    kind: text('kind').notNull(),
    /** The row it stands for. */
    ref: text('ref').notNull(),
    addressKey: text('address_key'),
    at: integer('at').notNull(),
    /** The local day of the business under whose head it stands, such as 2026-11-25. */
    day: text('day').notNull(),
    /** JSON: what a court asks for, without contents. */
    facts: text('facts').notNull(),
    /** SHA-256 over salt and contents, which may be gone by now. */
    contentHash: text('content_hash'),
    contentSalt: text('content_salt'),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    uniqueIndex('ledger_row').on(table.kind, table.ref),
    index('ledger_address').on(table.addressKey),
    index('ledger_day').on(table.day),
  ],
)

export const ledgerHeads = sqliteTable('ledger_heads', {
  day: text('day').primaryKey(),
  seq: integer('seq').notNull(),
  rowCount: integer('row_count').notNull(),
  hash: text('hash').notNull(),
  madeAt: integer('made_at').notNull(),
})

/** What people have asked for under a law of privacy, and until when it is owed to them. */
export const privacyRequests = sqliteTable(
  'privacy_requests',
  {
    requestId: text('request_id').primaryKey(),
    /** access, portability, erasure, rectification, objection */
    type: text('type').notNull(),
    /** ccpa, gdpr, state, dpdp */
    law: text('law').notNull(),
    /** received, confirmed, done, refused */
    status: text('status').notNull(),
    /** Null once the person is erased. */
    customerId: text('customer_id'),
    addressKey: text('address_key'),
    /** How we know that it is they who ask. */
    identity: text('identity').notNull(),
    receivedVia: text('received_via').notNull(),
    askedBy: text('asked_by').notNull(),
    receivedAt: integer('received_at').notNull(),
    confirmBy: integer('confirm_by'),
    dueAt: integer('due_at').notNull(),
    extendedAt: integer('extended_at'),
    closedAt: integer('closed_at'),
    /** JSON: each step of its plan and how it ended. */
    steps: text('steps').notNull(),
  },
  (table) => [index('privacy_requests_due').on(table.status, table.dueAt)],
)
