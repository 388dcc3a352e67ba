import { readRetryAfter, type Http } from './http.ts'
import type { Failed } from './model-driver.ts'

/** Our way out had no answer. `code` is its own word for it. */
class NoAnswer extends Error {
  readonly code: 'timeout' | 'connection_lost' | 'request_invalid' | 'origin_unreachable'
  constructor(code: NoAnswer['code']) {
    // Without its word: an SDK that reads of a time-out throws an error of its own, and this one is lost.
    super('There was no answer.')
    this.code = code
  }
}

/** Of an answer's head, what SDKs read. How its body was packed is not true any more. */
const PASSED = ['content-type', 'retry-after', 'retry-after-ms', 'x-should-retry', 'x-request-id', 'request-id', 'date']
const EMPTY = new Set([204, 205, 304])

/** Our one way out in the form that SDKs want. Throws NoAnswer. */
export function openFetch(http: Http, timeoutMs: number): (url: unknown, init?: RequestInit) => Promise<Response> {
  return async (url, init = {}) => {
    const { 'user-agent': _theirs, ...headers } = Object.fromEntries(new Headers(init.headers))
    const address = url instanceof Request ? url.url : String(url)
    const body = typeof init.body === 'string' ? init.body : null
    const answer = await http({ method: 'POST', url: address, headers, body, timeoutMs })
    if (answer.kind !== 'answered') throw new NoAnswer(answer.code)
    const passed = PASSED.flatMap((name) => {
      const value = answer.headers.get(name)
      return value === null ? [] : [[name, value] as [string, string]]
    })
    return new Response(EMPTY.has(answer.status) ? null : answer.text, { status: answer.status, headers: passed })
  }
}

const OURS = new Set([400, 413, 422])
const PASSING = new Set([408, 409, 429])

/** What an answer with another status than 200 means; `code` is the provider's word for it. */
export function describeStatus(status: number, code: string, headers: Headers | undefined, isFinal = false): Failed {
  return {
    kind: 'failed',
    isLate: false,
    isRetryable: !isFinal && (PASSING.has(status) || status >= 500),
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

/** What else went wrong on the way. Where it was not on the way, it is an answer that cannot be read. */
export function describeBreak(error: unknown): Failed {
  const cause = findNoAnswer(error)
  if (cause === null) return UNREADABLE
  return {
    kind: 'failed',
    isLate: cause.code === 'timeout',
    isRetryable: cause.code === 'connection_lost' || cause.code === 'origin_unreachable',
    retryAfterMs: null,
    mayBeCharged: cause.code === 'timeout' || cause.code === 'connection_lost',
    isOurs: false,
    detail: cause.code,
  }
}

/** SDKs wrap what their way out throws. */
function findNoAnswer(error: unknown): NoAnswer | null {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause instanceof NoAnswer) return cause
  }
  return null
}

const UNREADABLE: Failed = {
  kind: 'failed',
  isLate: false,
  isRetryable: true,
  retryAfterMs: null,
  mayBeCharged: true,
  isOurs: false,
  detail: 'unreadable',
}
