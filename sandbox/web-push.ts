import { createECDH, createPublicKey, randomUUID, verify } from 'node:crypto'
import { BadOrder, type Emulator, type EmulatorRequest, type EmulatorResponse, type World } from './emulator.ts'
import { readOrder } from './order.ts'

/** A message as it arrived: still encrypted, since only the browser has the key. */
type Push = {
  id: string
  /** The subscription it was for, as the browser knows it. */
  endpoint: string
  ttlS: number
  urgency: string
  topic: string | null
  /** base64url */
  body: string
  receivedAt: number
}
type Gone = { id: string }

const BODY_BYTES_MAX = 4_096
const TTL_MAX_S = 28 * 86_400
const TOKEN_LIFE_MAX_S = 86_400
/** Salt, record size, length of the key, the key, and at least a delimiter with its tag. */
const BODY_BYTES_MIN = 16 + 4 + 1 + 65 + 17
const URGENCIES = ['very-low', 'low', 'normal', 'high']
/** A browser's subscription, as hard to guess as a real one's. */
const SUBSCRIPTION = /^\/([A-Za-z0-9_-]{16,})$/

/**
 * The push service of a browser (RFC 8030) that lets in who proves to be the application server (RFC 8292) and keeps
 * what is encrypted for the browser (RFC 8291). Any subscription counts as alive until it is told to be gone.
 */
export function webPush(): Emulator {
  return { name: 'web_push', basePath: '/push', handle, refuse: refuseWithStatus, control }
}

function pushes(world: World) {
  return world.state.collection<Push>('web_pushes', { indexed: ['endpoint'] })
}

function gone(world: World) {
  return world.state.collection<Gone>('web_push_gone')
}

/** What a push service says when it will not: words for a person, and mostly nobody reads them. */
class Refused extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

function handle(request: EmulatorRequest, world: World): EmulatorResponse {
  try {
    return receive(request, world)
  } catch (error) {
    if (error instanceof Refused) return answer(error.status, error.message)
    throw error
  }
}

function receive(request: EmulatorRequest, world: World): EmulatorResponse {
  const id = SUBSCRIPTION.exec(request.path)?.[1]
  if (id === undefined) throw new Refused(404, 'no such subscription')
  if (request.method !== 'POST') throw new Refused(405, 'messages are posted')
  const endpoint = `http://${request.headers['host'] ?? ''}/push/${id}`
  authorize(request, endpoint, world)
  if (gone(world).find(endpoint)) throw new Refused(410, 'the subscription has expired')
  const push = pushes(world).insert({ id: randomUUID(), endpoint, ...readMessage(request), receivedAt: world.now() })
  const location = `${new URL(endpoint).origin}/push/messages/${push.id}`
  return { status: 201, headers: { location, ttl: String(push.ttlS) } }
}

function readMessage({ headers, rawBody }: EmulatorRequest): Pick<Push, 'ttlS' | 'urgency' | 'topic' | 'body'> {
  const ttl = headers['ttl']
  if (ttl === undefined || !/^\d{1,10}$/.test(ttl)) throw new Refused(400, 'TTL must be given in seconds')
  const urgency = headers['urgency'] ?? 'normal'
  if (!URGENCIES.includes(urgency)) throw new Refused(400, `Urgency must be one of ${URGENCIES.join(', ')}`)
  const topic = headers['topic'] ?? null
  if (topic !== null && !/^[A-Za-z0-9_-]{1,32}$/.test(topic)) {
    throw new Refused(400, 'Topic must be 1 to 32 characters of base64url')
  }
  if (rawBody.byteLength > BODY_BYTES_MAX) throw new Refused(413, `the body has more than ${BODY_BYTES_MAX} bytes`)
  if (rawBody.byteLength > 0) checkEncryption(headers, rawBody)
  return { ttlS: Math.min(Number(ttl), TTL_MAX_S), urgency, topic, body: rawBody.toString('base64url') }
}

/** As far as it shows from outside: RFC 8188's header with a key of RFC 8291's form. */
function checkEncryption(headers: Record<string, string>, body: Buffer): void {
  if (headers['content-encoding'] !== 'aes128gcm') throw new Refused(415, 'Content-Encoding must be aes128gcm')
  const isWhole = body.byteLength >= BODY_BYTES_MIN && body.readUInt32BE(16) >= 18 && body[20] === 65
  if (!isWhole || !isPoint(body.subarray(21, 86))) throw new Refused(400, 'the body is not encrypted for Web Push')
}

/** The application server proves that it is the one the browser subscribed to. */
function authorize(request: EmulatorRequest, endpoint: string, world: World): void {
  const parts = /^vapid t=([\w-]+\.[\w-]+\.[\w-]+), ?k=([\w-]{87})$/.exec(request.headers['authorization'] ?? '')
  const [, token = '', key = ''] = parts ?? []
  if (!parts) throw new Refused(401, 'Authorization must be "vapid t=<token>, k=<key>"')
  const [header = '', claims = '', signature = ''] = token.split('.')
  if (!isSigned(`${header}.${claims}`, signature, key)) throw new Refused(401, 'the token is not signed by the key')
  const { typ, alg } = readPart(header)
  if (typ !== 'JWT' || alg !== 'ES256') throw new Refused(401, 'the token must be a JWT of ES256')
  const { aud, exp, sub } = readPart(claims)
  const nowS = world.now() / 1_000
  if (aud !== new URL(endpoint).origin) throw new Refused(403, 'the token is for another audience')
  if (typeof exp !== 'number' || exp <= nowS) throw new Refused(403, 'the token has expired')
  if (exp > nowS + TOKEN_LIFE_MAX_S) throw new Refused(403, 'the token lives longer than a day')
  if (typeof sub !== 'string' || !/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(sub)) {
    throw new Refused(403, 'BadJwtToken')
  }
  if (key !== world.settings.VAPID_PUBLIC_KEY) throw new Refused(403, 'the subscription was made with another key')
}

function isSigned(signed: string, signature: string, key: string): boolean {
  const point = Buffer.from(key, 'base64url')
  if (!isPoint(point)) return false
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' })
  const raw = Buffer.from(signature, 'base64url')
  return verify('sha256', Buffer.from(signed), { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw)
}

function isPoint(bytes: Buffer): boolean {
  if (bytes.byteLength !== 65 || bytes[0] !== 4) return false
  try {
    const ecdh = createECDH('prime256v1')
    ecdh.generateKeys()
    ecdh.computeSecret(bytes)
    return true
  } catch {
    return false
  }
}

function readPart(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Mozilla's service says it in JSON, others in a line of text; nobody should depend on either. */
function answer(status: number, message: string): EmulatorResponse {
  const wait = status === 429 ? { headers: { 'retry-after': '60' } } : {}
  return { status, json: { code: status, message }, ...wait }
}

function refuseWithStatus(status: number): EmulatorResponse {
  return answer(status, 'the message was not taken')
}

function control(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  switch (`${request.method} ${request.path}`) {
    case 'GET /sandbox/pushes': {
      const endpoint = request.query.get('endpoint')
      return { status: 200, json: pushes(world).list(endpoint === null ? {} : { endpoint }) }
    }
    case 'POST /sandbox/pushes/gone': {
      const endpoint = readOrder(request).text('endpoint')
      if (!URL.canParse(endpoint)) throw new BadOrder('endpoint must be the address of a subscription')
      return { status: 200, json: gone(world).put({ id: endpoint }) }
    }
    default:
      return undefined
  }
}
