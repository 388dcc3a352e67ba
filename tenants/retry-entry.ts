import { after, type Instant } from './base/clock.ts'
import { NOTICE_USEFUL_MS } from './base/limits.ts'
import { loadEntry, saveEntry, type EntryStatus } from './storage/outbox-rows.ts'
import { loadMessageByEntry, saveMessage } from './storage/message-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

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
  return true
}
