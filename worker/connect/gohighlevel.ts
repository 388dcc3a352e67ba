import { clock } from '../../tenants/base/clock.ts'
import { ASKED_SCOPES } from '../../tenants/providers/gohighlevel/scopes.ts'
import { forTenant } from '../access/sign-in.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import { changeKeys } from '../api/tenant-changes.ts'
import type { Context, Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { redirect } from '../pages/app.ts'
import type { RefusalCode } from '../refusal-codes.ts'
import { makeState, type ConnectState } from './state.ts'
import { wayBack, withTenant } from './way-back.ts'

/** `GET /api/v1/connect/gohighlevel?tenant=&from=`: off to the page where somebody chooses their account. */
export const beginConnect: Route = (request, context) => {
  const tenantId = new URL(request.url).searchParams.get('tenant') ?? ''
  return sendToChooser(withTenant(request, tenantId), context)
}

const sendToChooser = forTenant('connect_crm', async (request, { env, person, tenantId }) => {
  const from = new URL(request.url).searchParams.get('from') === 'join' ? 'join' : 'settings'
  const { GHL_MARKETPLACE_URL, GHL_CLIENT_ID, SEALING_KEY } = env.settings
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: GHL_CLIENT_ID,
    redirect_uri: callbackUrl(env.settings.APP_URL),
    scope: ASKED_SCOPES.join(' '),
    state: makeState(SEALING_KEY, 'gohighlevel', { tenantId, email: person.email, from }, clock.now()),
    loginWindowOpenMode: 'self',
  })
  return redirect(`${GHL_MARKETPLACE_URL}/v2/oauth/chooselocation?${query}`)
})

/** `GET /connect/gohighlevel/callback?code=&state=`: back from there. */
export const finishConnect: Route = wayBack('gohighlevel', {
  connect,
  cancelled: (context, state) => toSettings(context, state, 'cancelled'),
})

async function connect(context: TenantContext, state: ConnectState, code: string): Promise<Response> {
  const { env, tenant, tenantId, person } = context
  await recordAccess(context, 'crm_changed', tenantId, 'connected')
  const redirectUri = callbackUrl(env.settings.APP_URL)
  const install = await askOutcome(context, () => tenant.takeCrmCode(code, redirectUri, person.email))
  if (!install.ok) return toSettings(context, state, install.error.code)
  if (install.value.kind === 'agency') return toSettings(context, state, 'choose')
  const { locationId } = install.value
  const connected = await changeKeys(context, { ghlLocationId: locationId }, () =>
    tenant.connectCrm({ kind: 'own', locationId }),
  )
  return toSettings(context, state, connected.ok ? 'connected' : connected.error.code)
}

/** Where they came from it is said what came of it. */
function toSettings({ env }: Context, { tenantId, from }: ConnectState, came: RefusalCode | Came): Response {
  if (from === 'join') return redirect(`${env.settings.APP_URL}/join?step=gohighlevel&came=${came}`)
  return redirect(`${env.settings.APP_URL}/app/${tenantId}/settings/gohighlevel?came=${came}`)
}
type Came = 'connected' | 'choose' | 'cancelled'

function callbackUrl(appUrl: string): string {
  return `${appUrl}/connect/gohighlevel/callback`
}
