import { after, type Instant } from '../base/clock.ts'
import { ADS_CHANGE_USEFUL_MS } from '../base/ads-limits.ts'
import type { AdsChange } from '../providers/ads-port.ts'
import { bindEntry, recordAdChange } from '../storage/ad-change-rows.ts'
import { openAccount } from '../storage/ads-connection.ts'
import { recordEntry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { targetOf } from './target-of.ts'

export type WantedChange = {
  change: AdsChange
  /** The most that it can cost more in a day; negative where it saves. */
  dailyMicros: number
  /** Null for what a person orders on the screen. */
  decisionId: string | null
  /** An e-mail address, `sms`, or `agent`. */
  orderedBy: string
}

export type OrderedChange = { kind: 'ordered'; changeId: string } | { kind: 'under_way' | 'not_connected' }

/**
 * The one way in which anything is changed in the account: a row that says so, and the entry that does it. Whether it
 * may be done is asked before this and once more when it is claimed. The caller holds the transaction.
 */
export function orderChange(context: Context, wanted: WantedChange, now: Instant): OrderedChange {
  const { db } = context
  if (openAccount(db) === null) return { kind: 'not_connected' }
  const changeId = recordAdChange(db, { ...wanted, target: targetOf(wanted.change) }, now)
  if (changeId === null) return { kind: 'under_way' }
  const entry = {
    lane: 'google_ads' as const,
    sequenceKey: `ads_change:${targetOf(wanted.change)}`,
    customerId: null,
    journeyId: null,
  }
  const order = { type: 'change_ads' as const, changeId }
  const usefulUntil = after(now, ADS_CHANGE_USEFUL_MS)
  bindEntry(db, changeId, recordEntry(db, { ...entry, order, dueAt: now, usefulUntil }, now))
  return { kind: 'ordered', changeId }
}
