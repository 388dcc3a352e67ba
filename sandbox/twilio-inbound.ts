import type { EmulatorResponse, World } from './emulator.ts'
import { childVerbs, ownText, parseTwiml, TwimlInvalid, type Verb } from './twiml.ts'
import { applyOptOut, hasBlocked } from './twilio-blocks.ts'
import { callShoulder } from './twilio-hooks.ts'
import { countSegments, messages, newMessage, type Message } from './twilio-message.ts'
import { keepMedia } from './twilio-media.ts'
import { describePlace } from './twilio-places.ts'
import { startProgress } from './twilio-progress.ts'
import { isTaken } from './webhooks.ts'

export type TextFromPerson = { from: string; to: string; body: string; media: string[] }

/**
 * A person texts a business number. Twilio obeys an opt-out word first and answers it itself; then Shoulder is told,
 * with `OptOutType` only if Advanced Opt-Out is on for the service. A TwiML <Message> in the answer is sent.
 */
export async function receiveText(
  text: TextFromPerson,
  options: { advancedOptOut: boolean },
  world: World,
): Promise<EmulatorResponse> {
  const { from, to, body, media } = text
  const rows = messages(world)
  const received = rows.insert(
    newMessage(
      { direction: 'inbound', from, to, body, mediaUrls: media, status: 'received', by: 'person' },
      world.now(),
    ),
  )
  const kept = keepMedia(media, received, world)
  rows.update(received.id, { mediaUrls: kept.map(({ url }) => url) })
  const optOut = applyOptOut(world, { person: from, business: to }, body)
  if (optOut) sendOwn(world, { from: to, to: from, body: optOut.answer, by: 'twilio' })
  const webhook = await callShoulder(world, {
    event: 'sms.received',
    url: `${world.settings.APP_URL}/hooks/twilio/sms`,
    params: {
      MessageSid: received.id,
      SmsSid: received.id,
      SmsMessageSid: received.id,
      From: from,
      To: to,
      Body: body,
      NumMedia: String(media.length),
      NumSegments: String(countSegments(body)),
      SmsStatus: 'received',
      ...describePlace('From', from),
      ...describePlace('To', to),
      ...describeMedia(kept),
      OptOutType: options.advancedOptOut ? optOut?.type : undefined,
    },
  })
  const { replies, problem } = isTaken(webhook) ? carryOut(webhook.body, text, world) : { replies: [] }
  const { status, attempts, error } = webhook
  const ok = isTaken(webhook) && problem === undefined
  return { status: 200, json: { ok, sid: received.id, webhook: { status, attempts, error }, replies, problem } }
}

function describeMedia(media: readonly { url: string; type: string }[]): Record<string, string> {
  const fields = media.flatMap(({ url, type }, place) => [
    [`MediaUrl${place}`, url],
    [`MediaContentType${place}`, type],
  ])
  return Object.fromEntries(fields)
}

type CarriedOut = { replies: string[]; problem?: string }

/** Sends what the answer asks for; a document Twilio could not read sends nothing and says why. */
function carryOut(answer: string, text: TextFromPerson, world: World): CarriedOut {
  try {
    const wanted = parseTwiml(answer).filter(({ name }) => name === 'Message' || name === 'Sms')
    return wanted.reduce<CarriedOut>((done, verb) => merge(done, reply(verb, text, world)), { replies: [] })
  } catch (error) {
    if (!(error instanceof TwimlInvalid)) throw error
    world.log('twilio_alert', { code: 12100, message: error.message })
    return { replies: [], problem: `12100 ${error.message}` }
  }
}

function merge(left: CarriedOut, right: CarriedOut): CarriedOut {
  return { ...left, ...right, replies: [...left.replies, ...right.replies] }
}

/** Sends one <Message>, whose text stands in it or in its <Body>. */
export function reply(verb: Verb, text: { from: string; to: string }, world: World): CarriedOut {
  const inner = childVerbs(verb)
  const to = verb.attributes['to'] ?? text.from
  const from = verb.attributes['from'] ?? text.to
  const body =
    inner
      .filter(({ name }) => name === 'Body')
      .map(ownText)
      .join('') || ownText(verb)
  const mediaUrls = inner.filter(({ name }) => name === 'Media').map(ownText)
  if (hasBlocked(world, { person: to, business: from })) return { replies: [], problem: `21610 ${to} has opted out` }
  if (body === '' && mediaUrls.length === 0) return { replies: [], problem: '14103 the message is empty' }
  return { replies: [sendOwn(world, { from, to, body, by: 'app', mediaUrls }).id] }
}

function sendOwn(world: World, given: Pick<Message, 'from' | 'to' | 'body' | 'by'> & Partial<Message>): Message {
  const message = newMessage({ direction: 'outbound-reply', status: 'queued', ...given }, world.now())
  messages(world).insert(message)
  startProgress(message, world)
  return message
}
