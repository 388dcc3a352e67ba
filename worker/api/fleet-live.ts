import { FLEET_ROOM_NAME } from '../../tenants/contract/fleet-room.ts'
import { forFleet } from '../access/sign-in.ts'
import { ask, type Route } from '../context.ts'
import { ROOM_HEADER, type RoomRequest } from '../fleet/room-request.ts'
import { refuse, type Refusal } from '../respond.ts'
import { openSocket } from './open-socket.ts'

/**
 * `GET /live/fleet`, and `GET /api/v1/fleet/live`: what happens at all businesses, as it happens. See
 * tenants/contract/fleet-room.ts.
 */
export const openFleetLive: Route = openSocket(
  forFleet('read_fleet', async (_request, context) => {
    const room = context.env.FLEET_ROOM?.getByName(FLEET_ROOM_NAME)
    if (!room) return refuse(ROOM_OFF)
    // The room is told in words of ours: nothing the browser sent goes along.
    const wanted: RoomRequest = { expiresAt: context.expiresAt }
    const headers = { upgrade: 'websocket', [ROOM_HEADER]: JSON.stringify(wanted) }
    const opened = await ask(context, () => room.fetch(new Request('https://fleet-room/live', { headers })))
    if (!opened.ok) return refuse(ROOM_AWAY)
    return opened.value.status === 101 ? opened.value : refuse(TOO_MANY_OPEN)
  }),
)

export const ROOM_OFF: Refusal = {
  code: 'fleet_off',
  detail: 'This Shoulder has no fleet room: FLEET_ROOM is not bound.',
}
export const ROOM_AWAY: Refusal = {
  code: 'room_unreachable',
  detail: 'The fleet room does not answer. No business is affected. Try again in a moment.',
  headers: { 'retry-after': '5' },
}
const TOO_MANY_OPEN: Refusal = {
  code: 'too_many_requests',
  detail: 'Too many people look on. Close one of your windows.',
  headers: { 'retry-after': '60' },
}
