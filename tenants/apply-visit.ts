import { MINUTE_MS, type Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import type { AppointmentView } from './contract/booking.ts'
import { tellBooking } from './apply-booking.ts'
import { recordJob } from './apply-job.ts'
import type { BookingInput } from './journey/booking/input.ts'
import {
  recordCancelled,
  recordConfirmed,
  recordEnd,
  recordMoved,
  recordVisit,
  type VisitPlan,
} from './record-visit.ts'
import { alternativesTo, refuse, slotToOffer, type NewTime, type VisitOutcome } from './record-slot.ts'
import { loadAppointment, loadComing, type AppointmentRow } from './storage/appointment-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadSchedule } from './storage/schedule-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import type { VisitBy } from './timeline/event.ts'

/** The door of visits: whoever holds, agrees, moves or ends one says so here. The caller holds the transaction. */

/** A visit that is agreed as it is entered, on the board or in GoHighLevel. */
export function bookVisit(context: Context, plan: VisitPlan & Telling, now: Instant): VisitOutcome {
  const outcome = recordVisit(context, plan, null, now)
  return told(context, outcome, (visit) => agreed(visit, plan.source, plan.tell ?? plan.source === 'board'), now)
}

export function confirmVisit(
  context: Context,
  appointmentId: string,
  by: VisitBy,
  now: Instant,
  { tell = by === 'board' }: Telling = {},
): VisitOutcome {
  return withVisit(context, appointmentId, (visit) =>
    told(context, recordConfirmed(context, visit, by, now), (confirmed) => agreed(confirmed, by, tell), now),
  )
}

/** Customers get the times that we would offer; a person of the business may agree on any that is free. */
export function moveVisit(
  context: Context,
  appointmentId: string,
  to: NewTime,
  by: VisitBy,
  now: Instant,
  { tell = by === 'board' || by === 'crm' }: Telling = {},
): VisitOutcome {
  return withVisit(context, appointmentId, (visit) => {
    const isTheirs = by === 'page' || by === 'text'
    const slot = isTheirs ? slotToOffer(context, visit, to.startsAt, now) : null
    if (isTheirs && slot === null) {
      const minutes = (visit.endsAt - visit.startsAt) / MINUTE_MS
      return refuse('slot_taken', alternativesTo(context, to.startsAt, minutes, visit.appointmentId, now))
    }
    const moved = recordMoved(context, visit, slot ? { ...to, crewId: slot.crewId } : to, by, now)
    const input = ({ startsAt, endsAt, feeMinor }: AppointmentRow): BookingInput => {
      return { type: 'visit_moved', startsAt, endsAt, feeMinor, by, tell }
    }
    return told(context, moved, input, now)
  })
}

export function cancelVisit(
  context: Context,
  appointmentId: string,
  by: VisitBy,
  now: Instant,
  { tell = by === 'board' || by === 'crm' }: Telling = {},
): VisitOutcome {
  return withVisit(context, appointmentId, (visit) =>
    told(context, recordCancelled(context, visit, by, now), () => ended('cancelled', by, tell), now),
  )
}

/** Whoever is erased is driven to no more. */
export function cancelComing(context: Context, customerId: CustomerId, by: VisitBy, now: Instant): void {
  for (const visit of loadComing(context.db, customerId, now)) {
    told(context, recordCancelled(context, visit, by, now), () => ended('cancelled', by, false), now)
  }
}

/** It was done: the visit ends, and the job stands in the books. */
export function completeVisit(
  context: Context,
  appointmentId: string,
  { amountMinor, by }: { amountMinor: number | null; by: VisitBy },
  now: Instant,
): VisitOutcome {
  return withVisit(context, appointmentId, (visit) => {
    const outcome = told(
      context,
      recordEnd(context, visit, 'completed', by, now),
      () => ended('completed', by, false),
      now,
    )
    if (outcome.kind === 'refused') return outcome
    const { customerId, leadId, service } = outcome.visit
    recordJob(
      context,
      { customerId, leadId, appointmentId: visit.appointmentId, service, amountMinor, completedAt: now },
      now,
    )
    return outcome
  })
}

/** Nobody was there. */
export function markNoShow(context: Context, appointmentId: string, by: VisitBy, now: Instant): VisitOutcome {
  return withVisit(context, appointmentId, (visit) =>
    told(context, recordEnd(context, visit, 'no_show', by, now), () => ended('no_show', by, false), now),
  )
}

export function visitView(context: Context, visit: AppointmentRow): AppointmentView {
  const customer = loadCustomer(context.db, visit.customerId)
  const member = loadSchedule(context).crew.find(({ id }) => id === visit.crewId)
  const { appointmentId, customerId, crewId, status, service, startsAt, endsAt, address, notes, feeMinor } = visit
  return {
    id: appointmentId,
    customerId,
    customerName: customer?.name ?? null,
    customerPhone: customer?.phone ?? null,
    crewId,
    // Who has left the crew is still whom the visit was with.
    crewName: member?.name ?? crewId,
    status,
    service,
    startsAt,
    endsAt,
    address,
    notes,
    feeMinor,
    source: visit.source,
    createdAt: visit.createdAt,
    updatedAt: visit.updatedAt,
  }
}

function withVisit(
  context: Context,
  appointmentId: string,
  change: (visit: AppointmentRow) => VisitOutcome,
): VisitOutcome {
  const visit = loadAppointment(context.db, appointmentId)
  return visit ? change(visit) : refuse('visit_missing')
}

/**
 * Whether the customer hears of it by text, where that may be. What they have done themselves they know, and of what is
 * agreed in GoHighLevel they are told from there.
 */
type Telling = { tell?: boolean }

function agreed({ appointmentId, service, startsAt, endsAt, feeMinor }: AppointmentRow, by: VisitBy, tell: boolean) {
  const visit = { visitId: appointmentId, service, startsAt, endsAt, feeMinor }
  return { type: 'visit_agreed' as const, visit, by, tell }
}

function ended(how: 'cancelled' | 'completed' | 'no_show', by: VisitBy, tell: boolean): BookingInput {
  return { type: 'visit_ended', how, by, tell }
}

/** The visit's own journey hears of what was done to it: of its reminders, and of who is to be told. */
function told(
  context: Context,
  outcome: VisitOutcome,
  input: (visit: AppointmentRow) => BookingInput,
  now: Instant,
): VisitOutcome {
  if (outcome.kind === 'done') tellBooking(context, outcome.visit, input(outcome.visit), now)
  return outcome
}
