import * as v from 'valibot'
import { MINUTE_MS, SECOND_MS } from '../../base/clock.ts'
import { SEND_TIMEOUT_MS } from '../../base/limits.ts'
import { readRetryAfter, type Http, type HttpAnswer } from '../http.ts'
import { parseAnswer } from '../parse.ts'
import type { LookUp, OutboundSms, SendOutcome, SentSms, SmsPort } from '../port.ts'
import { CODE_BAD_CREDENTIALS, describeTwilioCode } from './codes.ts'

const LIST_PAGE_SIZE = 100
/** Three hundred texts between the same two numbers; the page that matters is the first. */
const LIST_PAGES_MAX = 3
/** `date_created` is cut to whole seconds, and Twilio's clock is not ours. */
const CREATED_EARLY_MS = 2 * SECOND_MS
/** A wrong credential is mended by a person, so there is no use in asking at every turn. */
const CREDENTIALS_RETRY_MS = MINUTE_MS

const Created = v.object({ sid: v.pipe(v.string(), v.regex(/^(SM|MM)[0-9a-fA-F]{32}$/)) })
const Refusal = v.object({ code: v.pipe(v.number(), v.integer()) })
const Listed = v.object({
  messages: v.array(
    v.object({
      sid: v.string(),
      to: v.nullish(v.string()),
      from: v.nullish(v.string()),
      body: v.nullish(v.string()),
      direction: v.nullish(v.string()),
      date_created: v.nullish(v.string()),
    }),
  ),
  next_page_uri: v.nullish(v.string()),
})
type ListedMessage = v.InferOutput<typeof Listed>['messages'][number]

/**
 * Texts by Twilio's Messages resource (2010-04-01). `apiUrl` is what stands before `/2010-04-01`.
 * A send takes no idempotency key, so whatever was not answered readably is in doubt and settled by `lookUp`.
 */
export function twilioSms(options: { apiUrl: string; accountSid: string; authToken: string; http: Http }): SmsPort {
  const base = options.apiUrl.replace(/\/+$/, '')
  const messagesPath = `/2010-04-01/Accounts/${options.accountSid}/Messages.json`
  const authorization = `Basic ${btoa(`${options.accountSid}:${options.authToken}`)}`

  function get(path: string): Promise<HttpAnswer> {
    const headers = { Authorization: authorization, Accept: 'application/json' }
    return options.http({ method: 'GET', url: base + path, headers, body: null, timeoutMs: SEND_TIMEOUT_MS })
  }

  return {
    async send(sms) {
      const answer = await options.http({
        method: 'POST',
        url: base + messagesPath,
        headers: {
          Authorization: authorization,
          Accept: 'application/json',
          'Content-Type': 'application/x-www-form-urlencoded',
        },
        body: formOf(sms),
        timeoutMs: SEND_TIMEOUT_MS,
      })
      return sendOutcome(answer)
    },

    async lookUp(sent) {
      const query = new URLSearchParams({ To: sent.to, From: sent.from, PageSize: String(LIST_PAGE_SIZE) })
      let path: string | null = `${messagesPath}?${query.toString()}`
      let lastPage: ListedMessage[] = []
      for (let pages = 0; path !== null && pages < LIST_PAGES_MAX; pages += 1) {
        const answer = await get(path)
        const listed = readList(answer)
        if (!listed) return { kind: 'unknown', code: failureCode(answer) }
        const found = listed.messages.find((message) => isSameText(message, sent))
        if (found) return { kind: 'found', providerRef: found.sid }
        path = listed.next_page_uri ?? null
        lastPage = listed.messages
        // The next request carries our credentials, so it may lead nowhere but along the same list.
        if (path !== null && !path.startsWith(`${messagesPath}?`)) return { kind: 'unknown', code: 'list_unreadable' }
      }
      return path === null ? { kind: 'absent' } : settleLongList(lastPage, sent)
    },
  }
}

function formOf(sms: OutboundSms): string {
  return new URLSearchParams({
    To: sms.to,
    From: sms.from,
    Body: sms.body,
    ...(sms.statusCallbackUrl === null ? {} : { StatusCallback: sms.statusCallbackUrl }),
    ValidityPeriod: String(sms.validityS),
  }).toString()
}

function sendOutcome(answer: HttpAnswer): SendOutcome {
  if (answer.kind === 'never_sent') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.kind === 'no_answer') return { kind: 'in_doubt', code: answer.code }
  const { status, text, headers } = answer
  if (status >= 200 && status < 300) {
    const created = parseAnswer(Created, text)
    return created ? { kind: 'sent', providerRef: created.sid } : { kind: 'in_doubt', code: 'answer_unreadable' }
  }
  // Twilio may have acted before it failed to say so.
  if (status >= 500 || status === 408) return { kind: 'in_doubt', code: failureCode(answer) }
  const code = parseAnswer(Refusal, text)?.code
  if (status === 401 || code === CODE_BAD_CREDENTIALS) {
    return { kind: 'unavailable', code: String(CODE_BAD_CREDENTIALS), retryAfterMs: CREDENTIALS_RETRY_MS }
  }
  if (status === 429 && code !== undefined) {
    return { kind: 'unavailable', code: failureCode(answer), retryAfterMs: readRetryAfter(headers) }
  }
  // A redirect, or a refusal in other words than Twilio's, comes from something that stands between us, and who knows
  // whether Twilio acted before it.
  if (status < 400 || code === undefined) return { kind: 'in_doubt', code: `http_${status}` }
  return { kind: 'refused', code: String(code), detail: describeTwilioCode(code) }
}

function readList(answer: HttpAnswer): v.InferOutput<typeof Listed> | null {
  return answer.kind === 'answered' && answer.status === 200 ? parseAnswer(Listed, answer.text) : null
}

function failureCode(answer: HttpAnswer): string {
  if (answer.kind !== 'answered') return answer.code
  if (answer.status === 200) return 'answer_unreadable'
  const code = parseAnswer(Refusal, answer.text)?.code
  return code === undefined ? `http_${answer.status}` : String(code)
}

function isSameText(message: ListedMessage, sent: SentSms): boolean {
  return (
    message.direction === 'outbound-api' &&
    message.to === sent.to &&
    message.from === sent.from &&
    message.body === sent.body &&
    !sent.knownRefs.has(message.sid) &&
    !isOlder(message, sent)
  )
}

/** True also where the date cannot be read: a message of unknown age must not be taken for ours. */
function isOlder(message: ListedMessage, sent: SentSms): boolean {
  return !(Date.parse(message.date_created ?? '') >= sent.notBefore - CREATED_EARLY_MS)
}

/** The newest come first, so a last page of nothing but older texts means that ours would have been seen. */
function settleLongList(lastPage: ListedMessage[], sent: SentSms): LookUp {
  const isPast = lastPage.every((message) => Date.parse(message.date_created ?? '') < sent.notBefore - CREATED_EARLY_MS)
  return isPast ? { kind: 'absent' } : { kind: 'unknown', code: 'list_too_long' }
}
