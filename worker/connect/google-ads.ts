import { clock } from '../../tenants/base/clock.ts'
import { randomSecret } from '../../tenants/base/ids.ts'
import { ASKED_SCOPES } from '../../tenants/providers/google-ads/scopes.ts'
import { forTenant } from '../access/sign-in.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import { changeKeys } from '../api/tenant-changes.ts'
import type { Context, Route, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { redirect } from '../pages/app.ts'
import type { RefusalCode } from '../refusal-codes.ts'
import { refuse, type Refusal } from '../respond.ts'
import { makeState, type ConnectState } from './state.ts'
import { wayBack, withTenant } from './way-back.ts'

/** `GET /api/v1/connect/google-ads?tenant=&from=`: off to Google's page, where somebody gives leave. */
export const beginAdsConnect: Route = (request, context) => {
  const tenantId = new URL(request.url).searchParams.get('tenant') ?? ''
  return sendToGoogle(withTenant(request, tenantId), context)
}

const sendToGoogle = forTenant('connect_crm', async (request, { env, person, tenantId }) => {
  const from = new URL(request.url).searchParams.get('from') === 'join' ? 'join' : 'settings'
  const { GOOGLE_OAUTH_URL, GOOGLE_CLIENT_ID, SEALING_KEY, APP_URL } = env.settings
  if (GOOGLE_CLIENT_ID === undefined) return refuse(NOT_SET_UP)
  const verifier = randomSecret()
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: GOOGLE_CLIENT_ID,
    redirect_uri: callbackUrl(APP_URL),
    scope: ASKED_SCOPES.join(' '),
    state: makeState(SEALING_KEY, 'google_ads', { tenantId, email: person.email, from, verifier }, clock.now()),
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
    // For a token that outlives the hour, Google has to be asked so, and the person anew.
    access_type: 'offline',
    prompt: 'consent',
  })
  return redirect(`${GOOGLE_OAUTH_URL}/o/oauth2/v2/auth?${query}`)
})

const NOT_SET_UP: Refusal = {
  code: 'ads_refused',
  detail: 'Google Ads is not set up here: GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are not set.',
}

/** `GET /connect/google-ads/callback?code=&state=`: back from there. */
export const finishAdsConnect: Route = wayBack('google_ads', {
  connect,
  cancelled: (context, state) => toSettings(context, state, 'cancelled'),
})

async function connect(context: TenantContext, state: ConnectState, code: string): Promise<Response> {
  const { env, tenant, tenantId } = context
  await recordAccess(context, 'ads_changed', tenantId, 'connected')
  const way = { code, redirectUri: callbackUrl(env.settings.APP_URL), verifier: state.verifier ?? '' }
  const login = await askOutcome(context, () => tenant.takeAdsCode(way))
  if (!login.ok) return toSettings(context, state, login.error.code)
  if (login.value.kind !== 'account') return toSettings(context, state, login.value.kind)
  const { accountId, canTell } = login.value
  const connected = await connectAccount(context, accountId)
  return toSettings(context, state, connected.ok ? (canTell ? 'connected' : 'connected_partly') : connected.error.code)
}

/** The account is this business's alone. */
export function connectAccount(context: TenantContext, accountId: string): ReturnType<typeof changeKeys> {
  return changeKeys(context, { googleAdsCustomerId: accountId }, () => context.tenant.chooseAdsAccount(accountId))
}

/** Where they came from it is said what came of it. */
function toSettings({ env }: Context, { tenantId, from }: ConnectState, came: RefusalCode | Came): Response {
  if (from === 'join') return redirect(`${env.settings.APP_URL}/join?step=review&ads=${came}`)
  return redirect(`${env.settings.APP_URL}/app/${tenantId}/settings/googleads?came=${came}`)
}
/** `connected_partly`: what came of a click may not be told. */
type Came = 'connected' | 'connected_partly' | 'choose' | 'no_leave' | 'cancelled'

function callbackUrl(appUrl: string): string {
  return `${appUrl}/connect/google-ads/callback`
}

/** S256 of RFC 7636. */
async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
