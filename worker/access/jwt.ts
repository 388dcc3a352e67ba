import { errors, jwtVerify, type JWTPayload } from 'jose'
import { SECOND_MS, type Instant } from '../../tenants/base/clock.ts'
import { fail, succeed, type Result } from '../../tenants/base/result.ts'
import { EMAIL_CHARS_MAX, JWT_LEEWAY_S, TOKEN_CHARS_MAX } from '../bounds.ts'
import type { Settings } from '../env.ts'
import type { Refusal } from '../respond.ts'
import { keysOf, TOKEN_ALGORITHM } from './team-keys.ts'

/** `email` has its ASCII letters in lower case. `issuedAt` tells one sign-in of a person from another. */
export type Identity = { email: string; issuedAt: number; expiresAt: Instant }

/**
 * Who Cloudflare Access says this is, from the JWT in the header
 * `Cf-Access-Jwt-Assertion` or the cookie `CF_Authorization`. The Worker can be reached past Access on other addresses,
 * so every token is verified here: RS256 by the team's keys, issuer, audience and time. Where both are there the header
 * counts alone, be it good or bad: Access sets it anew on each request, and a cookie may be somebody's from before.
 * Source: Cloudflare One, "Validate JWTs".
 */
export async function readIdentity(request: Request, settings: Settings): Promise<Result<Identity, Refusal>> {
  const token = request.headers.get('cf-access-jwt-assertion') ?? readCookie(request, 'CF_Authorization')
  if (!token) return unauthorized('token_missing', 'Sign in through Cloudflare Access.')
  const verified = await verify(token, settings)
  if (!verified.ok) return verified
  const { email, exp = 0, iat = 0 } = verified.value
  if (typeof email === 'string' && email.length <= EMAIL_CHARS_MAX && EMAIL.test(email)) {
    return succeed({ email: lowerEmail(email), issuedAt: iat, expiresAt: (exp + JWT_LEEWAY_S) * SECOND_MS })
  }
  return fail({ code: 'forbidden', detail: 'The token names no person.' })
}

const EMAIL = /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u

/**
 * One spelling for one person. Only ASCII letters are lowered: `toLowerCase` makes a plain k of the Kelvin sign, and so
 * one person of two. The directory compares alike (SQLite's `lower`).
 */
function lowerEmail(email: string): string {
  return email.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

async function verify(token: string, settings: Settings): Promise<Result<JWTPayload, Refusal>> {
  // Nothing of this size is Access's, and reading it costs.
  if (token.length > TOKEN_CHARS_MAX) return unauthorized('token_invalid', 'The token is not valid here.')
  try {
    const { payload } = await jwtVerify(token, keysOf(settings.ACCESS_TEAM_URL), {
      algorithms: [TOKEN_ALGORITHM],
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
