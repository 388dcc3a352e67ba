import type { Instant } from '../base/clock.ts'
import { CALENDAR_USERS_MAX } from '../base/visit-limits.ts'
import type { CrmBlock, CrmCalendar, CrmEvent, CrmRecords } from '../providers/crm-port.ts'
import type { Answer } from '../providers/port.ts'

/** Time that is blocked: for all who are in the calendar, or for one of several. */
export type Block = Pick<CrmBlock, 'eventRef' | 'startsAt' | 'endsAt'> & { isForAll: boolean }
/** What takes time in the calendar there. `calendarRef` is null where the location has none that is in use. */
export type CalendarReading = { calendarRef: string | null; events: CrmEvent[]; blocks: Block[] }

type Span = { from: Instant; until: Instant }

/** Visits go to the one that was chosen, else to the one with our name, else to the first. */
export function pickCalendar(calendars: readonly CrmCalendar[]): CrmCalendar | null {
  const usable = calendars.filter(({ isActive }) => isActive)
  return usable.find(({ name }) => /shoulder/i.test(name)) ?? usable[0] ?? null
}

/** Blocked time is on no list of events, and no webhook tells of it: calendar and team are asked for theirs. */
export async function readCalendar(
  crm: CrmRecords,
  chosenRef: string | null,
  { from, until }: Span,
): Promise<Answer<CalendarReading>> {
  const known = await crm.fetchCalendars()
  if (known.kind !== 'answered') return known
  const calendar = known.value.find(({ calendarRef }) => calendarRef === chosenRef) ?? null
  // One that was chosen and is gone is a person's to choose anew.
  const picked = calendar ?? (chosenRef === null ? pickCalendar(known.value) : null)
  if (picked === null) return { kind: 'answered', value: { calendarRef: null, events: [], blocks: [] } }
  const { calendarRef } = picked
  const team = picked.userRefs.slice(0, CALENDAR_USERS_MAX)
  const [events, blocked, ...ofTeam] = await Promise.all([
    crm.listEvents(calendarRef, from, until),
    crm.listBlocked({ calendarRef }, from, until),
    ...team.map((userRef) => crm.listBlocked({ userRef }, from, until)),
  ])
  if (events.kind !== 'answered') return events
  const blocks = new Map<string, Block>()
  for (const answer of [...ofTeam, blocked]) {
    if (answer.kind !== 'answered') return answer
    for (const { eventRef, startsAt, endsAt, calendarRef: where } of answer.value)
      blocks.set(eventRef, { eventRef, startsAt, endsAt, isForAll: team.length <= 1 || where === calendarRef })
  }
  const taken = events.value.filter(({ eventRef }) => !blocks.has(eventRef))
  return { kind: 'answered', value: { calendarRef, events: taken, blocks: [...blocks.values()] } }
}
