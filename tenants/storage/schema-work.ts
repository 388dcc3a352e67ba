import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What comes of a conversation: visits, jobs, quotes, contracts, and what was sent along with words. */

export const appointments = sqliteTable(
  'appointments',
  {
    appointmentId: text('appointment_id').primaryKey(),
    customerId: text('customer_id').notNull(),
    leadId: text('lead_id'),
    /** Who of the crew drives there. */
    crewId: text('crew_id').notNull(),
    /** held, confirmed, completed, cancelled, no_show */
    status: text('status').notNull(),
    service: text('service'),
    startsAt: integer('starts_at').notNull(),
    endsAt: integer('ends_at').notNull(),
    /** With the way there and back: what the slot ledger keeps free of others. */
    busyFrom: integer('busy_from').notNull(),
    busyUntil: integer('busy_until').notNull(),
    /** When a slot that nobody has agreed to is free again; null once they have. */
    holdUntil: integer('hold_until'),
    address: text('address'),
    notes: text('notes'),
    /** What is added for the hour or the danger, in minor units. */
    feeMinor: integer('fee_minor').notNull(),
    /** text, board, page, crm */
    source: text('source').notNull(),
    crmRef: text('crm_ref'),
    /** Counts its changes, as SEQUENCE of RFC 5545 does. */
    sequence: integer('sequence').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('appointments_customer').on(table.customerId),
    index('appointments_starts').on(table.startsAt),
    uniqueIndex('appointments_crm_ref').on(table.crmRef),
  ],
)

/** One row for each quarter of an hour that somebody of the crew is taken: two visits at once break its key. */
export const slotCells = sqliteTable(
  'slot_cells',
  {
    crewId: text('crew_id').notNull(),
    /** Quarters of an hour since 1970. */
    cell: integer('cell').notNull(),
    appointmentId: text('appointment_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.crewId, table.cell] }),
    index('slot_cells_appointment').on(table.appointmentId),
  ],
)

/** A visit that was made and done. */
export const jobs = sqliteTable(
  'jobs',
  {
    jobId: text('job_id').primaryKey(),
    customerId: text('customer_id').notNull(),
    leadId: text('lead_id'),
    appointmentId: text('appointment_id'),
    service: text('service'),
    /** What it brought in, in minor units; null where nobody has said. */
    amountMinor: integer('amount_minor'),
    completedAt: integer('completed_at').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('jobs_customer').on(table.customerId, table.completedAt),
    index('jobs_completed').on(table.completedAt),
  ],
)

export const quotes = sqliteTable(
  'quotes',
  {
    quoteId: text('quote_id').primaryKey(),
    customerId: text('customer_id').notNull(),
    journeyId: text('journey_id'),
    leadId: text('lead_id'),
    /** collecting, awaiting_approval, sent, accepted, declined, expired */
    status: text('status').notNull(),
    service: text('service'),
    fromMinor: integer('from_minor'),
    toMinor: integer('to_minor'),
    /** What is to be done, in the customer's words and then in the technician's. */
    description: text('description'),
    address: text('address'),
    urgency: text('urgency'),
    approvedBy: text('approved_by'),
    sentAt: integer('sent_at'),
    expiresAt: integer('expires_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('quotes_customer').on(table.customerId), index('quotes_status').on(table.status)],
)

/** Maintenance contracts, with the words their terms were accepted in. */
export const contracts = sqliteTable(
  'contracts',
  {
    contractId: text('contract_id').primaryKey(),
    customerId: text('customer_id').notNull(),
    plan: text('plan').notNull(),
    /** offered, active, cancelled, declined, expired */
    status: text('status').notNull(),
    priceMinor: integer('price_minor').notNull(),
    termMonths: integer('term_months').notNull(),
    renewsByItself: integer('renews_by_itself', { mode: 'boolean' }).notNull(),
    /** What the customer was told, word for word, and the message that told them. */
    terms: text('terms').notNull(),
    evidence: text('evidence'),
    acceptedAt: integer('accepted_at'),
    /** Local days, such as 2026-11-26. */
    startsOn: text('starts_on'),
    renewsOn: text('renews_on'),
    cancelledAt: integer('cancelled_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('contracts_customer').on(table.customerId),
    index('contracts_renews').on(table.status, table.renewsOn),
  ],
)

/** Pictures and recordings: where they came from, and where in R2 they are kept. */
export const media = sqliteTable(
  'media',
  {
    mediaId: text('media_id').primaryKey(),
    customerId: text('customer_id').notNull(),
    messageId: text('message_id'),
    callId: text('call_id'),
    /** photo, recording */
    kind: text('kind').notNull(),
    /** wanted, kept, refused, failed, gone */
    status: text('status').notNull(),
    reason: text('reason'),
    /** At the provider; emptied once we have it or gave up. */
    sourceUrl: text('source_url'),
    fileKey: text('file_key'),
    contentType: text('content_type'),
    byteCount: integer('byte_count'),
    transcript: text('transcript'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('media_customer').on(table.customerId),
    index('media_message').on(table.messageId),
    index('media_call').on(table.callId),
    index('media_held')
      .on(table.mediaId)
      .where(sql`status <> 'gone'`),
    index('media_transcribed')
      .on(table.mediaId)
      .where(sql`transcript is not null`),
  ],
)

/** What was taken for spam, or for somebody's who gets no automated text; all of it can be released. */
export const heldBack = sqliteTable(
  'held_back',
  {
    heldId: text('held_id').primaryKey(),
    customerId: text('customer_id').notNull(),
    /** call, text, lead */
    kind: text('kind').notNull(),
    /** The id of the row it is about. */
    ref: text('ref').notNull(),
    reason: text('reason').notNull(),
    /** held, released */
    status: text('status').notNull(),
    createdAt: integer('created_at').notNull(),
    decidedAt: integer('decided_at'),
  },
  (table) => [index('held_back_customer').on(table.customerId), index('held_back_status').on(table.status)],
)

/** What of ours is what of the CRM's, and when either side last changed it. */
export const crmLinks = sqliteTable(
  'crm_links',
  {
    /** contact, opportunity, appointment, note, message */
    kind: text('kind').notNull(),
    ourId: text('our_id').notNull(),
    crmRef: text('crm_ref').notNull(),
    customerId: text('customer_id'),
    /** When each side changed it, by that side's own account. */
    oursAt: integer('ours_at'),
    theirsAt: integer('theirs_at'),
    /** Of what we last wrote, so that its echo is known as one. */
    digest: text('digest'),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.ourId] }),
    uniqueIndex('crm_links_ref').on(table.kind, table.crmRef),
    index('crm_links_customer').on(table.customerId),
  ],
)
