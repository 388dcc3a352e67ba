import * as v from 'valibot'
import { MINUTE_MS, SECOND_MS, type Instant } from '../../base/clock.ts'
import { readRetryAfter, type Http, type HttpAnswer } from '../http.ts'
import type { AccessToken } from '../one-at-a-time.ts'
import { parseAnswer } from '../parse.ts'
import type { Answer } from '../port.ts'

export const OAUTH_TIMEOUT_MS = 5 * SECOND_MS
/** What only a person can mend is not asked for at every turn. */
const REFUSED_RETRY_MS = 5 * MINUTE_MS

const Token = v.pipe(v.string(), v.minLength(1), v.maxLength(10_000))
const Life = v.pipe(v.number(), v.minValue(0), v.maxValue(86_400))
const Refreshed = v.object({ access_token: Token, expires_in: Life })
/** Google gives a refresh token where it was asked for access offline, and the consent was given anew. */
const Granted = v.object({ ...Refreshed.entries, refresh_token: Token, scope: v.optional(v.string(), '') })
const Refusal = v.object({ error: v.string() })

export type OAuthApp = { oauthUrl: string; clientId: string; clientSecret: string; http: Http; now(): Instant }

export type Grant = { access: AccessToken; refresh: string; scopes: string[] }

/** `revoked`: what was shown opens nothing any more, and only a person who gives leave again helps. */
type OrRevoked<T> = Answer<T> | { kind: 'revoked' }

/** Google's own page is on one host, and what programs ask on another; anywhere else both are on one. */
export function tokenUrlOf(oauthUrl: string): string {
  return oauthUrl === 'https://accounts.google.com' ? 'https://oauth2.googleapis.com' : oauthUrl
}

/** The code that somebody comes back with, once, within minutes. `verifier` is what its challenge was made of. */
export async function exchangeCode(
  app: OAuthApp,
  { code, redirectUri, verifier }: { code: string; redirectUri: string; verifier: string },
): Promise<OrRevoked<Grant>> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
  const askedAt = app.now()
  const answer = await post(app, '/token', { ...credentials(app), ...form })
  if (saysGrantInvalid(answer)) return { kind: 'revoked' }
  const granted = readOk(Granted, answer)
  if (!granted) return failure(answer)
  const access = { token: granted.access_token, expiresAt: askedAt + granted.expires_in * SECOND_MS }
  const scopes = granted.scope.split(/\s+/).filter(Boolean)
  return { kind: 'answered', value: { access, refresh: granted.refresh_token, scopes } }
}

/** Gives no new refresh token: the one that was shown stays good until somebody takes the leave back. */
export async function refreshAccess(app: OAuthApp, refresh: string): Promise<OrRevoked<AccessToken>> {
  const askedAt = app.now()
  const form = { grant_type: 'refresh_token', refresh_token: refresh }
  const answer = await post(app, '/token', { ...credentials(app), ...form })
  if (saysGrantInvalid(answer)) return { kind: 'revoked' }
  const token = readOk(Refreshed, answer)
  if (!token) return failure(answer)
  const expiresAt = askedAt + token.expires_in * SECOND_MS
  return { kind: 'answered', value: { token: token.access_token, expiresAt } }
}

/** Takes back the leave that a person gave. One that is gone already is what was wanted. */
export async function revokeGrant(app: OAuthApp, refresh: string): Promise<Answer<null>> {
  const answer = await post(app, '/revoke', { token: refresh })
  if (answer.kind === 'answered' && (answer.status === 200 || answer.status === 400)) {
    return { kind: 'answered', value: null }
  }
  return failure(answer)
}

function credentials({ clientId, clientSecret }: OAuthApp): Record<string, string> {
  return { client_id: clientId, client_secret: clientSecret }
}

function post({ oauthUrl, http }: OAuthApp, path: string, form: Record<string, string>): Promise<HttpAnswer> {
  return http({
    method: 'POST',
    url: tokenUrlOf(oauthUrl) + path,
    headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    timeoutMs: OAUTH_TIMEOUT_MS,
  })
}

function readOk<S extends v.GenericSchema>(schema: S, answer: HttpAnswer): v.InferOutput<S> | null {
  const isOk = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300
  return isOk ? parseAnswer(schema, answer.text) : null
}

/** By its words: wrong credentials of ours answer with the same status and must not end anybody's connection. */
function saysGrantInvalid(answer: HttpAnswer): boolean {
  if (answer.kind !== 'answered' || answer.status !== 400) return false
  return parseAnswer(Refusal, answer.text)?.error === 'invalid_grant'
}

/** Never in doubt: asking for a token changes nothing that a repeat would not bring about as well. */
function failure(answer: HttpAnswer): Answer<never> {
  if (answer.kind !== 'answered') return { kind: 'unavailable', code: `token_${answer.code}`, retryAfterMs: null }
  const isRefusal = answer.status >= 400 && answer.status < 500 && answer.status !== 429
  const retryAfterMs = isRefusal ? REFUSED_RETRY_MS : readRetryAfter(answer.headers)
  return { kind: 'unavailable', code: `token_http_${answer.status}`, retryAfterMs }
}
