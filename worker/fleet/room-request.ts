import type { Instant } from '../../tenants/base/clock.ts'

/** Set by the router alone: the room can be reached in no other way. */
export const ROOM_HEADER = 'x-shoulder-room'
/** Until when whoever looks on is signed in. */
export type RoomRequest = { expiresAt: Instant }
