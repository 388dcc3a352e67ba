import { randomBytes } from 'node:crypto'
import { BadOrder, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import type { Collection } from './collection.ts'
import { refuseWith } from './twilio-errors.ts'
import { API_VERSION, formatDate, type Message } from './twilio-message.ts'
import { answerPage } from './twilio-pages.ts'

/** Pictures that came with texts, as Twilio keeps them: behind its credentials, and served from another place. */

type Media = { id: string; messageSid: string; contentType: string; base64: string; createdAt: number; token: string }

const DATA_URL = /^data:([\w.+/-]{3,100});base64,([A-Za-z0-9+/]+=*)$/
const PATH = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\/((?:MM|SM)\w+)\/Media(?:\/(ME\w+))?(\.json)?$/
const DELIVERY = /^\/media-delivery\/(\w{40})$/

/** Keeps what is given as `data:` and answers the addresses that Twilio would name; others are taken as they are. */
export function keepMedia(given: readonly string[], message: Message, world: World): { url: string; type: string }[] {
  return given.map((address) => {
    const [, contentType, base64] = DATA_URL.exec(address) ?? []
    if (contentType === undefined || base64 === undefined) {
      if (address.startsWith('data:')) throw new BadOrder('media must be data:TYPE;base64,… or an address')
      return { url: address, type: typeByName(address) }
    }
    const { settings } = world
    const id = `ME${randomBytes(16).toString('hex')}`
    const token = randomBytes(20).toString('hex')
    showOnPhone(id, { contentType, base64 }, world)
    media(world).insert({ id, messageSid: message.id, contentType, base64, createdAt: world.now(), token })
    const place = `${API_VERSION}/Accounts/${settings.TWILIO_ACCOUNT_SID}/Messages/${message.id}/Media/${id}`
    return { url: `${settings.TWILIO_API_URL}/${place}`, type: contentType }
  })
}

/** A deleted text takes its pictures along. */
export function dropMediaOf(messageSid: string, world: World): void {
  for (const { id } of media(world).list({ messageSid })) media(world).remove(id)
}

/** Undefined where the path is about something else. The caller has checked the credentials. */
export function handleMedia(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const [, account, messageSid, sid, isJson] = PATH.exec(request.path) ?? []
  if (account !== world.settings.TWILIO_ACCOUNT_SID || messageSid === undefined) return undefined
  const describe = (one: Media) => describeMedia(one, account)
  if (sid === undefined) {
    return answerPage(request, { key: 'media_list', rows: media(world).list({ messageSid }), describe })
  }
  const found = media(world).find(sid)
  if (!found || found.messageSid !== messageSid) return refuseWith(20404, sid)
  switch (request.method) {
    case 'DELETE':
      media(world).remove(sid)
      return { status: 204 }
    case 'GET':
      if (isJson) return { status: 200, json: describe(found) }
      return { status: 307, headers: { location: `${world.settings.TWILIO_API_URL}/media-delivery/${found.token}` } }
    default:
      return refuseWith(20004, request.method)
  }
}

/** Where the picture itself is fetched from: whoever has the address, and no credentials, which it refuses. */
export function deliverMedia(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const [, token] = DELIVERY.exec(request.path) ?? []
  if (token === undefined) return undefined
  if (request.headers['authorization'] !== undefined) {
    return {
      status: 400,
      text: '<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>',
    }
  }
  const [found] = media(world).list({ token })
  if (!found) return { status: 404, text: '<Error><Code>NoSuchKey</Code></Error>' }
  return { status: 200, bytes: Buffer.from(found.base64, 'base64'), headers: { 'content-type': found.contentType } }
}

type Shown = Pick<Media, 'contentType' | 'base64'>
const SHOWN_MAX = 30
const shown = new WeakMap<World, Map<string, Shown>>()

/** Whoever sent a picture has it still, whatever becomes of it at Twilio. */
function showOnPhone(sid: string, picture: Shown, world: World): void {
  const pictures = shown.get(world) ?? new Map<string, Shown>()
  shown.set(world, pictures.set(sid, picture))
  for (const oldest of [...pictures.keys()].slice(0, -SHOWN_MAX)) pictures.delete(oldest)
}

/** `GET /sandbox/media/:sid`: the picture as the phone that sent it shows it. Undefined means: not mine. */
export function controlMedia(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const [, sid] = /^\/sandbox\/media\/(ME\w+)$/.exec(request.path) ?? []
  if (sid === undefined || request.method !== 'GET') return undefined
  const found = shown.get(world)?.get(sid)
  if (!found) return { status: 404, json: { error: 'this phone has lost the picture' } }
  const headers = { 'content-type': found.contentType, 'x-content-type-options': 'nosniff' }
  return { status: 200, bytes: Buffer.from(found.base64, 'base64'), headers }
}

function describeMedia(one: Media, accountSid: string) {
  return {
    sid: one.id,
    account_sid: accountSid,
    parent_sid: one.messageSid,
    content_type: one.contentType,
    date_created: formatDate(one.createdAt),
    date_updated: formatDate(one.createdAt),
    uri: `/${API_VERSION}/Accounts/${accountSid}/Messages/${one.messageSid}/Media/${one.id}.json`,
  }
}

const TYPES: Record<string, string> = { png: 'image/png', gif: 'image/gif', mp4: 'video/mp4', pdf: 'application/pdf' }

function typeByName(url: string): string {
  return TYPES[/\.(\w+)$/.exec(url)?.[1] ?? ''] ?? 'image/jpeg'
}

function media(world: World): Collection<Media> {
  return world.state.collection<Media>('twilio_media', { indexed: ['messageSid', 'token'] })
}
