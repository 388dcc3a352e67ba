import { refill } from './apply-busy.ts'
import { MINUTE_MS, type Instant } from './base/clock.ts'
import type { AppointmentId, CustomerId, LeadId } from './base/ids.ts'
import { busyFor, minutesFor } from './booking/free-slots.ts'
import { leadFollows } from './record-visit-lead.ts'
import { momentsOf } from './journey/pipeline/moments.ts'
import { recordNotes } from './record-crm.ts'
import { recordMoments } from './record-workflow.ts'
import { recordOrder } from './record-order.ts'
import { alternativesTo, crewFor, refuse, rulesOf, takeBeside, type NewTime, type VisitOutcome } from './record-slot.ts'
import {
  claimCells,
  freeCells,
  newAppointmentId,
  recordAppointment,
  saveAppointment,
  type AppointmentChange,
  type AppointmentRow,
  type AppointmentSource,
} from './storage/appointment-rows.ts'
import { loadCustomer, placesOf } from './storage/customer-rows.ts'
import { loadOpenLead } from './storage/lead-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { TimelineFact, VisitBy } from './timeline/event.ts'

/** What the ledger of visits does, row by row: whoever is asked for a visit goes through `apply-visit.ts`. */

export type VisitPlan = {
  customerId: CustomerId
  startsAt: Instant
  /** Null takes as long as the service does. */
  minutes: number | null
  /** Null takes whoever is free. */
  crewId: string | null
  service: string | null
  feeMinor: number
  source: AppointmentSource
  address?: string | null
  notes?: string | null
  leadId?: LeadId | null
  crmRef?: string | null
  /** Where the id is known before. */
  appointmentId?: AppointmentId
}

/** Takes the time for somebody, whoever of the crew it is. `holdUntil` is null where it is agreed already. */
export function recordVisit(context: Context, plan: VisitPlan, holdUntil: Instant | null, now: Instant): VisitOutcome {
  const { db } = context
  const { schedule } = rulesOf(context)
  const minutes = plan.minutes ?? minutesFor(schedule, plan.service)
  const endsAt = plan.startsAt + minutes * MINUTE_MS
  const { isKnown, crewId } = crewFor(context, plan, endsAt, plan.crewId, null)
  if (!isKnown) return refuse('crew_unknown')
  const appointmentId = plan.appointmentId ?? newAppointmentId()
  const busy = busyFor(schedule, plan.startsAt, endsAt)
  if (crewId === null || !claimCells(db, { crewId, ...busy, appointmentId }))
    return refuse('slot_taken', alternativesTo(context, plan.startsAt, minutes, null, now))
  const visit = recordAppointment(
    db,
    appointmentId,
    {
      customerId: plan.customerId,
      leadId: plan.leadId ?? loadOpenLead(db, plan.customerId)?.leadId ?? null,
      crewId,
      status: holdUntil === null ? 'confirmed' : 'held',
      service: plan.service,
      startsAt: plan.startsAt,
      endsAt,
      busyFrom: busy.from,
      busyUntil: busy.until,
      holdUntil,
      address: plan.address ?? knownAddress(context, plan.customerId),
      notes: plan.notes ?? null,
      feeMinor: plan.feeMinor,
      source: plan.source,
      crmRef: plan.crmRef ?? null,
    },
    now,
  )
  const { startsAt } = visit
  if (holdUntil !== null) note(context, visit, { type: 'visit_held', appointmentId, startsAt }, now)
  else tellOut(context, visit, { type: 'visit_confirmed', appointmentId, startsAt, by: plan.source }, now)
  return { kind: 'done', visit }
}

function knownAddress({ db }: Context, customerId: CustomerId): string | null {
  const customer = loadCustomer(db, customerId)
  return (customer && placesOf(customer).address) ?? null
}

export function recordConfirmed(context: Context, visit: AppointmentRow, by: VisitBy, now: Instant): VisitOutcome {
  if (visit.status === 'confirmed') return { kind: 'done', visit }
  if (visit.status !== 'held') return refuse('visit_over')
  const confirmed = saveAppointment(context.db, visit, { status: 'confirmed', holdUntil: null }, now)
  const { appointmentId, startsAt } = confirmed
  tellOut(context, confirmed, { type: 'visit_confirmed', appointmentId, startsAt, by }, now)
  return { kind: 'done', visit: confirmed }
}

/** The new time is taken before the old one is given back, so that a visit is never without one. */
export function recordMoved(
  context: Context,
  visit: AppointmentRow,
  to: NewTime,
  by: VisitBy,
  now: Instant,
): VisitOutcome {
  if (!isOpen(visit)) return refuse('visit_over')
  const { startsAt } = to
  const crew = to.crewId ?? (to.startsAt === visit.startsAt ? visit.crewId : null)
  const taken = takeBeside(context, visit, { ...to, crewId: crew }, now)
  if (taken.kind === 'refused') return taken
  const { crewId, busy } = taken
  freeCells(context.db, visit.appointmentId, { crewId, ...busy })
  refill(context, visit.busyFrom, visit.busyUntil, now)
  const endsAt = startsAt + (visit.endsAt - visit.startsAt)
  const change: AppointmentChange = {
    crewId,
    startsAt,
    endsAt,
    busyFrom: busy.from,
    busyUntil: busy.until,
    sequence: visit.sequence + 1,
    feeMinor: to.feeMinor ?? visit.feeMinor,
  }
  const moved = saveAppointment(context.db, visit, change, now)
  const { appointmentId } = moved
  tellOut(context, moved, { type: 'visit_moved', appointmentId, from: visit.startsAt, startsAt, by }, now)
  return { kind: 'done', visit: moved }
}

/** Somebody for whom a time is kept has named another: that one is kept from now on, and the first is free again. */
export function recordKeptInstead(
  context: Context,
  visit: AppointmentRow,
  { offer, service, until }: { offer: NewTime & { endsAt: Instant }; service: string | null; until: Instant },
  now: Instant,
): VisitOutcome {
  if (visit.status !== 'held') return refuse('visit_over')
  const taken = takeBeside(context, { ...visit, ...lasting(visit, offer) }, offer, now)
  if (taken.kind === 'refused') return taken
  const { crewId, busy } = taken
  freeCells(context.db, visit.appointmentId, { crewId, ...busy })
  const { startsAt, endsAt, feeMinor = 0 } = offer
  const time = { crewId, startsAt, endsAt, busyFrom: busy.from, busyUntil: busy.until, holdUntil: until }
  const kept = saveAppointment(context.db, visit, { ...time, feeMinor, service }, now)
  const { appointmentId } = kept
  note(context, kept, { type: 'visit_held', appointmentId, startsAt, from: visit.startsAt }, now)
  return { kind: 'done', visit: kept }
}

/** A visit as long as the time that is offered for it. */
function lasting({ startsAt }: AppointmentRow, offer: { startsAt: Instant; endsAt: Instant }) {
  return { endsAt: startsAt + (offer.endsAt - offer.startsAt) }
}

/** Keeps another time for a visit beside the one it has, until its customer has said yes or no. */
export function recordMoveHeld(context: Context, visit: AppointmentRow, to: NewTime, now: Instant): VisitOutcome {
  if (!isOpen(visit)) return refuse('visit_over')
  const taken = takeBeside(context, visit, to, now)
  return taken.kind === 'refused' ? taken : { kind: 'done', visit }
}

/** Gives back what was kept beside the time a visit has. */
export function dropMoveHeld({ db }: Context, visit: AppointmentRow): void {
  const { appointmentId, crewId, busyFrom, busyUntil } = visit
  freeCells(db, appointmentId, isOpen(visit) ? { crewId, from: busyFrom, until: busyUntil } : null)
}

export function recordCancelled(context: Context, visit: AppointmentRow, by: VisitBy, now: Instant): VisitOutcome {
  if (visit.status === 'cancelled') return { kind: 'done', visit }
  if (!isOpen(visit)) return refuse('visit_over')
  const wasAgreed = visit.status === 'confirmed'
  const cancelled = end(context, visit, 'cancelled', now)
  const { appointmentId, startsAt } = cancelled
  const fact = { type: 'visit_cancelled' as const, appointmentId, startsAt, by }
  // A time that was only kept for somebody never was a visit, and no calendar has heard of it.
  if (wasAgreed) tellOut(context, cancelled, fact, now)
  else if (by === 'text' || by === 'expiry') note(context, cancelled, { ...fact, type: 'visit_released' }, now)
  else note(context, cancelled, fact, now)
  return { kind: 'done', visit: cancelled }
}

export function recordEnd(
  context: Context,
  visit: AppointmentRow,
  status: 'completed' | 'no_show',
  by: VisitBy,
  now: Instant,
): VisitOutcome {
  if (visit.status === status) return { kind: 'done', visit }
  if (!isOpen(visit) && visit.status !== 'no_show') return refuse('visit_over')
  const ended = end(context, visit, status, now)
  const { appointmentId, startsAt } = ended
  tellOut(context, ended, { type: `visit_${status}`, appointmentId, startsAt, by }, now)
  return { kind: 'done', visit: ended }
}

export function isOpen({ status }: AppointmentRow): boolean {
  return status === 'held' || status === 'confirmed'
}

function end(
  context: Context,
  visit: AppointmentRow,
  status: 'cancelled' | 'completed' | 'no_show',
  now: Instant,
): AppointmentRow {
  freeCells(context.db, visit.appointmentId)
  refill(context, visit.busyFrom, visit.busyUntil, now)
  return saveAppointment(context.db, visit, { status, holdUntil: null, sequence: visit.sequence + 1 }, now)
}

function tellOut(context: Context, visit: AppointmentRow, fact: TimelineFact, now: Instant): void {
  note(context, visit, fact, now)
  leadFollows(context, visit, now)
  const { appointmentId, customerId } = visit
  recordOrder(context, customerId, null, { type: 'sync_appointment', appointmentId }, now)
  recordNotes(context, { customerId, journeyId: null }, [fact], now)
  recordMoments(context, customerId, momentsOf(fact.type), now)
}

function note({ db }: Context, { customerId }: AppointmentRow, fact: TimelineFact, now: Instant): void {
  recordEvent(db, { customerId, journeyId: null, fact }, now)
}
