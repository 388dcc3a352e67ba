import type { AgendaView, AppointmentView, BusyView } from '../../tenants/contract/booking.ts'
import { dayOf } from '../format.ts'
import { dayAfter } from './local-instant.ts'

/** A day's part of time that is taken elsewhere: null where it goes on beyond that end of the day. */
export type BusyPart = { from: number | null; until: number | null; isBlocked: boolean }
export type AgendaRow = { kind: 'visit'; visit: AppointmentView } | { kind: 'busy'; busy: BusyPart }
export type AgendaDay = { day: string; rows: AgendaRow[] }

/** Every day of the range, days without anything included. A visit over midnight stands where it begins. */
export function arrangeDays({ from, days, timeZone, visits, busy }: AgendaView): AgendaDay[] {
  const byDay = Map.groupBy(visits, ({ startsAt }) => dayOf(startsAt, timeZone))
  return Array.from({ length: days }, (_, index) => dayAfter(from, index)).map((day) => {
    const taken = busy.flatMap((one) => partOn(day, one, timeZone))
    const rows: AgendaRow[] = [
      ...taken.map((part): AgendaRow => ({ kind: 'busy', busy: part })),
      ...(byDay.get(day) ?? []).map((visit): AgendaRow => ({ kind: 'visit', visit })),
    ]
    return { day, rows: rows.toSorted((one, other) => startOf(one) - startOf(other)) }
  })
}

/** Whoever is away for a week is so on each of its days. */
function partOn(day: string, { startsAt, endsAt, isBlocked }: BusyView, zone: string): BusyPart[] {
  const [first, last] = [dayOf(startsAt, zone), dayOf(endsAt - 1, zone)]
  if (day < first || day > last) return []
  return [{ from: day === first ? startsAt : null, until: day === last ? endsAt : null, isBlocked }]
}

/** What goes on from the day before stands first. */
function startOf(row: AgendaRow): number {
  return row.kind === 'visit' ? row.visit.startsAt : (row.busy.from ?? 0)
}
