import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CustomerId, type MessageId } from '../base/ids.ts'
import { addressKey } from './address-key.ts'
import type { TenantDb } from './open.ts'
import { messages } from './schema.ts'
import { consents, suppressions } from './schema-trust.ts'
import { insertRow, RowQuery } from './statement.ts'

export type ConsentBasis =
  'implied_single' | 'spoken_notice' | 'press_1' | 'spoken_yes' | 'inbound_message' | 'contract' | 'written'
export type ConsentPurpose = 'this_call' | 'this_conversation' | 'texts_again' | 'this_contract' | 'offers'
export type Consent = {
  basis: ConsentBasis
  givenAt: Instant
  evidence: string
  addressKey: string | null
  wording: string | null
}

export type NewConsent = {
  customerId: CustomerId
  basis: ConsentBasis
  /** The provider's id of the call or message it rests on, behind the provider's name. */
  evidence: string
  /** The number it was given for; null while the caller's is still being looked up. */
  address: string | null
  /** What the person heard or wrote, word for word, without card numbers. */
  wording: string | null
  purpose: ConsentPurpose
}

type Channel = 'sms' | 'email'

/** `all`, or the class of messages that an opt-out is limited to where the business honours that. */
export type Topic = 'all' | 'marketing'

/** How an opt-out reached us. `bounce` is none of a person's: the address does not work. */
export type SuppressionSource =
  | 'words'
  | 'carrier'
  | 'contact'
  | 'link'
  | 'complaint'
  | 'voicemail'
  | 'email'
  | 'form'
  | 'hand'
  | 'wrong_number'
  | 'bounce'

/** Keeps the proof that this person may be texted. Rows are only ever added: each is a link of the ledger. */
export function recordConsent(db: TenantDb, { address, ...consent }: NewConsent, now: Instant): void {
  const key = address === null ? null : addressKey(db, address)
  insertRow(db, consents, { ...consent, addressKey: key, consentId: newId('con'), givenAt: now })
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

/** Those that were given for this address. Consent does not travel to whoever has another number. */
export function loadConsentsFor(db: TenantDb, customerId: CustomerId, address: string): Consent[] {
  const consents = loadConsents(db, customerId)
  if (consents.length === 0) return consents
  const key = addressKey(db, address)
  return consents.filter((consent) => consent.addressKey === null || consent.addressKey === key)
}

/** Binds what was given before we knew the number to the number it was given from. */
export function keepConsentsWith(db: TenantDb, customerId: CustomerId, address: string): void {
  db.update(consents)
    .set({ addressKey: addressKey(db, address) })
    .where(and(eq(consents.customerId, customerId), isNull(consents.addressKey)))
    .run()
}

export type NewSuppression = {
  channel: Channel
  address: string
  topic?: Topic
  source: SuppressionSource
  evidence: string
}

/**
 * Suppresses an address for good, whoever it belongs to and whether or not they are a customer of ours. A repeat leaves
 * the first opt-out as it stands, from which its five minutes count, and revives one that had been lifted.
 */
export function recordSuppression(db: TenantDb, { address, ...rest }: NewSuppression, now: Instant): void {
  recordKeyedSuppression(db, { ...rest, addressKey: addressKey(db, address) }, now)
}

type KeyedSuppression = Omit<NewSuppression, 'address'> & { addressKey: string }

/** For an address that we know nothing of any more but its key. */
export function recordKeyedSuppression(db: TenantDb, suppression: KeyedSuppression, now: Instant): void {
  const { topic = 'all', ...rest } = suppression
  const row = {
    ...rest,
    topic,
    suppressedAt: now,
    liftedAt: null,
    liftedBy: null,
  }
  db.insert(suppressions)
    .values(row)
    .onConflictDoUpdate({
      target: [suppressions.channel, suppressions.addressKey, suppressions.topic],
      set: row,
      setWhere: isNotNull(suppressions.liftedAt),
    })
    .run()
}

/**
 * Only the customer's own text lifts what that number opted out of, and what the same opt-out had closed besides.
 * Throws where the message is not one of theirs: nobody else can lift it, whatever calls this.
 */
export function liftSuppressions(db: TenantDb, phone: string, messageId: MessageId, now: Instant): void {
  const theirs = and(
    eq(messages.messageId, messageId),
    eq(messages.direction, 'inbound'),
    eq(messages.channel, 'sms'),
    eq(messages.fromAddress, phone),
  )
  if (!db.select({ id: messages.messageId }).from(messages).where(theirs).get())
    throw new Error('Only a text that came from this number lifts its opt-out.')
  const lifted = { liftedAt: now, liftedBy: `message:${messageId}` }
  for (const { evidence } of standingRows(db, 'sms', phone)) {
    db.update(suppressions)
      .set(lifted)
      .where(and(eq(suppressions.evidence, evidence), isNull(suppressions.liftedAt)))
      .run()
  }
}

const standing = new RowQuery(suppressions, (db) =>
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

function standingRows(db: TenantDb, channel: Channel, address: string) {
  return standing.all(db, { channel, addressKey: addressKey(db, address) })
}

/** What an address wants no more of: when it opted out of everything, or null, and the topics it opted out of. */
export type Suppressed = { allSince: Instant | null; topics: string[] }

export function loadSuppressed(db: TenantDb, channel: Channel, address: string): Suppressed {
  const rows = standingRows(db, channel, address)
  return {
    allSince: rows.find(({ topic }) => topic === 'all')?.suppressedAt ?? null,
    topics: rows.map(({ topic }) => topic).filter((topic) => topic !== 'all'),
  }
}

/** From everything; who opted out of one topic still gets the rest. */
export function isSuppressed(db: TenantDb, channel: Channel, address: string): boolean {
  return loadSuppressed(db, channel, address).allSince !== null
}
