import * as v from 'valibot'
import { BadOrder } from './emulator.ts'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { calendarIdOf } from './ghl-calendar-list.ts'
import { makeId } from './ghl-records.ts'
import { GhlRefusal, answer, given, readQuery, requireLocation } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'
import { readOrder } from './order.ts'
import type { Collection } from './collection.ts'
import type { State } from './state.ts'

/**
 * Time that a person has blocked in a calendar, or for one user in all of them. It is nobody's appointment, stands on
 * no list of events, and no webhook tells of it.
 */

type BlockedSlot = {
  id: string
  locationId: string
  title: string
  /** One of the two is empty. */
  calendarId: string
  assignedUserId: string
  startTime: string
  endTime: string
  dateAdded: string
  dateUpdated: string
}

const Digits = v.pipe(v.string(), v.digits(), v.transform(Number))
/** Of events and of blocked slots alike. */
export const EventsQuery = v.object({
  locationId: v.string(),
  startTime: Digits,
  endTime: Digits,
  calendarId: v.optional(v.string()),
  userId: v.optional(v.string()),
  groupId: v.optional(v.string()),
})

export const BLOCKED_SLOT_ROUTES: GhlRoute[] = [
  { method: 'GET', path: '/calendars/blocked-slots', opens: 'Location', answer: listBlocked },
]

function slotsOf(state: State): Collection<BlockedSlot> {
  return state.collection<BlockedSlot>('ghl_blocked_slots', { indexed: ['locationId'] })
}

function listBlocked(call: GhlCall): EmulatorResponse {
  const { locationId, startTime, endTime, calendarId, userId, groupId } = readQuery(call, EventsQuery)
  if (!calendarId && !userId && !groupId) throw new GhlRefusal(422, 'One of userId, calendarId or groupId is required')
  const found = slotsOf(call.world.state).list(
    given({ locationId: requireLocation(call, locationId), calendarId, assignedUserId: userId }),
    (slot) => Date.parse(slot.startTime) < endTime && Date.parse(slot.endTime) > startTime,
  )
  return answer({ events: found.map(show) })
}

/** As an event of the calendar, with nothing in it that only an appointment has. */
function show(slot: BlockedSlot): Record<string, unknown> {
  const users = slot.assignedUserId === '' ? [] : [slot.assignedUserId]
  return { ...slot, contactId: '', groupId: '', appointmentStatus: '', users }
}

/** A person blocks time, `{locationId, startsAt, endsAt, userId?}`, moves that, takes it out, or looks at all of it. */
export function answerBlockedControl(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const [, , provider, noun = '', id = ''] = request.path.split('/')
  if (provider !== 'ghl' || noun !== 'blocked-slots') return undefined
  const slots = slotsOf(world.state)
  if (request.method === 'GET') {
    return { status: 200, json: slots.list(given({ locationId: request.query.get('locationId') ?? undefined })) }
  }
  const order = readOrder(request)
  const now = new Date(order.optionalNumber('at') ?? world.now()).toISOString()
  if (id === '') return { status: 200, json: slots.insert(draftOf(order, now)) }
  const before = slots.find(id)
  if (!before) throw new BadOrder(`there is no blocked slot ${id}`)
  if (request.method === 'DELETE') {
    slots.remove(id)
    return { status: 200, json: before }
  }
  const times = given({ startTime: isoTime(order, 'startsAt'), endTime: isoTime(order, 'endsAt') })
  return { status: 200, json: slots.put({ ...before, ...times, dateUpdated: now }) }
}

type Order = ReturnType<typeof readOrder>

function draftOf(order: Order, now: string): BlockedSlot {
  const [startTime, endTime] = [isoTime(order, 'startsAt'), isoTime(order, 'endsAt')]
  if (!startTime || !endTime || startTime >= endTime) throw new BadOrder('startsAt must be before endsAt')
  const locationId = order.text('locationId')
  const assignedUserId = order.optionalText('userId') ?? ''
  return {
    ...{ id: makeId(), locationId, title: order.optionalText('title') ?? '', startTime, endTime, assignedUserId },
    calendarId: assignedUserId === '' ? calendarIdOf(locationId) : '',
    ...{ dateAdded: now, dateUpdated: now },
  }
}

function isoTime(order: Order, name: string): string | undefined {
  const at = order.optionalNumber(name)
  return at === undefined ? undefined : new Date(at).toISOString()
}
