import * as v from 'valibot'
import { readRetryAfter, type Http, type HttpAnswer } from '../http.ts'
import { parseAnswer } from '../parse.ts'
import type { Answer, Forgotten } from '../port.ts'
import { describeTwilioCode } from './codes.ts'

export type TwilioAccount = { apiUrl: string; accountSid: string; authToken: string; http: Http }

const Refusal = v.object({ code: v.pipe(v.number(), v.integer()) })

export type TwilioRest = ReturnType<typeof twilioRest>

/** Twilio's API of 2010-04-01 below one account. `path` follows the account; answers are read into a schema. */
export function twilioRest({ apiUrl, accountSid, authToken, http }: TwilioAccount, timeoutMs: number) {
  const base = `${apiUrl.replace(/\/+$/, '')}/2010-04-01/Accounts/${accountSid}`
  const headers = { Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}`, Accept: 'application/json' }

  return {
    /** Asking changes nothing, so whatever went wrong it may be asked again. */
    async get<S extends v.GenericSchema>(
      path: string,
      query: Record<string, string>,
      schema: S,
    ): Promise<Answer<v.InferOutput<S>>> {
      const url = `${base}${path}?${new URLSearchParams(query).toString()}`
      const read = readAnswer(await http({ method: 'GET', url, headers, body: null, timeoutMs }), schema)
      return read.kind === 'in_doubt' ? { kind: 'unavailable', code: read.code, retryAfterMs: null } : read
    },

    /** Takes no idempotency key: what was not answered readably may have been done. */
    async post<S extends v.GenericSchema>(
      path: string,
      form: Record<string, string>,
      schema: S,
    ): Promise<Answer<v.InferOutput<S>>> {
      const body = new URLSearchParams(form).toString()
      const posted = { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' }
      return readAnswer(await http({ method: 'POST', url: base + path, headers: posted, body, timeoutMs }), schema)
    },

    /** Deleting what has been deleted changes nothing, so an answer that was lost is no doubt. */
    async delete(path: string): Promise<Forgotten> {
      return readDeleted(await http({ method: 'DELETE', url: base + path, headers, body: null, timeoutMs }))
    },
  }
}

/** Twilio deletes nothing that is still on its way. */
const NOT_SETTLED_YET = 20009

function readDeleted(answer: HttpAnswer): Forgotten {
  if (answer.kind === 'answered' && answer.status >= 200 && answer.status < 300) {
    return { kind: 'answered', value: 'deleted' }
  }
  const code = answer.kind === 'answered' ? parseAnswer(Refusal, answer.text)?.code : undefined
  if (answer.kind === 'answered' && answer.status === 404 && code !== undefined) {
    return { kind: 'answered', value: 'gone' }
  }
  const read = readAnswer(answer, v.never())
  if (read.kind === 'answered') return { kind: 'unavailable', code: 'answer_unreadable', retryAfterMs: null }
  const canRepeat = read.kind === 'in_doubt' || code === NOT_SETTLED_YET
  return canRepeat ? { kind: 'unavailable', code: read.code, retryAfterMs: null } : read
}

function readAnswer<S extends v.GenericSchema>(answer: HttpAnswer, schema: S): Answer<v.InferOutput<S>> {
  if (answer.kind === 'never_sent') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.kind === 'no_answer') return { kind: 'in_doubt', code: answer.code }
  const { status, text, headers } = answer
  if (status >= 200 && status < 300) {
    const value = parseAnswer(schema, text)
    return value === null ? { kind: 'in_doubt', code: 'answer_unreadable' } : { kind: 'answered', value }
  }
  const code = parseAnswer(Refusal, text)?.code
  const name = code === undefined ? `http_${status}` : String(code)
  if (code !== undefined && (status === 401 || status === 429)) {
    return { kind: 'unavailable', code: name, retryAfterMs: readRetryAfter(headers) }
  }
  // A server's fault, or a refusal in other words than Twilio's: who knows what was done before it.
  if (status >= 500 || status < 400 || status === 408 || code === undefined) return { kind: 'in_doubt', code: name }
  return { kind: 'refused', code: name, detail: describeTwilioCode(code) }
}
