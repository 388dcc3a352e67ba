import { ADS_ROUND_USEFUL_MS } from '../base/ads-limits.ts'
import { after, type Instant } from '../base/clock.ts'
import { readLocalTime } from '../base/local-time.ts'
import type { AdsRead } from '../journey/ads-order.ts'
import { emptyMirror } from '../storage/ad-mirror-rows.ts'
import { openAccount } from '../storage/ads-connection.ts'
import { dropAdsReading, loadAdsReading, saveAdsReading } from '../storage/ads-reading.ts'
import { dropSettled } from '../storage/crm-link-rows.ts'
import { cancelLane } from '../storage/held-entries.ts'
import { hasOpenOrder, recordEntry } from '../storage/outbox-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { loadWebLeads } from '../storage/web-lead-rows.ts'
import { firstRead, oldestOf } from './read-plan.ts'

const SEQUENCE = 'ads_read'

/**
 * Begins a round of reading, unless one is under way: when an account is chosen, and each night. Of an account that is
 * not the one of the last round, everything is read anew.
 */
export function startReading(context: Context, now: Instant): void {
  const { db, tenant } = context
  const account = openAccount(db)
  if (account === null || tenant.closing) return
  const { accountId } = account
  const known = loadAdsReading(db)
  if (known !== null && known.accountId !== accountId) forgetAccount(context, now)
  if (hasOpenOrder(db, SEQUENCE)) return
  const lastDay = known?.accountId === accountId ? known.lastDay : null
  if (lastDay === null) saveAdsReading(db, { accountId, lastDay: null, readAt: null })
  const today = readLocalTime(account.timeZone, now).day
  const readsForms = loadWebLeads(db).googleKey !== null
  recordRead(context, firstRead(accountId, today, oldestOf(today, lastDay), readsForms), now)
  // After it, so that the newest row of all is never taken out and its place not given away again.
  dropSettled(db, SEQUENCE)
}

export function recordRead({ db }: Context, read: AdsRead, now: Instant): void {
  const entry = { lane: 'google_ads' as const, sequenceKey: SEQUENCE, customerId: null, journeyId: null }
  const order = { type: 'read_ads' as const, read }
  recordEntry(db, { ...entry, order, dueAt: now, usefulUntil: after(now, ADS_ROUND_USEFUL_MS) }, now)
}

/** The account was taken out, or another one was chosen: what was read of it goes, what was changed stays known. */
export function forgetAccount({ db }: Context, now: Instant): void {
  cancelLane(db, 'google_ads', 'ads_not_connected', now)
  emptyMirror(db)
  dropAdsReading(db)
}
