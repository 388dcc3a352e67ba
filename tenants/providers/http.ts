import { RETRY_AFTER_MAX_MS } from '../base/limits.ts'

const USER_AGENT = 'Shoulder/1'
/** A page of 100 of Twilio's messages at their longest stays under 400 KiB. */
const ANSWER_BYTES_MAX = 1_048_576

/** What Cloudflare answers for an origin that no request reached: refused, unreachable, TLS failed, no DNS. */
const EDGE_NEVER_REACHED = new Set([521, 523, 525, 526, 530])

export type HttpRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: string
  headers: Record<string, string>
  body: string | null
  /** What is sent in place of `body` where it is no text. */
  bytes?: Uint8Array<ArrayBuffer>
  /** Covers connecting, the answer's head and its whole body. */
  timeoutMs: number
}

export type HttpAnswer =
  /** A status came back. `text` ends early where the body was cut off or passed the cap; it then no longer parses. */
  | { kind: 'answered'; status: number; headers: Headers; text: string }
  /** The provider certainly did not get the request. */
  | { kind: 'never_sent'; code: 'request_invalid' | 'origin_unreachable' }
  /** The provider may have got the request, and may have acted on it. */
  | { kind: 'no_answer'; code: 'timeout' | 'connection_lost' }

export type Http = (request: HttpRequest) => Promise<HttpAnswer>

/**
 * A way out that leads to the origins of these addresses and nowhere else. What an address is made of may come from
 * outside, an id or a page that a provider names; whatever it holds, our credentials go where the settings say.
 */
export function reachOnly(addresses: readonly string[]): Http {
  const origins = new Set(addresses.map((address) => new URL(address).origin))
  return async (asked) => {
    const origin = URL.parse(asked.url)?.origin
    return origin !== undefined && origins.has(origin)
      ? request(asked)
      : { kind: 'never_sent', code: 'request_invalid' }
  }
}

/**
 * The tenant's only way out: one request, no redirects followed, nothing thrown. Encrypted, except to this machine
 * itself, where a sandbox may listen.
 *
 * A refused connection is `no_answer`. The runtime reports it in the very words of a connection that broke after the
 * request was read ("Network connection lost."), so calling it unsent would text people twice.
 */
export async function request({ method, url, headers, body, bytes, timeoutMs }: HttpRequest): Promise<HttpAnswer> {
  const prepared = prepare(url, {
    method,
    headers: { ...headers, 'User-Agent': USER_AGENT },
    body: bytes ?? body,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!prepared) return { kind: 'never_sent', code: 'request_invalid' }
  try {
    const response = await fetch(prepared)
    const text = await readText(response)
    if (wasNeverReached(response)) return { kind: 'never_sent', code: 'origin_unreachable' }
    return { kind: 'answered', status: response.status, headers: response.headers, text }
  } catch (error) {
    return { kind: 'no_answer', code: isTimeout(error) ? 'timeout' : 'connection_lost' }
  }
}

/** An answer that may be longer than there is room for: it is read piece by piece, once, or as a short text. */
export type StreamAnswer =
  | {
      kind: 'answered'
      status: number
      headers: Headers
      /** Until `take` says why to stop, or the end. Null at the end. */
      read<Why extends string>(take: (piece: string) => Why | null): Promise<Why | 'timeout' | 'connection_lost' | null>
      text(): Promise<string>
    }
  | Exclude<HttpAnswer, { kind: 'answered' }>
export type HttpStream = (request: HttpRequest) => Promise<StreamAnswer>

/** The same way out as `reachOnly`, for answers of any length. */
export function streamOnly(addresses: readonly string[]): HttpStream {
  const origins = new Set(addresses.map((address) => new URL(address).origin))
  return async ({ method, url, headers, body, timeoutMs }) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const init: RequestInit = { method, body, redirect: 'manual', signal }
    const prepared = prepare(url, { ...init, headers: { ...headers, 'User-Agent': USER_AGENT } })
    if (!prepared || !origins.has(new URL(url).origin)) return { kind: 'never_sent', code: 'request_invalid' }
    try {
      const response = await fetch(prepared)
      if (wasNeverReached(response)) return { kind: 'never_sent', code: 'origin_unreachable' }
      return {
        ...{ kind: 'answered', status: response.status, headers: response.headers },
        ...{ read: (take) => readPieces(response, take), text: () => readText(response) },
      }
    } catch (error) {
      return { kind: 'no_answer', code: isTimeout(error) ? 'timeout' : 'connection_lost' }
    }
  }
}

async function readPieces<Why extends string>(
  response: Response,
  take: (piece: string) => Why | null,
): Promise<Why | 'timeout' | 'connection_lost' | null> {
  const decoder = new TextDecoder()
  const reader = response.body?.getReader()
  if (!reader) return null
  for (;;) {
    const chunk = await reader.read().catch((error: unknown) => (isTimeout(error) ? 'timeout' : 'connection_lost'))
    if (typeof chunk === 'string') return chunk
    const why = take(chunk.done ? decoder.decode() : decoder.decode(chunk.value, { stream: true }))
    if (why === null && !chunk.done) continue
    if (!chunk.done) await reader.cancel().catch(() => undefined)
    return why
  }
}

export type FileAnswer =
  | { kind: 'answered'; status: number; headers: Headers; body: FileBody }
  | { kind: 'never_sent'; code: 'request_invalid' | 'origin_unreachable' | 'media_elsewhere' }
  | { kind: 'no_answer'; code: 'timeout' | 'connection_lost' }
type FileBody =
  | { kind: 'whole'; bytes: Uint8Array<ArrayBuffer> }
  /** Not read beyond what was allowed. */
  | { kind: 'too_large' }
  | { kind: 'cut_off' }

/** A file instead of a text; bound the places with `file-fetch.ts`. No redirect is followed here either. */
export async function requestFile(asked: {
  url: string
  headers: Record<string, string>
  signal: AbortSignal
  bytesMax: number
}): Promise<FileAnswer> {
  const prepared = prepare(asked.url, {
    headers: { ...asked.headers, 'User-Agent': USER_AGENT },
    redirect: 'manual',
    signal: asked.signal,
  })
  if (!prepared) return { kind: 'never_sent', code: 'request_invalid' }
  try {
    const response = await fetch(prepared)
    if (wasNeverReached(response)) return { kind: 'never_sent', code: 'origin_unreachable' }
    const body = await readFile(response, asked.bytesMax)
    return { kind: 'answered', status: response.status, headers: response.headers, body }
  } catch (error) {
    return { kind: 'no_answer', code: isTimeout(error) ? 'timeout' : 'connection_lost' }
  }
}

/** What a provider asked us to wait, in ms, at most an hour; null where it asked nothing we can read. */
export function readRetryAfter(headers: Headers): number | null {
  const asked = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,9}$/.test(asked)) return Math.min(Number(asked) * 1_000, RETRY_AFTER_MAX_MS)
  // A date is read against the provider's own clock, which ours need not agree with.
  const waitMs = Date.parse(asked) - Date.parse(headers.get('date') ?? '')
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(0, waitMs), RETRY_AFTER_MAX_MS)
}

function prepare(url: string, init: RequestInit): Request | null {
  try {
    return isSafe(new URL(url)) ? new Request(url, init) : null
  } catch {
    return null
  }
}

/** A name and a password in an address would be logged with it, and are how one host is made to look like another. */
function isSafe({ protocol, hostname, username, password }: URL): boolean {
  if (username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
}

/** As URLs write them, whatever form they were given in. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

function wasNeverReached(response: Response): boolean {
  return EDGE_NEVER_REACHED.has(response.status) && response.headers.get('server') === 'cloudflare'
}

/** The body as far as it came. The status is already a fact, and what follows cannot take it back. */
async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytesLeft = ANSWER_BYTES_MAX
  const reader = response.body?.getReader()
  if (!reader) return text
  try {
    while (bytesLeft > 0) {
      const chunk = await reader.read()
      if (chunk.done) return text + decoder.decode()
      text += decoder.decode(chunk.value.subarray(0, bytesLeft), { stream: true })
      bytesLeft -= chunk.value.byteLength
    }
    await reader.cancel()
  } catch {
    return text
  }
  return text
}

async function readFile(response: Response, bytesMax: number): Promise<FileBody> {
  const reader = response.body?.getReader()
  if (!reader) return { kind: 'whole', bytes: new Uint8Array() }
  const parts: Uint8Array[] = []
  let length = 0
  const claimed = Number(response.headers.get('content-length') ?? 0)
  for (;;) {
    if (claimed > bytesMax || length > bytesMax) {
      await reader.cancel()
      return { kind: 'too_large' }
    }
    const chunk = await reader.read()
    if (chunk.done) break
    parts.push(chunk.value)
    length += chunk.value.byteLength
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.byteLength
  }
  // What is sent packed is longer once unpacked; shorter than claimed is only what was cut off.
  return length < claimed && !response.headers.has('content-encoding') ? { kind: 'cut_off' } : { kind: 'whole', bytes }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError'
}
