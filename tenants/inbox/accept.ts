import type { Instant } from '../base/clock.ts'
import type { Signal } from '../providers/inbound.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordDelivery } from '../storage/timeline-rows.ts'
import { withTrace } from '../storage/trace.ts'
import { translate } from './translate.ts'

/**
 * Takes in one delivery, once. The caller holds the transaction: if anything here throws, the record goes with it and
 * the provider's retry starts clean.
 */
export function accept(context: Context, signal: Signal, now: Instant): 'accepted' | 'duplicate' {
  const recorded = recordDelivery(context.db, {
    deliveryKey: `${signal.provider}:${signal.deliveryKey}`,
    eventType: signal.event.type,
    traceId: signal.traceId,
    receivedAt: signal.receivedAt,
  })
  if (recorded === 'duplicate') return 'duplicate'
  withTrace(signal.traceId, () => translate(context, signal.event, now))
  return 'accepted'
}
