import * as v from 'valibot'
import { MINUTE_MS, SECOND_MS, type Instant } from '../../base/clock.ts'
import { readRetryAfter, type Http, type HttpAnswer } from '../http.ts'
import { parseAnswer } from '../parse.ts'
import type { Answer } from '../port.ts'
import { GHL_VERSIONS } from './versions.ts'

/** Two of these and a call, all of it twice after a 401, stay within an outbox claim; `api.test.ts` adds them up. */
export const OAUTH_TIMEOUT_MS = 5 * SECOND_MS
/** A token this near to its end may end on the way. */
const EXPIRY_MARGIN_MS = MINUTE_MS
/** What only a person can mend (credentials, an app removed from the location) is not asked for at every turn. */
const REFUSED_RETRY_MS = 5 * MINUTE_MS

export type LocationToken = { token: string; expiresAt: Instant }

export type LocationTokens = {
  /** A token that is good for at least a minute by our clock. */
  current(): Promise<Answer<string>>
  /** Another token than `refused`, which the provider did not accept. */
  renew(refused: string): Promise<Answer<string>>
}

const AgencyAnswer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  companyId: v.pipe(v.string(), v.minLength(1)),
})
const LocationAnswer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  expires_in: v.pipe(v.number(), v.minValue(0), v.maxValue(31_536_000)),
})

type Credentials = {
  apiUrl: string
  clientId: string
  clientSecret: string
  locationId: string
  http: Http
  now(): Instant
}

/**
 * Tokens of one location. `load` and `save` persist them. Of several callers one asks, the others wait for its answer.
 */
export function locationTokens(
  options: Credentials & { load(): Promise<LocationToken | null>; save(token: LocationToken): Promise<void> },
): LocationTokens {
  let held: LocationToken | null = null
  let pending: Promise<Answer<string>> | null = null

  async function mint(): Promise<Answer<string>> {
    const minted = await mintLocationToken(options)
    if (minted.kind !== 'answered') return minted
    held = minted.value
    await options.save(held)
    return { kind: 'answered', value: held.token }
  }

  async function loadOrMint(): Promise<Answer<string>> {
    held ??= await options.load()
    return usable() ?? mint()
  }

  function alone(task: () => Promise<Answer<string>>): Promise<Answer<string>> {
    pending ??= task().finally(() => {
      pending = null
    })
    return pending
  }

  function usable(): Answer<string> | null {
    const isFresh = held !== null && held.expiresAt - EXPIRY_MARGIN_MS > options.now()
    return held && isFresh ? { kind: 'answered', value: held.token } : null
  }

  return {
    async current() {
      return pending ?? usable() ?? alone(loadOrMint)
    },
    async renew(refused) {
      const hasOther = held !== null && held.token !== refused
      return pending ?? (hasOther ? usable() : null) ?? alone(mint)
    },
  }
}

/** The agency token opens every location of the agency and is needed once a day, so it is used and not kept. */
async function mintLocationToken(credentials: Credentials): Promise<Answer<LocationToken>> {
  const askedAt = credentials.now()
  const agencyAnswer = await post(
    credentials,
    '/oauth/token',
    {},
    {
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      grant_type: 'client_credentials',
      user_type: 'Company',
    },
  )
  const agency = readOk(AgencyAnswer, agencyAnswer)
  if (!agency) return failure('agency_token', agencyAnswer)
  const locationAnswer = await post(
    credentials,
    '/oauth/locationToken',
    { Authorization: `Bearer ${agency.access_token}`, Version: GHL_VERSIONS.oauth },
    { companyId: agency.companyId, locationId: credentials.locationId },
  )
  const location = readOk(LocationAnswer, locationAnswer)
  if (!location) return failure('location_token', locationAnswer)
  const expiresAt = askedAt + location.expires_in * SECOND_MS
  return { kind: 'answered', value: { token: location.access_token, expiresAt } }
}

function post(
  { apiUrl, http }: Credentials,
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

/** Never in doubt: asking for a token changes nothing, so it can always be asked for again. */
function failure(what: string, answer: HttpAnswer): Answer<never> {
  if (answer.kind !== 'answered') return { kind: 'unavailable', code: `${what}_${answer.code}`, retryAfterMs: null }
  const isRefusal = answer.status >= 400 && answer.status < 500 && answer.status !== 429
  const retryAfterMs = isRefusal ? REFUSED_RETRY_MS : readRetryAfter(answer.headers)
  return { kind: 'unavailable', code: `${what}_http_${answer.status}`, retryAfterMs }
}
