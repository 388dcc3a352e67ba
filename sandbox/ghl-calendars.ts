import * as v from 'valibot'
import type { EmulatorResponse, World } from './emulator.ts'
import { BadOrder } from './emulator.ts'
import type { EmulatorRequest } from './emulator.ts'
import { EventsQuery } from './ghl-blocked-slots.ts'
import { describeOutcome } from './ghl-calls.ts'
import { calendarIdOf, calendarsOf, type Calendar } from './ghl-calendar-list.ts'
import { USER_ID, makeId } from './ghl-records.ts'
import { GhlRefusal, answer, given, readBody, readQuery, requireLocation, requireOwn } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'
import { deliverEvent, deliverEventLater } from './ghl-webhooks.ts'
import type { GhlEvent } from './ghl-webhooks.ts'
import { readOrder } from './order.ts'
import type { Collection } from './collection.ts'
import type { State } from './state.ts'

/** The location's calendars, and the appointments in them. Its free times are nobody's concern here. */

const APPOINTMENT_STATUSES = ['new', 'confirmed', 'cancelled', 'showed', 'noshow', 'invalid'] as const

export type Appointment = {
  id: string
  locationId: string
  calendarId: string
  contactId: string
  title: string
  appointmentStatus: (typeof APPOINTMENT_STATUSES)[number]
  startTime: string
  endTime: string
  address?: string
  assignedUserId: string
  dateAdded: string
  dateUpdated: string
}

const Moment = v.pipe(v.string(), v.isoTimestamp())
const CHANGEABLE = {
  calendarId: v.optional(v.string()),
  title: v.optional(v.string()),
  appointmentStatus: v.optional(v.picklist(APPOINTMENT_STATUSES)),
  assignedUserId: v.optional(v.string()),
  address: v.optional(v.string()),
  description: v.optional(v.string()),
  meetingLocationType: v.optional(v.string()),
  ignoreDateRange: v.optional(v.boolean()),
  ignoreFreeSlotValidation: v.optional(v.boolean()),
  toNotify: v.optional(v.boolean()),
  startTime: v.optional(Moment),
  endTime: v.optional(Moment),
}
const EditBody = v.object(CHANGEABLE)
const CreateBody = v.object({
  ...CHANGEABLE,
  calendarId: v.string(),
  locationId: v.string(),
  contactId: v.string(),
  startTime: Moment,
})
const CalendarsQuery = v.object({ locationId: v.string(), groupId: v.optional(v.string()) })
const HOUR_MS = 3_600_000

const ONE = '/calendars/events/appointments/:eventId'

export const CALENDAR_ROUTES: GhlRoute[] = [
  { method: 'GET', path: '/calendars', opens: 'Location', answer: listCalendars },
  { method: 'GET', path: '/calendars/events', opens: 'Location', answer: listEvents },
  { method: 'POST', path: '/calendars/events/appointments', opens: 'Location', answer: create },
  { method: 'GET', path: ONE, opens: 'Location', answer: (call) => answer({ event: show(own(call)) }) },
  { method: 'PUT', path: ONE, opens: 'Location', answer: edit },
  { method: 'DELETE', path: '/calendars/events/:eventId', opens: 'Location', answer: remove },
]

export function appointmentsOf(state: State): Collection<Appointment> {
  return state.collection<Appointment>('ghl_appointments', {
    indexed: ['contactId', 'locationId'],
    instantOf: (event) => spanOf(event).endsAt,
  })
}

type Span = { startsAt: number; endsAt: number }
/** Shoulder looks through them by the hour, and a row never changes. */
const spans = new WeakMap<Readonly<Appointment>, Span>()

function spanOf(event: Readonly<Appointment>): Span {
  const known = spans.get(event)
  if (known) return known
  const span = { startsAt: Date.parse(event.startTime), endsAt: Date.parse(event.endTime) }
  spans.set(event, span)
  return span
}

function listCalendars(call: GhlCall): EmulatorResponse {
  const { locationId } = readQuery(call, CalendarsQuery)
  const calendars = calendarsOf(requireLocation(call, locationId), call.world)
  return answer({ calendars: calendars.map(showCalendar) })
}

function showCalendar({ isGone: _gone, users, ...calendar }: Calendar): Record<string, unknown> {
  return { ...calendar, teamMembers: (users ?? [USER_ID]).map((userId) => ({ userId })), slotDuration: 60 }
}

function listEvents(call: GhlCall): EmulatorResponse {
  const { locationId, startTime, endTime, calendarId, userId, groupId } = readQuery(call, EventsQuery)
  if (!calendarId && !userId && !groupId) throw new GhlRefusal(422, 'One of userId, calendarId or groupId is required')
  const found = appointmentsOf(call.world.state).look(
    given({ locationId: requireLocation(call, locationId), calendarId }),
    (event) => {
      const { startsAt, endsAt } = spanOf(event)
      return startsAt < endTime && endsAt > startTime
    },
    startTime,
  )
  return answer({ events: found.map(show) })
}

function create(call: GhlCall): EmulatorResponse {
  const body = readBody(call, CreateBody)
  const locationId = requireLocation(call, body.locationId)
  requireCalendar(call, locationId, body.calendarId)
  const contact = call.records.contacts.find(body.contactId)
  if (contact?.locationId !== locationId) throw new GhlRefusal(400, `Contact with id ${body.contactId} not found`)
  const made = insertAppointment(call.world, { ...body, locationId }, call.world.now())
  if (!body.ignoreFreeSlotValidation && isTaken(call, made)) {
    appointmentsOf(call.world.state).remove(made.id)
    throw new GhlRefusal(400, 'The slot you have selected is no longer available.')
  }
  deliverEventLater(appointmentEvent('AppointmentCreate', made), call.world)
  return answer(flat(made))
}

function requireCalendar({ world }: GhlCall, locationId: string, calendarId: string): void {
  const calendar = calendarsOf(locationId, world).find(({ id }) => id === calendarId)
  if (!calendar?.isActive) throw new GhlRefusal(400, 'The calendar id is invalid.')
}

type Draft = Pick<Appointment, 'locationId' | 'calendarId' | 'contactId' | 'startTime'> & {
  [field in 'title' | 'endTime' | 'address' | 'appointmentStatus']?: Appointment[field] | undefined
}

function insertAppointment(world: World, draft: Draft, now: number): Appointment {
  const { locationId, calendarId, contactId, startTime } = draft
  const at = new Date(now).toISOString()
  return appointmentsOf(world.state).insert({
    ...{ id: makeId(), locationId, calendarId, contactId, startTime },
    title: draft.title ?? '',
    appointmentStatus: draft.appointmentStatus ?? 'confirmed',
    endTime: draft.endTime ?? new Date(Date.parse(startTime) + HOUR_MS).toISOString(),
    ...given({ address: draft.address }),
    ...{ assignedUserId: USER_ID, dateAdded: at, dateUpdated: at },
  })
}

function isTaken(call: GhlCall, made: Appointment): boolean {
  return appointmentsOf(call.world.state)
    .list({ calendarId: made.calendarId })
    .some(
      (other) =>
        other.id !== made.id &&
        other.appointmentStatus !== 'cancelled' &&
        other.startTime < made.endTime &&
        other.endTime > made.startTime,
    )
}

function edit(call: GhlCall): EmulatorResponse {
  const { calendarId, title, appointmentStatus, address, startTime, endTime } = readBody(call, EditBody)
  const before = own(call)
  if (calendarId !== undefined && calendarId !== before.calendarId) requireCalendar(call, before.locationId, calendarId)
  const dateUpdated = new Date(call.world.now()).toISOString()
  const change = given({ calendarId, title, appointmentStatus, address, startTime, endTime })
  const changed = appointmentsOf(call.world.state).put({ ...before, ...change, dateUpdated })
  deliverEventLater(appointmentEvent('AppointmentUpdate', changed), call.world)
  return answer(flat(changed))
}

function remove(call: GhlCall): EmulatorResponse {
  const gone = own(call)
  appointmentsOf(call.world.state).remove(gone.id)
  deliverEventLater(appointmentEvent('AppointmentDelete', gone), call.world)
  return answer({ succeeded: true }, 201)
}

function own(call: GhlCall): Appointment {
  const id = call.params['eventId'] ?? ''
  return requireOwn(call, appointmentsOf(call.world.state).find(id), `Appointment with id ${id} not found`)
}

/** As an event of the calendar is shown; what is written is answered without the calendar's own fields. */
function show(event: Appointment): Record<string, unknown> {
  return { ...event, groupId: '', users: [USER_ID], notes: '', createdBy: { source: 'api', userId: USER_ID } }
}

function flat({ dateAdded: _added, dateUpdated: _updated, ...event }: Appointment): Record<string, unknown> {
  return { ...event, isRecurring: false }
}

function appointmentEvent(type: string, { locationId, ...appointment }: Appointment): GhlEvent {
  const told = { ...appointment, groupId: '', users: [USER_ID], notes: '', source: 'calendar_page' }
  return { type, locationId, appointment: { address: null, ...told } }
}

/** What a person does in the calendar: lists it, enters an appointment, moves or marks one, or takes one out. */
export function answerCalendarControl(
  request: EmulatorRequest,
  world: World,
): Promise<EmulatorResponse> | EmulatorResponse | undefined {
  const [, , provider, noun = '', id = ''] = request.path.split('/')
  if (provider !== 'ghl' || noun !== 'appointments') return undefined
  if (request.method === 'GET') {
    const locationId = request.query.get('locationId') ?? undefined
    return { status: 200, json: appointmentsOf(world.state).list(given({ locationId })) }
  }
  const order = readOrder(request)
  const isoTime = (name: string) => {
    const at = order.optionalNumber(name)
    return at === undefined ? undefined : new Date(at).toISOString()
  }
  const now = order.optionalNumber('at') ?? world.now()
  const times = { startTime: isoTime('startsAt'), endTime: isoTime('endsAt') }
  if (id === '') {
    const locationId = order.text('locationId')
    const draft = { locationId, calendarId: calendarIdOf(locationId), contactId: order.text('contactId') }
    const startTime = times.startTime ?? new Date(now).toISOString()
    const title = order.optionalText('title')
    const made = insertAppointment(world, { ...draft, startTime, title, endTime: times.endTime }, now)
    return tell('AppointmentCreate', made, world)
  }
  const before = appointmentsOf(world.state).find(id)
  if (!before) throw new BadOrder(`there is no appointment ${id}`)
  if (request.method === 'DELETE') {
    appointmentsOf(world.state).remove(id)
    return tell('AppointmentDelete', before, world)
  }
  const status = order.optionalText('status') === undefined ? undefined : order.choice('status', APPOINTMENT_STATUSES)
  const change = given({ ...times, appointmentStatus: status })
  const dateUpdated = new Date(now).toISOString()
  return tell('AppointmentUpdate', appointmentsOf(world.state).put({ ...before, ...change, dateUpdated }), world)
}

async function tell(type: string, appointment: Appointment, world: World): Promise<EmulatorResponse> {
  const outcome = await deliverEvent(appointmentEvent(type, appointment), world)
  return { status: 200, json: { ...appointment, webhooks: [describeOutcome(type, outcome)] } }
}
