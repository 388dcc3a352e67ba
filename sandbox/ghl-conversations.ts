import * as v from 'valibot'
import type { EmulatorResponse, World } from './emulator.ts'
import { numbersOf } from './ghl-numbers.ts'
import { makeId } from './ghl-records.ts'
import type { Contact, Conversation, GhlRecords, Message } from './ghl-records.ts'
import { GhlRefusal, answer, readBody, readQuery, requireLocation, requireOwn } from './ghl-route.ts'
import type { GhlCall, GhlRoute } from './ghl-route.ts'
import { keepText } from './ghl-text-rows.ts'
import { deliverEvent, outboundMessageEvent } from './ghl-webhooks.ts'
import { hasBlocked } from './twilio-blocks.ts'
import { foretell } from './twilio-magic.ts'

const PAGE_ROWS = 100

const Word = v.optional(v.string())
const SendBody = v.object({
  type: v.picklist(['SMS', 'RCS', 'Email', 'WhatsApp', 'IG', 'FB', 'Custom', 'Live_Chat', 'TIKTOK']),
  contactId: v.string(),
  message: Word,
  html: Word,
  subject: Word,
  emailFrom: Word,
  emailTo: Word,
  emailCc: v.optional(v.array(v.string())),
  emailBcc: v.optional(v.array(v.string())),
  emailReplyMode: v.optional(v.picklist(['reply', 'reply_all'])),
  replyMessageId: Word,
  threadId: Word,
  templateId: Word,
  attachments: v.optional(v.array(v.string())),
  fromNumber: Word,
  toNumber: Word,
  scheduledTimestamp: v.optional(v.number()),
  conversationProviderId: Word,
  appointmentId: Word,
  customSubtypeId: Word,
  forward: v.optional(v.unknown()),
  subType: v.optional(v.unknown()),
  status: v.optional(v.picklist(['delivered', 'failed', 'pending', 'read'])),
})
type SendBody = v.InferOutput<typeof SendBody>
const ExportQuery = v.object({
  locationId: v.string(),
  limit: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(10), v.maxValue(500))),
  cursor: Word,
  sortBy: v.optional(v.picklist(['createdAt', 'updatedAt'])),
  sortOrder: v.optional(v.picklist(['asc', 'desc'])),
  contactId: Word,
  conversationId: Word,
  channel: v.optional(v.picklist(['Call', 'SMS', 'Email', 'WhatsApp', 'Instagram', 'Facebook'])),
  startDate: Word,
  endDate: Word,
})
type ExportQuery = v.InferOutput<typeof ExportQuery>

const RECORDING = '/conversations/messages/:messageId/locations/:locationId/recording'

export const CONVERSATION_ROUTES: GhlRoute[] = [
  { method: 'POST', path: '/conversations/messages', opens: 'Location', answer: send },
  { method: 'GET', path: '/conversations/messages/export', opens: 'Location', answer: exportMessages },
  { method: 'GET', path: '/conversations/messages/:messageId', opens: 'Location', answer: (call) => answer(own(call)) },
  { method: 'GET', path: RECORDING, opens: 'Location', answer: playRecording },
]

/** The contact's one conversation, begun when there is none. */
export function openConversation(contact: Contact, records: GhlRecords, now: string): Conversation {
  const known = records.conversations.list({ contactId: contact.id })[0]
  if (known) return records.conversations.put({ ...known, dateUpdated: now })
  const { id: contactId, locationId } = contact
  return records.conversations.insert({ id: makeId(), locationId, contactId, dateAdded: now, dateUpdated: now })
}

function own(call: GhlCall): Message {
  const id = call.params['messageId'] ?? ''
  return requireOwn(call, call.records.messages.find(id), `Message with id ${id} not found`)
}

function send(call: GhlCall): EmulatorResponse {
  const body = readBody(call, SendBody)
  const found = call.records.contacts.find(body.contactId)
  const contact = requireOwn(call, found, `Contact with id ${body.contactId} not found`)
  requireReachable(contact, body)
  const isEmail = body.type === 'Email'
  const numbers = isEmail ? null : numbersFor(contact, body, call.world)
  const message = keepSent(contact, body, call)
  if (numbers) keepText({ id: message.id, ...numbers, body: message.body ?? '', by: 'app' }, call.world)
  call.world.later(0, () => tellFate(message, numbers, call))
  const ids = { conversationId: message.conversationId, messageId: message.id, messageIds: [message.id] }
  return answer({
    ...ids,
    ...(isEmail ? { emailMessageId: message.id } : {}),
    msg: 'Message queued successfully.',
    status: 'pending',
  })
}

type Numbers = { from: string; to: string }

function keepSent(contact: Contact, body: SendBody, { records, world }: GhlCall): Message {
  const now = new Date(world.now()).toISOString()
  const isEmail = body.type === 'Email'
  return records.messages.insert({
    id: makeId(),
    type: isEmail ? 3 : 2,
    messageType: isEmail ? 'TYPE_EMAIL' : 'TYPE_SMS',
    locationId: contact.locationId,
    contactId: contact.id,
    conversationId: openConversation(contact, records, now).id,
    dateAdded: now,
    dateUpdated: now,
    direction: 'outbound',
    contentType: isEmail ? 'text/html' : 'text/plain',
    status: 'pending',
    body: (isEmail ? body.html : body.message) ?? '',
    attachments: body.attachments ?? [],
    source: 'api',
  })
}

/** From which number to which: the location's own, and the contact's where no other is named. */
function numbersFor(contact: Contact, body: SendBody, world: World): Numbers {
  const own = numbersOf(contact.locationId, world)
  const from = body.fromNumber ?? own[0]
  if (from === undefined) throw new GhlRefusal(400, 'There is no phone number for this location.')
  if (!own.includes(from)) throw new GhlRefusal(400, `The fromNumber ${from} does not belong to this location.`)
  return { from, to: body.toNumber ?? contact.phone ?? '' }
}

/** What becomes of it shows a moment later, and one webhook tells of it. */
async function tellFate({ id }: Message, numbers: Numbers | null, { records, world }: GhlCall): Promise<void> {
  const message = records.messages.find(id)
  if (!message) return
  const status = numbers ? fateOf(numbers, world) : ('delivered' as const)
  const dateUpdated = new Date(world.now()).toISOString()
  const settled = records.messages.put({ ...message, status, dateUpdated })
  await deliverEvent(outboundMessageEvent(settled, numbers ?? {}), world)
}

/** The same numbers meet the same end as at Twilio, which is GoHighLevel's telephony beneath. */
function fateOf({ from, to }: Numbers, world: World): NonNullable<Message['status']> {
  if (hasBlocked(world, { person: to, business: from })) return 'opt_out'
  const fate = foretell(to)
  if (fate.kind === 'undelivered') return 'undelivered'
  if (fate.kind === 'stays_sent') return 'sent'
  return fate.kind === 'refused' ? 'failed' : 'delivered'
}

function requireReachable(contact: Contact, body: SendBody): void {
  if (body.type !== 'SMS' && body.type !== 'Email') {
    throw new GhlRefusal(400, `No conversation provider found for type ${body.type}`)
  }
  const content = body.type === 'SMS' ? body.message : (body.html ?? body.message)
  if (!content && !body.attachments?.length)
    throw new GhlRefusal(400, 'There is no message or attachments for this message.')
  const dnd = contact.dndSettings?.[body.type]?.status ?? 'inactive'
  if (contact.dnd || dnd !== 'inactive') {
    throw new GhlRefusal(400, `Cannot send message as DND is active for ${body.type}.`)
  }
  const address = body.type === 'SMS' ? (body.toNumber ?? contact.phone) : (body.emailTo ?? contact.email)
  if (!address) throw new GhlRefusal(400, `Missing ${body.type === 'SMS' ? 'phone number' : 'email'}`)
}

function exportMessages(call: GhlCall): EmulatorResponse {
  const query = readQuery(call, ExportQuery)
  const locationId = requireLocation(call, query.locationId)
  const isAskedFor = askedFor(query)
  const since = query.startDate === undefined ? undefined : readInstant(query.startDate)
  const found = call.records.messages.look({ locationId }, isAskedFor, since)
  const field = query.sortBy === 'updatedAt' ? 'dateUpdated' : 'dateAdded'
  const rising = found.toSorted((left, right) => (left[field] < right[field] ? -1 : left[field] > right[field] ? 1 : 0))
  const sorted = query.sortOrder === 'asc' ? rising : rising.toReversed()
  const begin = query.cursor === undefined ? 0 : readCursor(query.cursor, sorted)
  const limit = query.limit ?? PAGE_ROWS
  const messages = sorted.slice(begin, begin + limit)
  const last = messages.at(-1)
  const hasMore = begin + limit < sorted.length && last !== undefined
  return answer({ messages, total: found.length, ...(hasMore ? { nextCursor: writeCursor(last) } : {}) })
}

const CHANNEL_TYPES: Record<string, Message['messageType']> = {
  Call: 'TYPE_CALL',
  SMS: 'TYPE_SMS',
  Email: 'TYPE_EMAIL',
}

function askedFor({ channel, contactId, conversationId, startDate, endDate }: ExportQuery) {
  // Instants are kept as they are written here, whose order is that of time.
  const from = startDate === undefined ? '' : new Date(readInstant(startDate)).toISOString()
  const until = endDate === undefined ? '9999' : new Date(readInstant(endDate)).toISOString()
  return (message: Readonly<Message>): boolean => {
    const { dateAdded: at } = message
    if (at < from || at > until) return false
    // Without a channel everything but e-mail is given.
    const isChannel = channel ? message.messageType === CHANNEL_TYPES[channel] : message.messageType !== 'TYPE_EMAIL'
    if (!isChannel || (contactId !== undefined && contactId !== message.contactId)) return false
    return conversationId === undefined || conversationId === message.conversationId
  }
}

/** ISO 8601 or epoch milliseconds. */
function readInstant(text: string): number {
  const instant = /^\d+$/.test(text) ? Number(text) : Date.parse(text)
  if (Number.isNaN(instant)) throw new GhlRefusal(422, [`${text} must be a valid ISO 8601 date string`])
  return instant
}

function writeCursor(last: Message): string {
  return Buffer.from(JSON.stringify({ lastId: last.id })).toString('base64')
}

function readCursor(cursor: string, sorted: Message[]): number {
  const place = sorted.findIndex((message) => writeCursor(message) === cursor)
  if (place < 0) throw new GhlRefusal(400, 'The cursor is invalid')
  return place + 1
}

/**
 * One second of near silence as WAV, 8,000 samples of eight bits. Every byte is below 128, so the file survives being
 * sent as text, which is all the sandbox's answers can carry.
 */
const SILENCE_WAV =
  'RIFF\x64\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x40\x1f\0\0' +
  '\x7f'.repeat(8000)

function playRecording(call: GhlCall): EmulatorResponse {
  const message = own(call)
  requireLocation(call, call.params['locationId'] ?? '')
  if (message.meta?.callStatus !== 'voicemail') throw new GhlRefusal(404, 'Recording not found')
  return { status: 200, text: SILENCE_WAV, headers: { 'content-type': 'audio/x-wav' } }
}
