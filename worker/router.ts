import type { IRequestStrict } from 'itty-router'
import { stopwatch } from '../tenants/base/clock.ts'
import { newId } from '../tenants/base/ids.ts'
import { API_BODY_BYTES_MAX } from '../tenants/base/limits.ts'
import type { Context } from './context.ts'
import { isDirectoryFault } from './directory/fault.ts'
import { parseEnv, type Bindings } from './env.ts'
import { describeError, log } from '../tenants/base/log.ts'
import { figures, tellFigures } from './measure.ts'
import { readHealth } from './pages/health.ts'
import { UNREAD_BODY_WAIT_MS } from './bounds.ts'
import { readBytes } from './read-body.ts'
import { refuse, secure, type Refusal } from './respond.ts'
import { router } from './routes.ts'

/** Answers every request, whatever goes wrong on the way. */
export async function route(request: Request, bindings: Bindings, ctx: ExecutionContext): Promise<Response> {
  const traceId = newId('req')
  const elapsed = stopwatch()
  const isHead = request.method === 'HEAD'
  // Not made from the request itself: a HEAD may come with a body, and a GET that has one cannot be made.
  const asked = isHead ? new Request(request.url, { headers: request.headers }) : request
  const response = await find(asked, bindings, ctx, traceId).catch((error: unknown) => {
    figures.count('fault', { kind: 'request_failed' })
    log('request_failed', traceId, { path: new URL(request.url).pathname, error: describeError(error) })
    return refuse(isDirectoryFault(error) ? DIRECTORY_UNREACHABLE : INTERNAL_ERROR)
  })
  noteRequest(asked, response.status, elapsed())
  tellFigures(bindings, (work) => ctx.waitUntil(work))
  await readRest(request)
  // A socket's answer is the tenant's own and cannot be changed; it needs none of what a page does.
  if (response.status === 101) return response
  response.headers.set('x-request-id', traceId)
  return secure(isHead ? new Response(null, response) : response, request.url.startsWith('https:'))
}

/** By its route's pattern, since a path may name people. Sockets count with what opening them took. */
function noteRequest(request: Request, status: number, tookMs: number): void {
  const { route: pattern } = request as Partial<IRequestStrict>
  const route = pattern ?? (new URL(request.url).pathname === '/healthz' ? '/healthz' : 'none')
  const labels = { route: route || '/', method: METHODS.has(request.method) ? request.method : 'other' }
  figures.measure('request', { ...labels, status: `${Math.floor(status / 100)}xx` }, tookMs)
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Where a connection is closed on bytes that nobody read, the answer before them may be lost on its way. Whoever takes
 * their time to send what nobody wants gets the answer all the same.
 */
async function readRest(request: Request): Promise<void> {
  if (request.body === null || request.bodyUsed) return
  const rest = readBytes(request, API_BODY_BYTES_MAX).catch(() => undefined)
  await Promise.race([rest, scheduler.wait(UNREAD_BODY_WAIT_MS)])
}

async function find(request: Request, bindings: Bindings, ctx: ExecutionContext, traceId: string): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname === '/healthz' && request.method === 'GET') return readHealth(bindings)
  const env = parseEnv(bindings)
  if (!env.ok) return refuseUnset(env.error, pathname, traceId)
  const context: Context = { env: env.value, traceId, waitUntil: (work) => ctx.waitUntil(work) }
  const response = (await router.fetch(request as IRequestStrict, context)) as Response | undefined
  return response ?? refuseUnrouted(pathname)
}

/** GoHighLevel repeats a delivery after 429 only, and what comes before we are set up should not be lost. */
function refuseUnset(names: string[], pathname: string, traceId: string): Response {
  log('settings_missing', traceId, { names })
  const detail = `Settings are missing or unusable: ${names.join(', ')}.`
  return refuse({ code: 'settings_missing', detail }, pathname === '/hooks/ghl' ? 429 : 503)
}

function refuseUnrouted(pathname: string): Response {
  const methods = new Set(router.routes.filter(([, path]) => path.test(pathname)).map(([method]) => method))
  if (pathname === '/healthz') methods.add('GET')
  if (methods.size === 0) return refuse({ code: 'not_found', detail: 'There is nothing here.' })
  if (methods.has('GET')) methods.add('HEAD')
  const allow = [...methods].join(', ')
  return refuse({ code: 'method_not_allowed', detail: `Use ${allow}.`, headers: { allow } })
}

const DIRECTORY_UNREACHABLE: Refusal = {
  code: 'directory_unreachable',
  detail: 'The directory does not answer. Try again in a moment.',
  headers: { 'retry-after': '5' },
}

const INTERNAL_ERROR: Refusal = { code: 'internal_error', detail: 'Something went wrong on our side.' }
