import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { keepAttachments } from './ghl-attachments.ts'
import { describeOutcome } from './ghl-calls.ts'
import { upsertContact } from './ghl-contacts.ts'
import { openConversation } from './ghl-conversations.ts'
import { locationCalled } from './ghl-numbers.ts'
import { makeId, openRecords } from './ghl-records.ts'
import type { Contact, GhlRecords, Message } from './ghl-records.ts'
import { keepText, texts } from './ghl-text-rows.ts'
import { contactEvent, deliverEvent } from './ghl-webhooks.ts'
import { readOrder } from './order.ts'
import { applyOptOut } from './twilio-blocks.ts'
import type { TextFromPerson } from './twilio-inbound.ts'
import { isTaken } from './webhooks.ts'

/** `POST /sandbox/sms` to a number of a location; undefined where it is none. */
export function answerTextControl(request: EmulatorRequest, world: World): Promise<EmulatorResponse> | undefined {
  if (`${request.method} ${request.path}` !== 'POST /sandbox/sms') return undefined
  const order = readOrder(request)
  const to = order.phone('to')
  const locationId = locationCalled(to, world)
  if (locationId === undefined) return undefined
  const media = order.optionalTexts('media') ?? []
  const body = media.length > 0 ? (order.optionalText('body') ?? '') : order.text('body')
  const text = { from: order.phone('from'), to, body, media }
  return receiveGhlText(text, locationId, world)
}

/**
 * A person texts a number of a location. GoHighLevel's telephony is Twilio's beneath: an opt-out word is obeyed and
 * answered there first, and marks the contact; then Shoulder is told of the text.
 */
async function receiveGhlText(text: TextFromPerson, locationId: string, world: World): Promise<EmulatorResponse> {
  const { from, to, body } = text
  const media = keepAttachments(text.media, world)
  const records = openRecords(world.state)
  const { contact, isNew } = upsertContact(locationId, { phone: from }, records, world.now())
  const message = keepReceived(contact, { ...text, media }, records, world)
  keepText({ id: message.id, from, to, body, by: 'person' }, world)
  const optOut = applyOptOut(world, { person: from, business: to }, body)
  if (optOut) keepText({ id: makeId(), from: to, to: from, body: optOut.answer, by: 'twilio' }, world)
  if (isNew) await deliverEvent(contactEvent('ContactCreate', contact), world)
  if (optOut && optOut.type !== 'HELP') await mark(contact, optOut.type, records, world)
  const outcome = await deliverEvent(
    {
      type: 'InboundMessage',
      locationId,
      contactId: contact.id,
      conversationId: message.conversationId,
      messageId: message.id,
      messageType: 'SMS',
      direction: 'inbound',
      status: 'delivered',
      contentType: 'text/plain',
      body,
      attachments: media,
      dateAdded: message.dateAdded,
      from,
      to,
    },
    world,
  )
  const { status, attempts, error } = outcome
  const webhooks = [describeOutcome('InboundMessage', outcome)]
  const json = { ok: isTaken(outcome), sid: message.id, webhook: { status, attempts, error }, webhooks, replies: [] }
  return { status: 200, json }
}

/** The texts of the locations' numbers as phones have them, in the shape in which Twilio's are shown. */
export function showGhlTexts(pair: { to?: string; from?: string }, world: World): Record<string, unknown>[] {
  const records = openRecords(world.state)
  return texts(world)
    .list(pair)
    .map(({ id, createdAt, ...text }) => ({
      ...{ sid: id, ...text, mediaUrls: [], errorCode: null },
      status: text.by === 'person' ? 'received' : (records.messages.find(id)?.status ?? 'delivered'),
      direction: text.by === 'person' ? 'inbound' : 'outbound-api',
      receivedAt: createdAt,
    }))
}

function keepReceived(contact: Contact, text: TextFromPerson, records: GhlRecords, world: World): Message {
  const now = new Date(world.now()).toISOString()
  return records.messages.insert({
    id: makeId(),
    type: 2,
    messageType: 'TYPE_SMS',
    locationId: contact.locationId,
    contactId: contact.id,
    conversationId: openConversation(contact, records, now).id,
    dateAdded: now,
    dateUpdated: now,
    direction: 'inbound',
    contentType: 'text/plain',
    status: 'delivered',
    body: text.body,
    attachments: text.media,
  })
}

/** STOP and START set do-not-disturb for texts, with the code that GoHighLevel gives for it. */
async function mark(contact: Contact, word: 'STOP' | 'START', records: GhlRecords, world: World): Promise<void> {
  const status = word === 'STOP' ? ('active' as const) : ('inactive' as const)
  const SMS = { status, message: word, code: word === 'STOP' ? '101' : '' }
  const dateUpdated = new Date(world.now()).toISOString()
  const dndSettings = { ...contact.dndSettings, SMS }
  const marked = records.contacts.put({ ...contact, dnd: word === 'STOP' && contact.dnd, dndSettings, dateUpdated })
  await deliverEvent(contactEvent('ContactDndUpdate', marked), world)
}
