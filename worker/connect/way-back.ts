import type { IRequestStrict } from 'itty-router'
import { clock } from '../../tenants/base/clock.ts'
import { forPerson, forTenant } from '../access/sign-in.ts'
import type { Context, Route, SignedInContext, TenantContext } from '../context.ts'
import { spendNonce } from '../directory/agencies.ts'
import { isSignedOut, redirect, signInUrl } from '../pages/app.ts'
import { layOut } from '../pages/layout.ts'
import { respondHtml } from '../respond.ts'
import { readState, type ConnectProvider, type ConnectState } from './state.ts'

/** Longest a code or a state may be; GoHighLevel's codes are 40 characters, Google's under 300. */
const PARAMETER_CHARS_MAX = 2_000

const NAMES: Record<ConnectProvider, string> = { gohighlevel: 'GoHighLevel', google_ads: 'Google Ads' }

/**
 * Back from a provider's page, with `code` and `state`. The state was given to this person, for this business, minutes
 * ago, and opens once: nobody can be brought to connect an account that is not theirs.
 */
export function wayBack(
  provider: ConnectProvider,
  then: {
    /** The code is good for one try, and the state is spent by now. */
    connect(context: TenantContext, state: ConnectState, code: string): Promise<Response>
    cancelled(context: Context, state: ConnectState): Response
  },
): Route {
  const comeBack: Route = (request, context) =>
    forPerson((asked, signedIn: SignedInContext) => {
      const query = new URL(asked.url).searchParams
      const given = query.get('state') ?? ''
      const { SEALING_KEY } = context.env.settings
      const isShort = given.length <= PARAMETER_CHARS_MAX
      const state = isShort ? readState(SEALING_KEY, provider, given, clock.now()) : null
      if (!state) return Promise.resolve(apologise(provider, 'stale'))
      if (state.email !== signedIn.person.email) return Promise.resolve(apologise(provider, 'foreign'))
      const code = query.get('code') ?? ''
      if (code === '' || code.length > PARAMETER_CHARS_MAX) return Promise.resolve(then.cancelled(context, state))
      return forTenant('connect_crm', async (_request, tenant) => {
        const isFirst = await spendNonce(tenant.env.DIRECTORY, state, clock.now())
        return isFirst ? then.connect(tenant, state, code) : apologise(provider, 'stale')
      })(withTenant(asked, state.tenantId), context)
    })(request, context)

  return async (request, context) => {
    if (await isSignedOut(request, context)) {
      const { pathname, search } = new URL(request.url)
      return redirect(signInUrl(context, pathname + search))
    }
    return comeBack(request, context)
  }
}

export function withTenant(request: IRequestStrict, tenantId: string): IRequestStrict {
  return Object.assign(request, { params: { ...request.params, id: tenantId } })
}

function apologise(provider: ConnectProvider, why: 'stale' | 'foreign'): Response {
  const name = NAMES[provider]
  const sentences = {
    stale:
      `This way back from ${name} has been used before, or is too old. Open Shoulder, go to Settings, ${name}, ` +
      'and press Connect once more. Nothing was changed.',
    foreign:
      `You are signed in as somebody else than the person who began to connect ${name}. Sign in as that person, or ` +
      'begin again from your own settings. Nothing was changed.',
  }
  const below = '<p><a href="/app">Shoulder</a></p>'
  return respondHtml(layOut({ language: 'en', title: name, sentence: sentences[why], below }), 400)
}
