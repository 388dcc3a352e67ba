import type * as v from 'valibot'
import { HOUR_MS, SECOND_MS } from '../../base/clock.ts'
import { readRetryAfter, type Http, type HttpAnswer, type HttpRequest } from '../http.ts'
import { parseAnswer } from '../parse.ts'
import type { Answer } from '../port.ts'
import { isTokenRefused, readLoss, type Loss } from './loss.ts'
import { refusal } from './refusal.ts'
import { scopeOf } from './scopes.ts'
import type { LocationTokens } from './tokens.ts'
import { GHL_VERSIONS, type GhlProduct } from './versions.ts'

export const GHL_TIMEOUT_MS = 8 * SECOND_MS
/** The documented window of 100 requests, for an answer without its header. */
const RATE_WINDOW_MS = 10 * SECOND_MS

export type Call = {
  product: GhlProduct
  method: HttpRequest['method']
  path: string
  body?: Record<string, unknown>
  /** What works without it goes on where its scope was not granted. */
  isOptional?: true
}

/** What all calls for one location share. GoHighLevel counts them by app and location, whoever makes them. */
export type CallBudget = {
  /** How long the next call has to wait; 0 where it may go, and it is counted then. */
  admit(): number
  /** What an answer says of the budget. */
  heard(answer: { status: number; headers: Headers }): void
}

export type Options = {
  apiUrl: string
  locationId: string
  tokens: LocationTokens
  http: Http
  budget?: CallBudget
  /** Told where an answer shows that asking again is of no use; `scope` is the permission that the call needs. */
  noteLoss?: (this: void, loss: Loss, scope: string | null) => void
}

export type Ask = <S extends v.GenericSchema>(call: Call, schema: S) => Promise<Answer<v.InferOutput<S>>>

/** The one way to GoHighLevel's API. A token that is refused is renewed once; the second refusal stands. */
export function askWithToken({ apiUrl, tokens, http, budget, noteLoss }: Options): Ask {
  const base = apiUrl.replace(/\/+$/, '')

  async function attempt(call: Call, token: string): Promise<HttpAnswer | { kind: 'no_room'; waitMs: number }> {
    const waitMs = budget?.admit() ?? 0
    if (waitMs > 0) return { kind: 'no_room', waitMs }
    const answer = await http({
      method: call.method,
      url: base + call.path,
      headers: {
        Authorization: `Bearer ${token}`,
        Version: GHL_VERSIONS[call.product],
        Accept: 'application/json',
        ...(call.body ? { 'Content-Type': 'application/json' } : {}),
      },
      body: call.body ? JSON.stringify(call.body) : null,
      timeoutMs: GHL_TIMEOUT_MS,
    })
    if (answer.kind === 'answered') budget?.heard(answer)
    return answer
  }

  function settle<S extends v.GenericSchema>(
    call: Call,
    answer: Awaited<ReturnType<typeof attempt>>,
    schema: S,
  ): Answer<v.InferOutput<S>> {
    if (answer.kind === 'no_room') {
      return { kind: 'unavailable', code: 'rate_budget_spent', retryAfterMs: answer.waitMs }
    }
    const loss = lossIn(call, answer)
    if (loss) noteLoss?.(loss, loss === 'scope_missing' ? scopeOf(call) : null)
    return read(call, answer, schema)
  }

  return async (call, schema) => {
    const token = await tokens.current()
    if (token.kind !== 'answered') return token
    const answer = await attempt(call, token.value)
    if (!isAnswered(answer) || !isTokenRefused(answer.status, answer.text)) return settle(call, answer, schema)
    const renewed = await tokens.renew(token.value)
    if (renewed.kind !== 'answered') return renewed
    return settle(call, await attempt(call, renewed.value), schema)
  }
}

/** Asked after the token has been renewed, so that the fault is not the token's. */
function lossIn(call: Call, answer: HttpAnswer): Loss | null {
  if (!isAnswered(answer)) return null
  const loss = readLoss(answer.status, answer.text)
  return loss === 'scope_missing' && call.isOptional ? null : loss
}

function isAnswered(answer: { kind: string }): answer is Extract<HttpAnswer, { kind: 'answered' }> {
  return answer.kind === 'answered'
}

function read<S extends v.GenericSchema>(call: Call, answer: HttpAnswer, schema: S): Answer<v.InferOutput<S>> {
  if (answer.kind === 'never_sent') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.kind === 'no_answer') return unsettled(call, answer.code)
  const { status, text, headers } = answer
  const code = `http_${status}`
  if (status >= 200 && status < 300) {
    const value = parseAnswer(schema, text)
    return value === null ? unsettled(call, 'answer_unreadable') : { kind: 'answered', value }
  }
  if (status >= 500 || status === 408) return unsettled(call, code)
  if (status === 429) return { kind: 'unavailable', code, retryAfterMs: rateWait(headers) }
  const loss = lossIn(call, answer)
  // What is lost is waited for: whoever mends it gets what was left undone.
  if (loss) return { kind: 'unavailable', code: loss, retryAfterMs: HOUR_MS }
  if (readLoss(status, text) === 'scope_missing') {
    return {
      kind: 'refused',
      code: 'scope_missing',
      detail: 'GoHighLevel was not asked for this permission, or said no',
    }
  }
  if (status < 400 || status === 401) return { kind: 'unavailable', code, retryAfterMs: null }
  return refusal(status, text)
}

/** What became of a write is unknown; a read can simply be asked again. */
function unsettled(call: Call, code: string): Answer<never> {
  return call.method === 'GET' ? { kind: 'unavailable', code, retryAfterMs: null } : { kind: 'in_doubt', code }
}

function rateWait(headers: Headers): number {
  if (headers.get('x-ratelimit-daily-remaining') === '0') return HOUR_MS
  const windowMs = Number(headers.get('x-ratelimit-interval-milliseconds') ?? Number.NaN)
  const isUsable = windowMs > 0 && windowMs <= HOUR_MS
  return readRetryAfter(headers) ?? (isUsable ? windowMs : RATE_WINDOW_MS)
}
