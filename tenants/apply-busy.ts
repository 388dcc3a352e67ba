import { DAY_MS, type Instant } from './base/clock.ts'
import { COMPARE_AHEAD_MS } from './base/limits.ts'
import { busyFor } from './booking/free-slots.ts'
import type { BusyView } from './contract/booking.ts'
import { AGENDA_BUSY_MAX } from './base/visit-limits.ts'
import { recordConflict } from './record-conflict.ts'
import { recordOrder } from './record-order.ts'
import { crewFor, rulesOf } from './record-slot.ts'
import { freeCells, loadAppointmentsBetween, type AppointmentRow } from './storage/appointment-rows.ts'
import { claimForOthers, loadOthersBetween, type BusyRow } from './storage/busy-rows.ts'
import { loadConflict } from './storage/conflict-rows.ts'
import { dropLink, loadLink, saveLink } from './storage/crm-link-rows.ts'
import { loadCustomer } from './storage/customer-rows.ts'
import type { Context } from './storage/tenant-rows.ts'

/**
 * What stands in the connected calendar and is no visit of ours takes its time in our ledger all the same: somebody of
 * the crew for whoever has an appointment there, and everybody where the calendar itself is blocked.
 */

export type BusyTold = {
  eventRef: string
  contactRef: string | null
  startsAt: Instant
  endsAt: Instant
  /** Blocked time, of the whole crew or of one of several. */
  blocks?: 'all' | 'one'
}

const AT_ONCE_MAX = 50

/** Answers whether it was news. `isShown` where the board has been told already that it stands at a taken time. */
export function takeBusy(context: Context, told: BusyTold, now: Instant, { isShown = false } = {}): boolean {
  const { db } = context
  const { eventRef, startsAt, endsAt } = told
  if (isKnownBusy(context, told)) {
    claim(context, told, now)
    return false
  }
  const digest = digestOf(told)
  freeBusy(context, eventRef)
  const link = { kind: 'busy' as const, ourId: eventRef, crmRef: eventRef, customerId: null, digest }
  saveLink(db, { ...link, oursAt: startsAt, theirsAt: endsAt }, now)
  const isFree = claim(context, told, now)
  if (!isFree)
    for (const visit of agreedWithin(context, startsAt, endsAt)) showClash(context, visit, told, isShown, now)
  return true
}

export function isKnownBusy({ db }: Context, told: BusyTold): boolean {
  return loadLink(db, 'busy', told.eventRef)?.digest === digestOf(told)
}

function digestOf({ startsAt, endsAt, contactRef, blocks }: BusyTold): string {
  return [startsAt, endsAt, contactRef ?? '', ...(blocks ? [blocks] : [])].join(':')
}

function toldBy({ eventRef, startsAt, endsAt, digest }: BusyRow): BusyTold {
  const [, , contactRef, blocks] = digest.split(':')
  const told = { eventRef, startsAt, endsAt, contactRef: contactRef || null }
  return blocks === 'all' || blocks === 'one' ? { ...told, blocks } : told
}

/** Taken out there, moved elsewhere, or a visit of ours after all. */
export function freeBusy({ db }: Context, eventRef: string): void {
  freeCells(db, keyOf(eventRef))
  dropLink(db, 'busy', eventRef)
}

/** What of a stretch is taken there, the first first, without a word of whose it is. */
export function readBusy({ db }: Context, from: Instant, until: Instant): BusyView[] {
  return loadOthersBetween(db, from, until)
    .map((row) => ({ startsAt: row.startsAt, endsAt: row.endsAt, isBlocked: toldBy(row).contactRef === null }))
    .toSorted((one, other) => one.startsAt - other.startsAt)
    .slice(0, AGENDA_BUSY_MAX)
}

/** Time that a visit has given back may be wanted by what stood beside it in the calendar there. */
export function refill(context: Context, from: Instant, until: Instant, now: Instant): void {
  for (const row of loadOthersBetween(context.db, from, until)) claim(context, toldBy(row), now)
}

/** A whole page of the calendar: what stood there, and is not on it any more, takes no time. */
export function dropUnseen(context: Context, span: { from: Instant; until: Instant }, seen: ReadonlySet<string>): void {
  for (const { eventRef } of loadOthersBetween(context.db, span.from, span.until))
    if (!seen.has(eventRef)) freeBusy(context, eventRef)
}

/** Answers whether there was room. Where there was none, what is left of the time is taken all the same. */
function claim(context: Context, told: BusyTold, now: Instant): boolean {
  const { db } = context
  const { schedule } = rulesOf(context)
  const { eventRef, startsAt, endsAt, contactRef, blocks } = told
  // Blocked time is meant as it stands there, and nobody drives to it. It may be months; what we look ahead is enough.
  const meant = blocks ? { from: startsAt, until: endsAt } : busyFor(schedule, startsAt, endsAt)
  const from = Math.max(meant.from, now - DAY_MS)
  const until = Math.min(meant.until, now + COMPARE_AHEAD_MS)
  if (from >= until) return true
  const appointmentId = keyOf(eventRef)
  const everybody = schedule.crew.map(({ id }) => id)
  const held = db.$client.sql.exec<{ crew: string }>(
    'select distinct crew_id as crew from slot_cells where appointment_id = ?',
    appointmentId,
  )
  const mine = held.toArray().map(({ crew }) => crew)
  const { crewId } = crewFor(context, { startsAt }, endsAt, null, null)
  const isForAll = blocks ? blocks === 'all' : contactRef === null
  const chosen = isForAll ? everybody : mine.length > 0 ? mine : [crewId ?? everybody[0] ?? '']
  const taken = chosen.map((id) => claimForOthers(db, { crewId: id, from, until, appointmentId }))
  return taken.every(Boolean)
}

function agreedWithin({ db }: Context, startsAt: Instant, endsAt: Instant): AppointmentRow[] {
  const around = loadAppointmentsBetween(db, startsAt, endsAt, AT_ONCE_MAX)
  return around.filter(({ status }) => status === 'confirmed')
}

/** Both stand: ours was agreed with its customer, and theirs with somebody we do not know. */
function showClash(context: Context, visit: AppointmentRow, told: BusyTold, isShown: boolean, now: Instant): void {
  const { appointmentId, customerId, startsAt } = visit
  const theirs = new Date(told.startsAt).toISOString()
  const what = told.blocks ? 'blocked' : 'calendar'
  if (loadConflict(context.db, `${what}.${appointmentId}`)?.told.theirs === theirs) return
  if (loadCustomer(context.db, customerId) === null) return
  const sides = { ours: new Date(startsAt).toISOString(), theirs }
  const conflict = { what, ...sides, winner: 'ours', subject: appointmentId } as const
  if (!isShown) recordConflict(context, { customerId, journeyId: null }, conflict, now)
  const notice = {
    type: 'tell_technician',
    reason: 'visit_clash',
    wishedAt: startsAt,
    detail: told.blocks ? 'blocked' : null,
  } as const
  recordOrder(context, customerId, null, notice, now)
}

function keyOf(eventRef: string): string {
  return `crm:${eventRef}`
}
