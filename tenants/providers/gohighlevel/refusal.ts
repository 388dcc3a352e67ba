import * as v from 'valibot'
import { parseAnswer } from '../parse.ts'
import type { Answer } from '../port.ts'

const Refusal = v.object({ message: v.union([v.string(), v.array(v.string())]) })
/** How the newer contract says no. */
const NewRefusal = v.object({ error: v.object({ message: v.string() }) })
const OUR_FIELDS =
  /\b(phone|email|name|source|body|contactId|pipelineId|pipelineStageId|monetaryValue|locationId|value|dataType)\b/g

export function messageOf(text: string): string | null {
  const said = parseAnswer(Refusal, text)
  if (said !== null) return [said.message].flat().join('; ')
  return parseAnswer(NewRefusal, text)?.error.message ?? null
}

/** GoHighLevel's words may quote what we sent, so only the names of fields are taken from them. */
export function refusal(status: number, text: string): Answer<never> {
  const message = messageOf(text)
  // A refusal in other words than GoHighLevel's comes from something that stands between us.
  if (message === null && status !== 404) return { kind: 'unavailable', code: `http_${status}`, retryAfterMs: null }
  if (/duplicate|already exists/i.test(message ?? '')) {
    return { kind: 'refused', code: 'duplicate', detail: 'GoHighLevel holds this already' }
  }
  const unsent = readUnsent(message ?? '')
  if (unsent !== null) return unsent
  // Deleted or moved elsewhere by hand since we looked: whoever asks looks again.
  if (/pipeline (stage )?id is invalid/i.test(message ?? '')) {
    return { kind: 'refused', code: 'stage_unknown', detail: 'GoHighLevel knows no such pipeline or stage any more' }
  }
  const fields = [...new Set((message ?? '').match(OUR_FIELDS) ?? [])].join(', ')
  const detail = `GoHighLevel refused the request with status ${status}${fields ? ` because of: ${fields}` : ''}`
  return { kind: 'refused', code: `http_${status}`, detail }
}

/** Why a text cannot go. GoHighLevel documents no codes for these, so its words are read for what they are about. */
function readUnsent(message: string): Answer<never> | null {
  if (/\bDND\b|do.not.disturb|unsubscribed|opted.?out/i.test(message)) {
    return { kind: 'refused', code: 'do_not_disturb', detail: 'The contact is marked to get no texts' }
  }
  if (/missing (?:phone|to) ?number|no phone number for (?:the )?contact|invalid (?:to|phone) ?number/i.test(message)) {
    return { kind: 'refused', code: 'destination_invalid', detail: 'The contact has no number that can be texted' }
  }
  if (/from ?number|no (?:active )?(?:phone )?number.*location/i.test(message)) {
    return { kind: 'refused', code: 'sender_number_gone', detail: 'The location does not have this number any more' }
  }
  return null
}
