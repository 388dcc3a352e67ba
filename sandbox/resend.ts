import { createHash, timingSafeEqual } from 'node:crypto'
import type { Emulator, EmulatorRequest, EmulatorResponse, World } from './emulator.ts'
import { answerDnsControl, answerDomains } from './resend-domains.ts'
import { addressOf, describeEmail, emails, readEmail, type Email } from './resend-email.ts'
import { Refused, refuseWith, refuseWithStatus } from './resend-errors.ts'
import { showReceived, writeEmail } from './resend-received.ts'
import { resumeCourses, tellCourse } from './resend-webhooks.ts'

const KEY_CHARS_MAX = 256
const KEY_LIFE_MS = 86_400_000
const PAGE_SIZE_PRESET = 20
const PAGE_SIZE_MAX = 100
/** Resend's rate limit is told, not enforced: a fault with status 429 plays being over it. */
const RATE_HEADERS = { 'ratelimit-limit': '10', 'ratelimit-remaining': '9', 'ratelimit-reset': '1' }

/** Resend: sending with idempotency keys, reading mails back, and webhooks of their course. */
export function resend(): Emulator {
  return { name: 'resend', basePath: '/resend', handle, refuse: refuseWithStatus, control, start: resumeCourses }
}

function handle(request: EmulatorRequest, world: World): EmulatorResponse {
  try {
    const answer = authorize(request, world) ?? answerEmails(request, world)
    return { ...answer, headers: { ...RATE_HEADERS, ...answer.headers } }
  } catch (error) {
    if (error instanceof Refused) return refuseWith(error.errorName, error.message)
    throw error
  }
}

function authorize(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  // The edge before Resend turns away clients that do not say who they are; fetch in a Worker is one of them.
  if (!request.headers['user-agent']) return { status: 403, text: 'error code: 1010' }
  const given = /^Bearer\s+(.+)$/i.exec(request.headers['authorization'] ?? '')?.[1]
  if (given === undefined) return refuseWith('missing_api_key', 'Missing API key in the authorization header')
  const isOurs = timingSafeEqual(digest(given), digest(world.settings.RESEND_API_KEY))
  return isOurs ? undefined : refuseWith('invalid_api_key', 'API key is invalid')
}

function answerEmails(request: EmulatorRequest, world: World): EmulatorResponse {
  const [, resource, id, rest] = request.path.split('/')
  if (resource === 'emails' && id === 'receiving' && request.method === 'GET') return showReceived(rest ?? '', world)
  if (resource === 'domains') return answerDomains(request, world)
  if (resource !== 'emails' || rest !== undefined)
    return refuseWith('not_found', 'The requested endpoint does not exist')
  if (id === undefined && request.method === 'POST') return sendEmail(request, world)
  if (request.method !== 'GET') return refuseWith('method_not_allowed', 'Method is not allowed for this endpoint')
  if (id === undefined) return listEmails(request.query, world)
  const email = emails(world).find(id)
  return email ? { status: 200, json: describeEmail(email) } : refuseWith('not_found', 'Email not found')
}

/** The same key within a day and the same body is the same mail; another body under it is a mistake. */
function sendEmail(request: EmulatorRequest, world: World): EmulatorResponse {
  const key = request.headers['idempotency-key']
  if (key !== undefined && (key.length < 1 || key.length > KEY_CHARS_MAX)) {
    return refuseWith('invalid_idempotency_key', `An idempotency key has 1 to ${KEY_CHARS_MAX} characters`)
  }
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return refuseWith('invalid_json', 'The content type must be application/json')
  }
  const bodyHash = digest(request.rawBody).toString('hex')
  const used = key === undefined ? undefined : emails(world).list({ idempotencyKey: key }).at(-1)
  if (used && world.now() - used.createdAt < KEY_LIFE_MS) {
    if (used.bodyHash === bodyHash) return { status: 200, json: { id: used.id } }
    return refuseWith('invalid_idempotent_request', 'This idempotency key was used with another body')
  }
  const email = emails(world).insert(readEmail(request.json(), world, { idempotencyKey: key ?? null, bodyHash }))
  if (email.scheduledAt === null) tellCourse(email, world)
  return { status: 200, json: { id: email.id } }
}

function listEmails(query: URLSearchParams, world: World): EmulatorResponse {
  const limit = Number(query.get('limit') ?? PAGE_SIZE_PRESET)
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_SIZE_MAX) {
    return refuseWith('validation_error', `The limit must be a number from 1 to ${PAGE_SIZE_MAX}`)
  }
  const newestFirst = emails(world).list().toReversed()
  const placeOf = (id: string | null) => newestFirst.findIndex((email) => email.id === id)
  const before = placeOf(query.get('before'))
  const from = query.has('after') ? placeOf(query.get('after')) + 1 : 0
  const window =
    before >= 0 ? newestFirst.slice(Math.max(0, before - limit), before) : newestFirst.slice(from, from + limit)
  const hasMore = before >= 0 ? before > limit : from + limit < newestFirst.length
  return { status: 200, json: { object: 'list', has_more: hasMore, data: window.map(describeEmail) } }
}

function control(request: EmulatorRequest, world: World): EmulatorResponse | undefined {
  if (`${request.method} ${request.path}` === 'POST /sandbox/dns') return answerDnsControl(request, world)
  if (`${request.method} ${request.path}` === 'POST /sandbox/emails') return writeEmail(request, world)
  if (`${request.method} ${request.path}` !== 'GET /sandbox/emails') return undefined
  const to = request.query.get('to')?.toLowerCase()
  const isFor = (email: Email) => !to || email.to.some((recipient) => addressOf(recipient) === to)
  return { status: 200, json: emails(world).list().filter(isFor).map(showEmail) }
}

function showEmail({ createdAt, bodyHash: _internal, ...email }: Email) {
  return { ...email, receivedAt: createdAt }
}

function digest(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest()
}
