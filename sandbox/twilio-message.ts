import { randomBytes } from 'node:crypto'
import type { World } from './emulator.ts'
import type { Collection } from './collection.ts'

export const API_VERSION = '2010-04-01'

export type MessageStatus =
  'accepted' | 'scheduled' | 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'canceled' | 'received'

/** A text as Twilio keeps it. `id` is its SID; instants are epoch milliseconds. */
export type Message = {
  id: string
  direction: 'inbound' | 'outbound-api' | 'outbound-reply'
  /** Null while a messaging service has not picked a sender. */
  from: string | null
  to: string
  body: string
  mediaUrls: string[]
  status: MessageStatus
  errorCode: number | null
  errorMessage: string | null
  messagingServiceSid: string | null
  statusCallback: string | null
  validityPeriodS: number | null
  createdAt: number
  updatedAt: number
  sentAt: number | null
  /** When a scheduled one is due. */
  dueAt: number | null
  /** Who wrote it: Shoulder, a person on the sandbox phone, or Twilio answering STOP, START or HELP itself. */
  by: 'app' | 'person' | 'twilio'
}

export function messages(world: World): Collection<Message> {
  return world.state.collection<Message>('twilio_messages', { indexed: ['to', 'from'] })
}

/** The number a messaging service keeps to: the one the person last wrote to, otherwise one made up. */
export function usualSender(person: string, world: World): string {
  return messages(world).list({ from: person, direction: 'inbound' }).at(-1)?.to ?? '+15005550006'
}

export function newSid(prefix: 'SM' | 'MM' | 'CA' | 'RE' | 'TR' | 'PN'): string {
  return prefix + randomBytes(16).toString('hex')
}

/** A message as it stands when Twilio first learns of it; `given` says what is known. */
export function newMessage(
  given: Pick<Message, 'direction' | 'from' | 'to' | 'body' | 'status' | 'by'> & Partial<Message>,
  now: number,
): Message {
  return {
    id: newSid(given.mediaUrls?.length ? 'MM' : 'SM'),
    mediaUrls: [],
    errorCode: null,
    errorMessage: null,
    messagingServiceSid: null,
    statusCallback: null,
    validityPeriodS: null,
    createdAt: now,
    updatedAt: now,
    sentAt: null,
    dueAt: null,
    ...given,
  }
}

/** The Message resource on the wire: snake_case, RFC 2822 dates, numbers as strings. */
export function describeMessage(message: Message, accountSid: string) {
  const uri = `/${API_VERSION}/Accounts/${accountSid}/Messages/${message.id}`
  const isUnpicked = message.from === null
  return {
    sid: message.id,
    account_sid: accountSid,
    api_version: API_VERSION,
    messaging_service_sid: message.messagingServiceSid,
    from: message.from,
    to: message.to,
    body: message.body,
    num_segments: isUnpicked ? '0' : String(countSegments(message.body)),
    num_media: String(message.mediaUrls.length),
    direction: message.direction,
    status: message.status,
    error_code: message.errorCode,
    error_message: message.errorMessage,
    price: null,
    price_unit: 'USD',
    date_created: formatDate(message.createdAt),
    date_updated: formatDate(message.updatedAt),
    date_sent: message.sentAt === null ? null : formatDate(message.sentAt),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` },
  }
}

/** RFC 2822 with a numeric zone, as in "Mon, 23 Nov 2026 15:02:11 +0000". */
export function formatDate(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000')
}

const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const GSM_EXTENDED = new Set('^{}\\[]~|€\f')

/** Segments a text is charged as: 160 or 153 GSM-7 units each, 70 or 67 UTF-16 units once a character is outside. */
export function countSegments(body: string): number {
  const isGsm = body.split('').every((letter) => GSM_BASIC.has(letter) || GSM_EXTENDED.has(letter))
  const units = isGsm
    ? body.split('').reduce((sum, letter) => sum + (GSM_EXTENDED.has(letter) ? 2 : 1), 0)
    : body.length
  const [single, each] = isGsm ? [160, 153] : [70, 67]
  return units <= single ? 1 : Math.ceil(units / each)
}
