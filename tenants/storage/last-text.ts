import type { CustomerId } from '../base/ids.ts'
import type { LastText } from '../journey/input.ts'
import type { TenantDb } from './open.ts'
import { loadEntry, loadNewestEntryId, type Entry } from './outbox-rows.ts'

/** The text that was ordered last for a customer, as far as it has left or will; null where that is not certain. */
export function loadLastText(db: TenantDb, customerId: CustomerId): LastText | null {
  const entryId = loadNewestEntryId(db, `sms:${customerId}`)
  const entry = entryId === null ? null : loadEntry(db, entryId)
  if (entry?.order.type !== 'send_sms' || !STANDING.has(entry.status)) return null
  const { drafted, draft, takenBack } = entry.order
  // What a model has worded, or may still word, says something else than the script.
  const isScript = drafted === undefined && !(draft && entry.status === 'held')
  return isScript && takenBack === undefined ? { text: entry.order, orderedAt: entry.createdAt } : null
}

const STANDING: ReadonlySet<Entry['status']> = new Set<Entry['status']>(['pending', 'held', 'claimed', 'sent'])
