import { createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Twilio's Messages resource for measurements: strict, fast, with a delay, and exact about when it accepted a text. */

export type AcceptedText = {
  sid: string
  to: string
  from: string
  body: string
  statusCallback: string | null
  acceptedAt: number
}

export type StrictTwilio = Awaited<ReturnType<typeof startStrictTwilio>>

/** `latencyMs` is the range of a call's length; a text is accepted halfway through it. */
export async function startStrictTwilio(latencyMs: [min: number, max: number] = [20, 60]) {
  const accountSid = `AC${randomBytes(16).toString('hex')}`
  const authToken = randomBytes(16).toString('hex')
  const texts: AcceptedText[] = []
  const byPair = new Map<string, AcceptedText[]>()
  const complaints: string[] = []
  const count = { lookUps: 0 }
  const listeners: ((text: AcceptedText) => void)[] = []
  const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`

  const refuse = (response: ServerResponse, status: number, code: number, message: string) => {
    complaints.push(`${code} ${message}`)
    answer(response, status, { code, message, status })
  }

  const accept = (form: URLSearchParams): AcceptedText => {
    const [to, from, body] = ['To', 'From', 'Body'].map((name) => form.get(name) ?? '') as [string, string, string]
    const sid = `SM${randomBytes(16).toString('hex')}`
    const text = { sid, to, from, body, statusCallback: form.get('StatusCallback'), acceptedAt: Date.now() }
    texts.push(text)
    const pair = byPair.get(`${from} ${to}`)
    if (pair) pair.push(text)
    else byPair.set(`${from} ${to}`, [text])
    for (const listener of listeners) listener(text)
    return text
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await readBody(request))
    const halfMs = (latencyMs[0] + Math.random() * (latencyMs[1] - latencyMs[0])) / 2
    await wait(halfMs)
    const url = new URL(request.url ?? '', 'http://twilio')
    if (request.headers.authorization !== authorization) return refuse(response, 401, 20_003, 'Authenticate')
    if (url.pathname !== path) return refuse(response, 404, 20_404, `${url.pathname} was not found`)
    if (request.method === 'GET') {
      count.lookUps += 1
      const pair = byPair.get(`${url.searchParams.get('From')} ${url.searchParams.get('To')}`) ?? []
      const messages = pair.toReversed().map((text) => describe(text, accountSid))
      await wait(halfMs)
      return answer(response, 200, { messages, page: 0, page_size: 50, next_page_uri: null, uri: path })
    }
    const fault = faultOf(request, form)
    if (fault) return refuse(response, 400, ...fault)
    const text = accept(form)
    await wait(halfMs)
    answer(response, 201, describe(text, accountSid))
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // The other side was killed in the middle of its request.
      if (!request.complete) return
      complaints.push(String(error))
      response.destroy()
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accountSid,
    authToken,
    texts,
    complaints,
    count,
    /** Texts from one number to another, oldest first. */
    between: (from: string, to: string): readonly AcceptedText[] => byPair.get(`${from} ${to}`) ?? [],
    onText: (listener: (text: AcceptedText) => void) => void listeners.push(listener),
    sign: (url: string, params: Record<string, string>) => sign(authToken, url, params),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

function sign(authToken: string, url: string, params: Record<string, string>): string {
  const signed = Object.keys(params)
    .toSorted()
    .map((name) => name + params[name])
    .join('')
  return createHmac('sha1', authToken)
    .update(url + signed)
    .digest('base64')
}

function faultOf(request: IncomingMessage, form: URLSearchParams): [code: number, message: string] | null {
  if (request.method !== 'POST') return [20_004, 'Method not allowed']
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) return [20_001, `Content-Type is ${type}`]
  for (const name of ['To', 'From']) {
    if (!/^\+1\d{10}$/.test(form.get(name) ?? '')) return [21_211, `${name} is not a phone number`]
  }
  const length = form.get('Body')?.length ?? 0
  return length === 0 || length > 1_600 ? [21_602, `Body has ${length} characters`] : null
}

function describe(text: AcceptedText, accountSid: string): Record<string, unknown> {
  const created = new Date(text.acceptedAt).toUTCString().replace('GMT', '+0000')
  const { sid, to, from, body } = text
  return {
    sid,
    account_sid: accountSid,
    to,
    from,
    body,
    status: 'queued',
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
    num_segments: '1',
    date_created: created,
    date_updated: created,
    date_sent: null,
    api_version: '2010-04-01',
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}
