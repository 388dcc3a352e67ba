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
  const wire = { status, headers: new WireHeaders({ ...type, ...headers }), body: hasBody ? streamOf(body) : null }
  return wire as unknown as Response
}

const NodeResponse = globalThis.Response

/** What a hook answers: short words, read once. Whatever streams is left to Node's own. */
export class WireAnswer {
  readonly status: number
  readonly headers: WireHeaders
  readonly #text: string

  constructor(body?: unknown, { status = 200, headers = {} }: ResponseInit = {}) {
    this.status = status
    this.headers = new WireHeaders(headers as Record<string, string>)
    this.#text = typeof body === 'string' ? body : ''
    // A constructor may answer another object in its place.
    const isStream = typeof body === 'object' && body !== null
    if (isStream) return new NodeResponse(body as BodyInit, { status, headers }) as unknown as this
  }

  async text(): Promise<string> {
    return this.#text
  }
}

/** Names are asked for in small letters and in any others. */
export class WireHeaders {
  readonly #values: ReadonlyMap<string, string>

  constructor(headers: Record<string, string>) {
    this.#values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  }

  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null
  }

  has(name: string): boolean {
    return this.#values.has(name.toLowerCase())
  }
}

/** The whole body in one chunk, as short answers come. */
function streamOf(body: string | Uint8Array): unknown {
  let chunks = [Buffer.from(body as string)]
  const read = async () => {
    const [value] = chunks
    chunks = []
    return value === undefined ? { done: true } : { done: false, value }
  }
  return { getReader: () => ({ read, cancel: async () => void (chunks = []) }) }
}
