import { BadOrder } from './emulator.ts'
import type { EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { upsertContact } from './ghl-contacts.ts'
import { openConversation } from './ghl-conversations.ts'
import { pipelinesOf } from './ghl-pipelines.ts'
import { USER_ID, makeId, openRecords } from './ghl-records.ts'
import type { Contact, GhlRecords, Message } from './ghl-records.ts'
import { given } from './ghl-route.ts'
import { readOrder } from './order.ts'
import type { Order } from './order.ts'
import type { Collection } from './collection.ts'

const SOURCES = ['app', 'workflow', 'campaign', 'bulk_actions'] as const
const DIRECTIONS = ['inbound', 'outbound'] as const
const CALLS = ['no-answer', 'busy', 'voicemail', 'completed'] as const

/**
 * What people in the office and their customers leave in GoHighLevel without Shoulder being told: webhooks that were
 * lost, and those that a test delivers itself. `at` is when it was, in epoch milliseconds.
 */
export function answerOfficeControl(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const [, , provider, noun = '', id = ''] = request.path.split('/')
  if (provider !== 'ghl') return undefined
  const records = openRecords(world.state)
  if (request.method === 'POST' && noun === 'contacts' && id === '') {
    return { status: 200, json: fileContact(readOrder(request), records, world) }
  }
  if (request.method === 'DELETE' && noun === 'contacts') return { status: 200, json: dropContact(id, records) }
  if (request.method === 'POST' && noun === 'opportunities' && id === '') {
    return { status: 200, json: makeCard(readOrder(request), records, world) }
  }
  if (request.method === 'DELETE' && noun === 'opportunities') {
    const gone = records.opportunities.find(id)
    records.opportunities.remove(id)
    return { status: 200, json: gone ?? {} }
  }
  if (request.method === 'POST' && noun === 'messages') {
    return { status: 200, json: leaveMessage(readOrder(request), records, world) }
  }
  return undefined
}

const CHANGED = ['phone', 'address1', 'city', 'state', 'postalCode'] as const

/** Somebody new, or with `id` another number or address of somebody who is there. */
function fileContact(order: Order, records: GhlRecords, world: World): Contact {
  const id = order.optionalText('id')
  if (id !== undefined) {
    const contact = records.contacts.find(id)
    if (!contact) throw new BadOrder(`there is no contact ${id}`)
    const [phone, address1, city, state, postalCode] = CHANGED.map((name) => order.optionalText(name))
    const dateUpdated = new Date(order.optionalNumber('at') ?? world.now()).toISOString()
    return records.contacts.put({ ...contact, ...given({ phone, address1, city, state, postalCode }), dateUpdated })
  }
  const fields = { phone: order.optionalText('phone'), name: order.optionalText('name') }
  return upsertContact(order.text('locationId'), given(fields), records, world.now()).contact
}

function dropContact(id: string, records: GhlRecords): Contact {
  const contact = records.contacts.find(id)
  if (!contact) throw new BadOrder(`there is no contact ${id}`)
  const { notes, opportunities, messages, conversations } = records
  for (const rows of [notes, opportunities, messages, conversations] as Collection<{
    id: string
    contactId?: string
  }>[])
    for (const row of rows.list({ contactId: id })) rows.remove(row.id)
  records.contacts.remove(id)
  return contact
}

/** A card that somebody puts into a column: `{contactId, stage, name?, amount?}`. */
function makeCard(order: Order, records: GhlRecords, world: World): Record<string, unknown> {
  const contact = records.contacts.find(order.text('contactId'))
  if (!contact) throw new BadOrder('there is no such contact')
  const stage = order.text('stage')
  const [pipeline] = pipelinesOf(contact.locationId, world.state)
  const column = pipeline?.stages.find(({ name }) => name.toLowerCase() === stage.toLowerCase())
  if (!pipeline || !column) throw new BadOrder(`there is no stage ${stage}`)
  const at = new Date(order.optionalNumber('at') ?? world.now()).toISOString()
  const card = records.opportunities.insert({
    ...{ id: makeId(), locationId: contact.locationId, contactId: contact.id, status: 'open', customFields: [] },
    ...{
      name: order.optionalText('name') ?? 'A card',
      monetaryValue: order.optionalNumber('amount') ?? 0,
    },
    ...{ pipelineId: pipeline.id, pipelineStageId: column.id, source: 'manual' },
    ...{ lastStatusChangeAt: at, lastStageChangeAt: at, createdAt: at, updatedAt: at },
  })
  return { ...card, stage: column.name }
}

/** A text, `{body}`, or a call, `{callStatus, callDuration?}`, of a contact's conversation. */
function leaveMessage(order: Order, records: GhlRecords, world: World): Message {
  const contact = records.contacts.find(order.text('contactId'))
  if (!contact) throw new BadOrder('there is no such contact')
  const at = new Date(order.optionalNumber('at') ?? world.now()).toISOString()
  const direction = order.choice('direction', DIRECTIONS, 'inbound')
  const isCall = order.optionalText('callStatus') !== undefined
  const callDuration = order.optionalNumber('callDuration')
  const meta = isCall
    ? { callStatus: order.choice('callStatus', CALLS), ...given({ callDuration: callDuration?.toString() }) }
    : undefined
  const source = direction === 'outbound' ? order.choice('source', SOURCES, 'app') : undefined
  return records.messages.insert({
    id: makeId(),
    type: isCall ? 1 : 2,
    messageType: isCall ? 'TYPE_CALL' : 'TYPE_SMS',
    locationId: contact.locationId,
    contactId: contact.id,
    conversationId: openConversation(contact, records, at).id,
    dateAdded: at,
    dateUpdated: at,
    direction,
    contentType: 'text/plain',
    status: 'delivered',
    ...given({ body: order.optionalText('body'), meta, source }),
    attachments: [],
    ...(source === 'app' ? { userId: USER_ID } : {}),
  })
}
