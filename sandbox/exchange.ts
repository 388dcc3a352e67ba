import type { IncomingMessage, ServerResponse } from 'node:http'
import type { EmulatorRequest, EmulatorResponse } from './emulator.ts'

/** More than any provider here takes in one request. */
/** Room for a picture that is larger than Shoulder keeps, in base64. */
const BODY_BYTES_MAX = 10 * 1024 * 1024

export class BodyTooLarge extends Error {}

/** Reads the whole request. Throws BodyTooLarge; a client that goes away mid-body rejects with its stream error. */
export async function readRequest(message: IncomingMessage): Promise<EmulatorRequest> {
  const rawBody = await new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = []
    let bytes = 0
    message.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes <= BODY_BYTES_MAX) parts.push(part)
      // The rest is read and dropped: cutting the connection here would keep the client from reading why.
      else reject(new BodyTooLarge(`bodies end at ${BODY_BYTES_MAX} bytes here`))
    })
    message.on('end', () => resolve(Buffer.concat(parts)))
    message.on('error', reject)
  })
  return describeRequest(message.method ?? 'GET', message.url ?? '/', message.headers, rawBody)
}

export function describeRequest(
  method: string,
  target: string,
  headers: NodeJS.Dict<string | string[]>,
  rawBody: Buffer,
): EmulatorRequest {
  // Not `new URL`, which would take "//host/path" for a host and tidy the path the provider has to judge.
  const [path = '/', ...rest] = target.split('?')
  const text = () => rawBody.toString('utf8')
  return {
    method,
    path,
    query: new URLSearchParams(rest.join('?')),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
    ),
    rawBody,
    form: () => new URLSearchParams(text()),
    json() {
      try {
        return JSON.parse(text())
      } catch {
        return undefined
      }
    },
  }
}

export function writeResponse(response: ServerResponse, answer: EmulatorResponse): void {
  const hasJson = answer.json !== undefined
  const body = hasJson ? JSON.stringify(answer.json) : (answer.bytes ?? answer.text ?? '')
  const type = hasJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8'
  response.writeHead(answer.status, { 'content-type': type, ...answer.headers })
  response.end(body)
}
