import * as v from 'valibot'
import { SEND_TIMEOUT_MS } from '../../base/limits.ts'
import type { Http } from '../http.ts'
import { parseAnswer } from '../parse.ts'
import { plainText } from '../plain-text.ts'

const Received = v.object({ text: v.nullish(v.string()), html: v.nullish(v.string()) })

/**
 * The words of a mail that came in: the webhook tells of it without them. Empty where Resend has none any more; throws
 * where it does not answer, so that the webhook is delivered again.
 */
export async function fetchReceivedWords(
  options: { apiUrl: string; apiKey: string; http: Http },
  emailRef: string,
): Promise<string> {
  const answer = await options.http({
    method: 'GET',
    url: `${options.apiUrl.replace(/\/+$/, '')}/emails/receiving/${encodeURIComponent(emailRef)}`,
    headers: { Authorization: `Bearer ${options.apiKey}` },
    body: null,
    timeoutMs: SEND_TIMEOUT_MS,
  })
  if (answer.kind !== 'answered') throw new Error(`Resend gave no words of a received mail: ${answer.code}`)
  if (answer.status === 404 || answer.status === 410) return ''
  const mail = answer.status === 200 ? parseAnswer(Received, answer.text) : null
  if (mail === null) throw new Error(`Resend gave no words of a received mail: http_${answer.status}`)
  return mail.text?.trim() ? mail.text : plainText(mail.html ?? '')
}
