import type { Instant } from '../base/clock.ts'
import { DOUBT_HOLD_MAX_MS } from '../base/limits.ts'
import { unreachable } from '../base/result.ts'
import { applyDelayed, applyFailed, applyLeftInDoubt, applySent } from '../apply-outcome.ts'
import { isLook } from '../record-crm.ts'
import { saveEntry, type Entry } from '../storage/outbox-rows.ts'
import { dropSubscription } from '../storage/push-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { Settlement } from './settle.ts'

/** What a push service says of a subscription that will never work again. */
const LOST_SUBSCRIPTIONS = new Set(['subscription_gone', 'subscription_unusable', 'endpoint_refused'])

/** Writes down how an attempt ended. The caller holds the transaction. */
export function applySettlement(context: Context, entry: Entry, settlement: Settlement, now: Instant): void {
  const { db } = context
  switch (settlement.kind) {
    case 'sent':
      return applySent(context, entry, settlement.providerRef, now)
    case 'retry':
      if (isLook(entry)) return applyFailed(context, entry, 'expired', settlement.code, now)
      applyDelayed(context, entry, settlement.code, now)
      saveEntry(db, entry.entryId, {
        status: 'pending',
        dueAt: settlement.dueAt,
        doubtSince: null,
        claimedBy: null,
        lastCode: settlement.code,
      })
      return
    case 'doubt': {
      const { since, dueAt, code } = settlement
      applyDelayed(context, entry, code, now)
      saveEntry(db, entry.entryId, { status: 'in_doubt', doubtSince: since, dueAt, claimedBy: null, lastCode: code })
      if (settlement.isLeft || now >= since + DOUBT_HOLD_MAX_MS) applyLeftInDoubt(context, entry, now)
      return
    }
    case 'failed':
      if (entry.lane !== 'web_push') return applyFailed(context, entry, settlement.status, settlement.code, now)
      if (LOST_SUBSCRIPTIONS.has(settlement.code)) dropSubscription(db, entry.composed?.to ?? '')
      // Nobody is asked to try a push again: it has other ways beside it, or another was taken.
      return applyFailed(context, entry, 'expired', settlement.code, now)
    default:
      return unreachable(settlement)
  }
}
