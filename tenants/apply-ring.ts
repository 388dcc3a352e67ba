import { applyDecision } from './apply-decision.ts'
import { applyInput } from './apply-input.ts'
import type { Instant } from './base/clock.ts'
import type { CallId, CustomerId } from './base/ids.ts'
import { askFor, recordCallConsent } from './call-consent.ts'
import { decideRing } from './journey/ring/decide.ts'
import type { RingInput, RingState } from './journey/ring/state.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadOpenJourney } from './storage/journey-rows.ts'
import { loadCall, saveCall, type Call } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

/** The door of rings. What one comes to is a call that was answered, or one that was missed like any other. */

export function applyRing(
  context: Context,
  customerId: CustomerId,
  input: RingInput,
  now: Instant,
  ended: { outcome?: 'busy' | 'no_answer'; durationS?: number } = {},
): RingState | null {
  const { db } = context
  const customer = loadCustomer(db, customerId)
  const open = loadOpenJourney(db, customerId, 'ring')
  const decision = decideRing((open?.state ?? null) as RingState | null, input, now)
  if (!customer || decision.kind === 'ignored') return null
  const { state } = decision
  applyDecision(context, { customer, input }, open?.journeyId ?? null, decision, now)
  const call = loadCall(db, state.callId)
  if (!call) return state
  if (state.status === 'accepted') {
    saveCall(db, call.callKey, { status: 'answered' })
    takeAnswer(context, { ...call, endedAt: now }, now)
  }
  if (state.status !== 'closed') return state
  if (state.outcome === 'answered') saveCall(db, call.callKey, { durationS: ended.durationS ?? call.durationS })
  else takeMissed(context, { ...call, status: ended.outcome ?? 'no_answer', endedAt: now }, customer.phone, now)
  return state
}

/** The call that rings for this customer right now. */
export function ringingCallOf({ db }: Context, customerId: CustomerId): CallId | null {
  const state = loadOpenJourney(db, customerId, 'ring')?.state as RingState | undefined
  return state?.status === 'ringing' ? state.callId : null
}

export function takeAnswer(
  context: Context,
  call: Pick<Call, 'callId' | 'customerId' | 'endedAt'>,
  now: Instant,
): void {
  const { callId, customerId, endedAt } = call
  const decision = applyInput(context, customerId, { type: 'call_answered', callId, endedAt }, now)
  if (decision.kind === 'moved') return
  // A call that concerns no open matter is still one the board shows.
  recordEvent(context.db, { customerId, journeyId: null, fact: { type: 'call_answered', callId } }, now)
}

type Missed = Call & { status: 'busy' | 'no_answer' }

/** As if it had come to us only now: the text is planned from here. */
function takeMissed(context: Context, call: Missed, phone: `+${string}` | null, now: Instant): void {
  const { callId, callKey, customerId, status, endedAt, via } = call
  saveCall(context.db, callKey, { status, endedAt })
  const missed = {
    type: 'call_missed' as const,
    callId,
    outcome: status,
    endedAt,
    ...askFor(context, { via, callKey }),
  }
  const decision = applyInput(context, customerId, missed, now)
  recordCallConsent(context, { callKey, via, status, customerId, phone }, decision, now)
}
