import type { Instant } from './base/clock.ts'
import type { CustomerId, JourneyId } from './base/ids.ts'
import { unreachable } from './base/result.ts'
import { decide } from './journey/decide.ts'
import type { Decision, Effect, LeadStatus } from './journey/effect.ts'
import type { JourneyFacts, JourneyInput } from './journey/input.ts'
import type { TimerName } from './journey/timers.ts'
import { isSuppressed, recordConsent } from './storage/consent-rows.ts'
import { loadCustomer, saveCustomer, type Customer } from './storage/customer-rows.ts'
import {
  clearTimer,
  clearTimers,
  loadOpenJourney,
  recordJourney,
  saveJourney,
  saveTimer,
} from './storage/journey-rows.ts'
import { loadLastAnsweredAt, loadOpenLead, moveLead, recordLead, saveLead } from './storage/lead-rows.ts'
import { recordOrder, takeBack } from './record-order.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent, recordEvents } from './storage/timeline-rows.ts'

/**
 * The one door. Loads the customer's journey, lets it decide, and writes state, orders, timers and events. The caller
 * holds the transaction, so that what caused the input commits with what follows from it, or neither does.
 */
export function applyInput(context: Context, customerId: CustomerId, input: JourneyInput, now: Instant): Decision {
  const { db } = context
  const customer = loadCustomer(db, customerId)
  if (!customer) return { kind: 'ignored', reason: 'customer_gone' }
  const open = loadOpenJourney(db, customerId, 'missed_call')
  const decision = decide(open?.state ?? null, input, factsFor(context, customer, input), now)
  if (decision.kind === 'ignored') return decision
  // The evidence stands before the first text that rests on it.
  if (!open && input.type === 'call_missed') recordCallConsent(context, customerId, input.callId, now)
  const journeyId = open?.journeyId ?? recordJourney(db, customerId, decision.state, now)
  if (open) saveJourney(db, journeyId, decision.state, now)
  saveTimers(context, journeyId, decision)
  recordEvents(db, { customerId, journeyId, facts: decision.events }, now)
  for (const effect of decision.effects) applyEffect(context, { customer, journeyId, input }, effect, now)
  return decision
}

function recordCallConsent({ db, tenant }: Context, customerId: CustomerId, callId: string, now: Instant): void {
  recordConsent(db, { customerId, basis: tenant.profile.consentMode, evidence: `call:${callId}` }, now)
}

function factsFor({ db, tenant }: Context, customer: Customer, input: JourneyInput): JourneyFacts {
  const { profile, policy } = tenant
  return {
    customer: {
      hasPhone: customer.phone !== null,
      withheld: customer.withheld,
      hasEmail: customer.email !== null && !isSuppressed(db, 'email', customer.email),
      optedOut: customer.phone !== null && isSuppressed(db, 'sms', customer.phone),
      lookUpPending: customer.lookUp === 'pending',
      // Asked only where it can matter, since every webhook passes here.
      lastAnsweredAt: input.type === 'call_missed' ? loadLastAnsweredAt(db, customer.customerId) : null,
    },
    policy,
    services: profile.priceBook.map((entry) => entry.service),
    canText: profile.a2p === 'live' && !policy.paused,
  }
}

function saveTimers(context: Context, journeyId: JourneyId, decision: Extract<Decision, { kind: 'moved' }>): void {
  if (decision.state.status === 'closed') {
    clearTimers(context.db, journeyId)
    return
  }
  for (const [name, dueAt] of Object.entries(decision.timers) as [TimerName, Instant | null][]) {
    if (dueAt === null) clearTimer(context.db, journeyId, name)
    else saveTimer(context.db, journeyId, name, dueAt)
  }
}

type Cause = { customer: Customer; journeyId: JourneyId; input: JourneyInput }

function applyEffect(context: Context, cause: Cause, effect: Effect, now: Instant): void {
  const { customer, journeyId } = cause
  switch (effect.type) {
    case 'send_sms':
    case 'send_email':
    case 'tell_technician':
    case 'sync_crm':
      return recordOrder(context, customer.customerId, journeyId, effect, now)
    case 'look_up_contact':
      if (customer.contactRef === null) return
      saveCustomer(context.db, customer.customerId, { lookUp: 'pending' }, now)
      return recordOrder(context, customer.customerId, journeyId, { ...effect, contactRef: customer.contactRef }, now)
    case 'cancel_unsent':
      return takeBack(context, customer.customerId, journeyId, effect.reason, now)
    case 'change_lead':
      return changeLead(context, cause, effect.status, now)
    default:
      return unreachable(effect)
  }
}

const LEAD_RANK: Record<LeadStatus, number> = { new: 0, contacted: 1, quoted: 2, booked: 3, lost: 4, completed: 5 }

/**
 * A lead only moves forward; one that is booked is not lost because its customer falls silent or wants no more texts.
 */
function changeLead(context: Context, cause: Cause, status: LeadStatus, now: Instant): void {
  const { db } = context
  const { customerId } = cause.customer
  const source = cause.input.type === 'call_missed' ? 'missed_call' : 'web'
  const existing = loadOpenLead(db, customerId)
  if (!existing && (status === 'lost' || status === 'contacted')) return
  const lead = existing ?? recordLead(db, customerId, source, now)
  const isBackward = LEAD_RANK[status] <= LEAD_RANK[lead.status]
  const staysBooked = lead.status === 'booked' && status === 'lost'
  const wishedAt = cause.input.type === 'reply_received' ? cause.input.reply.wishedAt : null
  if (status === 'booked' && wishedAt !== null) saveLead(db, lead.leadId, { wishedAt }, now)
  const isMove = !isBackward && !staysBooked
  if (isMove) moveLead(db, lead, status, now)
  if (isMove || !existing) {
    recordEvent(db, { customerId, journeyId: cause.journeyId, fact: { type: 'lead_changed', status } }, now)
  }
}
