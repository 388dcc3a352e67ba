import * as v from 'valibot'
import type { Instant } from '../../base/clock.ts'
import { SMS_BODY_CHARS_MAX } from '../../base/limits.ts'
import type { CrmMessage, CrmMessageKind, CrmRecords } from '../crm-port.ts'
import { phoneOrNull } from '../parse.ts'
import { Id, mapAnswer, nullIfGone, query, Text } from './answers.ts'
import { instantOrNull } from './moment.ts'
import type { Ask } from './request.ts'

const PAGE_ROWS = 100
const MEDIA_MAX = 10

const Message = v.object({
  id: Id,
  messageType: v.fallback(v.string(), ''),
  contactId: Id,
  dateAdded: v.string(),
  direction: v.picklist(['inbound', 'outbound']),
  status: Text,
  body: Text,
  attachments: v.nullish(v.array(v.unknown())),
  source: Text,
  userId: Text,
  from: v.nullish(v.unknown()),
  to: v.nullish(v.unknown()),
  meta: v.nullish(
    v.object({
      callDuration: v.nullish(v.union([v.string(), v.number()])),
      callStatus: Text,
      call: v.nullish(v.object({ duration: v.nullish(v.union([v.string(), v.number()])), status: Text })),
    }),
  ),
})
/** One that cannot be read, such as an activity without a direction, must not keep the others from being taken in. */
const Readable = v.fallback(v.nullable(Message), null)
/** Described flat; live answers hold it once more inside. */
const One = v.union([v.object({ message: Message }), Message])
export const Exported = v.object({ messages: v.array(Readable), nextCursor: Text })

type Calls = Pick<CrmRecords, 'exportMessages' | 'fetchMessage'>

export function messageCalls(ask: Ask, locationId: string): Calls {
  const exported = async (fields: Record<string, string>) => {
    const order = { sortBy: 'createdAt', sortOrder: 'asc', limit: String(PAGE_ROWS) }
    const path = `/conversations/messages/export?${query({ locationId, ...order, ...fields })}`
    return ask({ product: 'conversations', method: 'GET', path }, Exported)
  }
  return {
    async exportMessages({ since, until, cursor }) {
      const span = { startDate: isoOf(since), endDate: isoOf(until), ...(cursor === null ? {} : { cursor }) }
      return mapAnswer(await exported(span), ({ messages, nextCursor }) => ({
        items: messages.flatMap((message) => (message ? [messageOf(message)] : [])),
        next: nextCursor || null,
      }))
    },

    async fetchMessage(messageRef) {
      const path = `/conversations/messages/${encodeURIComponent(messageRef)}`
      const answer = await ask({ product: 'conversations', method: 'GET', path }, One)
      return nullIfGone(mapAnswer(answer, (found) => messageOf('message' in found ? found.message : found)))
    },
  }
}

const KINDS: Record<string, CrmMessageKind> = {
  TYPE_CALL: 'call',
  TYPE_IVR_CALL: 'call',
  TYPE_SMS: 'sms',
  TYPE_CAMPAIGN_SMS: 'sms',
  TYPE_CAMPAIGN_MANUAL_SMS: 'sms',
}

export function messageOf(message: v.InferOutput<typeof Message>): CrmMessage {
  const { meta } = message
  const seconds = Number(meta?.callDuration ?? meta?.call?.duration ?? Number.NaN)
  return {
    messageRef: message.id,
    contactRef: message.contactId,
    kind: KINDS[message.messageType] ?? 'other',
    direction: message.direction,
    status: message.status ?? null,
    body: (message.body ?? '').slice(0, SMS_BODY_CHARS_MAX),
    mediaUrls: (message.attachments ?? []).filter((url) => typeof url === 'string').slice(0, MEDIA_MAX),
    callStatus: meta?.callStatus ?? meta?.call?.status ?? null,
    callSeconds: Number.isNaN(seconds) ? null : seconds,
    source: message.source ?? null,
    userRef: message.userId ?? null,
    addedAt: instantOrNull(message.dateAdded) ?? 0,
    from: phoneOf(message.from),
    to: phoneOf(message.to),
  }
}

function phoneOf(value: unknown): CrmMessage['from'] {
  return phoneOrNull(typeof value === 'string' ? value : null)
}

export function isoOf(at: Instant): string {
  return new Date(at).toISOString()
}
