import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Instant } from '../base/clock.ts'
import { newId, type CustomerId, type EffectId, type JourneyId } from '../base/ids.ts'
import { DOUBT_HOLD_MAX_MS } from '../base/limits.ts'
import type { Order } from '../journey/effect.ts'
import { failMessage } from './message-rows.ts'
import type { TenantDb } from './open.ts'
import { outbox } from './schema.ts'
import { insertRow, RowQuery, Statement, updateRow } from './statement.ts'
import { readTraced, traced } from './trace.ts'

/** `records`: what Twilio keeps, apart from its texts, so that none of those waits. No name is a part of another's. */
export type Lane = OwnLane | 'twilio' | 'resend' | 'gohighlevel' | 'google_ads' | 'web_push'
type OwnLane = 'records' | 'files' | 'media' | 'webhooks' | 'models'
/** What there is room for: a lane, or within Twilio's the texts to the technician alone. */
export type Room = Lane | 'notices'
export type EntryStatus =
  'pending' | 'held' | 'claimed' | 'in_doubt' | 'sent' | 'refused' | 'expired' | 'cancelled' | 'dead'

/** The words exactly as handed to a provider; fixed by the first claim so that a repeat says the same. */
export type Composed = {
  to: string
  from: string
  body: string
  subject: string | null
  html: string | null
  headers: Record<string, string>
  /** Whose words these are: `ours`, `typed` by a person, `own@<version>`, the business's own, or `model@<version>`. */
  variant: string
  /** Set on texts that leave by GoHighLevel. */
  via?: 'gohighlevel'
}

export type Entry = {
  seq: number
  entryId: EffectId
  journeyId: JourneyId | null
  customerId: CustomerId | null
  lane: Lane
  sequenceKey: string
  order: Order
  /** Of the delivery that it began with, as far as it began with one. */
  traceId: string | null
  status: EntryStatus
  attempts: number
  dueAt: Instant | null
  usefulUntil: Instant
  claimedAt: Instant | null
  doubtSince: Instant | null
  composed: Composed | null
  providerRef: string | null
  lastCode: string | null
  createdAt: Instant
}

export type NewEntry = Pick<Entry, 'journeyId' | 'customerId' | 'lane' | 'sequenceKey' | 'order' | 'usefulUntil'> & {
  dueAt: Instant
}

type Stored = typeof outbox.$inferSelect

function fromStored(row: Stored): Entry {
  const { payload, composed, ...rest } = row
  const { value: order, traceId } = readTraced<Order>(payload)
  return {
    ...(rest as unknown as Omit<Entry, 'order' | 'traceId' | 'composed'>),
    order,
    traceId,
    // Entries from before there were own words name no variant.
    composed: composed === null ? null : { variant: 'ours', ...(JSON.parse(composed) as Omit<Composed, 'variant'>) },
  }
}

/** No earlier entry of the sequence is unsettled. One in doubt holds the others back for a bounded time only. */
const NOT_BEHIND = sql`not exists (select 1 from outbox as ahead where ahead.sequence_key = ${outbox.sequenceKey}
  and ahead.seq < ${outbox.seq} and (ahead.status in ('pending', 'claimed')
  or (ahead.status = 'in_doubt' and ahead.doubt_since > ${sql.placeholder('doubtedAfter')})))`

function doubtWindow(now: Instant): { doubtedAfter: Instant } {
  return { doubtedAfter: now - DOUBT_HOLD_MAX_MS }
}

export function recordEntry(db: TenantDb, entry: NewEntry, now: Instant): EffectId {
  const entryId = newId('eff')
  const { order, ...rest } = entry
  const payload = traced(order)
  insertRow(db, outbox, { ...rest, entryId, payload, status: 'pending', attempts: 0, createdAt: now })
  return entryId
}

const byId = new RowQuery(outbox, (db) =>
  db
    .select()
    .from(outbox)
    .where(eq(outbox.entryId, sql.placeholder('entryId'))),
)

export function loadEntry(db: TenantDb, entryId: string): Entry | null {
  const row = byId.get(db, { entryId })
  return row ? fromStored(row) : null
}

const nextDue = new RowQuery(outbox, (db) =>
  db
    .select()
    .from(outbox)
    .where(
      and(
        sql`${outbox.dueAt} <= ${sql.placeholder('now')}`,
        inArray(outbox.status, ['pending', 'held', 'in_doubt']),
        sql`(instr(${sql.placeholder('rooms')}, ${outbox.lane}) > 0 or (instr(${sql.placeholder('rooms')}, 'notices') > 0
          and ${outbox.lane} = 'twilio' and ${outbox.sequenceKey} like 'notice_%'))`,
        NOT_BEHIND,
      ),
    )
    .orderBy(outbox.dueAt, outbox.seq)
    .limit(1),
)

/** The entry that is due next, if its lane has room and nothing holds its sequence back. */
export function loadNextDue(db: TenantDb, rooms: readonly Room[], now: Instant): Entry | null {
  if (rooms.length === 0) return null
  const row = nextDue.get(db, { now, rooms: rooms.join(), ...doubtWindow(now) })
  return row ? fromStored(row) : null
}

export type EntryChange = Partial<
  Pick<
    Entry,
    'status' | 'attempts' | 'dueAt' | 'usefulUntil' | 'doubtSince' | 'providerRef' | 'lastCode' | 'claimedAt'
  > & {
    claimedBy: string | null
    order: Order
    composed: Composed | null
    gate: string
    settledAt: Instant
  }
>

export function saveEntry(db: TenantDb, entryId: EffectId, change: EntryChange): void {
  const { composed, order, ...rest } = change
  const payload = order === undefined ? {} : { payload: traced(order, loadEntry(db, entryId)?.traceId ?? null) }
  const words = composed === undefined ? {} : { composed: JSON.stringify(composed) }
  updateRow(db, outbox, { entryId }, { ...rest, ...payload, ...words })
}

/** Takes back one that waits. What was tried of it in vain has not reached anybody, and nothing may count on it. */
export function cancelEntry(db: TenantDb, entryId: EffectId, reason: string, now: Instant): void {
  failMessage(db, entryId, reason, now)
  saveEntry(db, entryId, { status: 'cancelled', dueAt: null, lastCode: reason, settledAt: now })
}

/** What another life of this object was at when it ended: calls that may have gone out, questions without an answer. */
export function loadOrphanedClaims(db: TenantDb, incarnation: string): Entry[] {
  return orphaned.all(db, { incarnation }).map(fromStored)
}

// Each has an instant, by which it is found among all that was ever done.
const orphaned = new RowQuery(outbox, (db) =>
  db
    .select()
    .from(outbox)
    .where(sql`due_at > 0 and status in ('claimed', 'in_doubt') and claimed_by <> ${sql.placeholder('incarnation')}`),
)

const OVERTAKING = `select seq from outbox where sequence_key = ? and seq > ? and status = 'sent' limit 1`

/** True when an entry of the sequence that came later has left already. */
export function wasOvertaken(db: TenantDb, { sequenceKey, seq }: Entry): boolean {
  return db.$client.sql.exec(OVERTAKING, sequenceKey, seq).toArray().length > 0
}

const open = new RowQuery(outbox, (db) =>
  db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.sequenceKey, sql.placeholder('sequenceKey')),
        inArray(outbox.status, ['pending', 'held', 'claimed', 'in_doubt']),
      ),
    ),
)

/**
 * Takes back what has not left yet of the given sequences, and answers it. What is on its way may have arrived; it is
 * marked, so that it is not tried a second time.
 */
export function cancelUnsent(
  db: TenantDb,
  sequenceKeys: readonly string[],
  reason: string,
  now: Instant,
  only: JourneyId | null = null,
  isMeant: (entry: Entry) => boolean = () => true,
): Entry[] {
  const found = sequenceKeys.flatMap((sequenceKey) => open.all(db, { sequenceKey }).map(fromStored))
  const entries = found.filter((entry) => (only === null || entry.journeyId === only) && isMeant(entry))
  const isUnsent = ({ status }: Entry) => status === 'pending' || status === 'held'
  for (const { entryId, order } of entries.filter((entry) => !isUnsent(entry))) {
    if (order.type !== 'send_sms' && order.type !== 'send_email') continue
    saveEntry(db, entryId, { order: { ...order, takenBack: reason } })
  }
  const unsent = entries.filter(isUnsent)
  for (const { entryId } of unsent) cancelEntry(db, entryId, reason, now)
  return unsent
}

const firstWanted = new Statement((db) =>
  db
    .select({ at: sql`min(${outbox.dueAt})` })
    .from(outbox)
    .where(and(isNotNull(outbox.dueAt), sql`(${outbox.status} = 'claimed' or ${NOT_BEHIND})`)),
)

/**
 * When the outbox next wants attention. Claimed entries are due at the end of their lease; entries that wait behind an
 * earlier one are not counted, not even those in doubt, since the end of that one starts them: what is due and may not
 * be taken would wake the object without end.
 */
export function loadNextEntryAt(db: TenantDb, now: Instant): Instant | null {
  return (firstWanted.rows(db, doubtWindow(now))[0]?.[0] ?? null) as Instant | null
}

export function hasPendingOrder(db: TenantDb, sequenceKey: string): boolean {
  return open.all(db, { sequenceKey }).some(({ status }) => status === 'pending')
}

/** What has not been tried yet of a sequence. */
export function loadPending(db: TenantDb, sequenceKey: string): Entry[] {
  return loadUntried(db, sequenceKey).filter(({ status }) => status === 'pending')
}

/** The same with what waits for something other than its turn. */
export function loadUntried(db: TenantDb, sequenceKey: string): Entry[] {
  return loadOpen(db, sequenceKey).filter(({ status }) => status === 'pending' || status === 'held')
}

export const loadOpen = (db: TenantDb, sequenceKey: string): Entry[] => open.all(db, { sequenceKey }).map(fromStored)

/** The newest entry of a sequence: the one a person has just ordered. */
export function loadNewestEntryId(db: TenantDb, sequenceKey: string): string | null {
  const query = 'select entry_id as id from outbox where sequence_key = ? order by seq desc limit 1'
  return db.$client.sql.exec<{ id: string }>(query, sequenceKey).toArray()[0]?.id ?? null
}

/** Whether anything of a sequence is not settled yet. */
export function hasOpenOrder(db: TenantDb, sequenceKey: string): boolean {
  return open.all(db, { sequenceKey }).length > 0
}
