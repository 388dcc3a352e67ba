import { MINUTE_MS, type Instant } from './base/clock.ts'
import type { CustomerId } from './base/ids.ts'
import type { AppointmentView } from './contract/booking.ts'
import { recordJob } from './apply-job.ts'
import {
  recordCancelled,
  recordConfirmed,
  recordEnd,
  recordMoved,
  recordVisit,
  type VisitPlan,
} from './record-visit.ts'
import { alternativesTo, refuse, wouldOffer, type NewTime, type VisitOutcome } from './record-slot.ts'
import { loadAppointment, loadComing, type AppointmentRow } from './storage/appointment-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadSchedule } from './storage/schedule-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import type { VisitBy } from './timeline/event.ts'

/** The door of visits: whoever holds, agrees, moves or ends one says so here. The caller holds the transaction. */

/** Keeps a time for somebody until `holdUntil`; it is free again then unless they have agreed to it. */
export function holdSlot(context: Context, plan: VisitPlan, holdUntil: Instant, now: Instant): VisitOutcome {
  return recordVisit(context, plan, holdUntil, now)
}

/** A visit that is agreed as it is entered, on the board or in GoHighLevel. */
export function bookVisit(context: Context, plan: VisitPlan, now: Instant): VisitOutcome {
  return recordVisit(context, plan, null, now)
}

export function confirmVisit(context: Context, appointmentId: string, by: VisitBy, now: Instant): VisitOutcome {
  return withVisit(context, appointmentId, (visit) => recordConfirmed(context, visit, by, now))
}

/** Customers get the times that we would offer; a person of the business may agree on any that is free. */
export function moveVisit(
  context: Context,
  appointmentId: string,
  to: NewTime,
  by: VisitBy,
  now: Instant,
): VisitOutcome {
  return withVisit(context, appointmentId, (visit) => {
    const isCustomer = by === 'page' || by === 'text'
    if (isCustomer && !wouldOffer(context, visit, to.startsAt, now)) {
      const minutes = (visit.endsAt - visit.startsAt) / MINUTE_MS
      return refuse('slot_taken', alternativesTo(context, to.startsAt, minutes, visit.appointmentId, now))
    }
    return recordMoved(context, visit, to, by, now)
  })
}

export function cancelVisit(context: Context, appointmentId: string, by: VisitBy, now: Instant): VisitOutcome {
  return withVisit(context, appointmentId, (visit) => recordCancelled(context, visit, by, now))
}

/** Whoever is erased is driven to no more. */
export function cancelComing(context: Context, customerId: CustomerId, by: VisitBy, now: Instant): void {
  for (const visit of loadComing(context.db, customerId, now)) recordCancelled(context, visit, by, now)
}

/** It was done: the visit ends, and the job stands in the books. */
export function completeVisit(
  context: Context,
  appointmentId: string,
  { amountMinor, by }: { amountMinor: number | null; by: VisitBy },
  now: Instant,
): VisitOutcome {
  return withVisit(context, appointmentId, (visit) => {
    const outcome = recordEnd(context, visit, 'completed', by, now)
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
  return withVisit(context, appointmentId, (visit) => recordEnd(context, visit, 'no_show', by, now))
}

export function loadVisitView(context: Context, appointmentId: string): AppointmentView | null {
  const visit = loadAppointment(context.db, appointmentId)
  return visit && visitView(context, visit)
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
