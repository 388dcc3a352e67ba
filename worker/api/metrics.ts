import { FLEET_ROOM_NAME } from '../../tenants/contract/fleet-room.ts'
import { ask, type Route, type SignedInContext } from '../context.ts'
import { OPEN_METRICS_TYPE } from '../fleet/open-metrics.ts'
import { tellNow } from '../measure.ts'
import { refuse } from '../respond.ts'
import { ROOM_AWAY, ROOM_OFF } from './fleet-live.ts'

/** `GET /metrics`: the platform's own figures since the fleet room was made, in OpenMetrics. */
export const readMetrics: Route<SignedInContext> = async (_request, context) => {
  const room = context.env.FLEET_ROOM?.getByName(FLEET_ROOM_NAME)
  if (!room) return refuse(ROOM_OFF)
  await tellNow(context.env)
  const text = await ask(context, () => room.readMetrics())
  if (!text.ok) return refuse(ROOM_AWAY)
  return new Response(text.value, { headers: { 'content-type': OPEN_METRICS_TYPE, 'cache-control': 'no-store' } })
}
