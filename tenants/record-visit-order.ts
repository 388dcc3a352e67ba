import { MINUTE_MS, type Instant } from './base/clock.ts'
import { unreachable } from './base/result.ts'
import type { Offer } from './journey/booking/state.ts'
import type { VisitOrder } from './journey/booking/input.ts'
import {
  dropMoveHeld,
  recordCancelled,
  recordConfirmed,
  recordKeptInstead,
  recordMoved,
  recordMoveHeld,
  recordVisit,
} from './record-visit.ts'
import type { VisitOutcome } from './record-slot.ts'
import { loadAppointment, type AppointmentRow } from './storage/appointment-rows.ts'
import type { Customer } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/**
 * Carries out what a decision asks of the ledger. The decision rested on what the ledger said in this transaction, so a
 * refusal is a fault of ours: it throws, and takes back with it the text that would have said otherwise.
 */
export function carryOutVisit(context: Context, customer: Customer, order: VisitOrder, now: Instant): void {
  switch (order.type) {
    case 'hold':
      return expectDone(recordVisit(context, planOf(customer, order), order.until, now))
    case 'keep_instead':
      return expectDone(recordKeptInstead(context, visitOf(context, order.visitId), order, now))
    case 'book':
      return expectDone(recordVisit(context, planOf(customer, order), null, now))
    case 'agree':
      return expectDone(recordConfirmed(context, visitOf(context, order.visitId), 'text', now))
    case 'release':
      return expectDone(recordCancelled(context, visitOf(context, order.visitId), order.by, now))
    case 'cancel':
      return expectDone(recordCancelled(context, visitOf(context, order.visitId), 'text', now))
    case 'keep_beside':
      return expectDone(recordMoveHeld(context, visitOf(context, order.visitId), order.offer, now))
    case 'drop_beside':
      return dropMoveHeld(context, visitOf(context, order.visitId))
    case 'move':
      return expectDone(recordMoved(context, visitOf(context, order.visitId), order.offer, 'text', now))
    default:
      return unreachable(order)
  }
}

function planOf(
  { customerId }: Customer,
  { visitId, offer, service }: { visitId: AppointmentRow['appointmentId']; offer: Offer; service: string | null },
) {
  const { startsAt, endsAt, crewId, feeMinor } = offer
  const minutes = (endsAt - startsAt) / MINUTE_MS
  return { appointmentId: visitId, customerId, startsAt, minutes, crewId, service, feeMinor, source: 'text' as const }
}

function visitOf({ db }: Context, visitId: string): AppointmentRow {
  const visit = loadAppointment(db, visitId)
  if (!visit) throw new Error(`No visit ${visitId}.`)
  return visit
}

function expectDone(outcome: VisitOutcome): void {
  if (outcome.kind === 'refused') throw new Error(`The ledger of visits refused: ${outcome.code}.`)
}
