import { LIVE_CLOSE } from '../../tenants/contract/live-close.ts'
import { isFromElsewhere } from '../access/foreign.ts'
import type { Route } from '../context.ts'
import { refuse } from '../respond.ts'

/**
 * A route that opens a socket. Refusals are 401, 403 and 404. A page is not told the status of an upgrade that fails,
 * so to a browser, which always names its origin, they come as close codes.
 */
export function openSocket(join: Route): Route {
  return async (request, context) => {
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
      const headers = { upgrade: 'websocket' }
      return refuse({ code: 'upgrade_required', detail: 'Open this as a WebSocket.', headers })
    }
    // A page of another site can open a socket with the person's cookie; only what the browser says of it tells.
    const origin = request.headers.get('origin')
    if (isFromElsewhere(request, context.env.settings.APP_URL)) {
      return refuse({ code: 'origin_foreign', detail: 'Pages of other sites may not look in here.' })
    }
    const response = await join(request, context)
    const code = CLOSE_CODES[response.status]
    return code === undefined || origin === null ? response : closeAtOnce(code)
  }
}

const CLOSE_CODES: Partial<Record<number, number>> = {
  401: LIVE_CLOSE.signedOut,
  403: LIVE_CLOSE.forbidden,
  404: LIVE_CLOSE.tenantMissing,
  410: LIVE_CLOSE.tenantMissing,
}

function closeAtOnce(code: number): Response {
  const { 0: client, 1: server } = new WebSocketPair()
  server.accept()
  server.close(code)
  return new Response(null, { status: 101, webSocket: client })
}
