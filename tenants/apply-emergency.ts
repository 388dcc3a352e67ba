import { applyDecision } from './apply-decision.ts'
import type { Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import { decideEmergency } from './journey/decide.ts'
import type { Decision } from './journey/effect.ts'
import type { EmergencyFacts, EmergencyInput, JourneyInput } from './journey/input.ts'
import type { EmergencyState, Ladder } from './journey/state.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { loadCustomer, type Customer } from './storage/customer-rows.ts'
import { loadEmergency, type EmergencyRow } from './storage/emergency-rows.ts'
import { loadOpenJourney } from './storage/journey-rows.ts'
import type { Context, Tenant } from './storage/tenant-rows.ts'
import { canText } from './storage/texting.ts'

/** The door of emergencies, as `applyInput` is that of missed calls. The caller holds the transaction. */

/** A customer told of a danger, or somebody turned to this customer. */
export function applyEmergency(
  context: Context,
  customerId: CustomerId,
  input: EmergencyInput,
  now: Instant,
): Decision<EmergencyState> {
  const open = loadOpenJourney(context.db, customerId, 'emergency')
  const row = open && { journeyId: open.journeyId, state: open.state as EmergencyState }
  return apply(context, customerId, row, input, now)
}

/** One emergency in particular: its timers, its alerts, and who takes it. */
export function applyToEmergency(context: Context, journeyId: string, input: EmergencyInput, now: Instant): void {
  const emergency = loadEmergency(context.db, journeyId)
  if (emergency) apply(context, emergency.customerId, emergency, input, now)
}

/** Those who call or write to the customer themselves need no button besides. */
export function takeByTalking(
  context: Context,
  customerId: CustomerId,
  input: Extract<JourneyInput, { type: 'human_wrote' | 'call_answered' }>,
  now: Instant,
): void {
  const open = loadOpenJourney(context.db, customerId, 'emergency')
  // The report of a call may come late; one that was over before the danger was told took nothing.
  if (!open || (input.type === 'call_answered' && input.endedAt < open.openedAt)) return
  const via = input.type === 'human_wrote' ? ('words' as const) : ('call' as const)
  applyEmergency(context, customerId, { type: 'acknowledged', by: null, phone: null, via }, now)
}

/** Where nobody is on the list the technician is on call alone. */
export function ladderOf({ profile, onCall }: Pick<Tenant, 'profile' | 'onCall'>): Ladder {
  const { contacts, stepAfterMs, rounds } = onCall
  const alone = { name: profile.ownerName, phone: profile.primaryPhone, email: profile.email }
  return { contacts: contacts.length > 0 ? contacts : [alone], stepAfterMs, rounds }
}

function apply(
  context: Context,
  customerId: CustomerId,
  open: Pick<EmergencyRow, 'journeyId' | 'state'> | null,
  input: EmergencyInput,
  now: Instant,
): Decision<EmergencyState> {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return { kind: 'ignored', reason: 'customer_gone' }
  const state = open?.state ?? null
  const decision = decideEmergency(state, input, factsFor(context, customer, state), now)
  if (decision.kind === 'moved') applyDecision(context, { customer, input }, open?.journeyId ?? null, decision, now)
  return decision
}

function factsFor(context: Context, customer: Customer, state: EmergencyState | null): EmergencyFacts {
  const { db, tenant } = context
  const ladder = ladderOf(tenant)
  const known = state !== null && state.status !== 'closed' ? state.alarm.ladder.contacts : []
  const textsGo = canText(context)
  const isUnreachable = ({ phone, email }: Ladder['contacts'][number]) =>
    email === null && (!textsGo || isSuppressed(db, 'sms', phone))
  const isTakenOver = loadOpenJourney(db, customer.customerId, 'missed_call')?.state.status === 'taken_over'
  const optedOut = customer.phone === null || isSuppressed(db, 'sms', customer.phone)
  return {
    ladder,
    unreachable: [...known, ...ladder.contacts].filter(isUnreachable).map(({ phone }) => phone),
    mayText: !isTakenOver && !optedOut,
  }
}
