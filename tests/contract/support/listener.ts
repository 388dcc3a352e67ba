import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** A webhook as it arrived. */
export type Arrival = { url: URL; headers: Headers; rawBody: Uint8Array<ArrayBuffer>; text: string }

export type Listener = {
  url: string
  arrivals: Arrival[]
  /** Resolves once so many webhooks have arrived. */
  hears: (count: number) => Promise<void>
  close: () => Promise<void>
}

/** Stands where Shoulder would, takes every webhook and answers what `reply` says. */
export async function openListener(reply: (url: URL) => string): Promise<Listener> {
  const arrivals: Arrival[] = []
  const waiting = new Set<() => void>()
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const rawBody = Uint8Array.from(Buffer.concat(parts))
      const arrivedAt = new URL(request.url ?? '/', url)
      const headers = new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      arrivals.push({ url: arrivedAt, headers, rawBody, text: Buffer.from(rawBody).toString() })
      response.writeHead(200, { 'content-type': 'text/xml' }).end(reply(arrivedAt))
      for (const look of waiting) look()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const hears = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (arrivals.length < count) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url, arrivals, hears, close }
}
