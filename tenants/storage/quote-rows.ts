import { desc, eq, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { CustomerId, JourneyId, QuoteId } from '../base/ids.ts'
import { QUOTES_LISTED_MAX } from '../base/limits.ts'
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

/** The newest first, of one customer or of all. */
export function listQuotes(db: TenantDb, customerId: string | null): QuoteRow[] {
  const ofWhom = customerId === null ? sql`true` : eq(quotes.customerId, customerId)
  const rows = db.select().from(quotes).where(ofWhom).orderBy(desc(quotes.quoteId)).limit(QUOTES_LISTED_MAX)
  return rows.all() as QuoteRow[]
}

/** Amounts this customer was offered a job for: no other text may name them. */
export function loadOfferedAmounts(db: TenantDb, customerId: CustomerId): number[] {
  const query = `select from_minor as fromMinor, to_minor as toMinor from quotes
    where customer_id = ? and status = 'sent' and approved_by is not null order by quote_id desc limit 5`
  type Row = { fromMinor: number; toMinor: number }
  const rows = db.$client.sql.exec<Row>(query, customerId).toArray()
  return rows.flatMap(({ fromMinor, toMinor }) => [fromMinor, toMinor])
}
