import { and, eq, isNull, ne, or, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import type { CustomerId, MessageId } from '../base/ids.ts'
import type { JourneyKind } from '../journey/state.ts'
import { addressKey } from './address-key.ts'
import { loadSuppressed } from './consent-rows.ts'
import type { Customer } from './customer-rows.ts'
import { toJourney, type JourneyRow } from './journey-rows.ts'
import type { TenantDb } from './open.ts'
import { journeys } from './schema.ts'
import { consents } from './schema-trust.ts'
import { RowQuery, Statement } from './statement.ts'

/** What the journeys that write of their own accord need to know of a customer. */

/** Why nothing may be offered to somebody by text; null where the gate can be asked. Codes as the gate's, or ours. */
export function findHindrance(db: TenantDb, customer: Customer, needs: 'written' | 'dealings'): string | null {
  const { phone, relation, lineType } = customer
  // Asking one's own people for reviews deceives readers (16 CFR 465.5), and nobody sells to their suppliers.
  if (relation !== null) return 'related'
  if (phone === null) return 'no_phone'
  const { allSince, topics } = loadSuppressed(db, 'sms', phone)
  if (allSince !== null || topics.length > 0) return 'suppressed'
  if (lineType === 'landline') return 'destination_landline'
  if (needs === 'dealings' || hasWrittenConsent(db, customer.customerId, phone)) return null
  return 'written_consent_missing'
}

const writtenConsents = new Statement((db) =>
  db
    .select({ id: consents.consentId })
    .from(consents)
    .where(
      and(
        eq(consents.customerId, sql.placeholder('customerId')),
        eq(consents.basis, 'written'),
        or(isNull(consents.addressKey), eq(consents.addressKey, sql.placeholder('key'))),
      ),
    )
    .limit(1),
)

export function hasWrittenConsent(db: TenantDb, customerId: CustomerId, phone: string): boolean {
  return writtenConsents.rows(db, { customerId, key: addressKey(db, phone) }).length > 0
}

const openOnes = new RowQuery(journeys, (db) =>
  db
    .select()
    .from(journeys)
    .where(
      and(
        eq(journeys.customerId, sql.placeholder('customerId')),
        eq(journeys.kind, sql.placeholder('kind')),
        ne(journeys.status, 'closed'),
      ),
    ),
)

/** Two records that became one person may have brought a journey each. */
export function loadOpenJourneys(db: TenantDb, customerId: CustomerId, kind: JourneyKind): JourneyRow[] {
  return openOnes.all(db, { customerId, kind }).flatMap((row) => toJourney(row) ?? [])
}

/** When a text of this template last went to the customer, or is on its way there. */
export function loadLastTextAt(db: TenantDb, customerId: CustomerId, template: string): Instant | null {
  const query = `select max(coalesce(sent_at, created_at)) as at from messages
    where customer_id = ? and direction = 'outbound' and template = ? and status <> 'failed'`
  return db.$client.sql.exec<{ at: Instant | null }>(query, customerId, template).one().at
}

/** The newest text that went to the customer, which a bare yes or no answers. */
export function loadLastTemplate(db: TenantDb, customerId: CustomerId): string | null {
  const query = `select template from messages where customer_id = ? and direction = 'outbound' and audience = 'customer'
    and channel = 'sms' and status <> 'failed' order by message_id desc limit 1`
  return db.$client.sql.exec<{ template: string | null }>(query, customerId).toArray()[0]?.template ?? null
}

export type SentWords = { messageId: MessageId; body: string }

/** The words of a text that one journey ordered, as they were handed to the provider. */
export function loadWordsOf(
  db: TenantDb,
  { customerId, journeyId }: Pick<JourneyRow, 'customerId' | 'journeyId'>,
  template: string,
): SentWords | null {
  // By whom they went to, since texts stand in no index of journeys.
  const query = `select message_id as messageId, body from messages
    where customer_id = ? and episode_id = ? and template = ?
    and status <> 'failed' order by created_at desc, message_id desc limit 1`
  return db.$client.sql.exec<SentWords>(query, customerId, journeyId, template).toArray()[0] ?? null
}
