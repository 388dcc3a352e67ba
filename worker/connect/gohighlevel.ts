import type { IRequestStrict } from 'itty-router'
import { clock } from '../../tenants/base/clock.ts'
import { ASKED_SCOPES } from '../../tenants/providers/gohighlevel/scopes.ts'
import { forPerson, forTenant } from '../access/sign-in.ts'
import { askOutcome } from '../api/ask-outcome.ts'
import { changeKeys } from '../api/tenant-changes.ts'
import type { Context, Route, SignedInContext, TenantContext } from '../context.ts'
import { recordAccess } from '../directory/access-log.ts'
import { spendNonce } from '../directory/agencies.ts'
import { isSignedOut, redirect, signInUrl } from '../pages/app.ts'
import { layOut } from '../pages/layout.ts'
import type { RefusalCode } from '../refusal-codes.ts'
import { respondHtml } from '../respond.ts'
import { makeState, readState, type ConnectState } from './state.ts'

/** Longest a code or a state may be; GoHighLevel's codes are 40 characters. */
const PARAMETER_CHARS_MAX = 2_000

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
    state: makeState(SEALING_KEY, { tenantId, email: person.email, from }, clock.now()),
    loginWindowOpenMode: 'self',
  })
  return redirect(`${GHL_MARKETPLACE_URL}/v2/oauth/chooselocation?${query}`)
})

/**
 * `GET /connect/gohighlevel/callback?code=&state=`: back from there. The state was given to this person, for this
 * business, minutes ago, and opens once: nobody can be brought to connect an account that is not theirs.
 */
export const finishConnect: Route = async (request, context) => {
  if (await isSignedOut(request, context)) {
    const { pathname, search } = new URL(request.url)
    return redirect(signInUrl(context, pathname + search))
  }
  return comeBack(request, context)
}

const comeBack: Route = (request, context) =>
  forPerson((asked, signedIn: SignedInContext) => {
    const query = new URL(asked.url).searchParams
    const given = query.get('state') ?? ''
    const state =
      given.length > PARAMETER_CHARS_MAX ? null : readState(context.env.settings.SEALING_KEY, given, clock.now())
    if (!state) return Promise.resolve(apologise('stale'))
    if (state.email !== signedIn.person.email) return Promise.resolve(apologise('foreign'))
    const code = query.get('code') ?? ''
    if (code === '' || code.length > PARAMETER_CHARS_MAX)
      return Promise.resolve(toSettings(context, state, 'cancelled'))
    return forTenant('connect_crm', (_request, tenant) => connect(tenant, state, code))(
      withTenant(asked, state.tenantId),
      context,
    )
  })(request, context)

async function connect(context: TenantContext, state: ConnectState, code: string): Promise<Response> {
  const { env, tenant, tenantId, person } = context
  if (!(await spendNonce(env.DIRECTORY, state, clock.now()))) return apologise('stale')
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

function withTenant(request: IRequestStrict, tenantId: string): IRequestStrict {
  return Object.assign(request, { params: { ...request.params, id: tenantId } })
}

const SENTENCES = {
  stale:
    'This way back from GoHighLevel has been used before, or is too old. Open Shoulder, go to Settings, GoHighLevel, ' +
    'and press Connect once more. Nothing was changed.',
  foreign:
    'You are signed in as somebody else than the person who began to connect GoHighLevel. Sign in as that person, or ' +
    'begin again from your own settings. Nothing was changed.',
}

function apologise(why: keyof typeof SENTENCES): Response {
  const below = '<p><a href="/app">Shoulder</a></p>'
  return respondHtml(layOut({ language: 'en', title: 'GoHighLevel', sentence: SENTENCES[why], below }), 400)
}
