import * as v from 'valibot'
import { SECOND_MS } from '../../base/clock.ts'
import { readRetryAfter, type Http, type HttpAnswer, type HttpStream } from '../http.ts'
import type { AccessTokens } from '../one-at-a-time.ts'
import type { Answer } from '../port.ts'
import { isTokenRefused, judgeFailure, lossIn, readFailure, type AdsLoss, type Failure } from './refusal.ts'

const ADS_TIMEOUT_MS = 8 * SECOND_MS

export type Options = {
  apiUrl: string
  conversionsUrl: string
  tokens: AccessTokens
  http: Http
  stream: HttpStream
  /** Told where an answer shows that asking again is of no use. */
  noteLoss?: (this: void, loss: AdsLoss) => void
}

export type Call = {
  method: 'GET' | 'POST'
  url: string
  body?: unknown
  /** The manager that leads to the account; null where it is reached without one. */
  throughId?: string | null
  /** Whether it changes anything there. */
  isWrite: boolean
}

/** `requestRef` is Google's own name for the request, by which its support finds it. */
export type Told<T> = { value: T; requestRef: string | null }
export type Ask = <S extends v.GenericSchema>(call: Call, schema: S) => Promise<Answer<Told<v.InferOutput<S>>>>

/** The one way to Google. A token that is refused is renewed once; the second refusal stands. */
export function askGoogle(options: Options): Ask {
  const { http, tokens, noteLoss } = options

  async function attempt(call: Call, token: string): Promise<Attempted> {
    const answer = await http({
      ...{ method: call.method, url: call.url, headers: headersOf(call, token) },
      body: call.body === undefined ? null : JSON.stringify(call.body),
      timeoutMs: ADS_TIMEOUT_MS,
    })
    if (answer.kind !== 'answered') return { answer, failure: null, json: undefined }
    const json = parseJson(answer.text)
    return { answer, json, failure: isOk(answer.status) ? null : readFailure(json) }
  }

  return async (call, schema) => {
    const token = await tokens.current()
    if (token.kind !== 'answered') return token
    let attempted = await attempt(call, token.value)
    const { answer, failure } = attempted
    if (answer.kind === 'answered' && !isOk(answer.status) && isTokenRefused(answer.status, failure)) {
      const renewed = await tokens.renew(token.value)
      if (renewed.kind !== 'answered') return renewed
      attempted = await attempt(call, renewed.value)
    }
    const loss = lossIn(attempted.failure)
    if (loss !== null) noteLoss?.(loss)
    return settle(call, attempted, schema)
  }
}

type Attempted = { answer: HttpAnswer; failure: Failure | null; json: unknown }

export function headersOf({ body, throughId }: Pick<Call, 'body' | 'throughId'>, token: string) {
  return {
    Authorization: `Bearer ${token}`,
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(throughId ? { 'login-customer-id': throughId } : {}),
  }
}

function settle<S extends v.GenericSchema>(
  { isWrite }: Call,
  { answer, failure, json }: Attempted,
  schema: S,
): Answer<Told<v.InferOutput<S>>> {
  if (answer.kind === 'never_sent') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.kind === 'no_answer') return unsettled(isWrite, answer.code)
  const { status, headers } = answer
  if (isOk(status)) {
    const parsed = v.safeParse(schema, json)
    const requestRef = headers.get('request-id')
    return parsed.success
      ? { kind: 'answered', value: { value: parsed.output, requestRef } }
      : unsettled(isWrite, 'answer_unreadable')
  }
  return judge(status, headers, failure, isWrite)
}

export function judge(status: number, headers: Headers, failure: Failure | null, isWrite: boolean): Answer<never> {
  if (failure) return judgeFailure(failure, isWrite)
  // What says no in other words than Google's stands between us.
  const code = `http_${status}`
  if (status === 429) return { kind: 'unavailable', code, retryAfterMs: readRetryAfter(headers) ?? 30 * SECOND_MS }
  if (status >= 500 || status === 408) return unsettled(isWrite, code)
  return { kind: 'unavailable', code, retryAfterMs: null }
}

/** What became of a change is unknown; a question can simply be asked again. */
export function unsettled(isWrite: boolean, code: string): Answer<never> {
  return isWrite ? { kind: 'in_doubt', code } : { kind: 'unavailable', code, retryAfterMs: null }
}

export function isOk(status: number): boolean {
  return status >= 200 && status < 300
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
