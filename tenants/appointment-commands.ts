import { readBusy } from './apply-busy.ts'
import { bookVisit, cancelVisit, completeVisit, confirmVisit, markNoShow, moveVisit, visitView } from './apply-visit.ts'
import { after, DAY_MS, type Instant } from './base/clock.ts'
import { AGENDA_VISITS_MAX, CUSTOMER_VISITS_MAX, SLOTS_LISTED_MAX } from './base/visit-limits.ts'
import { describeDay, readLocalTime, startOfDay, type DayNumber } from './base/local-time.ts'
import { findFreeSlots, minutesFor } from './booking/free-slots.ts'
import type { Outcome, TenantFault } from './contract.ts'
import type {
  AgendaQuery,
  AgendaView,
  AppointmentMove,
  AppointmentView,
  NewAppointment,
  SlotQuery,
  SlotView,
} from './contract/booking.ts'
import { rulesOf, type VisitOutcome } from './record-slot.ts'
import { loadVisitsOf } from './storage/agenda-rows.ts'
import { loadAppointment, loadAppointmentsBetween, loadBusy } from './storage/appointment-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadSchedule } from './storage/schedule-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

const CUSTOMER_MISSING = {
  ok: false,
  error: { code: 'customer_missing', detail: 'There is no such customer.' },
} as const

const NOT_AHEAD = refuse('startsAt', 'must lie ahead')

/** What people do about visits on their screens. The caller holds the transaction. */

export function listSlots(context: Context, { from, days, service }: SlotQuery, now: Instant): SlotView[] {
  const range = rangeOf(context, from, days, now)
  const rules = rulesOf(context)
  const minutes = minutesFor(rules.schedule, service ?? null)
  // Beyond its ends too: who drives home from a visit before is not free yet.
  const busy = loadBusy(context.db, range.from - DAY_MS, range.until + DAY_MS)
  return findFreeSlots(rules, busy, { ...range, minutes, stepMinutes: 30, max: SLOTS_LISTED_MAX }, now)
}

export function readAgenda(context: Context, query: AgendaQuery, now: Instant): AgendaView {
  const { db, tenant } = context
  const { timeZone, currency } = tenant.profile
  const { from, until, first, today } = rangeOf(context, query.from, query.days, now)
  return {
    timeZone,
    currency,
    today: describeDay(today),
    from: describeDay(first),
    days: query.days,
    crew: loadSchedule(context).crew.map(({ id, name }) => ({ id, name })),
    visits: loadAppointmentsBetween(db, from, until, AGENDA_VISITS_MAX).map((visit) => visitView(context, visit)),
    busy: readBusy(context, from, until),
  }
}

/** The visits of one customer, the last first. */
export function readVisitsOf(context: Context, customerId: string, now: Instant): Outcome<AgendaView> {
  const customer = loadCustomer(context.db, customerId)
  if (!customer) return CUSTOMER_MISSING
  const visits = loadVisitsOf(context.db, customerId, CUSTOMER_VISITS_MAX).map((visit) => visitView(context, visit))
  return { ok: true, value: { ...readAgenda(context, { days: 1 }, now), visits, busy: [] } }
}

/** Days of the business's own clock, which may have 23 or 25 hours. */
function rangeOf({ tenant }: Context, from: string | undefined, days: number, now: Instant) {
  const { timeZone } = tenant.profile
  const today = readLocalTime(timeZone, now).day
  const first: DayNumber = from === undefined ? today : Math.round(Date.parse(from) / DAY_MS)
  return { today, first, from: startOfDay(timeZone, first), until: startOfDay(timeZone, first + days) }
}

export function addAppointment(context: Context, wanted: NewAppointment, now: Instant): Outcome<AppointmentView> {
  const customer = loadCustomer(context.db, wanted.customerId)
  if (!customer) return CUSTOMER_MISSING
  const { startsAt, minutes, crewId, service, address, notes } = wanted
  if (startsAt <= now) return NOT_AHEAD
  const { customerId } = customer
  const { tell } = wanted
  const rest = { feeMinor: 0, source: 'board' as const, tell }
  const plan = { customerId, startsAt, minutes, crewId, service, address, notes, ...rest }
  return answer(context, bookVisit(context, plan, now))
}

export function moveAppointment(
  context: Context,
  appointmentId: string,
  move: AppointmentMove,
  now: Instant,
): Outcome<AppointmentView> {
  if (move.move === 'reschedule' && move.startsAt <= now) return NOT_AHEAD
  return answer(context, makeMove(context, appointmentId, move, now))
}

function makeMove(context: Context, appointmentId: string, move: AppointmentMove, now: Instant): VisitOutcome {
  switch (move.move) {
    case 'reschedule':
      return moveVisit(context, appointmentId, { startsAt: move.startsAt, crewId: move.crewId }, 'board', now)
    case 'confirm':
      return confirmVisit(context, appointmentId, 'board', now)
    case 'cancel':
      return cancelVisit(context, appointmentId, 'board', now)
    case 'complete':
      // Somebody may come a day early, and of no visit that lies further ahead can it be said that it is done.
      if (liesAhead(context, appointmentId, after(now, DAY_MS))) return AHEAD
      return completeVisit(context, appointmentId, { amountMinor: move.amountMinor, by: 'board' }, now)
    case 'no_show':
      if (liesAhead(context, appointmentId, now + 1)) return AHEAD
      return markNoShow(context, appointmentId, 'board', now)
  }
}

const AHEAD: VisitOutcome = { kind: 'refused', code: 'visit_ahead', alternatives: [] }

/** Nobody can have been there yet, or have missed it. */
function liesAhead({ db }: Context, appointmentId: string, from: Instant): boolean {
  const visit = loadAppointment(db, appointmentId)
  return visit?.status === 'confirmed' && visit.startsAt >= from
}

function answer(context: Context, outcome: VisitOutcome): Outcome<AppointmentView> {
  return outcome.kind === 'done'
    ? { ok: true, value: visitView(context, outcome.visit) }
    : { ok: false, error: describeVisitRefusal(outcome) }
}

export const VISIT_OVER: TenantFault = {
  code: 'appointment_over',
  detail: 'This visit is over or cancelled, so nothing has changed.',
}

export function describeVisitRefusal({ code, alternatives }: Extract<VisitOutcome, { kind: 'refused' }>): TenantFault {
  switch (code) {
    case 'slot_taken':
      return { code, detail: 'That time is taken. Nothing has changed.', slots: alternatives }
    case 'visit_missing':
      return { code: 'appointment_missing', detail: 'There is no such visit.' }
    case 'visit_over':
      return VISIT_OVER
    case 'visit_ahead':
      return { code: 'appointment_ahead', detail: 'This visit lies ahead, so nothing has changed.' }
    case 'crew_unknown':
      return crewUnknown()
  }
}

const crewUnknown = (): TenantFault => ({
  code: 'appointment_refused',
  detail: 'The visit cannot be entered like this.',
  issues: [{ path: 'crewId', message: 'nobody of the crew has this id' }],
})

function refuse(path: string, message: string): Outcome<never> {
  const detail = 'The visit cannot be entered like this.'
  return { ok: false, error: { code: 'appointment_refused', detail, issues: [{ path, message }] } }
}
