import * as v from 'valibot'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../base/clock.ts'
import { SEND_TIMEOUT_MS } from '../../base/limits.ts'
import { readRetryAfter, type Http, type HttpAnswer } from '../http.ts'
import { parseAnswer } from '../parse.ts'
import type { EmailPort, OutboundEmail, SendOutcome } from '../port.ts'

const Sent = v.object({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)) })
const Refusal = v.object({ name: v.pipe(v.string(), v.regex(/^[a-z_]{1,60}$/)) })

/** The first request with the same key is still being worked on. */
const CONCURRENT_RETRY_MS = SECOND_MS
/** A wrong credential is mended by a person, so there is no use in asking at every turn. */
const CREDENTIALS_RETRY_MS = 2 * MINUTE_MS
const QUOTA_RETRY_MS = HOUR_MS

const DETAILS: Readonly<Record<string, string>> = {
  validation_error: 'Resend does not accept the sender or the recipient',
  invalid_from_address: 'Resend does not accept the sender',
  invalid_idempotent_request: 'The same key was used for another e-mail',
  missing_required_field: 'A part of the e-mail is missing',
  security_error: 'Resend refused the e-mail for safety reasons',
}

/**
 * E-mail by Resend's `POST /emails`. A repeat with the same key within 24 hours sends nothing new, so an outcome in
 * doubt may simply be sent again.
 */
export function resendEmail(options: { apiUrl: string; apiKey: string; http: Http }): EmailPort {
  const url = `${options.apiUrl.replace(/\/+$/, '')}/emails`
  return {
    async send(email, idempotencyKey) {
      const answer = await options.http({
        method: 'POST',
        url,
        headers: {
          Authorization: `Bearer ${options.apiKey}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': idempotencyKey,
        },
        body: bodyOf(email),
        timeoutMs: SEND_TIMEOUT_MS,
      })
      return sendOutcome(answer)
    },
  }
}

function bodyOf(email: OutboundEmail): string {
  return JSON.stringify({
    from: email.from,
    to: email.to,
    subject: email.subject,
    text: email.text,
    html: email.html,
    headers: email.headers,
    tags: email.tags,
    ...(email.replyTo === null ? {} : { reply_to: email.replyTo }),
  })
}

function sendOutcome(answer: HttpAnswer): SendOutcome {
  if (answer.kind === 'never_sent') return { kind: 'unavailable', code: answer.code, retryAfterMs: null }
  if (answer.kind === 'no_answer') return { kind: 'in_doubt', code: answer.code }
  const { status, text, headers } = answer
  if (status >= 200 && status < 300) {
    const sent = parseAnswer(Sent, text)
    return sent ? { kind: 'sent', providerRef: sent.id } : { kind: 'in_doubt', code: 'answer_unreadable' }
  }
  const name = parseAnswer(Refusal, text)?.name
  const code = name ?? `http_${status}`
  if (status >= 500 || status === 408) return { kind: 'in_doubt', code }
  if (status === 429) return { kind: 'unavailable', code, retryAfterMs: readRetryAfter(headers) ?? quotaWait(code) }
  if (code === 'concurrent_idempotent_requests') {
    return { kind: 'unavailable', code, retryAfterMs: readRetryAfter(headers) ?? CONCURRENT_RETRY_MS }
  }
  if (status === 401 || code === 'invalid_api_key') {
    return { kind: 'unavailable', code, retryAfterMs: CREDENTIALS_RETRY_MS }
  }
  // A redirect, or a refusal in other words than Resend's, comes from something that stands between us.
  if (status < 400 || name === undefined) {
    return { kind: 'unavailable', code, retryAfterMs: readRetryAfter(headers) }
  }
  return { kind: 'refused', code, detail: DETAILS[code] ?? 'Resend refused the e-mail' }
}

function quotaWait(code: string): number | null {
  return code.endsWith('_quota_exceeded') ? QUOTA_RETRY_MS : null
}
