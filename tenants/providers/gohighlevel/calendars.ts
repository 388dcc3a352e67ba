import * as v from 'valibot'
import type { CrmEvent, CrmEventDraft, CrmRecords } from '../crm-port.ts'
import { Id, mapAnswer, nullIfGone, present, query, Text } from './answers.ts'
import { isoOf } from './messages.ts'
import { instantOrNull } from './moment.ts'
import type { Ask } from './request.ts'

const Calendar = v.object({ id: Id, name: v.fallback(v.string(), ''), isActive: v.nullish(v.boolean()) })
const Moment = v.union([v.string(), v.number()])
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

type Calls = Pick<CrmRecords, 'fetchCalendars' | 'listEvents' | 'fetchEvent' | 'createEvent' | 'changeEvent'>

export function calendarCalls(ask: Ask, locationId: string): Calls {
  const read = <S extends v.GenericSchema>(path: string, schema: S) =>
    ask({ product: 'calendars', method: 'GET', path }, schema)
  return {
    async fetchCalendars() {
      const answer = await read(`/calendars/?${query({ locationId })}`, v.object({ calendars: v.array(Calendar) }))
      return mapAnswer(answer, ({ calendars }) =>
        calendars.map(({ id, name, isActive }) => ({ calendarRef: id, name, isActive: isActive !== false })),
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
