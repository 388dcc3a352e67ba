import { after, type Instant } from './base/clock.ts'
import { NOTICE_USEFUL_MS } from './base/limits.ts'
import { loadEntry, saveEntry, type Entry, type EntryStatus } from './storage/outbox-rows.ts'
import { loadMessageByEntry, saveMessage } from './storage/message-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

const RETRIABLE: ReadonlySet<EntryStatus> = new Set(['dead', 'refused', 'expired', 'in_doubt'])

/** A person decides that an entry shall go out once more. It starts anew: attempts, usefulness, and the gate. */
export function retryEntry(context: Context, entryId: string, now: Instant): boolean {
  const entry = loadEntry(context.db, entryId)
  if (!entry || !RETRIABLE.has(entry.status)) return false
  saveEntry(context.db, entry.entryId, {
    status: 'pending',
    attempts: 0,
    dueAt: now,
    usefulUntil: after(now, NOTICE_USEFUL_MS),
    doubtSince: null,
  })
  const message = loadMessageByEntry(context.db, entryId)
  if (message) saveMessage(context.db, message.messageId, { status: 'sending', errorCode: null }, now)
  recordHand(context, entry, 'entry_retried', now)
  return true
}

/** A person decides that an entry which did not work out shall be left alone. */
export function dismissEntry(context: Context, entryId: string, now: Instant): boolean {
  const entry = loadEntry(context.db, entryId)
  if (!entry || !RETRIABLE.has(entry.status)) return false
  saveEntry(context.db, entry.entryId, { status: 'cancelled', dueAt: null, lastCode: 'dismissed', settledAt: now })
  recordHand(context, entry, 'entry_dismissed', now)
  return true
}

function recordHand(context: Context, entry: Entry, type: 'entry_retried' | 'entry_dismissed', now: Instant): void {
  const { customerId, journeyId, entryId } = entry
  recordEvent(context.db, { customerId, journeyId, fact: { type, entryId } }, now)
}
