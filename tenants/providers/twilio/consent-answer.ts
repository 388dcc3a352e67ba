import * as v from 'valibot'
import type { WebhookRefusal } from '../../base/errors.ts'
import { CONSENT_SPEECH_CHARS_MAX } from '../../base/limits.ts'
import { fail, succeed, type Result } from '../../base/result.ts'
import type { Delivery } from '../inbound.ts'
import { parseWith } from '../parse.ts'
import type { FormParams } from '../signature.ts'
import { CallSid } from './fields.ts'
import { tenantAddress } from './webhook.ts'

const Gathered = v.object({
  CallSid,
  Digits: v.optional(v.pipe(v.string(), v.maxLength(40)), ''),
  SpeechResult: v.optional(
    v.pipe(
      v.string(),
      v.transform((words) => words.trim().slice(0, CONSENT_SPEECH_CHARS_MAX)),
    ),
    '',
  ),
})

const Question = v.object({ ask: v.picklist(['press_1', 'spoken_yes']), language: v.picklist(['en', 'es']) })

/**
 * `<Gather action>`: what a caller pressed or said when asked whether they want a text, or that they did neither. One
 * call is asked once, so its repeats are known by the call. `query` is our own and says what was asked, and of whom.
 */
export function readConsentAnswer(params: FormParams, query: URLSearchParams): Result<Delivery, WebhookRefusal> {
  const read = parseWith(Gathered, params)
  if (!read.ok) return read
  const address = tenantAddress(query)
  const question = v.safeParse(Question, { ask: query.get('ask'), language: query.get('language') })
  if (!address || !question.success) return fail({ code: 'payload_invalid', issues: ['ask: missing from the URL'] })
  const { CallSid: callKey, Digits, SpeechResult } = read.value
  const answer = { digits: Digits || null, speech: SpeechResult || null }
  const event = { type: 'consent_answered' as const, callKey, ...question.output, ...answer }
  return succeed({ address, deliveryKey: `${callKey}:consent`, event })
}
