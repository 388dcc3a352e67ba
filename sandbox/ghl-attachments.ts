import { randomBytes } from 'node:crypto'
import { BadOrder, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import type { Collection } from './collection.ts'

/** What is attached to messages: it lies open, at an address that nobody can guess, and nothing deletes it. */

type Attachment = { id: string; contentType: string; base64: string }

const DATA_URL = /^data:([\w.+/-]{3,100});base64,([A-Za-z0-9+/]+=*)$/
const PATH = /^\/attachments\/(\w{40})$/

/** Keeps what is given as `data:` and answers where it lies; other addresses are taken as they are. */
export function keepAttachments(given: readonly string[], world: World): string[] {
  return given.map((address) => {
    if (!address.startsWith('data:')) return address
    const [, contentType, base64] = DATA_URL.exec(address) ?? []
    if (contentType === undefined || base64 === undefined) throw new BadOrder('media must be data:TYPE;base64,…')
    const { id } = rows(world).insert({ id: randomBytes(20).toString('hex'), contentType, base64 })
    return `${world.settings.GHL_API_URL}/attachments/${id}`
  })
}

/** Undefined where the path is about something else. */
export function serveAttachment(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  const [, id] = PATH.exec(request.path) ?? []
  if (id === undefined || request.method !== 'GET') return undefined
  const found = rows(world).find(id)
  if (!found) return { status: 404, text: 'Not Found' }
  return { status: 200, bytes: Buffer.from(found.base64, 'base64'), headers: { 'content-type': found.contentType } }
}

function rows(world: World): Collection<Attachment> {
  return world.state.collection<Attachment>('ghl_attachments')
}
