import { bookVisit, cancelVisit, completeVisit, markNoShow, moveVisit } from './apply-visit.ts'
import { freeBusy, isKnownBusy, takeBusy, type BusyTold } from './apply-busy.ts'
import { DAY_MS, MINUTE_MS, type Instant } from './base/clock.ts'
import {
  isSameVisit,
  readVisitStanding,
  writeVisitStanding,
  type AgreedVisit,
  type DatedVisit,
  type VisitStanding,
} from './journey/pipeline/decide-visit.ts'
import type { PipelineDecision } from './journey/pipeline/standing.ts'
import { recordConflict } from './record-conflict.ts'
import { recordCrm } from './record-crm.ts'
import {
  loadAppointment,
  loadAppointmentByCrmRef,
  loadAppointmentsBetween,
  type AppointmentRow,
} from './storage/appointment-rows.ts'
import { loadCalendar } from './storage/crm-connection.ts'
import { keepVisitRef, loadLink, saveLink } from './storage/crm-link-rows.ts'
import { loadCustomer, loadCustomerByContact } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'

const AT_ONCE_MAX = 50

/** The door of what the CRM's calendar says about visits. Who has the time is decided by our ledger alone. */

export function plannedVisit(
  { db }: Pick<Context, 'db'>,
  visit: AppointmentRow,
): { ours: DatedVisit; agreed: AgreedVisit | null } {
  const link = loadLink(db, 'appointment', visit.appointmentId)
  const standing = readVisitStanding(link?.digest ?? null)
  const agreed = standing && link ? { ...standing, oursAt: link.oursAt, theirsAt: link.theirsAt } : null
  return { ours: oursOf(visit), agreed }
}

function oursOf({ status, startsAt, endsAt, updatedAt }: AppointmentRow): DatedVisit {
  return { status: status === 'held' ? 'confirmed' : status, startsAt, endsAt, at: updatedAt }
}

export type ComparedVisit = {
  eventRef: string
  decision: PipelineDecision
  theirs: VisitStanding & { at: Instant | null }
  before: VisitStanding
  /** What stands beside it there. */
  beside: readonly BusyTold[]
}

export function applyComparedVisit(
  context: Context,
  visit: AppointmentRow,
  { eventRef, decision, theirs, before, beside }: ComparedVisit,
  planned: DatedVisit,
  now: Instant,
): void {
  const { db } = context
  const { appointmentId, customerId } = visit
  const isOurs = decision.kind === 'write_theirs' || (decision.kind === 'conflict' && decision.winner === 'ours')
  if (visit.crmRef !== eventRef) keepVisitRef(db, appointmentId, eventRef)
  if (decision.kind === 'conflict')
    showConflict(context, visit, { ours: planned, theirs: before }, decision.winner, now)
  freeBusy(context, eventRef)
  for (const other of beside) if (!isOurOwn(context, other, now)) takeBusy(context, other, now)
  if (!isOurs && oursOf(visit).at !== planned.at) {
    recordCrm(context, { customerId, journeyId: null }, { type: 'sync_appointment', appointmentId }, now)
    return
  }
  const isFollowed = isOurs || followVisit(context, visit, theirs, now)
  if (!isFollowed) showConflict(context, visit, { ours: planned, theirs }, 'ours', now)
  const digest = writeVisitStanding(theirs)
  const oursAt = loadAppointment(db, appointmentId)?.updatedAt ?? planned.at
  const link = { kind: 'appointment' as const, ourId: appointmentId, crmRef: eventRef, customerId }
  saveLink(db, { ...link, oursAt, theirsAt: theirs.at, digest }, now)
  if (!isFollowed) recordCrm(context, { customerId, journeyId: null }, { type: 'sync_appointment', appointmentId }, now)
}

/** Answers whether our ledger could follow; where somebody else has the time it does not. */
function followVisit(context: Context, visit: AppointmentRow, theirs: VisitStanding, now: Instant): boolean {
  const { appointmentId } = visit
  if (isSameVisit(oursOf(visit), theirs)) return true
  switch (theirs.status) {
    case 'cancelled':
      return cancelVisit(context, appointmentId, 'crm', now).kind === 'done'
    case 'completed':
      return completeVisit(context, appointmentId, { amountMinor: null, by: 'crm' }, now).kind === 'done'
    case 'no_show':
      return markNoShow(context, appointmentId, 'crm', now).kind === 'done'
    case 'confirmed':
      return moveVisit(context, appointmentId, { startsAt: theirs.startsAt, crewId: null }, 'crm', now).kind === 'done'
  }
}

function showConflict(
  context: Context,
  { customerId, appointmentId }: AppointmentRow,
  { ours, theirs }: { ours: VisitStanding; theirs: VisitStanding },
  winner: 'ours' | 'theirs',
  now: Instant,
): void {
  const sides = { ours: sayVisit(ours), theirs: sayVisit(theirs) }
  const conflict = { what: 'visit', ...sides, winner, subject: appointmentId } as const
  recordConflict(context, { customerId, journeyId: null }, conflict, now)
}

function sayVisit({ status, startsAt }: VisitStanding): string {
  return status === 'confirmed' ? isoOf(startsAt) : status
}

function isoOf(at: Instant): string {
  return new Date(at).toISOString()
}

export type VisitTold = VisitStanding & {
  eventRef: string
  calendarRef: string
  contactRef: string | null
  title: string
  address: string | null
}

/** As it stands there right now. Null where it is none of ours; else whether it was not known. */
export function compareVisit(
  context: Context,
  visit: AppointmentRow | undefined,
  told: VisitTold,
  now: Instant,
): boolean | null {
  if (!visit) return null
  if (isSameVisit(oursOf(visit), told)) return false
  const { appointmentId, customerId } = visit
  recordCrm(context, { customerId, journeyId: null }, { type: 'sync_appointment', appointmentId }, now)
  return true
}

/** A webhook about an appointment: a reason to look, a visit of our own customer we had not heard of, or nothing. */
export function takeVisit(context: Context, told: VisitTold, now: Instant): boolean {
  const { db } = context
  const known = loadAppointmentByCrmRef(db, told.eventRef)
  if (known) {
    const { appointmentId, customerId } = known
    const { ours, agreed } = plannedVisit(context, known)
    if (agreed ? isSameVisit(told, agreed) : isSameVisit(told, ours)) return false
    recordCrm(context, { customerId, journeyId: null }, { type: 'sync_appointment', appointmentId }, now)
    return true
  }
  const calendar = loadCalendar(db)
  const isElsewhere = calendar !== null && calendar.calendarRef !== told.calendarRef
  if (isElsewhere || told.status !== 'confirmed' || told.endsAt < now) {
    freeBusy(context, told.eventRef)
    return false
  }
  if (isOurOwn(context, told, now)) return false
  const customer = told.contactRef === null ? null : loadCustomerByContact(db, told.contactRef)
  if (!customer || isKnownBusy(context, told)) return takeBusy(context, told, now)
  const { customerId } = customer
  freeBusy(context, told.eventRef)
  const minutes = Math.max(15, Math.ceil((told.endsAt - told.startsAt) / (15 * MINUTE_MS)) * 15)
  const plan = { customerId, startsAt: told.startsAt, minutes, crewId: null, service: null, feeMinor: 0 }
  const { address, eventRef: crmRef } = told
  const booked = bookVisit(context, { ...plan, source: 'crm', address, notes: told.title || null, crmRef }, now)
  if (booked.kind === 'done') return true
  const sides = { ours: booked.code, theirs: isoOf(told.startsAt) }
  const conflict = { what: 'entry', ...sides, winner: 'ours', subject: told.eventRef } as const
  recordConflict(context, { customerId, journeyId: null }, conflict, now)
  takeBusy(context, told, now, { isShown: true })
  return false
}

/** One that we are making right now, whose answer is still on its way, or have made. */
function isOurOwn({ db }: Context, { eventRef, contactRef, startsAt }: BusyTold, now: Instant): boolean {
  if (loadAppointmentByCrmRef(db, eventRef)) return true
  const same = loadAppointmentsBetween(db, startsAt, startsAt + 1, AT_ONCE_MAX).filter(
    (visit) => visit.crmRef === null && visit.status === 'confirmed' && visit.startsAt === startsAt,
  )
  return same.some(({ customerId }) => {
    const ref = loadCustomer(db, customerId)?.contactRef ?? null
    return (ref === null || ref === contactRef) && loadLink(db, 'busy', eventRef) === null && startsAt > now - DAY_MS
  })
}

/** Taken out of the calendar there, it is off here too. */
export function takeVisitGone(context: Context, eventRef: string, now: Instant): void {
  const { db } = context
  const visit = loadAppointmentByCrmRef(db, eventRef)
  if (!visit) return freeBusy(context, eventRef)
  const { appointmentId, customerId } = visit
  keepVisitRef(db, appointmentId, null)
  recordEvent(db, { customerId, journeyId: null, fact: { type: 'crm_gone', what: 'appointment' } }, now)
  cancelVisit(context, appointmentId, 'crm', now)
}
