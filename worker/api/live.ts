import { LIVE_CLOSE, LiveQuery } from '../../tenants/contract/live.ts'
import type { LiveRequest } from '../../tenants/contract/rpc.ts'
import { isFromElsewhere } from '../access/foreign.ts'
import { forTenant, isStillAllowed } from '../access/sign-in.ts'
import { ask, type Route, type TenantContext } from '../context.ts'
import { readQuery } from '../read-body.ts'
import { refuse, type Refusal } from '../respond.ts'

/**
 * `GET /live/tenants/:id?after=&lang=`: the tenant's socket. Refusals are 401, 403 and 404. A page is not told the
 * status of an upgrade that fails, so to a browser, which always names its origin, they come as close codes.
 */
export const openLive: Route = async (request, context) => {
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
    return refuse({ code: 'upgrade_required', detail: 'Open this as a WebSocket.', headers: { upgrade: 'websocket' } })
  }
  // A page of another site can open a socket with the person's cookie; only what the browser says of it tells.
  const origin = request.headers.get('origin')
  if (isFromElsewhere(request, context.env.settings.APP_URL)) {
    return refuse({ code: 'origin_foreign', detail: 'Pages of other sites may not look in here.' })
  }
  const response = await joinTenant(request, context)
  const code = CLOSE_CODES[response.status]
  return code === undefined || origin === null ? response : closeAtOnce(code)
}

const CLOSE_CODES: Partial<Record<number, number>> = {
  401: LIVE_CLOSE.signedOut,
  403: LIVE_CLOSE.forbidden,
  404: LIVE_CLOSE.tenantMissing,
  410: LIVE_CLOSE.tenantMissing,
}

const joinTenant = forTenant('read_customers', async (request, context) => {
  const query = readQuery(request.url, LiveQuery)
  if (!query.ok) return refuse(query.error)
  const { after, lang } = query.value
  return handOver(context, { after, language: lang, email: context.person.email, expiresAt: context.expiresAt })
})

/** Who may look on was decided here. The tenant is told in words of ours: nothing the browser sent goes along. */
async function handOver(context: TenantContext, wanted: LiveRequest): Promise<Response> {
  const headers = { upgrade: 'websocket', 'x-shoulder-live': JSON.stringify(wanted) }
  const opened = await ask(context, () => context.tenant.fetch(new Request('https://tenant/live', { headers })))
  if (!opened.ok) return refuse(opened.error)
  if (opened.value.status !== 101) return refuse(TOO_MANY_OPEN)
  return (await isStillAllowed('read_customers', context)) ? opened.value : refuse(TAKEN_OUT)
}

const TAKEN_OUT: Refusal = { code: 'forbidden', detail: 'You may not do this.' }
const TOO_MANY_OPEN: Refusal = {
  code: 'too_many_requests',
  detail: 'This business has too many boards open. Close one.',
  headers: { 'retry-after': '60' },
}

function closeAtOnce(code: number): Response {
  const { 0: client, 1: server } = new WebSocketPair()
  server.accept()
  server.close(code)
  return new Response(null, { status: 101, webSocket: client })
}
