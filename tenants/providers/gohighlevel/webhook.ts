import * as v from 'valibot'
import { HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '../../base/clock.ts'
import type { WebhookRefusal } from '../../base/errors.ts'
import { SMS_BODY_CHARS_MAX } from '../../base/limits.ts'
import { parsePhone } from '../../base/phone.ts'
import { fail, succeed, type Result } from '../../base/result.ts'
import type { CallOutcome, Delivery, InboundEvent } from '../inbound.ts'
import { Contact, contactEvent } from './contact-event.ts'
import { outboundEvent } from './outbound-text.ts'
import { readRecordEvent } from './record-events.ts'
import { parseJsonBody, parseWith, phoneOrNull } from '../parse.ts'

/** A delivery that we answered with 429 comes again for up to 70 minutes, and may keep its first timestamp. */
const EVENT_AGE_MAX_MS = 2 * HOUR_MS
const EVENT_AHEAD_MAX_MS = 5 * MINUTE_MS
const CALL_SECONDS_MAX = 86_400
const MEDIA_MAX = 10

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
const Line = v.nullish(v.pipe(v.string(), v.maxLength(500)))
const Moment = v.pipe(v.string(), v.maxLength(40), v.transform(Date.parse), v.number())

// `object`, not `strictObject`: GoHighLevel adds fields unannounced, and a new one must not stop calls.
const Envelope = v.pipe(
  v.looseObject({}),
  v.transform(withoutEmpty),
  v.looseObject({
    type: Id,
    webhookId: Id,
    timestamp: Moment,
    locationId: v.nullish(Id),
    companyId: v.nullish(Id),
    id: v.nullish(v.unknown()),
  }),
)

const Message = v.object({
  messageType: Id,
  direction: v.nullish(v.pipe(v.string(), v.toLowerCase(), v.picklist(['inbound', 'outbound']))),
  messageId: v.nullish(Id),
  contactId: v.nullish(Id),
  status: Line,
  callStatus: Line,
  callDuration: v.nullish(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number))]),
      v.minValue(0),
      v.maxValue(CALL_SECONDS_MAX),
    ),
  ),
  dateAdded: v.nullish(Moment),
  body: v.nullish(v.string()),
  source: Line,
  userId: Line,
  attachments: v.nullish(v.array(v.unknown())),
  from: v.nullish(v.unknown()),
  to: v.nullish(v.unknown()),
})

type Fields = v.InferOutput<typeof Envelope>
type MessageEvent = v.InferOutput<typeof Message>

/** A verified app event of GoHighLevel's, from its raw body. The location it names is the tenant's. */
export function readAppEvent(rawBody: Uint8Array, now: Instant): Result<Delivery, WebhookRefusal> {
  const envelope = parseJsonBody(Envelope, rawBody)
  if (!envelope.ok) return envelope
  const { type, webhookId, timestamp, locationId, companyId, id } = envelope.value
  const ageMs = now - timestamp
  if (ageMs > EVENT_AGE_MAX_MS || ageMs < -EVENT_AHEAD_MAX_MS) {
    return fail({ code: 'timestamp_too_old', ageMs, limitMs: ageMs < 0 ? EVENT_AHEAD_MAX_MS : EVENT_AGE_MAX_MS })
  }
  // Events of the agency name their company, which no tenant answers to; those of a location itself call it `id`.
  const place = locationId ?? (type.startsWith('Location') && typeof id === 'string' ? id : companyId)
  if (!place) return fail({ code: 'payload_invalid', issues: ['locationId: missing'] })
  const event = readEvent(type, envelope.value, webhookId, timestamp)
  if (!event.ok) return event
  return succeed({
    address: { kind: 'ghl_location', locationId: place },
    deliveryKey: webhookId,
    event: event.value,
  })
}

function readEvent(
  type: string,
  fields: Fields,
  webhookId: string,
  sentAt: Instant,
): Result<InboundEvent, WebhookRefusal> {
  switch (type) {
    case 'InboundMessage':
    case 'OutboundMessage': {
      const message = parseWith(Message, fields)
      if (!message.ok) return message
      // `direction` decides, not the event's type: inbound calls have come as `OutboundMessage`.
      const isInbound = message.value.direction ? message.value.direction === 'inbound' : type === 'InboundMessage'
      if (isInbound) return succeed(messageEvent(message.value, webhookId, sentAt))
      return succeed(outboundCall(message.value, webhookId, sentAt) ?? outboundEvent(message.value, webhookId))
    }
    case 'ContactCreate':
    case 'ContactUpdate':
    case 'ContactTagUpdate':
    case 'ContactDndUpdate': {
      const contact = parseWith(Contact, fields)
      return contact.ok ? succeed({ ...contactEvent(contact.value), at: sentAt }) : contact
    }
    case 'INSTALL':
    case 'UNINSTALL':
      return succeed(installEvent(type === 'INSTALL', fields, sentAt))
    default:
      return readRecordEvent(type, fields, sentAt)
  }
}

function installEvent(isInstalled: boolean, fields: Fields, at: Instant): InboundEvent {
  const { locationId = null, companyId = null } = fields
  return { type: 'crm_install_changed', isInstalled, at, companyId, ofAgency: locationId === null }
}

/** A call the other way: where it was answered nothing is left to text about. */
function outboundCall(message: MessageEvent, webhookId: string, sentAt: Instant): InboundEvent | null {
  const kind = message.messageType.toLowerCase().replace(/^type_/, '')
  if (kind !== 'call' && kind !== 'ivr_call') return null
  const { from, to } = message
  const event = callEvent({ ...message, from: to, to: from }, callOutcome(message), webhookId, sentAt)
  if (event.type !== 'call_ended') return event
  const { transcript: _theirs, ...told } = event
  return { ...told, recordingUrl: null, isOutbound: true }
}

function messageEvent(message: MessageEvent, webhookId: string, sentAt: Instant): InboundEvent {
  switch (message.messageType.toLowerCase().replace(/^type_/, '')) {
    case 'call':
    case 'ivr_call':
      return callEvent(message, callOutcome(message), webhookId, sentAt)
    case 'voicemail':
      return callEvent(message, 'voicemail', webhookId, sentAt)
    case 'sms':
      return smsEvent(message, webhookId)
    default:
      return ignored('channel_unused')
  }
}

function callEvent(
  message: MessageEvent,
  outcome: CallOutcome | null,
  webhookId: string,
  sentAt: Instant,
): InboundEvent {
  if (!outcome) return ignored('call_status_unknown')
  const from = parsePhone(textOrNull(message.from))
  const durationS = Math.round(message.callDuration ?? 0)
  return {
    type: 'call_ended',
    callKey: message.messageId ?? webhookId,
    from: from.ok ? from.value : null,
    withheld: !from.ok && from.error.code === 'phone_withheld',
    to: phoneOrNull(textOrNull(message.to)),
    contactRef: message.contactId ?? null,
    outcome,
    durationS,
    endedAt: endedAt(message.dateAdded ?? sentAt, durationS, sentAt),
    via: 'gohighlevel',
    recordingUrl: message.attachments?.map(textOrNull).find(isWebAddress) ?? null,
    // Where the location has voicemails transcribed.
    ...(outcome === 'voicemail' && message.body ? { transcript: message.body.slice(0, SMS_BODY_CHARS_MAX) } : {}),
  }
}

/**
 * `dateAdded` is taken for the call's beginning: messages fetched later show a `dateUpdated` after it by more than the
 * call's length. Where it is the end after all, the event's own time keeps the estimate from running past it.
 */
function endedAt(addedAt: Instant, durationS: number, sentAt: Instant): Instant {
  return Math.min(addedAt + durationS * SECOND_MS, Math.max(addedAt, sentAt))
}

/** Null while the call goes on, and for words we do not know. */
function callOutcome(message: MessageEvent): CallOutcome | null {
  switch ((message.callStatus || message.status || '').toLowerCase().replace(/[ _]/g, '-')) {
    case 'completed':
    case 'answered':
    case 'connected':
      // Whole seconds, counted from the pick-up: a call that lasted none was picked up by nobody.
      return message.callDuration === 0 ? 'no_answer' : 'answered'
    case 'voicemail':
      return 'voicemail'
    case 'busy':
      return 'busy'
    case 'no-answer':
    case 'missed':
    case 'canceled':
    case 'cancelled':
    case 'failed':
      return 'no_answer'
    default:
      return null
  }
}

function smsEvent(message: MessageEvent, webhookId: string): InboundEvent {
  const from = phoneOrNull(textOrNull(message.from))
  const to = phoneOrNull(textOrNull(message.to))
  const messageKey = message.messageId ?? webhookId
  const text = (message.body ?? '').slice(0, SMS_BODY_CHARS_MAX)
  const mediaUrls = (message.attachments ?? []).map(textOrNull).filter(isWebAddress).slice(0, MEDIA_MAX)
  if (from && to) return { type: 'sms_received', messageKey, from, to, text, mediaUrls, carrierKeyword: null }
  const contactRef = message.contactId
  // Without its own id it cannot be asked for.
  if (!contactRef || !message.messageId) return ignored('text_without_numbers')
  return { type: 'crm_text_received', messageKey, contactRef, from, to, text, mediaUrls }
}

/** A field without a value was not told. What is refused never comes again, so it must not cost a call. */
function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
}

function ignored(reason: string): InboundEvent {
  return { type: 'ignored', reason }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isWebAddress(text: string | null): text is string {
  return text !== null && text.length <= 2_000 && /^https?:\/\//.test(text)
}
