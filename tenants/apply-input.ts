import type { Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import { applyDecision } from './apply-decision.ts'
import { canOfferVisit } from './apply-booking.ts'
import { takeByTalking } from './apply-emergency.ts'
import { restOffers } from './apply-offers.ts'
import { decide } from './journey/decide.ts'
import type { Decision } from './journey/effect.ts'
import type { JourneyFacts, JourneyInput, Reply } from './journey/input.ts'
import { judgeCaller } from './journey/judge-caller.ts'
import { wantsVisitToo } from './journey/missed-call/answer-reply.ts'
import type { MissedCallState } from './journey/state.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { loadCustomer, type Customer } from './storage/customer-rows.ts'
import { loadCallerHistory, loadNextVisitAt } from './storage/held-rows.ts'
import { loadOpenJourney } from './storage/journey-rows.ts'
import { loadLastText } from './storage/last-text.ts'
import { loadLastAnsweredAt, loadNewestLead, type Lead } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { canText } from './storage/texting.ts'

/** A person turned to this customer, or said that they are no customer like any other. */
const RESTS_OFFERS: ReadonlySet<JourneyInput['type']> = new Set(['taken_over', 'human_wrote', 'relation_set'])

/**
 * The one door. Loads the customer's journey, lets it decide, and writes state, orders, timers and events. The caller
 * holds the transaction, so that what caused the input commits with what follows from it, or neither does.
 */
export function applyInput(context: Context, customerId: CustomerId, input: JourneyInput, now: Instant): Decision {
  const { db } = context
  const customer = loadCustomer(db, customerId)
  if (!customer) return { kind: 'ignored', reason: 'customer_gone' }
  // Whoever talks or writes to somebody in danger has taken the emergency.
  if (input.type === 'human_wrote' || input.type === 'call_answered') takeByTalking(context, customerId, input, now)
  const open = loadOpenJourney(db, customerId, 'missed_call')
  const decision = decide(
    (open?.state ?? null) as MissedCallState | null,
    input,
    factsFor(context, customer, input, now),
    now,
  )
  if (decision.kind === 'ignored') return decision
  applyDecision(context, { customer, input }, open?.journeyId ?? null, decision, now)
  if (RESTS_OFFERS.has(input.type)) restOffers(context, customerId, now)
  return decision
}

function factsFor(context: Context, customer: Customer, input: JourneyInput, now: Instant): JourneyFacts {
  const { db, tenant } = context
  const { profile, policy } = tenant
  const wish = wishOf(input)
  return {
    customer: {
      hasPhone: customer.phone !== null,
      withheld: customer.withheld,
      hasEmail: customer.email !== null && !isSuppressed(db, 'email', customer.email),
      optedOut: customer.phone !== null && isSuppressed(db, 'sms', customer.phone),
      lookUpPending: customer.lookUp === 'pending',
      // Asked only where it can matter, since every webhook passes here.
      ...(input.type === 'call_missed' || input.type === 'contact_found'
        ? callerFacts(context, customer, now)
        : { lastAnsweredAt: null, relation: customer.relation }),
    },
    policy,
    services: profile.priceBook.map((entry) => entry.service),
    // Looked up only for who may be offered something, since every webhook passes here.
    ...(wish !== null && customer.relation === null
      ? { offersVisits: canOfferVisit(context, customer, wish, now) }
      : {}),
    ...(input.type === 'idle_due' ? { isBooked: isBooked(loadNewestLead(db, customer.customerId)) } : {}),
    ...(input.type === 'reply_received' ? { lastText: loadLastText(db, customer.customerId) } : {}),
    ...(input.type === 'reply_received' && mayAsk(context, customer) ? { answersByModel: true } : {}),
    canText: canText(context) && !policy.paused && !tenant.closing,
  }
}

/** Whether a model may be asked for an answer to this customer. */
function mayAsk({ db, tenant, hasModel = false }: Context, { customerId, relation }: Customer): boolean {
  if (!hasModel || tenant.policy.answersBy === 'template' || relation !== null) return false
  return loadOpenJourney(db, customerId, 'emergency') === null
}

function isBooked(lead: Lead | null): boolean {
  return lead?.status === 'booked' || lead?.status === 'completed'
}

function wishOf(input: JourneyInput): Reply | null {
  const reply = input.type === 'reply_received' || input.type === 'lead_submitted' ? input.reply : null
  return reply !== null && (reply.label === 'booking' || wantsVisitToo(reply)) ? reply : null
}

function callerFacts({ db, tenant }: Context, { customerId, phone, relation }: Customer, now: Instant) {
  const caller = { phone, own: tenant.profile.smsNumber, isSpam: relation === 'spam' }
  return {
    lastAnsweredAt: loadLastAnsweredAt(db, customerId),
    relation: relation === 'spam' ? null : relation,
    holdReason: judgeCaller(caller, loadCallerHistory(db, customerId, now)),
    visitAt: loadNextVisitAt(db, customerId, now),
  }
}
