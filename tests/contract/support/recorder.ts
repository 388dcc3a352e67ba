import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request of ours and what it was answered, as both stood on the wire. Header names are lower case. */
export type Exchange = {
  method: string
  /** Below the provider's base URL, without the query. */
  path: string
  query: URLSearchParams
  headers: Record<string, string>
  body: string
  status: number
  answer: string
}

export type Recorder = { url: string; exchanges: Exchange[]; close(): Promise<void> }

/** Stands between us and a provider, passes everything on and writes it down. */
export async function openRecorder(providerUrl: string): Promise<Recorder> {
  const exchanges: Exchange[] = []
  const server = http.createServer((request, response) => {
    pass(request, response, providerUrl).then(
      (exchange) => exchanges.push(exchange),
      (error: unknown) => response.writeHead(502).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url, exchanges, close }
}

async function pass(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  providerUrl: string,
): Promise<Exchange> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const body = Buffer.concat(parts).toString()
  const { method = 'GET', url = '/' } = request
  const headers = headersOf(request)
  const { host: _host, connection: _connection, 'content-length': _length, ...passed } = headers
  const init = { method, headers: passed, body: body === '' ? null : body, redirect: 'manual' } as const
  const answered = await fetch(providerUrl + url, init)
  const answer = await answered.text()
  const { pathname, searchParams } = new URL(url, 'http://provider')
  const exchange = { method, path: pathname, query: searchParams, headers, body, status: answered.status, answer }
  response.writeHead(answered.status, Object.fromEntries(withoutFraming(answered.headers))).end(answer)
  return exchange
}

function headersOf(request: http.IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  )
}

function withoutFraming(headers: Headers): [string, string][] {
  const framing = ['connection', 'content-encoding', 'content-length', 'keep-alive', 'transfer-encoding']
  return [...headers].filter(([name]) => !framing.includes(name))
}
