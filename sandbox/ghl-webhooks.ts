import { createPrivateKey, randomUUID, sign } from 'node:crypto'
import type { World } from './emulator.ts'
import { USER_ID } from './ghl-records.ts'
import type { Contact, Message, Opportunity } from './ghl-records.ts'
import type { WebhookOutcome } from './webhooks.ts'

/**
 * GoHighLevel calls again only after a 429, at most six times and ten minutes apart. The sandbox shortens the wait;
 * any other failure loses the event for good here as it does there.
 */
const RETRY = { delaysMs: [2000, 2000, 2000, 2000, 2000, 2000], timeoutMs: 10_000 }

export type GhlEvent = { type: string; locationId?: string } & Record<string, unknown>

/** Sends one app webhook, signed over the raw body with Ed25519. Resolves when it was taken or given up. */
export function deliverEvent(event: GhlEvent, world: World): Promise<WebhookOutcome> {
  const body = JSON.stringify({ ...event, timestamp: new Date(world.now()).toISOString(), webhookId: randomUUID() })
  const key = createPrivateKey(world.settings.GHL_WEBHOOK_PRIVATE_KEY)
  const signature = sign(null, Buffer.from(body), key).toString('base64')
  return world.deliver({
    provider: 'ghl',
    event: event.type,
    url: `${world.settings.APP_URL}/hooks/ghl`,
    body,
    headers: () => ({ 'content-type': 'application/json', 'x-ghl-signature': signature }),
    retry: { ...RETRY, after: (attempt) => attempt.status === 429 },
  })
}

/** Sends it once the API call that caused it has been answered. */
export function deliverEventLater(event: GhlEvent, world: World): void {
  world.later(0, async () => void (await deliverEvent(event, world)))
}

type ContactEventType = 'ContactCreate' | 'ContactUpdate' | 'ContactDelete' | 'ContactTagUpdate' | 'ContactDndUpdate'

export function contactEvent(type: ContactEventType, contact: Contact): GhlEvent {
  return {
    type,
    locationId: contact.locationId,
    id: contact.id,
    address1: contact.address1 ?? null,
    city: contact.city ?? null,
    state: contact.state ?? null,
    companyName: contact.companyName ?? null,
    country: contact.country ?? null,
    source: contact.source ?? null,
    dateAdded: contact.dateAdded,
    dateOfBirth: contact.dateOfBirth ?? null,
    dnd: contact.dnd,
    ...(type === 'ContactDndUpdate' ? { dndSettings: contact.dndSettings ?? {} } : {}),
    email: contact.email ?? null,
    name: contact.name ?? null,
    firstName: contact.firstName ?? null,
    lastName: contact.lastName ?? null,
    phone: contact.phone ?? null,
    postalCode: contact.postalCode ?? null,
    tags: contact.tags,
    website: contact.website ?? null,
    attachments: [],
    assignedTo: contact.assignedTo ?? null,
    customFields: contact.customFields,
  }
}

export type OpportunityEventType = `Opportunity${'Create' | 'Update' | 'Delete' | 'StageUpdate' | 'StatusUpdate'}`

export function opportunityEvent(type: OpportunityEventType, opportunity: Opportunity): GhlEvent {
  return {
    type,
    locationId: opportunity.locationId,
    id: opportunity.id,
    assignedTo: opportunity.assignedTo ?? null,
    contactId: opportunity.contactId ?? null,
    monetaryValue: opportunity.monetaryValue,
    name: opportunity.name,
    pipelineId: opportunity.pipelineId,
    pipelineStageId: opportunity.pipelineStageId,
    source: opportunity.source ?? null,
    status: opportunity.status,
    dateAdded: opportunity.createdAt,
  }
}

export function outboundMessageEvent(message: Message, numbers: { from?: string; to?: string } = {}): GhlEvent {
  return {
    type: 'OutboundMessage',
    locationId: message.locationId,
    contactId: message.contactId,
    conversationId: message.conversationId,
    messageId: message.id,
    userId: USER_ID,
    messageType: message.messageType === 'TYPE_EMAIL' ? 'Email' : 'SMS',
    direction: 'outbound',
    status: message.status ?? 'delivered',
    contentType: message.contentType,
    body: message.body ?? '',
    attachments: message.attachments,
    source: 'api',
    dateAdded: message.dateAdded,
    ...numbers,
  }
}
