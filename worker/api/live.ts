import { LiveQuery } from '../../tenants/contract/live.ts'
import type { LiveRequest } from '../../tenants/contract/rpc.ts'
import { forTenant, isStillAllowed } from '../access/sign-in.ts'
import { ask, type Route, type TenantContext } from '../context.ts'
import { readQuery } from '../read-body.ts'
import { refuse, type Refusal } from '../respond.ts'
import { openSocket } from './open-socket.ts'

/** `GET /live/tenants/:id?after=&lang=`: the tenant's socket. */
export const openLive: Route = openSocket(
  forTenant('read_customers', async (request, context) => {
    const query = readQuery(request.url, LiveQuery)
    if (!query.ok) return refuse(query.error)
    const { after, lang } = query.value
    return handOver(context, { after, language: lang, email: context.person.email, expiresAt: context.expiresAt })
  }),
)

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
