import { DAY_MS, MINUTE_MS, type Instant } from './base/clock.ts'
import { chooseOffers } from './booking/choose-offers.ts'
import { busyFor, isIdle, judgeStart, type SlotRules } from './booking/free-slots.ts'
import type { SlotView } from './contract/booking.ts'
import { claimCells, loadBusy, type AppointmentRow } from './storage/appointment-rows.ts'
import { loadSchedule } from './storage/schedule-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/** Times, as the ledger has them: who could drive, what is free instead, and taking one. */

export type VisitRefusal = 'slot_taken' | 'visit_missing' | 'visit_over' | 'visit_ahead' | 'crew_unknown'
export type VisitOutcome =
  | { kind: 'done'; visit: AppointmentRow }
  /** `alternatives` are free as this is answered. */
  | { kind: 'refused'; code: VisitRefusal; alternatives: SlotView[] }

export function rulesOf(context: Context): SlotRules {
  const { openingHours, timeZone } = context.tenant.profile
  return { schedule: loadSchedule(context), openingHours, zone: timeZone }
}

export function refuse(code: VisitRefusal, alternatives: SlotView[] = []): Extract<VisitOutcome, { kind: 'refused' }> {
  return { kind: 'refused', code, alternatives }
}

export type NewTime = { startsAt: Instant; crewId: string | null; feeMinor?: number }

/** The slot where we would offer this time ourselves, else null; a person of the business may agree on any. */
export function slotToOffer(context: Context, visit: AppointmentRow, startsAt: Instant, now: Instant): SlotView | null {
  const rules = rulesOf(context)
  const minutes = (visit.endsAt - visit.startsAt) / MINUTE_MS
  const busy = loadBusy(context.db, startsAt - DAY_MS, startsAt + DAY_MS, visit.appointmentId)
  const judged = judgeStart(rules, busy, { startsAt, minutes, afterHours: false }, now)
  return judged.kind === 'free' ? judged.slot : null
}

/** Free times near one that is not. `except`: a visit whose own time counts as free. */
export function alternativesTo(
  context: Context,
  startsAt: Instant,
  minutes: number,
  except: string | null,
  now: Instant,
): SlotView[] {
  const rules = rulesOf(context)
  const busy = loadBusy(context.db, now, now + (rules.schedule.horizonDays + 2) * DAY_MS, except)
  return chooseOffers(rules, busy, { at: startsAt, granularity: 'time' }, minutes, now)
}

type Taken = { kind: 'taken'; crewId: string; busy: { from: Instant; until: Instant } }

/** Takes another time for a visit beside the one it has. */
export function takeBeside(
  context: Context,
  visit: AppointmentRow,
  to: NewTime,
  now: Instant,
): Taken | Extract<VisitOutcome, { kind: 'refused' }> {
  const { appointmentId } = visit
  const { schedule } = rulesOf(context)
  const lengthMs = visit.endsAt - visit.startsAt
  const endsAt = to.startsAt + lengthMs
  const { isKnown, crewId } = crewFor(context, to, endsAt, to.crewId, visit)
  if (!isKnown) return refuse('crew_unknown')
  const busy = busyFor(schedule, to.startsAt, endsAt)
  if (crewId === null || !claimCells(context.db, { crewId, ...busy, appointmentId }))
    return refuse('slot_taken', alternativesTo(context, to.startsAt, lengthMs / MINUTE_MS, appointmentId, now))
  return { kind: 'taken', crewId, busy }
}

/** `crewId` is null where nobody is free. */
type Chosen = { isKnown: boolean; crewId: string | null }

/** Who is to drive: the one who is asked for, else the one who would anyhow, else the first who is free. */
export function crewFor(
  context: Context,
  { startsAt }: { startsAt: Instant },
  endsAt: Instant,
  wanted: string | null,
  visit: AppointmentRow | null,
): Chosen {
  const { schedule } = rulesOf(context)
  const { crew } = schedule
  if (wanted !== null) return { isKnown: crew.some(({ id }) => id === wanted), crewId: wanted }
  const { from, until } = busyFor(schedule, startsAt, endsAt)
  const busy = loadBusy(context.db, from, until, visit?.appointmentId ?? null)
  const order = crew.toSorted((one, other) => Number(other.id === visit?.crewId) - Number(one.id === visit?.crewId))
  return { isKnown: true, crewId: order.find(({ id }) => isIdle(schedule, busy, id, startsAt, endsAt))?.id ?? null }
}
