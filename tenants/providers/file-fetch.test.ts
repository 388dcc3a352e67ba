import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { fetchFile, readFileAnswer } from './file-fetch.ts'

/** Files of a provider's as they come over real sockets: slow, endless, cut off, led elsewhere. */

const BYTES_MAX = 100_000
const servers: Server[] = []
afterEach(() => servers.splice(0).forEach((server) => (server.closeAllConnections(), server.close())))

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const fetchFrom = async (apiUrl: string, { timeoutMs = 5_000, path = '/file', delivery = '' } = {}) => {
  const places = {
    apiUrl,
    headers: { authorization: 'Basic secret' },
    isDelivery: (url: URL) => url.origin === delivery,
  }
  return readFileAnswer(await fetchFile(places, `${apiUrl}${path}`, BYTES_MAX, timeoutMs))
}

describe('a file', () => {
  test('comes whole, whether or not its length is told', async () => {
    for (const head of [{ 'content-length': '3' }, {}] as Record<string, string>[]) {
      const home = await listen((_, response) => void response.writeHead(200, head).end('abc'))
      expect(await fetchFrom(home)).toEqual({ kind: 'answered', value: new TextEncoder().encode('abc') })
    }
  })

  test('that trickles for ever is given up, and tried again', async () => {
    const home = await listen((_, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('a'), 20)
      response.on('close', () => clearInterval(drip))
    })
    expect(await fetchFrom(home, { timeoutMs: 300 })).toMatchObject({ kind: 'unavailable', code: 'timeout' })
  })

  test('that says it is too large is not read, and one that does not say so no further than what is kept', async () => {
    const claims = await listen(
      (_, response) => void response.writeHead(200, { 'content-length': '900000000' }).write('a'),
    )
    expect(await fetchFrom(claims)).toMatchObject({ kind: 'refused', code: 'media_too_large' })
    let sent = 0
    const endless = await listen((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) sent += 16_384
        sent += 16_384
      }
      response.on('drain', more)
      more()
    })
    expect(await fetchFrom(endless)).toMatchObject({ kind: 'refused', code: 'media_too_large' })
    // What the sockets hold between us, and not the gigabytes that it would go on for.
    expect(sent).toBeLessThan(20_000_000)
  })

  test.each([
    ['by the provider', (response: { destroy(): void }) => response.destroy()],
    ['by a proxy that ends it as if it were whole', (response: { end(): void }) => response.end()],
  ])('that is cut off %s is none, and tried again', async (_, cut) => {
    const home = await listen((_request, response) => {
      response.strictContentLength = false
      response.writeHead(200, { 'content-length': '1000' })
      response.write('half', () => cut(response))
    })
    expect(await fetchFrom(home, { timeoutMs: 300 })).toMatchObject({ kind: 'unavailable' })
  })

  test('that lies with whom the provider delivers by is fetched there, without our credentials', async () => {
    const heard: (string | undefined)[] = []
    const delivery = await listen((request, response) => {
      heard.push(request.headers.authorization)
      response.end('abc')
    })
    const home = await listen((request, response) => {
      heard.push(request.headers.authorization)
      response.writeHead(307, { location: `${delivery}/there` }).end()
    })
    expect(await fetchFrom(home, { delivery })).toMatchObject({ kind: 'answered' })
    expect(heard).toEqual(['Basic secret', undefined])
  })

  test('that leads elsewhere, or round in circles, is refused', async () => {
    let asked = 0
    const elsewhere = await listen((_, response) => void ((asked += 1), response.end('abc')))
    const home = await listen((_, response) => void response.writeHead(302, { location: elsewhere }).end())
    expect(await fetchFrom(home)).toMatchObject({ kind: 'refused', code: 'media_elsewhere' })
    expect(asked).toBe(0)
    const circle = await listen((_, response) => void response.writeHead(302, { location: '/file' }).end())
    expect(await fetchFrom(circle)).toMatchObject({ kind: 'refused', code: 'media_elsewhere' })
  })

  test.each([
    [404, 'media_missing'],
    [503, 'http_503'],
    [429, 'http_429'],
  ])('that answers %i is tried again', async (status, code) => {
    const home = await listen((_, response) => void response.writeHead(status).end())
    expect(await fetchFrom(home)).toMatchObject({ kind: 'unavailable', code })
  })
})
