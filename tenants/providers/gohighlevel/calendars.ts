import * as v from 'valibot'
import type { CrmBlock, CrmEvent, CrmEventDraft, CrmRecords } from '../crm-port.ts'
import { Id, mapAnswer, nullIfGone, present, query, Text } from './answers.ts'
import { isoOf } from './messages.ts'
import { instantOrNull } from './moment.ts'
import type { Ask } from './request.ts'

const Calendar = v.object({
  id: Id,
  name: v.fallback(v.string(), ''),
  isActive: v.nullish(v.boolean()),
  teamMembers: v.fallback(v.array(v.object({ userId: Id })), []),
})
const Moment = v.union([v.string(), v.number()])
/** It is described as an event; who is in it, and how far that is, says nothing of blocked time. */
const Blocked = v.object({ id: Id, calendarId: Text, startTime: Moment, endTime: Moment })
const Event = v.object({
  id: Id,
  calendarId: v.fallback(v.string(), ''),
  contactId: Text,
  title: v.fallback(v.string(), ''),
  appointmentStatus: v.fallback(
    v.picklist(['new', 'confirmed', 'cancelled', 'showed', 'noshow', 'invalid']),
    'confirmed',
  ),
  startTime: Moment,
  endTime: v.nullish(Moment),
  address: Text,
  dateUpdated: v.nullish(Moment),
})

type Calls = Pick<
  CrmRecords,
  'fetchCalendars' | 'listEvents' | 'listBlocked' | 'fetchEvent' | 'createEvent' | 'changeEvent'
>

export function calendarCalls(ask: Ask, locationId: string): Calls {
  const read = <S extends v.GenericSchema>(path: string, schema: S) =>
    ask({ product: 'calendars', method: 'GET', path }, schema)
  return {
    async fetchCalendars() {
      const answer = await read(`/calendars/?${query({ locationId })}`, v.object({ calendars: v.array(Calendar) }))
      return mapAnswer(answer, ({ calendars }) =>
        calendars.map(({ id, name, isActive, teamMembers }) => ({
          ...{ calendarRef: id, name, isActive: isActive !== false },
          userRefs: teamMembers.map(({ userId }) => userId),
        })),
      )
    },

    async listEvents(calendarRef, from, until) {
      const span = { calendarId: calendarRef, startTime: String(from), endTime: String(until) }
      const answer = await read(
        `/calendars/events?${query({ locationId, ...span })}`,
        v.object({ events: v.array(Event) }),
      )
      return mapAnswer(answer, ({ events }) => events.flatMap((event) => eventOf(event) ?? []))
    },

    async listBlocked(of, from, until) {
      const owner: Record<string, string> = 'userRef' in of ? { userId: of.userRef } : { calendarId: of.calendarRef }
      const span = { ...owner, startTime: String(from), endTime: String(until) }
      const answer = await read(
        `/calendars/blocked-slots?${query({ locationId, ...span })}`,
        v.object({ events: v.array(Blocked) }),
      )
      return mapAnswer(answer, ({ events }) => events.flatMap((slot) => blockOf(slot) ?? []))
    },

    async fetchEvent(eventRef) {
      const path = `/calendars/events/appointments/${encodeURIComponent(eventRef)}`
      const answer = await read(path, v.union([v.object({ event: Event }), v.object({ appointment: Event })]))
      return nullIfGone(mapAnswer(answer, (found) => eventOf('event' in found ? found.event : found.appointment)))
    },

    async createEvent(draft) {
      const body = { locationId, ...bodyOf(draft), contactId: draft.contactRef }
      const call = { product: 'calendars', method: 'POST', path: '/calendars/events/appointments', body } as const
      return mapAnswer(await ask(call, v.object({ id: Id })), ({ id }) => ({ eventRef: id }))
    },

    async changeEvent(eventRef, draft) {
      const path = `/calendars/events/appointments/${encodeURIComponent(eventRef)}`
      const call = { product: 'calendars', method: 'PUT', path, body: bodyOf(draft) } as const
      return mapAnswer(await ask(call, v.object({ id: Id })), ({ id }) => ({ eventRef: id }))
    },
  }
}

/** Our ledger has given the time away already, so their rules about free time are passed over; nobody is told twice. */
function bodyOf({ calendarRef, title, status, startsAt, endsAt, address }: CrmEventDraft): Record<string, unknown> {
  return {
    ...{ calendarId: calendarRef, title, appointmentStatus: status },
    ...{ startTime: isoOf(startsAt), endTime: isoOf(endsAt) },
    ...present({ address }),
    ...{ ignoreDateRange: true, ignoreFreeSlotValidation: true, toNotify: false },
  }
}

function blockOf({ id, calendarId, startTime, endTime }: v.InferOutput<typeof Blocked>): CrmBlock | null {
  const [startsAt, endsAt] = [instantOrNull(startTime), instantOrNull(endTime)]
  if (startsAt === null || endsAt === null || endsAt <= startsAt) return null
  return { eventRef: id, calendarRef: calendarId || null, startsAt, endsAt }
}

function eventOf(event: v.InferOutput<typeof Event>): CrmEvent | null {
  const startsAt = instantOrNull(event.startTime)
  if (startsAt === null) return null
  return {
    eventRef: event.id,
    calendarRef: event.calendarId,
    contactRef: event.contactId ?? null,
    title: event.title,
    status: event.appointmentStatus,
    startsAt,
    endsAt: instantOrNull(event.endTime) ?? startsAt,
    address: event.address ?? null,
    updatedAt: instantOrNull(event.dateUpdated),
  }
}
