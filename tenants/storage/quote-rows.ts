import { eq } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { SERVICE_CHARS_MAX } from '../base/visit-limits.ts'
import type { Phone } from '../base/e164.ts'
import type { CustomerId, JourneyId, QuoteId } from '../base/ids.ts'
import type { QuoteView } from '../contract/quotes.ts'
import type { TenantDb } from './open.ts'
import { quotes } from './schema-work.ts'

export type QuoteRow = typeof quotes.$inferSelect & { quoteId: QuoteId; customerId: CustomerId }

/** Writes a quote as its journey has it: the row is what people and exports see of it. */
export function saveQuote(
  db: TenantDb,
  row: Omit<typeof quotes.$inferInsert, 'createdAt' | 'updatedAt'> & { journeyId: JourneyId },
  now: Instant,
): void {
  const { quoteId: _id, ...change } = row
  db.insert(quotes)
    .values({ ...row, createdAt: now, updatedAt: now })
    .onConflictDoUpdate({ target: quotes.quoteId, set: { ...change, updatedAt: now } })
    .run()
}

export function loadQuote(db: TenantDb, quoteId: string): QuoteRow | null {
  return (db.select().from(quotes).where(eq(quotes.quoteId, quoteId)).get() as QuoteRow | undefined) ?? null
}

type ListedQuote = Omit<QuoteView, 'id'> & { quoteId: QuoteId }
type QuoteQuery = { after: string | null; limit: number; customerId: string | null; state: 'open' | 'closed' | null }

const LISTED = `select q.quote_id as quoteId, q.customer_id as customerId, c.name as customerName,
    c.phone as customerPhone, q.status, q.service, q.description, q.address, q.urgency, q.from_minor as fromMinor,
    q.to_minor as toMinor, q.approved_by as approvedBy, q.sent_at as sentAt, q.expires_at as expiresAt,
    q.created_at as createdAt, q.updated_at as updatedAt
  from quotes as q left join customers as c on c.customer_id = q.customer_id`

const PAGE = `${LISTED} where (?1 is null or q.quote_id < ?1) and (?2 is null or q.customer_id = ?2)
    and (?3 is null or (q.status in ('collecting', 'awaiting_approval', 'sent')) = (?3 = 'open'))
  order by q.quote_id desc limit ?4`

/** Newest first. The cursor is the id of the last quote of the page before. */
export function listQuotes(db: TenantDb, { after, limit, customerId, state }: QuoteQuery): ListedQuote[] {
  return db.$client.sql.exec<ListedQuote>(PAGE, after, customerId, state, limit).toArray()
}

export function loadListedQuote(db: TenantDb, quoteId: string): ListedQuote | null {
  return db.$client.sql.exec<ListedQuote>(`${LISTED} where q.quote_id = ?`, quoteId).toArray()[0] ?? null
}

export type UnpricedQuote = {
  quoteId: QuoteId
  customerId: CustomerId
  name: string | null
  phone: Phone | null
  description: string | null
  since: Instant
}

/** Quotes that wait for the technician's price, the longest waiting first. */
export function loadUnpriced(db: TenantDb, max: number): UnpricedQuote[] {
  const query = `select q.quote_id as quoteId, q.customer_id as customerId, c.name, c.phone, q.description,
      q.updated_at as since
    from quotes as q join customers as c on c.customer_id = q.customer_id
    where q.status = 'awaiting_approval' order by q.updated_at limit ?`
  return db.$client.sql.exec<UnpricedQuote>(query, max).toArray()
}

/** When the newest price of theirs was asked for. */
export function loadNewestQuoteAt(db: TenantDb, customerId: CustomerId): Instant | null {
  const query = 'select created_at as at from quotes where customer_id = ? order by quote_id desc limit 1'
  return db.$client.sql.exec<{ at: number }>(query, customerId).toArray()[0]?.at ?? null
}

/** Amounts this customer was offered a job for: no other text may name them. */
export function loadOfferedAmounts(db: TenantDb, customerId: CustomerId): number[] {
  const query = `select from_minor as fromMinor, to_minor as toMinor from quotes
    where customer_id = ? and status = 'sent' and approved_by is not null order by quote_id desc limit 5`
  type Row = { fromMinor: number; toMinor: number }
  const rows = db.$client.sql.exec<Row>(query, customerId).toArray()
  return rows.flatMap(({ fromMinor, toMinor }) => [fromMinor, toMinor])
}

/** The job whose price this customer agreed to since then, by its name in the price book or as it was described. */
export function loadAcceptedJob(db: TenantDb, customerId: CustomerId, since: Instant): string | null {
  const query = `select coalesce(service, description) as job from quotes
    where customer_id = ? and status = 'accepted' and updated_at >= ? order by quote_id desc limit 1`
  const [row] = db.$client.sql.exec<{ job: string | null }>(query, customerId, since).toArray()
  return row?.job?.slice(0, SERVICE_CHARS_MAX) ?? null
}

/** What the customer of a lead has agreed to pay for it, at least. */
export function loadAcceptedAmount(db: TenantDb, leadId: string): number | null {
  const query = `select from_minor as amount from quotes
    where lead_id = ? and status = 'accepted' and from_minor is not null order by updated_at desc limit 1`
  return db.$client.sql.exec<{ amount: number }>(query, leadId).toArray()[0]?.amount ?? null
}
