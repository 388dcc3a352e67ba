import { isNotNull, sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * One tenant's SQLite. The mission's own table names (`leads`, `call_logs`, `messages` for its sms_logs) are kept.
 * Instants are epoch milliseconds, money is in minor units, phones are E.164. Ids sort by the time they were made, so
 * that they are order and cursor as well as key. Tables keyed by text are WITHOUT ROWID, which only the migrations say:
 * every page that a webhook touches is written and checksummed again, and fifteen are what fits a transaction's memory.
 */

/** Documents there is one of: `profile`, `policy`, `identity`, `crm_pipeline`. */
export const settings = sqliteTable('settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})

export const customers = sqliteTable(
  'customers',
  {
    customerId: text('customer_id').primaryKey(),
    phone: text('phone'),
    /** The address key of the phone, see schema-trust.ts. */
    phoneKey: text('phone_key'),
    email: text('email'),
    name: text('name'),
    language: text('language').notNull(),
    withheld: integer('withheld', { mode: 'boolean' }).notNull(),
    lineType: text('line_type').notNull(),
    contactRef: text('contact_ref'),
    /** pending while GoHighLevel is being asked who this is */
    lookUp: text('look_up').notNull(),
    conversationOpenUntil: integer('conversation_open_until'),
    /** Where they may be, by how it came to be known: JSON, see customer-rows.ts. */
    places: text('places'),
    /** staff, supplier, family or spam; null for a customer like any other. */
    relation: text('relation'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('customers_phone').on(table.phone).where(isNotNull(table.phone)),
    uniqueIndex('customers_contact_ref').on(table.contactRef).where(isNotNull(table.contactRef)),
  ],
)

export const callLogs = sqliteTable(
  'call_logs',
  {
    callId: text('call_id').primaryKey(),
    callKey: text('call_key').notNull(),
    customerId: text('customer_id').notNull(),
    status: text('status').notNull(),
    durationS: integer('duration_s').notNull(),
    via: text('via').notNull(),
    recordingUrl: text('recording_url'),
    endedAt: integer('ended_at').notNull(),
  },
  (table) => [
    uniqueIndex('call_logs_call_key').on(table.callKey),
    index('call_logs_customer').on(table.customerId),
    index('call_logs_recorded')
      .on(table.callId)
      .where(sql`recording_url is not null`),
  ],
)

export const messages = sqliteTable(
  'messages',
  {
    seq: integer('seq').primaryKey(),
    messageId: text('message_id').notNull(),
    customerId: text('customer_id'),
    audience: text('audience').notNull(),
    channel: text('channel').notNull(),
    direction: text('direction').notNull(),
    fromAddress: text('from_address'),
    toAddress: text('to_address'),
    subject: text('subject'),
    body: text('body').notNull(),
    status: text('status').notNull(),
    errorCode: text('error_code'),
    template: text('template'),
    class: text('class'),
    unprompted: integer('unprompted', { mode: 'boolean' }).notNull(),
    label: text('label'),
    segments: integer('segments').notNull(),
    providerRef: text('provider_ref'),
    entryId: text('entry_id'),
    episodeId: text('episode_id'),
    /** The end of the call or the reply that this answers. */
    occasionedAt: integer('occasioned_at'),
    sentAt: integer('sent_at'),
    createdAt: integer('created_at').notNull(),
    /** When its words were removed for their age or at the customer's wish. */
    redactedAt: integer('redacted_at'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('messages_message').on(table.messageId),
    uniqueIndex('messages_provider_ref').on(table.providerRef).where(isNotNull(table.providerRef)),
    uniqueIndex('messages_entry').on(table.entryId).where(isNotNull(table.entryId)),
    index('messages_customer').on(table.customerId, table.createdAt),
  ],
)

export const leads = sqliteTable(
  'leads',
  {
    leadId: text('lead_id').primaryKey(),
    customerId: text('customer_id').notNull(),
    source: text('source').notNull(),
    status: text('status').notNull(),
    wishedAt: integer('wished_at'),
    opportunityRef: text('opportunity_ref'),
    /** Where it came from, as far as a form or a click told: JSON, see lead-rows.ts. */
    attribution: text('attribution'),
    /** What the completed job brought in. */
    revenueMinor: integer('revenue_minor'),
    /** When it came to its status: days are counted by this. */
    movedAt: integer('moved_at'),
    /** When a visit was agreed; stays when the job is completed. */
    bookedAt: integer('booked_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('leads_customer').on(table.customerId),
    index('leads_booked')
      .on(table.bookedAt, table.status)
      .where(sql`booked_at is not null`),
    index('leads_closed')
      .on(table.movedAt)
      .where(sql`status in ('completed', 'lost')`),
  ],
)

export const journeys = sqliteTable(
  'journeys',
  {
    journeyId: text('journey_id').primaryKey(),
    customerId: text('customer_id').notNull(),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    state: text('state').notNull(),
    openedAt: integer('opened_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('journeys_customer').on(table.customerId, table.kind),
    index('journeys_talking')
      .on(table.status)
      .where(sql`status in ('in_conversation', 'booking_wanted', 'taken_over')`),
  ],
)

export const timers = sqliteTable(
  'timers',
  {
    journeyId: text('journey_id').notNull(),
    name: text('name').notNull(),
    dueAt: integer('due_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.journeyId, table.name] }), index('timers_due').on(table.dueAt)],
)

export const outbox = sqliteTable(
  'outbox',
  {
    seq: integer('seq').primaryKey(),
    entryId: text('entry_id').notNull(),
    journeyId: text('journey_id'),
    customerId: text('customer_id'),
    /** Which provider it goes to: twilio, resend, gohighlevel, web_push, records, files. */
    lane: text('lane').notNull(),
    /** Entries with one sequence key leave in order. */
    sequenceKey: text('sequence_key').notNull(),
    payload: text('payload').notNull(),
    status: text('status').notNull(),
    attempts: integer('attempts').notNull(),
    /** When to look at it next; null once it is settled. */
    dueAt: integer('due_at'),
    usefulUntil: integer('useful_until').notNull(),
    claimedAt: integer('claimed_at'),
    claimedBy: text('claimed_by'),
    doubtSince: integer('doubt_since'),
    /** The words exactly as handed to the provider, fixed by the first claim. */
    composed: text('composed'),
    gate: text('gate'),
    providerRef: text('provider_ref'),
    lastCode: text('last_code'),
    createdAt: integer('created_at').notNull(),
    settledAt: integer('settled_at'),
  },
  (table) => [
    uniqueIndex('outbox_entry').on(table.entryId),
    index('outbox_due').on(table.dueAt),
    index('outbox_sequence').on(table.sequenceKey, table.seq),
    index('outbox_failed')
      .on(table.status)
      .where(sql`status in ('dead', 'in_doubt', 'refused')`),
    index('outbox_expired')
      .on(table.seq)
      .where(sql`status = 'expired'`),
  ],
)

/** The business's own words for a text or an e-mail; where there is no row, ours are sent. */
export const scripts = sqliteTable(
  'scripts',
  {
    name: text('name').notNull(),
    language: text('language').notNull(),
    text: text('text').notNull(),
    version: integer('version').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.language] })],
)

/** Browsers that want to be told by Web Push. */
export const pushSubscriptions = sqliteTable('push_subscriptions', {
  endpoint: text('endpoint').primaryKey(),
  p256dh: text('p256dh').notNull(),
  auth: text('auth').notNull(),
  /** Who subscribed; lower case. */
  email: text('email').notNull(),
  createdAt: integer('created_at').notNull(),
})
