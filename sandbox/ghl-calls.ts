import { setTimeout as wait } from 'node:timers/promises'
import { businessCalled } from './businesses.ts'
import { BadOrder } from './emulator.ts'
import type { CallOrder, CallOutcome, EmulatorResponse, World } from './emulator.ts'
import { upsertContact } from './ghl-contacts.ts'
import { openConversation } from './ghl-conversations.ts'
import { USER_ID, makeId, openRecords } from './ghl-records.ts'
import type { Message } from './ghl-records.ts'
import { given } from './ghl-route.ts'
import { contactEvent, deliverEvent } from './ghl-webhooks.ts'
import type { GhlEvent } from './ghl-webhooks.ts'
import { isTaken } from './webhooks.ts'
import type { WebhookOutcome } from './webhooks.ts'

/**
 * `withNumbers` puts from and to into the webhook, which GoHighLevel does not promise; else it has the contact's id.
 */
export type GhlCallOrder = CallOrder & { withNumbers?: boolean }

const VOICEMAIL_S = 14
const ANSWERED_S = 95
/** The ContactCreate webhook leaves this much ahead, without holding the call back when Shoulder is slow or retried. */
const CONTACT_LEAD_MS = 150

const CALL_STATUSES = { 'no-answer': 'no-answer', busy: 'busy', voicemail: 'voicemail', answered: 'completed' } as const
const CALL_SECONDS: { [outcome in CallOutcome]?: number } = { voicemail: VOICEMAIL_S, answered: ANSWERED_S }

/**
 * Someone calls a number of a GoHighLevel location: the caller becomes a contact, the call a message, and Shoulder is
 * told of both. Answers {ok, contactId, conversationId, messageId, webhooks: [{event, status, attempts}]}, where `ok`
 * says that Shoulder took them all.
 */
export async function receiveCall(order: GhlCallOrder, world: World): Promise<EmulatorResponse> {
  const locationId = order.locationId ?? businessCalled(order.to, world)?.ghlLocationId
  if (!locationId) throw new BadOrder('locationId is missing, and no known business has this number')
  const records = openRecords(world.state)
  const phone = order.from === 'anonymous' ? undefined : order.from
  const caller = given({ phone, name: order.name, email: order.email })
  const { contact, isNew } = upsertContact(locationId, caller, records, world.now())
  const now = new Date(world.now()).toISOString()
  const conversation = openConversation(contact, records, now)
  const seconds = CALL_SECONDS[order.outcome]
  const message = records.messages.insert({
    id: makeId(),
    type: 1,
    messageType: 'TYPE_CALL',
    locationId,
    contactId: contact.id,
    conversationId: conversation.id,
    dateAdded: now,
    dateUpdated: now,
    direction: 'inbound',
    contentType: 'text/plain',
    // Empty for calls in the API, though the webhook names the recording.
    attachments: [],
    userId: USER_ID,
    meta: {
      ...(seconds === undefined ? {} : { callDuration: String(seconds) }),
      callStatus: CALL_STATUSES[order.outcome],
    },
  })
  const told = isNew ? deliverEvent(contactEvent('ContactCreate', contact), world) : undefined
  await Promise.race([told, wait(CONTACT_LEAD_MS)])
  const rang = deliverEvent(callEvent(order, message, seconds, world), world)
  const outcomes = { ...(told ? { ContactCreate: await told } : {}), InboundMessage: await rang }
  const webhooks = Object.entries(outcomes).map(([event, outcome]) => describeOutcome(event, outcome))
  const ok = Object.values(outcomes).every(isTaken)
  const ids = { contactId: contact.id, conversationId: conversation.id, messageId: message.id }
  return { status: 200, json: { ok, ...ids, webhooks } }
}

function callEvent(order: GhlCallOrder, message: Message, seconds: number | undefined, world: World): GhlEvent {
  const status = CALL_STATUSES[order.outcome]
  const { locationId, id } = message
  const recording = `${world.settings.GHL_API_URL}/conversations/messages/${id}/locations/${locationId}/recording`
  return {
    type: 'InboundMessage',
    locationId,
    contactId: message.contactId,
    conversationId: message.conversationId,
    messageId: id,
    messageType: 'CALL',
    direction: 'inbound',
    status,
    callStatus: status,
    ...(seconds === undefined ? {} : { callDuration: seconds }),
    attachments: order.outcome === 'voicemail' ? [recording] : [],
    dateAdded: message.dateAdded,
    userId: USER_ID,
    ...(order.withNumbers ? { from: order.from, to: order.to } : {}),
  }
}

export function describeOutcome(event: string, { status, attempts, error }: WebhookOutcome): Record<string, unknown> {
  return { event, status, attempts, ...(error ? { error } : {}) }
}
