import { Agent, request } from 'node:http'
import type { Wire } from './wire.ts'

/** `status` is null where no answer came. */
export type Answer = {
  status: number | null
  headers: Record<string, string>
  text: string
  tookMs: number
  fault: string
}

const CONNECTIONS_MAX = 16
const TIMEOUT_MS = 30_000
const TEXT_CHARACTERS_MAX = 2_000_000
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS_MAX, scheduling: 'fifo' })

/** Sends the bytes as they are. A fresh connection where they leave it in a state that nobody can use again. */
export function send(origin: string, wire: Wire): Promise<Answer> {
  const { hostname, port } = new URL(origin)
  const { method, target, body, isChunked, isCut } = wire
  const beganAt = performance.now()
  return new Promise((resolve) => {
    const end = (part: Partial<Answer>) =>
      resolve({ status: null, headers: {}, text: '', fault: '', ...part, tookMs: performance.now() - beganAt })
    const call = request({
      ...{ hostname, port, path: target, method, timeout: TIMEOUT_MS, agent: isCut ? false : agent },
      headers: [...wire.headers, lengthOf(wire), ['host', `${hostname}:${port}`]].flat(),
    })
    call.once('upgrade', (response, socket) => {
      socket.destroy()
      end({ status: response.statusCode ?? null })
    })
    call.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += text.length < TEXT_CHARACTERS_MAX ? chunk : ''))
      response.once('end', () => {
        end({ status: response.statusCode ?? null, headers: response.headers as Record<string, string>, text })
      })
      response.once('error', (error) => end({ fault: error.message }))
    })
    call.once('timeout', () => call.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)))
    call.once('error', (error) => {
      // A kept connection may be closed at the very moment it is used again, and nobody has read those bytes.
      const isUnread =
        call.reusedSocket && ['ECONNRESET', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')
      if (isUnread && !isCut) resolve(send(origin, wire))
      else end({ fault: error.message })
    })
    if (isCut) call.write(body.subarray(0, body.length >> 1), () => setTimeout(() => call.destroy(), 5))
    else if (isChunked)
      sendInPieces(
        body,
        (piece) => call.write(piece),
        () => call.end(),
      )
    else call.end(body)
  })
}

export function closeConnections(): void {
  agent.destroy()
}

function lengthOf({ method, body, isChunked, isCut }: Wire): [string, string] | [] {
  if (isChunked) return ['transfer-encoding', 'chunked']
  if (isCut) return ['content-length', String(body.length + 10)]
  return body.length > 0 || method === 'POST' ? ['content-length', String(body.length)] : []
}

const PIECES = 3

function sendInPieces(body: Buffer, write: (piece: Buffer) => void, end: () => void): void {
  const size = Math.ceil(body.length / PIECES)
  for (let at = 0; at < body.length; at += size) write(body.subarray(at, at + size))
  end()
}
