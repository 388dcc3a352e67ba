import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CustomerId } from '../base/ids.ts'
import { addressKey } from './address-key.ts'
import type { TenantDb } from './open.ts'
import { consents, suppressions } from './schema-trust.ts'
import { insertRow, RowQuery } from './statement.ts'

export type ConsentBasis = 'implied_single' | 'spoken_notice' | 'press_1' | 'spoken_yes' | 'inbound_message' | 'written'
export type Consent = { basis: ConsentBasis; givenAt: Instant }
export type SuppressionSource = 'words' | 'carrier' | 'contact' | 'link' | 'wrong_number' | 'complaint'

/** Keeps the proof that this person may be texted; `evidence` names the call or message it rests on. */
export function recordConsent(
  db: TenantDb,
  consent: { customerId: CustomerId; basis: ConsentBasis; evidence: string },
  now: Instant,
): void {
  insertRow(db, consents, { ...consent, consentId: newId('con'), givenAt: now })
}

const consentsOf = new RowQuery(consents, (db) =>
  db
    .select()
    .from(consents)
    .where(eq(consents.customerId, sql.placeholder('customerId'))),
)

export function loadConsents(db: TenantDb, customerId: CustomerId): Consent[] {
  return consentsOf.all(db, { customerId }) as Consent[]
}

/** Suppresses an address. A repeat changes nothing but revives a suppression that had been lifted. */
export function recordSuppression(
  db: TenantDb,
  suppression: { channel: 'sms' | 'email'; address: string; source: SuppressionSource; evidence: string },
  now: Instant,
): void {
  const { address, ...rest } = suppression
  const row = {
    ...rest,
    addressKey: addressKey(db, address),
    topic: 'all',
    suppressedAt: now,
    liftedAt: null,
    liftedBy: null,
  }
  db.insert(suppressions)
    .values(row)
    .onConflictDoUpdate({ target: [suppressions.channel, suppressions.addressKey, suppressions.topic], set: row })
    .run()
}

/** Only the customer's own message lifts a suppression; `evidence` names it. */
export function liftSuppression(
  db: TenantDb,
  channel: 'sms' | 'email',
  address: string,
  evidence: string,
  now: Instant,
): void {
  db.update(suppressions)
    .set({ liftedAt: now, liftedBy: evidence })
    .where(
      and(
        eq(suppressions.channel, channel),
        eq(suppressions.addressKey, addressKey(db, address)),
        isNull(suppressions.liftedAt),
      ),
    )
    .run()
}

export function isSuppressed(db: TenantDb, channel: 'sms' | 'email', address: string): boolean {
  return loadSuppressedAt(db, channel, address) !== null
}

const suppressionOf = new RowQuery(suppressions, (db) =>
  db
    .select()
    .from(suppressions)
    .where(
      and(
        eq(suppressions.channel, sql.placeholder('channel')),
        eq(suppressions.addressKey, sql.placeholder('addressKey')),
        isNull(suppressions.liftedAt),
      ),
    ),
)

export function loadSuppressedAt(db: TenantDb, channel: 'sms' | 'email', address: string): Instant | null {
  return suppressionOf.get(db, { channel, addressKey: addressKey(db, address) })?.suppressedAt ?? null
}
