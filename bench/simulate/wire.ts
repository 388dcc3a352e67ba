import type { EmulatorResponse } from '../../sandbox/emulator.ts'

/**
 * As much of `Request` and `Response` as the product's one way out uses. A year makes a hundred thousand of each, and
 * Node's own, which are made for streams over sockets, would take a tenth of its time.
 */
export class WireRequest {
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly bytes: Buffer

  constructor(url: string, { method = 'GET', headers = {}, body = null }: RequestInit = {}) {
    this.url = new URL(url).href
    this.method = method
    const given = Object.entries(headers as Record<string, string>)
    this.headers = Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value]))
    this.bytes = body === null ? Buffer.alloc(0) : Buffer.from(body as string | Uint8Array<ArrayBuffer>)
  }
}

export function wireResponse({ status, json, text, bytes, headers = {} }: EmulatorResponse): Response {
  const type: Record<string, string> = json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }
  const hasBody = status !== 204 && status !== 304
  const body = json !== undefined ? JSON.stringify(json) : (bytes ?? text ?? '')
  const wire = { status, headers: new Headers({ ...type, ...headers }), body: hasBody ? streamOf(body) : null }
  return wire as unknown as Response
}

/** The whole body in one chunk, as short answers come. */
function streamOf(body: string | Uint8Array): unknown {
  let chunks = [new Uint8Array(Buffer.from(body as string))]
  const read = async () => {
    const [value] = chunks
    chunks = []
    return value === undefined ? { done: true } : { done: false, value }
  }
  return { getReader: () => ({ read, cancel: async () => void (chunks = []) }) }
}
