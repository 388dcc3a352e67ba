import { applyDecision } from './apply-decision.ts'
import { findOffers, recheckOffers, type OfferAsk } from './apply-slots.ts'
import { after, DAY_MS, MINUTE_MS, type Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import { decideBooking } from './journey/booking/decide.ts'
import { settleTurnedDown, settleWish } from './journey/booking/settle-wish.ts'
import type { BookingState, VisitWish } from './journey/booking/state.ts'
import type { BookingDecision, BookingFacts, BookingInput } from './journey/booking/input.ts'
import type { Effect } from './journey/effect.ts'
import type { Reply } from './journey/input.ts'
import { lookAtCalendar } from './record-crm.ts'
import { carryOutVisit } from './record-visit-order.ts'
import { newAppointmentId, type AppointmentRow } from './storage/appointment-rows.ts'
import { loadBooking, loadBookingOf, loadOpenBookings, type BookingRow } from './storage/booking-rows.ts'
import { isSuppressed } from './storage/consent-rows.ts'
import { loadCustomer, saveCustomer, type Customer } from './storage/customer-rows.ts'
import { clearTimer, loadOpenJourney } from './storage/journey-rows.ts'
import { loadSchedule } from './storage/schedule-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { canText } from './storage/texting.ts'
import { recordEvents } from './storage/timeline-rows.ts'
import type { OptOutBy } from './timeline/event.ts'

/** The door of visits that customers agree to, as `applyInput` is that of missed calls. */

/** Words of a customer to whom times were offered. They are asked first: a number is an answer to nothing else. */
export function answerOffers(context: Context, customerId: CustomerId, reply: Reply, now: Instant): BookingDecision {
  return answer(context, { customerId, reply, isLast: false }, now)
}

/** Words of a customer about a visit that is agreed or offered, once nobody else has an answer to them. */
export function answerVisits(context: Context, customerId: CustomerId, reply: Reply, now: Instant): BookingDecision {
  return answer(context, { customerId, reply, isLast: true }, now)
}

function answer(
  context: Context,
  { customerId, reply, isLast }: { customerId: CustomerId; reply: Reply; isLast: boolean },
  now: Instant,
): BookingDecision {
  if (reply.visit === undefined || reply.emergency !== null) return { kind: 'ignored', reason: 'not_about_visits' }
  for (const booking of loadOpenBookings(context.db, customerId)) {
    const decision = apply(context, customerId, booking, { type: 'visit_answered', reply, isLast }, now)
    if (decision.kind === 'ignored') continue
    // They have written, so nobody has to be told that they are silent.
    const talk = loadOpenJourney(context.db, customerId, 'missed_call')
    if (talk?.state.status === 'awaiting_reply') clearTimer(context.db, talk.journeyId, 'silence_due')
    return decision
  }
  return { kind: 'ignored', reason: 'not_about_visits' }
}

/** Whether times can be offered to somebody who wants a visit. Who has one agreed is left to the technician. */
export function canOfferVisit(context: Context, customer: Customer, reply: Reply, now: Instant): boolean {
  if (loadSchedule(context).mode !== 'offer' || !mayText(context, customer)) return false
  const open = loadOpenBookings(context.db, customer.customerId)
  if (open.some(({ state }) => state.status === 'confirmed' || state.status === 'reminded')) return false
  const offered = offeredOf(open)?.state ?? null
  const { wish = null, turnedDown } = settled(context, reply, offered).visit ?? {}
  const ask = askFor(customer, offered, { wish, turnedDown, service: reply.services[0] ?? reply.recalled })
  const { wished, alternatives } = findOffers(context, ask, now)
  return wished !== null || alternatives.length > 0
}

/** The conversation has heard of a wish that `canOfferVisit` said could be met. */
export function offerVisit(
  context: Context,
  customerId: CustomerId,
  { reply, services, priced }: { reply: Reply } & Omit<Extract<Effect, { type: 'offer_visit' }>, 'type'>,
  now: Instant,
): void {
  const offered = offeredOf(loadOpenBookings(context.db, customerId))
  const { wish = null, turnedDown } = settled(context, reply, offered?.state ?? null).visit ?? {}
  const service = services[0] ?? reply.recalled ?? null
  const input = { type: 'visit_wished' as const, service, wish, turnedDown, priced }
  const decision = apply(context, customerId, offered, input, now)
  if (decision.kind === 'ignored') throw new Error(`Times could be offered a moment ago: ${decision.reason}.`)
}

/** A visit has been changed by somebody else than its customer by text. One that nobody has heard of begins with it. */
export function tellBooking(context: Context, visit: AppointmentRow, input: BookingInput, now: Instant): void {
  const booking = loadBookingOf(context.db, visit)
  if (booking === null && input.type !== 'visit_agreed') return
  // Whoever has a visit now is offered none any more.
  const offered = booking === null ? offeredOf(loadOpenBookings(context.db, visit.customerId)) : null
  if (offered !== null) apply(context, visit.customerId, offered, { type: 'choice_due' }, now)
  apply(context, visit.customerId, booking, input, now)
}

/** One booking in particular: its timers, and the fate of its texts. */
export function applyToBooking(context: Context, journeyId: string, input: BookingInput, now: Instant): void {
  const booking = loadBooking(context.db, journeyId)
  if (booking) apply(context, booking.customerId, booking, input, now)
}

/** Whoever wants no more texts keeps the visit, and hears nothing more of it. */
export function quietBookings(context: Context, customerId: CustomerId, by: OptOutBy, now: Instant): void {
  for (const booking of loadOpenBookings(context.db, customerId)) {
    apply(context, customerId, booking, { type: 'opted_out', by }, now)
  }
}

function apply(
  context: Context,
  customerId: CustomerId,
  booking: BookingRow | null,
  told: BookingInput,
  now: Instant,
): BookingDecision {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return { kind: 'ignored', reason: 'customer_gone' }
  const state = booking?.state ?? null
  const input = told.type === 'visit_answered' ? { ...told, reply: settled(context, told.reply, state) } : told
  const decision = decideBooking(state, input, factsFor(context, customer, state, input, now), now)
  if (decision.kind === 'ignored') return decision
  const journeyId = booking?.journeyId ?? null
  recordEvents(context.db, { customerId, journeyId, facts: decision.events }, now)
  for (const order of decision.visits) carryOutVisit(context, customer, order, now)
  if (input.type === 'visit_wished' || input.type === 'visit_answered') lookAtCalendar(context, now)
  keepOpen(context, customer, decision.state, now)
  // What they said stands in front of what came of it in the ledger.
  applyDecision(context, { customer, input }, journeyId, { ...decision, events: [] }, now)
  return decision
}

/** What they have agreed to by text is a part of the conversation, which lasts until it is over. */
function keepOpen({ db }: Context, customer: Customer, state: BookingState, now: Instant): void {
  if (state.status !== 'confirmed') return
  const until = after(state.endsAt, DAY_MS)
  const { customerId, conversationOpenUntil } = customer
  // It never opens one: nobody has written to us who has not.
  if (conversationOpenUntil === null || conversationOpenUntil <= now || conversationOpenUntil >= until) return
  saveCustomer(db, customerId, { conversationOpenUntil: until }, now)
}

function factsFor(
  context: Context,
  customer: Customer,
  state: BookingState | null,
  input: BookingInput,
  now: Instant,
): BookingFacts {
  const said = wishIn(input)
  const isAsking = input.type === 'visit_answered' || input.type === 'visit_wished'
  const service = input.type === 'visit_wished' ? input.service : null
  const ask = askFor(customer, state, { ...said, service })
  const found = isAsking ? findOffers(context, ask, now) : { wished: null, alternatives: [], missed: null }
  const offers = isAsking && state !== null && state.status !== 'closed' ? state.offers : []
  const current = state !== null && 'startsAt' in state ? state.startsAt : null
  return {
    zone: context.tenant.profile.timeZone,
    mayText: mayText(context, customer),
    holdMs: loadSchedule(context).holdMinutes * MINUTE_MS,
    newVisitId: newAppointmentId(),
    wished: found.wished?.startsAt === current ? null : found.wished,
    missed: found.missed,
    alternatives: found.alternatives.filter(({ startsAt }) => startsAt !== current),
    stillFree: recheckOffers(context, offers, ask.except, now),
    otherAt: nextOther(context, customer, state, now),
  }
}

function nextOther(
  context: Context,
  { customerId }: Customer,
  state: BookingState | null,
  now: Instant,
): Instant | null {
  const mine = state !== null && 'visitId' in state ? state.visitId : null
  const others = loadOpenBookings(context.db, customerId).flatMap(({ state: other }) => {
    const stands = other.status === 'confirmed' || other.status === 'reminded'
    return stands && other.visitId !== mine && other.startsAt > now ? [other.startsAt] : []
  })
  return others.length === 0 ? null : Math.min(...others)
}

function askFor(
  customer: Customer,
  state: BookingState | null,
  { wish, turnedDown = [], service = null }: VisitWish & { service?: string | null | undefined },
): OfferAsk {
  if (state === null || state.status === 'closed')
    return { customer, wish, turnedDown, service, minutes: null, except: null }
  const minutes = 'startsAt' in state ? (state.endsAt - state.startsAt) / MINUTE_MS : null
  return { customer, wish, turnedDown, service: service ?? state.service, minutes, except: state.visitId }
}

function wishIn(input: BookingInput): VisitWish {
  if (input.type === 'visit_wished') return input
  return (input.type === 'visit_answered' ? input.reply.visit : null) ?? { wish: null }
}

/** The words with what they wish for as it is meant in this talk. */
function settled({ tenant }: Context, reply: Reply, state: BookingState | null): Reply {
  const { visit } = reply
  if (visit === undefined) return reply
  const wish = settleWish(visit, state, tenant.profile.timeZone)
  return { ...reply, visit: { ...visit, wish, turnedDown: [...settleTurnedDown(visit, state)] } }
}

function offeredOf(open: readonly BookingRow[]): BookingRow | null {
  return open.find(({ state }) => state.status === 'offered') ?? null
}

function mayText(context: Context, { customerId, phone }: Customer): boolean {
  const { db, tenant } = context
  if (phone === null || !canText(context) || tenant.policy.paused || tenant.closing) return false
  return (
    !isSuppressed(db, 'sms', phone) && loadOpenJourney(db, customerId, 'missed_call')?.state.status !== 'taken_over'
  )
}
