import type { Instant } from './base/clock.ts'
import type { CustomerId, JourneyId } from './base/ids.ts'
import { unreachable } from './base/result.ts'
import type { BookingInput } from './journey/booking/input.ts'
import type { Decision, Effect, LeadStatus } from './journey/effect.ts'
import type { EmergencyInput, JourneyInput } from './journey/input.ts'
import { momentsOfState } from './journey/pipeline/moments.ts'
import type { QuoteInput } from './journey/quote/quote-input.ts'
import type { RingInput } from './journey/ring/state.ts'
import type { JourneyState } from './journey/state.ts'
import type { TimerName } from './journey/timers.ts'
import { recordAlert, takeBackAlerts } from './record-alert.ts'
import { recordNotes } from './record-crm.ts'
import { recordMoments } from './record-workflow.ts'
import { recordOrder, takeBack, takeBackOwn } from './record-order.ts'
import { hasOpenWish } from './storage/attention-rows.ts'
import { saveCustomer, type Customer } from './storage/customer-rows.ts'
import { recordHeld } from './storage/held-rows.ts'
import { clearTimer, clearTimers, recordJourney, saveJourney, saveTimer } from './storage/journey-rows.ts'
import { loadOpenLead, moveLead, recordLead, saveLead, type Lead } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvents } from './storage/timeline-rows.ts'
import type { TimelineFact } from './timeline/event.ts'

type Moved = Extract<Decision<JourneyState>, { kind: 'moved' }>

/** Writes what a decision leads to: state, timers, events and orders. `open` is the journey's id, if it is open. */
export function applyDecision(
  context: Context,
  { customer, input }: Omit<Cause, 'journeyId'>,
  open: JourneyId | null,
  decision: Moved,
  now: Instant,
): JourneyId {
  const { db } = context
  const { customerId } = customer
  const journeyId = open ?? recordJourney(db, customerId, decision.state, now)
  if (open) saveJourney(db, journeyId, decision.state, now)
  saveTimers(context, journeyId, decision)
  const cause = { customer, journeyId, input }
  // Facts that follow each other are written at once: what a statement costs hardly depends on how many it writes.
  let facts: TimelineFact[] = [...decision.events]
  for (const effect of decision.effects) {
    if (effect.type === 'change_lead') {
      facts.push(...changeLead(context, cause, effect.status, now))
      continue
    }
    recordEvents(db, { customerId, journeyId, facts }, now)
    facts = []
    applyEffect(context, cause, effect, now)
  }
  recordEvents(db, { customerId, journeyId, facts }, now)
  // Behind the order that makes them a contact.
  recordNotes(context, { customerId, journeyId }, decision.events, now)
  recordMoments(context, customerId, momentsOfState(decision.state), now)
  return journeyId
}

function saveTimers(context: Context, journeyId: JourneyId, decision: Moved): void {
  if (decision.state.status === 'closed') {
    clearTimers(context.db, journeyId)
    return
  }
  for (const [name, dueAt] of Object.entries(decision.timers) as [TimerName, Instant | null][]) {
    if (dueAt === null) clearTimer(context.db, journeyId, name)
    else saveTimer(context.db, journeyId, name, dueAt)
  }
}

type Cause = {
  customer: Customer
  journeyId: JourneyId
  input: JourneyInput | EmergencyInput | QuoteInput | RingInput | BookingInput | null
}

function applyEffect(
  context: Context,
  cause: Cause,
  effect: Exclude<Effect, { type: 'change_lead' }>,
  now: Instant,
): void {
  const { customer, journeyId } = cause
  switch (effect.type) {
    case 'send_sms':
    case 'send_email':
    case 'tell_technician':
    case 'sync_crm':
      return recordOrder(context, customer.customerId, journeyId, effect, now)
    case 'alert_contact':
      return recordAlert(context, customer.customerId, journeyId, effect, now)
    case 'cancel_alerts':
      return takeBackAlerts(context, customer.customerId, effect, now)
    case 'look_up_contact':
      if (customer.contactRef === null) return
      saveCustomer(context.db, customer.customerId, { lookUp: 'pending' }, now)
      return recordOrder(context, customer.customerId, journeyId, { ...effect, contactRef: customer.contactRef }, now)
    case 'hold_back':
      return recordHeld(context.db, { customerId: customer.customerId, ref: effect.ref, reason: effect.reason }, now)
    case 'cancel_unsent':
      return takeBack(context, customer.customerId, journeyId, effect, now)
    case 'cancel_offers':
      return takeBackOwn(context, customer.customerId, journeyId, effect.reason, now)
    // The door that let the wish in offers them, see `apply-journey.ts`.
    case 'offer_visit':
      return
    case 'want_visit':
      return wantVisit(context, cause, now)
    default:
      return unreachable(effect)
  }
}

function sourceOf(input: Cause['input']): string {
  if (input?.type === 'lead_submitted') return input.source
  return input !== null && WRITTEN.has(input.type) ? 'text' : 'missed_call'
}

/** Words that somebody texts who has no matter open, with or without a call before. */
const WRITTEN: ReadonlySet<string> = new Set(['reply_received', 'visit_answered', 'price_wanted', 'words_received'])

function wishOf(input: Cause['input']): Instant | null {
  if (input?.type === 'reply_received') return input.reply.wishedAt
  return input?.type === 'lead_submitted' ? (input.reply?.wishedAt ?? null) : null
}

const LEAD_RANK: Record<LeadStatus, number> = { new: 0, contacted: 1, quoted: 2, booked: 3, lost: 4, completed: 5 }

/**
 * A lead only moves forward; one that is booked, or whose customer waits for a visit, is not lost because they fall
 * silent or want no more texts.
 */
function changeLead(context: Context, cause: Cause, status: LeadStatus, now: Instant): TimelineFact[] {
  const { db } = context
  const { customerId } = cause.customer
  const existing = loadOpenLead(db, customerId)
  if (!existing && (status === 'lost' || status === 'contacted')) return []
  const lead = existing ?? recordLead(db, customerId, sourceOf(cause.input), now)
  if (status === 'lost' && (lead.status === 'booked' || isStillWanted(context, cause, lead))) return []
  return moveOn(context, cause, { lead, isNew: !existing }, status, now)
}

/** Who wants a visit has a lead, which stands where it did: booked it is once somebody has agreed to one. */
function wantVisit(context: Context, cause: Cause, now: Instant): void {
  const { db } = context
  const { customerId } = cause.customer
  const existing = loadOpenLead(db, customerId)
  const lead = existing ?? recordLead(db, customerId, sourceOf(cause.input), now)
  const wishedAt = wishOf(cause.input)
  saveLead(db, lead.leadId, wishedAt === null ? {} : { wishedAt }, now)
  const facts = moveOn(context, cause, { lead, isNew: !existing }, 'contacted', now)
  recordEvents(db, { customerId, journeyId: cause.journeyId, facts }, now)
}

/** A text that has left named prices, and no decision had ordered that it should. */
export function applyQuoted(
  context: Context,
  { customerId, journeyId }: { customerId: CustomerId; journeyId: JourneyId | null },
  services: string[],
  now: Instant,
): void {
  const { db } = context
  const existing = loadOpenLead(db, customerId)
  const lead = existing ?? recordLead(db, customerId, 'text', now)
  const facts = moveOn(context, { customer: { customerId }, journeyId }, { lead, isNew: !existing }, 'quoted', now)
  recordEvents(db, { customerId, journeyId, facts: [...facts, { type: 'price_answered', services }] }, now)
}

function isStillWanted({ db }: Context, { input }: Cause, lead: Lead): boolean {
  return (input?.type === 'opted_out' || input?.type === 'idle_due') && hasOpenWish(db, lead)
}

/** Answers what of it is worth telling. */
function moveOn(
  context: Context,
  { customer: { customerId }, journeyId }: { customer: Pick<Customer, 'customerId'>; journeyId: JourneyId | null },
  { lead, isNew }: { lead: Lead; isNew: boolean },
  status: LeadStatus,
  now: Instant,
): TimelineFact[] {
  const { db } = context
  const isMove = LEAD_RANK[status] > LEAD_RANK[lead.status]
  if (isMove) moveLead(db, lead, status, now)
  if (isMove && lead.opportunityRef !== null) recordOrder(context, customerId, journeyId, { type: 'sync_crm' }, now)
  return isMove || isNew ? [{ type: 'lead_changed', status }] : []
}
