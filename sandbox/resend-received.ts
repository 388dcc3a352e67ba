import { randomUUID } from 'node:crypto'
import { BadOrder, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { readOrder } from './order.ts'
import { addressOf } from './resend-email.ts'
import { refuseWith } from './resend-errors.ts'
import { deliverEvent } from './resend-webhooks.ts'
import type { Collection } from './collection.ts'

/** A mail that somebody wrote to an address of the account's domain. */
type ReceivedEmail = {
  id: string
  messageId: string
  from: string
  to: string[]
  subject: string
  html: string | null
  text: string | null
  createdAt: number
}

function received(world: World): Collection<ReceivedEmail> {
  return world.state.collection<ReceivedEmail>('resend_received')
}

/** `POST /sandbox/emails {from, to, subject, text?, html?}`: somebody writes a mail. */
export function writeEmail(request: EmulatorRequest, world: World): EmulatorResponse {
  const order = readOrder(request)
  const to = order.text('to')
  const domain = addressOf(to)?.split('@')[1]
  const own = addressOf(world.settings.EMAIL_FROM)?.split('@')[1]
  if (domain === undefined || domain !== own)
    throw new BadOrder(`to must be an address at ${own}, whose mail Resend takes in`)
  if (addressOf(order.text('from')) === undefined) throw new BadOrder('from must be an e-mail address')
  const mail = received(world).insert({
    id: randomUUID(),
    messageId: `<${randomUUID()}@mail.example.com>`,
    from: order.text('from'),
    to: [to],
    subject: order.optionalText('subject') ?? '',
    html: order.optionalText('html') ?? null,
    text: order.optionalText('text') ?? null,
    createdAt: world.now(),
  })
  void deliverEvent(mail.id, describeEvent(mail, world), world)
  return { status: 201, json: { id: mail.id } }
}

/** The webhook tells of a mail and leaves its words out. */
function describeEvent({ id, messageId, from, to, subject, createdAt }: ReceivedEmail, world: World) {
  const addresses = { from, to, cc: [], bcc: [], received_for: to }
  const mail = { email_id: id, created_at: new Date(createdAt).toISOString(), ...addresses, message_id: messageId }
  return {
    type: 'email.received',
    created_at: new Date(world.now()).toISOString(),
    data: { ...mail, subject, attachments: [] },
  }
}

/** `GET /emails/receiving/:id`: the mail with its words. */
export function showReceived(id: string, world: World): EmulatorResponse {
  const mail = received(world).find(id)
  if (!mail) return refuseWith('not_found', 'Email not found')
  const { messageId, createdAt, ...rest } = mail
  const created = new Date(createdAt).toISOString()
  const nobody = { cc: [], bcc: [], reply_to: [], headers: {}, attachments: [] }
  return { status: 200, json: { object: 'email', ...rest, ...nobody, message_id: messageId, created_at: created } }
}
