import { errors, jwtVerify, type JWTPayload } from 'jose'
import { SECOND_MS, type Instant } from '../../tenants/base/clock.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { JWT_LEEWAY_S } from '../bounds.ts'
import type { Settings } from '../env.ts'
import type { Refusal } from '../respond.ts'
import { keysOf } from './team-keys.ts'

/** `email` is lower-case. */
export type Identity = { email: string; expiresAt: Instant }

/**
 * Who Cloudflare Access says this is, from the JWT in the header
 * `Cf-Access-Jwt-Assertion` or the cookie `CF_Authorization`. The Worker can be reached past Access on other addresses,
 * so every token is verified here: RS256 by the team's keys, issuer, audience and time.
 * Source: Cloudflare One, "Validate JWTs".
 */
export async function readIdentity(request: Request, settings: Settings): Promise<Result<Identity, Refusal>> {
  const token = request.headers.get('cf-access-jwt-assertion') ?? readCookie(request, 'CF_Authorization')
  if (!token) return unauthorized('token_missing', 'Sign in through Cloudflare Access.')
  const verified = await verify(token, settings)
  if (!verified.ok) return verified
  const { email, exp = 0 } = verified.value
  if (typeof email === 'string' && email.includes('@')) {
    return succeed({ email: email.toLowerCase(), expiresAt: (exp + JWT_LEEWAY_S) * SECOND_MS })
  }
  return fail({ code: 'forbidden', detail: 'The token names no person.' })
}

async function verify(token: string, settings: Settings): Promise<Result<JWTPayload, Refusal>> {
  try {
    const { payload } = await jwtVerify(token, keysOf(settings.ACCESS_TEAM_URL), {
      algorithms: ['RS256'],
      issuer: settings.ACCESS_TEAM_URL,
      audience: settings.ACCESS_AUD,
      requiredClaims: ['exp'],
      clockTolerance: JWT_LEEWAY_S,
    })
    return succeed(payload)
  } catch (error) {
    if (isTokenFault(error)) return unauthorized('token_invalid', 'The token is not valid here or not any more.')
    return fail({
      code: 'access_unreachable',
      detail: 'The keys that check sign-ins could not be fetched. Try again in a moment.',
      headers: { 'retry-after': '5' },
    })
  }
}

/** Everything else means that the keys did not come, or came in a shape nobody can use. */
function isTokenFault(error: unknown): boolean {
  return (
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWTExpired ||
    error instanceof errors.JWTClaimValidationFailed ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  )
}

function readCookie(request: Request, name: string): string | null {
  const cookies = (request.headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim())
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
}

function unauthorized(code: 'token_missing' | 'token_invalid', detail: string): Result<never, Refusal> {
  return fail({ code, detail, headers: { 'www-authenticate': 'Bearer realm="shoulder"' } })
}
