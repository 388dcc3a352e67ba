import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { reachOnly, readRetryAfter, request, type HttpRequest } from './http.ts'

const servers: net.Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    if (server instanceof http.Server) server.closeAllConnections()
    server.close()
  }
})

async function open(server: net.Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

function ask(url: string, change: Partial<HttpRequest> = {}): ReturnType<typeof request> {
  return request({ method: 'GET', url, headers: {}, body: null, timeoutMs: 5_000, ...change })
}

describe('a request', () => {
  test('carries method, headers, body and who asks', async () => {
    const seen: unknown[] = []
    const url = await open(
      http.createServer((incoming, answer) => {
        let body = ''
        incoming.on('data', (part: Buffer) => (body += part.toString()))
        incoming.on('end', () => {
          const { method, headers } = incoming
          seen.push({ method, type: headers['content-type'], agent: headers['user-agent'], body })
          answer.writeHead(201, { 'x-kept': 'yes' }).end('{"ok":true}')
        })
      }),
    )
    const answer = await ask(url, { method: 'POST', headers: { 'Content-Type': 'text/x' }, body: 'To=1' })
    expect(seen).toEqual([{ method: 'POST', type: 'text/x', agent: 'Shoulder/1', body: 'To=1' }])
    if (answer.kind !== 'answered') throw new Error(`It was not answered: ${answer.kind}`)
    expect([answer.status, answer.headers.get('x-kept'), answer.text]).toEqual([201, 'yes', '{"ok":true}'])
  })

  test('takes an error page for an answer like any other', async () => {
    const url = await open(http.createServer((_, answer) => answer.writeHead(502).end('<html>Bad gateway</html>')))
    expect(await ask(url)).toMatchObject({ kind: 'answered', status: 502, text: '<html>Bad gateway</html>' })
  })

  test('does not follow a redirect, which would carry our credentials elsewhere', async () => {
    const asked: string[] = []
    const url = await open(
      http.createServer((incoming, answer) => {
        asked.push(incoming.url ?? '')
        answer.writeHead(307, { location: '/elsewhere' }).end()
      }),
    )
    expect(await ask(url)).toMatchObject({ kind: 'answered', status: 307 })
    expect(asked).toEqual(['/'])
  })

  test('reads a huge body no further than a mebibyte', async () => {
    const url = await open(http.createServer((_, answer) => answer.end(Buffer.alloc(3_000_000, 'x'))))
    const answer = await ask(url)
    expect(answer).toMatchObject({ kind: 'answered', status: 200 })
    expect(answer.kind === 'answered' && answer.text.length).toBe(1_048_576)
  })
})

describe('a provider that fails', () => {
  test('hangs: no answer, and nobody knows whether it acted', async () => {
    const url = await open(http.createServer(() => undefined))
    expect(await ask(url, { timeoutMs: 50 })).toEqual({ kind: 'no_answer', code: 'timeout' })
  })

  test('sends its head and then hangs: the status is a fact', async () => {
    const url = await open(http.createServer((_, answer) => answer.writeHead(200).write('{"sid":')))
    expect(await ask(url, { timeoutMs: 500 })).toMatchObject({ kind: 'answered', status: 200, text: '{"sid":' })
  })

  test('breaks the connection after reading', async () => {
    const url = await open(net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy())))
    expect(await ask(url, { method: 'POST', body: 'a' })).toEqual({ kind: 'no_answer', code: 'connection_lost' })
  })

  test('breaks the connection in the middle of its body', async () => {
    const url = await open(
      net.createServer((socket) =>
        socket.once('data', () => {
          socket.write('HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"sid":')
          setTimeout(() => socket.resetAndDestroy(), 20)
        }),
      ),
    )
    expect(await ask(url)).toMatchObject({ kind: 'answered', status: 201 })
  })

  test('answers in no HTTP at all', async () => {
    const url = await open(net.createServer((socket) => socket.once('data', () => socket.end('220 smtp ready\r\n'))))
    expect(await ask(url)).toEqual({ kind: 'no_answer', code: 'connection_lost' })
  })

  test('refuses the connection, which workerd cannot tell from a broken one', async () => {
    const url = await open(net.createServer())
    await new Promise((resolve) => servers.pop()?.close(resolve))
    expect(await ask(url)).toEqual({ kind: 'no_answer', code: 'connection_lost' })
  })

  test('cannot be reached from Cloudflare’s edge, which says so in its place', async () => {
    const edge = http.createServer((_, answer) =>
      answer.writeHead(521, { server: 'cloudflare' }).end('error code: 521'),
    )
    expect(await ask(await open(edge))).toEqual({ kind: 'never_sent', code: 'origin_unreachable' })
    const other = http.createServer((_, answer) => answer.writeHead(521).end())
    expect(await ask(await open(other))).toMatchObject({ kind: 'answered', status: 521 })
  })
})

test.each([
  '',
  'nonsense',
  'ftp://example.com/',
  'http://',
  'file:///etc/hosts',
  'data:text/plain,hello',
  'http://example.com/',
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/',
  'http://127.0.0.1.example.com/',
  'http://localhost.example.com/',
  'http://key:secret@127.0.0.1/',
  'https://api.example.com@127.0.0.1/',
])('the URL "%s" is never sent to', async (url) => {
  expect(await ask(url)).toEqual({ kind: 'never_sent', code: 'request_invalid' })
})

describe('a way out that was opened for one place', () => {
  test('leads there', async () => {
    const url = await open(http.createServer((_, answer) => answer.end('here')))
    const only = reachOnly(['https://api.example.com', `${url}twilio`])
    expect(
      await only({ method: 'GET', url: `${url}anything`, headers: {}, body: null, timeoutMs: 5_000 }),
    ).toMatchObject({
      kind: 'answered',
      text: 'here',
    })
  })

  test.each([
    ['another host', () => 'https://evil.example.com/'],
    ['another port', (url: string) => url.replace(/:\d+/, ':1')],
    ['the same host unencrypted', () => 'http://api.example.com/'],
    ['a host behind an @', () => 'https://api.example.com@evil.example.com/2010-04-01'],
    ['a host that only begins alike', () => 'https://api.example.com.evil.example.com/'],
    ['a host behind a backslash', () => 'https://evil.example.com\\@api.example.com/'],
    ['no address at all', () => '/2010-04-01/Accounts'],
  ])('does not lead to %s', async (_what, make) => {
    const asked: string[] = []
    const url = await open(http.createServer((incoming, answer) => (asked.push(incoming.url ?? ''), answer.end())))
    const only = reachOnly(['https://api.example.com', url])
    const sent = await only({ method: 'GET', url: make(url), headers: {}, body: null, timeoutMs: 5_000 })
    expect(sent).toEqual({ kind: 'never_sent', code: 'request_invalid' })
    expect(asked).toEqual([])
  })
})

test('a header that cannot be written is never sent', async () => {
  const answer = await ask('http://127.0.0.1:9/', { headers: { 'X-Bad': 'line\nbreak' } })
  expect(answer).toEqual({ kind: 'never_sent', code: 'request_invalid' })
})

test.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '999999' }, 3_600_000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 15:02:30 GMT', date: 'Mon, 23 Nov 2026 15:02:11 GMT' }, 19_000],
  [{ 'retry-after': 'Mon, 23 Nov 2026 15:02:00 GMT', date: 'Mon, 23 Nov 2026 15:02:11 GMT' }, 0],
  [{ 'retry-after': 'Mon, 23 Nov 2026 15:02:30 GMT' }, null],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '-5' }, null],
  [{}, null],
])('a wait of %j is read as %s ms', (headers, expected) => {
  expect(readRetryAfter(new Headers(headers as Record<string, string>))).toBe(expected)
})
