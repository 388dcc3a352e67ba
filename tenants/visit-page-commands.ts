import { cancelVisit, moveVisit } from './apply-visit.ts'
import { after, DAY_MS, MINUTE_MS, type Instant } from './base/clock.ts'
import { SLOTS_LISTED_MAX, VISIT_LINK_AFTER_MS, VISIT_PAGE_DAYS_MAX } from './base/visit-limits.ts'
import { readLocalTime } from './base/local-time.ts'
import { describeVisitRefusal, VISIT_OVER } from './appointment-commands.ts'
import { findFreeSlots } from './booking/free-slots.ts'
import type { Outcome } from './contract.ts'
import type { SlotView, VisitChange, VisitPage } from './contract/booking.ts'
import { rulesOf } from './record-slot.ts'
import { loadAppointment, loadBusy, type AppointmentRow } from './storage/appointment-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import { loadToken } from './storage/message-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** What the link in a customer's text shows and does. The caller holds the transaction. */

export function readVisitPage(context: Context, token: string, now: Instant): Outcome<VisitPage> {
  const visit = findVisit(context, token, now)
  return visit ? { ok: true, value: pageOf(context, visit, now) } : UNKNOWN
}

export function changeByLink(
  context: Context,
  { token, change }: { token: string; change: VisitChange },
  now: Instant,
): Outcome<VisitPage> {
  const visit = findVisit(context, token, now)
  if (!visit) return UNKNOWN
  // Whoever drives there is on the way by then; a phone call reaches them, a form does not.
  const isBegun = visit.status === 'confirmed' && visit.startsAt <= now
  const isWaiting = visit.status === 'held'
  if (isBegun || isWaiting) return { ok: false, error: VISIT_OVER }
  const outcome =
    change.move === 'cancel'
      ? cancelVisit(context, visit.appointmentId, 'page', now)
      : moveVisit(context, visit.appointmentId, { startsAt: change.startsAt, crewId: null }, 'page', now)
  if (outcome.kind === 'refused') return { ok: false, error: describeVisitRefusal(outcome) }
  return { ok: true, value: pageOf(context, outcome.visit, now) }
}

const UNKNOWN = { ok: false, error: { code: 'token_unknown', detail: 'This link is not known or over.' } } as const

/** The link lives as long as somebody may want to look at it; a visit that is moved takes its link along. */
function findVisit({ db }: Context, token: string, now: Instant): AppointmentRow | null {
  const link = loadToken(db, token, 'visit')
  const visit = link && loadAppointment(db, link.address)
  return visit && now <= after(visit.endsAt, VISIT_LINK_AFTER_MS) ? visit : null
}

function pageOf(context: Context, visit: AppointmentRow, now: Instant): VisitPage {
  const { businessName, primaryPhone, postalAddress, timeZone, currency, language } = context.tenant.profile
  const { status, service, startsAt, endsAt, address, feeMinor, sequence, appointmentId, updatedAt } = visit
  return {
    businessName,
    // Our own number answers no questions: it says that nobody can take the call.
    phone: primaryPhone,
    postalAddress,
    timeZone,
    language: loadCustomer(context.db, visit.customerId)?.language ?? language,
    status,
    service,
    startsAt,
    endsAt,
    address,
    feeMinor,
    currency,
    sequence,
    appointmentId,
    updatedAt,
    slots: status === 'confirmed' ? slotsFor(context, visit, now) : [],
  }
}

/** The visit's own time counts as free, but for its very beginning: to move it there would be no move. */
function slotsFor(context: Context, { appointmentId, startsAt, endsAt }: AppointmentRow, now: Instant): SlotView[] {
  const rules = rulesOf(context)
  const until = now + (rules.schedule.horizonDays + 2) * DAY_MS
  const busy = loadBusy(context.db, now - DAY_MS, until + DAY_MS, appointmentId)
  const minutes = (endsAt - startsAt) / MINUTE_MS
  const ask = { from: now, until, minutes, stepMinutes: 60 as const, max: SLOTS_LISTED_MAX }
  const others = findFreeSlots(rules, busy, ask, now).filter((slot) => slot.startsAt !== startsAt)
  const days = Map.groupBy(others, (slot) => readLocalTime(rules.zone, slot.startsAt).day)
  return [...days.values()].slice(0, VISIT_PAGE_DAYS_MAX).flat()
}
