import { clock } from '../../tenants/base/clock.ts'
import { randomSecret } from '../../tenants/base/ids.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import type { FleetScope } from '../../tenants/contract/fleet-keys.ts'
import { API_KEY_LIFE_MS } from '../bounds.ts'
import type { Context, Route, SignedInContext } from '../context.ts'
import { findFleetKey, noteFleetKeyUse } from '../directory/fleet-keys.ts'
import { refuse, type Refusal } from '../respond.ts'
import { digestApiKey } from './api-key.ts'
import { limitPerson, limitTries } from './limits.ts'
import type { FleetAction } from './roles.ts'
import { forFleet } from './sign-in.ts'

/** Told apart from a business's key by everybody who sees one; neither opens what the other does. */
const PREFIX = 'shf_'
const KEY = /^shf_[0-9a-z]{52}$/

export function newFleetKey(): string {
  return PREFIX + randomSecret()
}

/** Lets those through who may do this to the fleet, and programs with a key of the platform that has the scope. */
export function forFleetKey(scope: FleetScope, action: FleetAction, route: Route<SignedInContext>): Route {
  const forPeople = forFleet(action, route)
  return async (request, context) => {
    const [scheme = '', key = ''] = (request.headers.get('authorization') ?? '').trim().split(/\s+/)
    if (scheme.toLowerCase() !== 'bearer' || !key.startsWith(PREFIX)) return forPeople(request, context)
    const opened = await openByKey(request, context, { key, scope })
    return opened.ok ? route(request, opened.value) : refuse(opened.error)
  }
}

async function openByKey(
  request: Request,
  context: Context,
  { key, scope }: { key: string; scope: FleetScope },
): Promise<Result<SignedInContext, Refusal>> {
  const { DIRECTORY } = context.env
  const held = KEY.test(key) ? await findFleetKey(DIRECTORY, await digestApiKey(key)) : null
  if (!held) {
    const limited = await limitTries(context, request)
    return limited.ok ? fail(UNKNOWN) : limited
  }
  const email = `fleet-key:${held.id}`
  const limited = await limitPerson(context.env, email, false)
  if (!limited.ok) return limited
  if (!held.scopes.includes(scope)) {
    return fail({ code: 'scope_missing', detail: `This key may not do that: it lacks the scope ${scope}.` })
  }
  const now = clock.now()
  // Nobody waits for it, and a call is not refused because it could not be noted.
  context.waitUntil(
    noteFleetKeyUse(DIRECTORY, held.id, now).catch((error: unknown) => {
      log('key_use_not_noted', context.traceId, { error: describeError(error) })
    }),
  )
  return succeed({
    ...context,
    person: { email, isAdmin: false, grants: [] },
    issuedAt: now,
    expiresAt: now + API_KEY_LIFE_MS,
  })
}

const UNKNOWN: Refusal = {
  code: 'token_invalid',
  detail: 'This key opens nothing. It may have been revoked.',
  headers: { 'www-authenticate': 'Bearer realm="shoulder", error="invalid_token"' },
}
