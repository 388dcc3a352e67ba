import { applyRing, takeAnswer } from '../apply-ring.ts'
import { MINUTE_MS, type Instant } from '../base/clock.ts'
import { isOpenAt } from '../base/opening-hours.ts'
import { RING_WINDOW_MINUTES, RINGS_MAX, RINGS_PER_CALLER_MAX } from '../base/voice-limits.ts'
import type { CallId } from '../base/ids.ts'
import type { InboundEvent } from '../providers/inbound.ts'
import { loadCustomer, type Customer } from '../storage/customer-rows.ts'
import { loadCallByKey, recordCall, type Call } from '../storage/lead-rows.ts'
import { countRings, loadVoice } from '../storage/ring-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'

/**
 * Whether this call rings the technician's phone before it is taken for missed. A phone that forwards what it does not
 * take back to us would ring for ever, so one that rings already is not rung again, and none more often than that.
 */
export function mayRing({ db, tenant }: Context, { customerId, relation }: Customer, now: Instant): boolean {
  const { ringFirst } = loadVoice(db)
  const { primaryPhone, smsNumber, openingHours, timeZone } = tenant.profile
  if (ringFirst === 'never' || tenant.closing || primaryPhone === smsNumber || relation === 'spam') return false
  if (ringFirst === 'open' && openingHours && !isOpenAt(openingHours, now, timeZone)) return false
  const { theirs, all } = countRings(db, customerId, now - RING_WINDOW_MINUTES * MINUTE_MS)
  return theirs < RINGS_PER_CALLER_MAX && all < RINGS_MAX
}

export function startRing(context: Context, { customerId }: Customer, callId: CallId, now: Instant): void {
  const { ringS } = loadVoice(context.db)
  applyRing(context, customerId, { type: 'ring_started', callId, ringS }, now)
}

export function takeRingAccepted(context: Context, { callKey }: { callKey: string }, now: Instant): void {
  const call = loadCallByKey(context.db, callKey)
  if (call) applyRing(context, call.customerId, { type: 'ring_accepted' }, now)
}

type RingEnded = Extract<InboundEvent, { type: 'ring_ended' }>

export function takeRingEnded(context: Context, event: RingEnded, now: Instant): void {
  const call = loadCallByKey(context.db, event.callKey)
  const { isBridged, talkedS, outcome } = event
  const input = { type: 'ring_ended', isBridged, talkedS } as const
  if (call) applyRing(context, call.customerId, input, now, { outcome, durationS: talkedS })
}

type BridgeEnded = Extract<InboundEvent, { type: 'bridge_ended' }>

/** The technician called a customer through us. Where they talked, nothing is left to text about. */
export function takeBridgeEnded(
  context: Context,
  { callKey, customerId, isAnswered, talkedS }: BridgeEnded,
  now: Instant,
) {
  const { db } = context
  const customer = loadCustomer(db, customerId)
  if (!customer || loadCallByKey(db, callKey)) return
  if (isAnswered) {
    takeCalledBack(context, customer, { callKey, via: 'twilio', durationS: talkedS, endedAt: now }, now)
    return
  }
  const fact = { type: 'called_in_vain' as const }
  recordEvent(db, { customerId: customer.customerId, journeyId: null, fact }, now)
}

/** A call the other way, of which somebody tells that it was answered. */
export function takeCalledBack(
  context: Context,
  { customerId }: Customer,
  call: Pick<Call, 'callKey' | 'via' | 'durationS' | 'endedAt'>,
  now: Instant,
): void {
  const callId = recordCall(context.db, { ...call, customerId, status: 'answered', recordingUrl: null })
  takeAnswer(context, { callId, customerId, endedAt: call.endedAt }, now)
}
