import * as http from 'node:http'
import * as https from 'node:https'
import { createSecureContext } from 'node:tls'

/** How one attempt ended. `status` is null when no answer came: refused connections, resets and timeouts. */
export type Attempt = { status: number | null; body: string; error?: AttemptError }
export type AttemptError = 'connect' | 'timeout' | 'broken'

export type Posting = { url: string; body: string; headers: Record<string, string>; timeoutMs: number }

/** Sends over kept connections. `cancelAll` ends what is under way as `broken`. */
export type Poster = { post(posting: Posting): Promise<Attempt>; cancelAll(): void; close(): void }

const ANSWER_BYTES_MAX = 262_144
const SOCKETS_MAX = 64

export function createPoster(): Poster {
  const plain = new http.Agent({ keepAlive: true, maxSockets: SOCKETS_MAX })
  let secure: https.Agent | null = null
  // Reading the list of authorities takes longer than all the rest of an attempt, so it is read once.
  const openSecure = () =>
    new https.Agent({ keepAlive: true, maxSockets: SOCKETS_MAX, secureContext: createSecureContext() })
  const open = new Set<http.ClientRequest>()
  const start = (posting: Posting, settle: Settle) => {
    const url = new URL(posting.url)
    const options = {
      method: 'POST',
      headers: { ...posting.headers, 'content-length': Buffer.byteLength(posting.body) },
    }
    const request =
      url.protocol === 'https:'
        ? https.request(url, { ...options, agent: (secure ??= openSecure()) })
        : http.request(url, { ...options, agent: plain })
    open.add(request)
    request.on('close', () => open.delete(request))
    watch(request, posting.timeoutMs, settle)
    request.end(posting.body)
  }
  const cancelAll = () => {
    for (const request of open) request.destroy(new Error('given up'))
  }
  return {
    async post(posting) {
      if (!/^https?:/.test(posting.url) || !URL.canParse(posting.url)) return failed('connect')
      const first = await new Promise<Ending>((settle) => start(posting, settle))
      if (first !== 'stale_connection') return first
      // A kept connection which the other side closed at that moment says nothing about the other side.
      const second = await new Promise<Ending>((settle) => start(posting, settle))
      return second === 'stale_connection' ? failed('broken') : second
    },
    cancelAll,
    close() {
      cancelAll()
      plain.destroy()
      secure?.destroy()
    },
  }
}

type Ending = Attempt | 'stale_connection'
type Settle = (ending: Ending) => void

function failed(error: AttemptError): Attempt {
  return { status: null, body: '', error }
}

function watch(request: http.ClientRequest, timeoutMs: number, settle: Settle): void {
  let hasConnected = false
  let timer: NodeJS.Timeout | undefined
  request.on('socket', (socket) => {
    // Time spent waiting for a free connection is ours, not the receiver's.
    timer = setTimeout(() => {
      settle(failed('timeout'))
      request.destroy()
    }, timeoutMs)
    if (socket.connecting) socket.once('connect', () => void (hasConnected = true))
    else hasConnected = true
  })
  request.on('close', () => clearTimeout(timer))
  request.on('error', (error: NodeJS.ErrnoException) => {
    if (request.reusedSocket && error.code === 'ECONNRESET') settle('stale_connection')
    else settle(failed(hasConnected ? 'broken' : 'connect'))
  })
  request.on('response', (response) => {
    const parts: Buffer[] = []
    let bytes = 0
    response.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= ANSWER_BYTES_MAX) parts.push(part)
    })
    response.on('end', () =>
      settle({ status: response.statusCode ?? null, body: Buffer.concat(parts).toString('utf8') }),
    )
    response.on('error', () => settle(failed('broken')))
  })
}
