import { BadOrder, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { locationCalled } from './ghl-numbers.ts'
import { readOrder } from './order.ts'
import { calls } from './twilio-call.ts'
import { receiveText } from './twilio-inbound.ts'
import { messages, type Message } from './twilio-message.ts'
import { keepRecording } from './twilio-recordings.ts'

const TEXT_CHARS_MAX = 1600
const MEDIA_MAX = 10

/** Twilio's part of the control API: texting as a person, and reading what people got and heard. */
export async function control(request: EmulatorRequest, world: World): Promise<EmulatorResponse | undefined> {
  switch (`${request.method} ${request.path}`) {
    case 'POST /sandbox/sms':
      return sendText(request, world)
    case 'GET /sandbox/messages':
      return { status: 200, json: showMessages(request, world) }
    case 'GET /sandbox/calls':
      return { status: 200, json: showCalls(request, world) }
    case 'POST /sandbox/twilio/recordings':
      return leaveRecording(request, world)
    case 'GET /sandbox/twilio/options':
      return { status: 200, json: readOptions(world) }
    case 'POST /sandbox/twilio/options':
      return setOptions(request, world)
    default:
      return undefined
  }
}

async function sendText(request: EmulatorRequest, world: World): Promise<EmulatorResponse | undefined> {
  const order = readOrder(request)
  const media = order.optionalTexts('media') ?? []
  if (media.length > MEDIA_MAX) throw new BadOrder(`media may hold ${MEDIA_MAX} addresses`)
  const body = media.length > 0 ? (order.optionalText('body') ?? '') : order.text('body')
  if (body.length > TEXT_CHARS_MAX) throw new BadOrder(`body may be ${TEXT_CHARS_MAX} characters long`)
  const text = { from: order.phone('from'), to: order.phone('to'), body, media }
  // A number of GoHighLevel's has its texts told by GoHighLevel.
  if (locationCalled(text.to, world) !== undefined) return undefined
  return receiveText(text, readOptions(world), world)
}

/** A caller has spoken after the tone, and nobody has been told of it: for those who tell of calls themselves. */
function leaveRecording(request: EmulatorRequest, world: World): EmulatorResponse {
  const order = readOrder(request)
  const call = { from: order.phone('from'), to: order.phone('to'), outcome: 'voicemail', via: 'twilio' } as const
  return { status: 201, json: keepRecording(call, world) }
}

/**
 * The texts Twilio accepted, oldest first. What people sent to us is shown when asked for by number or by
 * `direction=inbound` or `all`, since "all texts" usually means those that went out.
 */
function showMessages(request: EmulatorRequest, world: World) {
  const pair = readPair(request)
  const direction = request.query.get('direction') ?? (Object.keys(pair).length > 0 ? 'all' : 'outbound')
  return messages(world)
    .list(pair)
    .filter((message) => direction === 'all' || message.direction.startsWith(direction))
    .map(showMessage)
}

function showMessage(message: Message) {
  const { id, from, to, body, mediaUrls, status, errorCode, direction, by, statusCallback } = message
  return {
    sid: id,
    to,
    from,
    body,
    mediaUrls,
    status,
    errorCode,
    direction,
    by,
    receivedAt: message.createdAt,
    validityPeriod: message.validityPeriodS,
    statusCallback,
  }
}

/** Calls that reached a Twilio number, with what the callers heard and left. */
function showCalls(request: EmulatorRequest, world: World) {
  return calls(world)
    .list(readPair(request))
    .map(({ id, ...call }) => ({ sid: id, ...call }))
}

function readPair({ query }: EmulatorRequest): { to?: string; from?: string } {
  const to = query.get('to')
  const from = query.get('from')
  // A "+" that was not escaped arrives as a blank.
  const asPhone = (text: string) => text.replace(/^ /, '+')
  return { ...(to ? { to: asPhone(to) } : {}), ...(from ? { from: asPhone(from) } : {}) }
}

/** `advancedOptOut`: a messaging service with Advanced Opt-Out owns the numbers, so webhooks carry OptOutType. */
type Options = { advancedOptOut: boolean }

function optionRows(world: World) {
  return world.state.collection<Options & { id: string }>('twilio_options')
}

function readOptions(world: World): Options {
  return { advancedOptOut: optionRows(world).find('options')?.advancedOptOut ?? false }
}

function setOptions(request: EmulatorRequest, world: World): EmulatorResponse {
  const advancedOptOut = readOrder(request).optionalFlag('advancedOptOut') ?? readOptions(world).advancedOptOut
  optionRows(world).put({ id: 'options', advancedOptOut })
  return { status: 200, json: readOptions(world) }
}
