import { HOUR_MS, clock } from '../../tenants/base/clock.ts'
import { randomSecret } from '../../tenants/base/ids.ts'
import { describeError, log } from '../../tenants/base/log.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { API_KEY_LIFE_MS } from '../bounds.ts'
import type { Context, SignedInContext } from '../context.ts'
import { findKey, noteUse, type HeldKey } from '../directory/api-keys.ts'
import type { Refusal } from '../respond.ts'
import { limitPerson, limitTries } from './limits.ts'

/** So that a key that was published by mistake is known for what it is, by people and by those who look for such. */
const PREFIX = 'shk_'
const KEY = /^shk_[0-9a-z]{52}$/

/** 256 random bits, so that its digest needs neither salt nor slowness. */
export function newApiKey(): string {
  return PREFIX + randomSecret()
}

export async function digestApiKey(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The key that a request carries, or null where it carries none of ours. */
export function readBearer(request: Request): string | null {
  const [scheme = '', key = ''] = (request.headers.get('authorization') ?? '').trim().split(/\s+/)
  return scheme.toLowerCase() === 'bearer' && key.startsWith(PREFIX) ? key : null
}

/**
 * Whoever carries a key acts as a technician of the one business that it belongs to, within its scopes. It is found by
 * its digest, so that no comparison takes longer the more of it is right.
 */
export async function signInByKey(
  request: Request,
  context: Context,
  bearer: string,
): Promise<Result<SignedInContext, Refusal>> {
  const { DIRECTORY } = context.env
  const key = KEY.test(bearer) ? await findKey(DIRECTORY, await digestApiKey(bearer)) : null
  if (!key) {
    const limited = await limitTries(context, request)
    return limited.ok ? fail(UNKNOWN) : limited
  }
  const email = `api-key:${key.keyId}`
  const limited = await limitPerson(context.env, email, false)
  if (!limited.ok) return limited
  const now = clock.now()
  context.waitUntil(noteKeyUse(context, key))
  const { keyId, tenantId, name, scopes } = key
  const person = {
    email,
    isAdmin: false,
    grants: [{ role: 'technician' as const, tenantId }],
    key: { keyId, tenantId, name, scopes },
  }
  // One line an hour in the log of who looked at what, as with a person's sign-in.
  const issuedAt = Math.floor(now / HOUR_MS)
  return succeed({ ...context, person, issuedAt, expiresAt: now + API_KEY_LIFE_MS })
}

/** Nobody waits for it, and a call is not refused because it could not be noted. */
async function noteKeyUse({ env, traceId }: Context, key: HeldKey): Promise<void> {
  await noteUse(env.DIRECTORY, key, clock.now()).catch((error: unknown) => {
    log('key_use_not_noted', traceId, { error: describeError(error) })
  })
}

const UNKNOWN: Refusal = {
  code: 'token_invalid',
  detail: 'This key opens nothing. It may have been revoked.',
  headers: { 'www-authenticate': 'Bearer realm="shoulder", error="invalid_token"' },
}
