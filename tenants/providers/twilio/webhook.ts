import * as v from 'valibot'
import { DAY_MS, type Instant } from '../../base/clock.ts'
import type { WebhookRefusal } from '../../base/errors.ts'
import { SMS_BODY_CHARS_MAX } from '../../base/limits.ts'
import { isPhone } from '../../base/e164.ts'
import { fail, succeed, type Result } from '../../base/result.ts'
import type { Address, CallOutcome, Delivery, DeliveryStatus, InboundEvent } from '../inbound.ts'
import { parseWith, phoneOrNull } from '../parse.ts'
import type { FormParams } from '../signature.ts'
import { CallSid, Count, MessageSid, OurPhone, Party, RecordingUrl, Seconds, WebAddress, Word } from './fields.ts'

type Reading = Result<Delivery, WebhookRefusal>
const MEDIA_MAX = 10

// `object`, not `strictObject`: Twilio adds fields unannounced, and a new one must not stop replies.
const InboundSms = v.object({
  MessageSid,
  From: Party,
  To: OurPhone,
  // Twilio sends no more than this; a longer one is cut rather than lost, since an opt-out may stand in it.
  Body: v.optional(
    v.pipe(
      v.string(),
      v.transform((body) => body.slice(0, SMS_BODY_CHARS_MAX)),
    ),
    '',
  ),
  NumMedia: v.optional(Count, '0'),
  OptOutType: v.optional(Word),
})

/** A text or picture message to one of our numbers. */
export function readInboundSms(params: FormParams): Reading {
  const read = parseWith(InboundSms, params)
  if (!read.ok) return read
  const { MessageSid: messageKey, From, To, Body, NumMedia, OptOutType } = read.value
  const delivery = (event: InboundEvent): Reading =>
    succeed({ address: { kind: 'phone', phone: To }, deliveryKey: messageKey, event })
  // Short codes, names and other channels cannot be answered by a text.
  if (!isPhone(From)) return delivery({ type: 'ignored', reason: 'sender_is_no_phone' })
  return delivery({
    type: 'sms_received',
    messageKey,
    from: From,
    to: To,
    text: Body,
    mediaUrls: mediaUrls(params, NumMedia),
    carrierKeyword: CARRIER_KEYWORDS.get(OptOutType?.toUpperCase() ?? '') ?? null,
  })
}

const CARRIER_KEYWORDS = new Map([
  ['STOP', 'stop'],
  ['START', 'start'],
  ['HELP', 'help'],
] as const) as ReadonlyMap<string, 'stop' | 'start' | 'help'>

function mediaUrls(params: FormParams, count: number): string[] {
  const named = Array.from({ length: Math.min(count, MEDIA_MAX) }, (_, index) => params[`MediaUrl${index}`])
  return named.filter((url) => v.is(WebAddress, url))
}

const STATUSES: ReadonlyMap<string, DeliveryStatus> = new Map([
  ['accepted', 'queued'],
  ['scheduled', 'queued'],
  ['queued', 'queued'],
  ['sending', 'queued'],
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['partially_delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
])

const MessageStatus = v.object({
  MessageSid,
  MessageStatus: Word,
  From: Party,
  ErrorCode: v.optional(Word, ''),
})

/** What became of a text of ours. `query` is the callback URL's own, where we wrote `tenant` and `entry`. */
export function readMessageStatus(params: FormParams, query: URLSearchParams): Reading {
  const read = parseWith(MessageStatus, params)
  if (!read.ok) return read
  const { MessageSid: providerRef, MessageStatus: word, From, ErrorCode } = read.value
  const address = tenantAddress(query) ?? phoneAddress(From)
  if (!address) return fail({ code: 'payload_invalid', issues: ['From: expected a phone number of ours'] })
  const status = STATUSES.get(word)
  const event: InboundEvent = status
    ? {
        type: 'sms_status_changed',
        providerRef,
        entryId: ownId(query.get('entry')),
        status,
        errorCode: /^\d{1,6}$/.test(ErrorCode) ? Number(ErrorCode) : null,
      }
    : { type: 'ignored', reason: 'message_status_unknown' }
  return succeed({ address, deliveryKey: `${providerRef}:${word}`, event })
}

const Call = v.object({
  CallSid,
  From: v.optional(Party, ''),
  To: OurPhone,
  CallStatus: Word,
  Direction: v.optional(Word, 'inbound'),
  Timestamp: v.optional(v.pipe(v.string(), v.maxLength(60)), ''),
  CallDuration: Seconds,
  RecordingUrl,
  RecordingDuration: Seconds,
})

/**
 * A call that rings at our number. It was forwarded to us because nobody answered, so it is missed already now: a
 * report of its end may be late or lost, and the caller must not be. The end is reported under the same `callKey`.
 */
export function readVoice(params: FormParams, now: Instant): Reading {
  const read = readCall(params, now, (call) => (call.CallStatus === 'ringing' ? 'no_answer' : endOf(call)))
  if (!read.ok || read.value.event.type !== 'call_ended' || params['CallStatus'] !== 'ringing') return read
  return succeed({ ...read.value, event: { ...read.value.event, isRinging: true } })
}

/** How a call to our number went on: the number's status callback, or what `<Record action>` tells. */
export function readVoiceStatus(params: FormParams, now: Instant): Reading {
  return readCall(params, now, endOf)
}

const Dialled = v.object({ DialCallStatus: Word, DialCallDuration: Seconds })

/** `<Dial action>`: our number rang the technician. The only report by which a call to our number was answered. */
export function readDialAction(params: FormParams, now: Instant): Reading {
  const dialled = parseWith(Dialled, params)
  if (!dialled.ok) return dialled
  const { DialCallStatus, DialCallDuration } = dialled.value
  const call = readCall(params, now, () => DIAL_OUTCOMES.get(DialCallStatus) ?? null)
  if (!call.ok) return call
  const { event } = call.value
  return succeed({
    ...call.value,
    deliveryKey: `${call.value.deliveryKey}:dial:${DialCallStatus}`,
    event: event.type === 'call_ended' ? { ...event, durationS: DialCallDuration } : event,
  })
}

const DIAL_OUTCOMES: ReadonlyMap<string, CallOutcome> = new Map([
  ['completed', 'answered'],
  ['answered', 'answered'],
  ['busy', 'busy'],
  ['no-answer', 'no_answer'],
  ['failed', 'no_answer'],
  ['canceled', 'no_answer'],
])

const Recording = v.object({
  CallSid,
  RecordingStatus: Word,
  RecordingUrl,
  RecordingDuration: Seconds,
})

/** A voicemail is ready, or turned out empty. Twilio names no numbers in it, so the URL must name the tenant. */
export function readRecording(params: FormParams, query: URLSearchParams, now: Instant): Reading {
  const read = parseWith(Recording, params)
  if (!read.ok) return read
  const { CallSid: callKey, RecordingStatus, RecordingUrl, RecordingDuration } = read.value
  const address = tenantAddress(query)
  if (!address) return fail({ code: 'payload_invalid', issues: ['tenant: missing from the URL'] })
  const deliveryKey = `${callKey}:recording:${RecordingStatus}`
  if (RecordingStatus !== 'completed' || !RecordingUrl || RecordingDuration === 0) {
    return succeed({ address, deliveryKey, event: { type: 'ignored', reason: 'recording_empty' } })
  }
  const ended = {
    outcome: 'voicemail',
    durationS: RecordingDuration,
    endedAt: now,
    recordingUrl: RecordingUrl,
  } as const
  const parties = { from: null, withheld: false, to: null, contactRef: null } as const
  return succeed({ address, deliveryKey, event: { type: 'call_ended', callKey, ...parties, ...ended, via: 'twilio' } })
}

type CallParams = v.InferOutput<typeof Call>

/** `outcomeOf` answers null while the call goes on. */
function readCall(params: FormParams, now: Instant, outcomeOf: (call: CallParams) => CallOutcome | null): Reading {
  const read = parseWith(Call, params)
  if (!read.ok) return read
  const call = read.value
  const delivery = (event: InboundEvent): Reading =>
    succeed({
      address: { kind: 'phone', phone: call.To },
      // The report that brings the recording may come after one with the same status.
      deliveryKey: `${call.CallSid}:${call.CallStatus}${call.RecordingUrl ? ':recorded' : ''}`,
      event,
    })
  if (call.Direction !== 'inbound') return delivery({ type: 'ignored', reason: 'call_outbound' })
  const outcome = outcomeOf(call)
  if (!outcome) return delivery({ type: 'ignored', reason: 'call_goes_on' })
  const from = phoneOrNull(call.From)
  return delivery({
    type: 'call_ended',
    callKey: call.CallSid,
    from,
    // A SIP address or a Twilio client is as unreachable by text as a hidden number.
    withheld: from === null,
    to: call.To,
    contactRef: null,
    outcome,
    durationS: call.CallDuration,
    endedAt: endedAt(call.Timestamp, now),
    via: 'twilio',
    recordingUrl: call.RecordingUrl || null,
  })
}

function endOf(call: CallParams): CallOutcome | null {
  if (call.RecordingUrl && call.RecordingDuration > 0) return 'voicemail'
  if (call.CallStatus === 'busy') return 'busy'
  return ['completed', 'no-answer', 'canceled', 'failed'].includes(call.CallStatus) ? 'no_answer' : null
}

/** Twilio's own time of the event where it gives a believable one, so that a late delivery does not move the call. */
function endedAt(timestamp: string, now: Instant): Instant {
  const said = Date.parse(timestamp)
  return said <= now && said > now - DAY_MS ? said : now
}

export function tenantAddress(query: URLSearchParams): Address | null {
  const tenantId = ownId(query.get('tenant'))
  return tenantId === null ? null : { kind: 'tenant', tenantId }
}

function phoneAddress(text: string): Address | null {
  return isPhone(text) ? { kind: 'phone', phone: text } : null
}

export function ownId(text: string | null): string | null {
  return text !== null && /^[\w-]{1,64}$/.test(text) ? text : null
}
