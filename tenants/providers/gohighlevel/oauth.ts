import * as v from 'valibot'
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../base/clock.ts'
import { readRetryAfter, type Http, type HttpAnswer } from '../http.ts'
import { parseAnswer } from '../parse.ts'
import type { Answer } from '../port.ts'
import { readLoss } from './loss.ts'
import { readScopes } from './scopes.ts'
import { GHL_VERSIONS } from './versions.ts'

/** Two of these and a call, all of it twice after a 401, stay within an outbox claim; `api.test.ts` adds them up. */
export const OAUTH_TIMEOUT_MS = 5 * SECOND_MS
/** What only a person can mend (credentials, an app removed from the location) is not asked for at every turn. */
const REFUSED_RETRY_MS = 5 * MINUTE_MS
const LOST_RETRY_MS = HOUR_MS

const Token = v.pipe(v.string(), v.minLength(1), v.maxLength(10_000))
const Life = v.pipe(v.number(), v.minValue(0), v.maxValue(31_536_000))
const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(100))

const AgencyAnswer = v.object({ access_token: Token, companyId: Id })
const LocationAnswer = v.object({ access_token: Token, expires_in: Life, scope: v.nullish(v.string()) })
const PairAnswer = v.object({
  access_token: Token,
  expires_in: Life,
  refresh_token: Token,
  scope: v.nullish(v.string()),
  userType: v.picklist(['Company', 'Location']),
  companyId: v.nullish(Id),
  locationId: v.nullish(Id),
})

export type OAuthApp = { apiUrl: string; clientId: string; clientSecret: string; http: Http; now(): Instant }

export type LocationToken = { token: string; expiresAt: Instant }

/** What an installation gives. The refresh token opens one time, and the answer to that brings the next. */
export type Pair = { access: string; expiresAt: Instant; refresh: string; scopes: string[] }

/** Who an installation is for: one location, or an agency with all of its. */
export type Installed = { pair: Pair } & (
  { kind: 'location'; locationId: string; companyId: string | null } | { kind: 'agency'; companyId: string }
)

/** `revoked`: the token is dead, and only a person who installs the app again brings another. */
export type PairAnswer = Answer<Installed> | { kind: 'revoked' }

/** The code that the chooser sends somebody back with, once, within minutes. */
export function exchangeCode(app: OAuthApp, code: string, redirectUri: string): Promise<PairAnswer> {
  return fetchPair(app, { grant_type: 'authorization_code', code, redirect_uri: redirectUri })
}

/** Within 30 s a repeat gives the same pair once more; after that the token is spent. */
export function refreshPair(app: OAuthApp, refresh: string, userType: 'Company' | 'Location'): Promise<PairAnswer> {
  return fetchPair(app, { grant_type: 'refresh_token', refresh_token: refresh, user_type: userType })
}

async function fetchPair(app: OAuthApp, form: Record<string, string>): Promise<PairAnswer> {
  const askedAt = app.now()
  const answer = await post(app, '/oauth/token', {}, { ...credentials(app), ...form })
  if (saysGrantInvalid(answer)) return { kind: 'revoked' }
  const pair = readOk(PairAnswer, answer)
  if (!pair) return failure('token', answer)
  const { access_token: access, refresh_token: refresh, companyId, locationId } = pair
  const kept = { access, refresh, expiresAt: askedAt + pair.expires_in * SECOND_MS, scopes: readScopes(pair.scope) }
  if (pair.userType === 'Location') {
    if (!locationId) return { kind: 'unavailable', code: 'token_without_location', retryAfterMs: null }
    return { kind: 'answered', value: { pair: kept, kind: 'location', locationId, companyId: companyId ?? null } }
  }
  if (!companyId) return { kind: 'unavailable', code: 'token_without_agency', retryAfterMs: null }
  return { kind: 'answered', value: { pair: kept, kind: 'agency', companyId } }
}

/** Our own agency's token, for locations that have not installed the app themselves. Used at once and not kept. */
export async function fetchOwnAgencyToken(app: OAuthApp): Promise<Answer<{ token: string; companyId: string }>> {
  const form = { ...credentials(app), grant_type: 'client_credentials', user_type: 'Company' }
  const answer = await post(app, '/oauth/token', {}, form)
  const agency = readOk(AgencyAnswer, answer)
  if (!agency) return failure('agency_token', answer)
  return { kind: 'answered', value: { token: agency.access_token, companyId: agency.companyId } }
}

/** A location's token from its agency's. It cannot be refreshed: when it ends, another is minted. */
export async function mintLocationToken(
  app: OAuthApp,
  agency: { token: string; companyId: string },
  locationId: string,
): Promise<Answer<LocationToken & { scopes: string[] }>> {
  const askedAt = app.now()
  const headers = { Authorization: `Bearer ${agency.token}`, Version: GHL_VERSIONS.oauth }
  const answer = await post(app, '/oauth/locationToken', headers, { companyId: agency.companyId, locationId })
  const location = readOk(LocationAnswer, answer)
  if (!location) return failure('location_token', answer)
  const expiresAt = askedAt + location.expires_in * SECOND_MS
  return { kind: 'answered', value: { token: location.access_token, expiresAt, scopes: readScopes(location.scope) } }
}

function credentials({ clientId, clientSecret }: OAuthApp): Record<string, string> {
  return { client_id: clientId, client_secret: clientSecret }
}

function post(
  { apiUrl, http }: OAuthApp,
  path: string,
  headers: Record<string, string>,
  form: Record<string, string>,
): Promise<HttpAnswer> {
  return http({
    method: 'POST',
    url: apiUrl.replace(/\/+$/, '') + path,
    headers: { ...headers, Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
    timeoutMs: OAUTH_TIMEOUT_MS,
  })
}

function readOk<S extends v.GenericSchema>(schema: S, answer: HttpAnswer): v.InferOutput<S> | null {
  const isOk = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300
  return isOk ? parseAnswer(schema, answer.text) : null
}

/** By its words: wrong credentials of ours answer with the same statuses and must not end anybody's connection. */
function saysGrantInvalid(answer: HttpAnswer): boolean {
  if (answer.kind !== 'answered' || (answer.status !== 400 && answer.status !== 401)) return false
  return /invalid[_ ]grant/i.test(answer.text)
}

/** Never in doubt: asking for a token changes nothing that a repeat would not bring about as well. */
function failure(what: string, answer: HttpAnswer): Answer<never> {
  if (answer.kind !== 'answered') return { kind: 'unavailable', code: `${what}_${answer.code}`, retryAfterMs: null }
  // By GoHighLevel's words our credentials or the location are refused: nothing but a person's doing helps.
  const loss = readLoss(answer.status, answer.text)
  if (loss) return { kind: 'unavailable', code: loss, retryAfterMs: LOST_RETRY_MS }
  const isRefusal = answer.status >= 400 && answer.status < 500 && answer.status !== 429
  const retryAfterMs = isRefusal ? REFUSED_RETRY_MS : readRetryAfter(answer.headers)
  return { kind: 'unavailable', code: `${what}_http_${answer.status}`, retryAfterMs }
}
