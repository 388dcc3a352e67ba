import { DAY_MS, type Instant } from '../base/clock.ts'
import { newToken } from '../base/ids.ts'
import { LEDGER_BATCH_MAX, LEDGER_MESSAGE_OPEN_MS } from '../base/limits.ts'
import { describeDay, describeLocalTime, readLocalTime, type DayNumber } from '../base/local-time.ts'
import { addressKey } from '../storage/address-key.ts'
import {
  contentOf,
  countLedgerDay,
  insertHead,
  insertLedgerRow,
  isInLedger,
  loadConsentsAfter,
  loadMessagesAfter,
  loadNewestHead,
  loadNewestLedgerRow,
  loadSuppressionsSince,
  type LedgerConsent,
  type LedgerMessage,
  type LedgerSuppression,
} from '../storage/ledger-rows.ts'
import type { TenantDb } from '../storage/open.ts'
import { loadSetting, saveSetting } from '../storage/settings-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { beginDay, digestRow, GENESIS, hashContent, linkRow, makeHead, type LedgerRow } from './chain.ts'

/** Everything up to here stands in the ledger. */
type Marks = { messageSeq: number; consentId: string; suppressionsAt: Instant }

type Pending = Pick<LedgerRow, 'kind' | 'ref' | 'addressKey' | 'at'> & { facts: object; content: string | null }

/** Takes in what has happened since, as of today; the caller holds the transaction. */
export function appendLedger(context: Context, now: Instant): { isMore: boolean } {
  return append(context, localDay(context, now), now)
}

/** Once a day, soon after midnight: the rest of yesterday comes in, and the day gets its head. */
export function closeLedgerDay(context: Context, now: Instant): { isMore: boolean } {
  const today = localDay(context, now)
  const { isMore } = append(context, today - 1, now)
  if (!isMore) closeDaysBefore(context.db, today, now)
  return { isMore }
}

function append(context: Context, wantedDay: DayNumber, now: Instant): { isMore: boolean } {
  const { db } = context
  const marks = loadSetting<Marks>(db, 'ledger') ?? { messageSeq: 0, consentId: '', suppressionsAt: 0 }
  const { messages, settledSeq, isMore } = gatherMessages(db, marks.messageSeq, now)
  const consents = loadConsentsAfter(db, marks.consentId, LEDGER_BATCH_MAX)
  const suppressions = loadSuppressionsSince(db, marks.suppressionsAt)
  const pending = [
    ...messages.map((message) => describeMessage(context, message)),
    ...consents.map(describeConsent),
    ...suppressions.flatMap(describeSuppression),
  ].filter(({ kind, ref }) => !isInLedger(db, kind, ref))
  const day = openDay(db, wantedDay, now)
  for (const each of pending.toSorted((one, other) => one.at - other.at)) insertPending(db, day, each)
  const next: Marks = {
    messageSeq: settledSeq,
    consentId: consents.at(-1)?.consentId ?? marks.consentId,
    // One that was lifted and given again within a moment has the same instant, and is known by its ref.
    suppressionsAt: Math.max(marks.suppressionsAt, ...suppressions.map((each) => each.liftedAt ?? each.suppressedAt)),
  }
  saveSetting(db, 'ledger', next)
  return { isMore: isMore || consents.length >= LEDGER_BATCH_MAX }
}

/** Messages that have come or gone. One that is still on its way keeps the mark before it and holds up no other. */
function gatherMessages(
  db: TenantDb,
  from: number,
  now: Instant,
): { messages: LedgerMessage[]; settledSeq: number; isMore: boolean } {
  const gathered: LedgerMessage[] = []
  let settledSeq: number | null = null
  for (let seq = from; ;) {
    const page = loadMessagesAfter(db, seq, LEDGER_BATCH_MAX)
    for (const message of page) {
      if (isOnItsWay(message, now)) settledSeq ??= seq
      else if (hasHappened(message) && !isInLedger(db, 'message', message.messageId)) gathered.push(message)
      seq = message.seq
      if (gathered.length >= LEDGER_BATCH_MAX)
        return { messages: gathered, settledSeq: settledSeq ?? seq, isMore: true }
    }
    if (page.length < LEDGER_BATCH_MAX) return { messages: gathered, settledSeq: settledSeq ?? seq, isMore: false }
  }
}

function hasHappened({ direction, sentAt }: LedgerMessage): boolean {
  return direction === 'inbound' || sentAt !== null
}

/** Until it is too old to leave any more. */
function isOnItsWay(message: LedgerMessage, now: Instant): boolean {
  const isOpen = message.status === 'sending' || message.status === 'in_doubt'
  return !hasHappened(message) && isOpen && message.createdAt > now - LEDGER_MESSAGE_OPEN_MS
}

function insertPending(db: TenantDb, day: string, { facts, content, ...row }: Pending): void {
  const newest = loadNewestLedgerRow(db)
  const contentSalt = content === null ? null : newToken()
  const filled = {
    ...row,
    seq: (newest?.seq ?? 0) + 1,
    day,
    facts: JSON.stringify(facts),
    contentHash: content === null || contentSalt === null ? null : hashContent(contentSalt, content),
  }
  const prevHash = newest?.day === day ? newest.hash : beginDay(day)
  insertLedgerRow(db, { ...filled, contentSalt, prevHash, hash: linkRow(prevHash, digestRow(filled)) })
}

/** Says in the chain that the contents behind an address were erased; from there on a missing text is no gap. */
export function recordErasure(
  context: Context,
  { ref, addressKey: key, of }: { ref: string; addressKey: string | null; of: 'person' | 'business' },
  now: Instant,
): void {
  const { db } = context
  if (isInLedger(db, 'erasure', ref)) return
  const day = openDay(db, localDay(context, now), now)
  insertPending(db, day, { kind: 'erasure', ref, addressKey: key, at: now, facts: { of }, content: null })
}

/** The day to write under. Days only go forward, also for a business that moves to a zone farther west. */
function openDay(db: TenantDb, wanted: DayNumber, now: Instant): string {
  const newest = loadNewestLedgerRow(db)
  if (newest === null) return describeDay(wanted)
  const latest = dayNumber(newest.day)
  const day = isClosed(db, newest.day) ? Math.max(wanted, latest + 1) : Math.max(wanted, latest)
  closeDaysBefore(db, day, now)
  return describeDay(day)
}

function isClosed(db: TenantDb, day: string): boolean {
  return day <= (loadNewestHead(db)?.day ?? '')
}

/** Only the newest day can be open: whatever is written under a later one closes it first. */
function closeDaysBefore(db: TenantDb, day: DayNumber, now: Instant): void {
  const newest = loadNewestLedgerRow(db)
  if (newest === null || dayNumber(newest.day) >= day || isClosed(db, newest.day)) return
  const closed = { day: newest.day, rowCount: countLedgerDay(db, newest.day), root: newest.hash }
  const prevHead = loadNewestHead(db)?.hash ?? GENESIS
  const { rowCount } = closed
  insertHead(db, { day: newest.day, seq: newest.seq, rowCount, hash: makeHead(prevHead, closed), madeAt: now })
}

function localDay({ tenant }: Context, at: Instant): DayNumber {
  return readLocalTime(tenant.profile.timeZone, at).day
}

function dayNumber(day: string): DayNumber {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS
}

function describeMessage({ db, tenant }: Context, message: LedgerMessage): Pending {
  const { messageId, address, gate, body: _body, subject: _subject, seq: _seq, unprompted, ...facts } = message
  const at = message.sentAt ?? message.createdAt
  return {
    kind: 'message',
    ref: messageId,
    addressKey: address === null ? null : addressKey(db, address),
    at,
    facts: {
      ...facts,
      unprompted: unprompted === 1,
      businessTime: describeLocalTime(tenant.profile.timeZone, at),
      gate: gate === null ? null : (JSON.parse(gate) as unknown),
    },
    content: contentOf(message),
  }
}

function describeConsent(consent: LedgerConsent): Pending {
  const { basis, evidence, purpose, customerId } = consent
  return {
    kind: 'consent',
    ref: consent.consentId,
    addressKey: consent.addressKey,
    at: consent.givenAt,
    facts: { basis, evidence, purpose, customerId },
    content: consent.wording,
  }
}

function describeSuppression(suppression: LedgerSuppression): Pending[] {
  const { channel, topic, source, evidence, suppressedAt, liftedAt, liftedBy } = suppression
  const about = { addressKey: suppression.addressKey, content: null }
  const ref = `${channel}:${suppression.addressKey}:${topic}`
  const optOut: Pending = {
    ...about,
    kind: 'opt_out',
    ref: `${ref}:${suppressedAt}`,
    at: suppressedAt,
    facts: { channel, topic, source, evidence },
  }
  if (liftedAt === null) return [optOut]
  const facts = { channel, topic, evidence: liftedBy }
  return [optOut, { ...about, kind: 'opt_in', ref: `${ref}:${liftedAt}`, at: liftedAt, facts }]
}
