import { readRetryAfter, type Http, type HttpAnswer } from './http.ts'
import type { Failed } from './model-driver.ts'

type Answered = Extract<HttpAnswer, { kind: 'answered' }>
type Broken = Exclude<HttpAnswer, Answered>

type Question = { url: string; headers: Record<string, string>; body: string; timeoutMs: number }

/**
 * Asks a model once, in JSON. An answer comes with a status of 2xx; `readCode` finds the provider's word for what is
 * wrong in any other. Who is asked again, and when, is decided in models.ts, which knows the deadline and the money.
 */
export async function ask(
  http: Http,
  question: Question,
  readCode: (text: string) => string,
): Promise<Answered | Failed> {
  const headers = { ...question.headers, 'Content-Type': 'application/json', Accept: 'application/json' }
  const answer = await http({ ...question, method: 'POST', headers })
  if (answer.kind !== 'answered') return describeBreak(answer.code)
  const isSuccess = answer.status >= 200 && answer.status < 300
  return isSuccess ? answer : describeStatus(answer.status, readCode(answer.text), answer.headers)
}

const OURS = new Set([400, 413, 422])
const PASSING = new Set([408, 409, 429])
/** Waiting brings no credit. */
const NO_CREDIT = 'insufficient_quota'

/** What an answer with another status than 2xx means; `code` is the provider's word for it. */
export function describeStatus(status: number, code: string, headers: Headers | undefined): Failed {
  return {
    kind: 'failed',
    isLate: false,
    isRetryable: code !== NO_CREDIT && (PASSING.has(status) || status >= 500),
    retryAfterMs: headers ? readWait(headers) : null,
    // A gateway that gave up may have left the work going on behind it.
    mayBeCharged: status === 408 || status >= 500,
    isOurs: OURS.has(status),
    detail: `${status} ${code}`,
  }
}

/** OpenAI says it in milliseconds as well. */
function readWait(headers: Headers): number | null {
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  return Number.isFinite(ms) && ms >= 0 ? Math.ceil(ms) : readRetryAfter(headers)
}

/** There was no answer; `code` is our way out's word for it. */
function describeBreak(code: Broken['code']): Failed {
  return {
    kind: 'failed',
    isLate: code === 'timeout',
    isRetryable: code === 'connection_lost' || code === 'origin_unreachable',
    retryAfterMs: null,
    mayBeCharged: code === 'timeout' || code === 'connection_lost',
    isOurs: false,
    detail: code,
  }
}

/** An answer that is none: cut off, or of another shape. */
export const UNREADABLE: Failed = {
  kind: 'failed',
  isLate: false,
  isRetryable: true,
  retryAfterMs: null,
  mayBeCharged: true,
  isOurs: false,
  detail: 'unreadable',
}
