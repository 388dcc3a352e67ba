import { Agent, request } from 'node:http'

/** One webhook call as it goes over the wire. */
export type Post = { path: string; headers: Record<string, string>; body: string }

export type Poster = (post: Post) => Promise<number | null>

const TIMEOUT_MS = 20_000

/** Sends over connections that stay open. Answers the status, or null where none came. */
export function openPoster(origin: string, connections: number): Poster & { close(): void } {
  const { hostname, port } = new URL(origin)
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
  const poster = ({ path, headers, body }: Post) =>
    new Promise<number | null>((resolve) => {
      const call = request(
        {
          agent,
          hostname,
          port,
          path,
          method: 'POST',
          timeout: TIMEOUT_MS,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          response.resume()
          response.once('end', () => resolve(response.statusCode ?? null))
          response.once('error', () => resolve(null))
        },
      )
      call.once('timeout', () => call.destroy(new Error('no answer in time')))
      call.once('error', () => resolve(null))
      call.end(body)
    })
  return Object.assign(poster, { close: () => agent.destroy() })
}
