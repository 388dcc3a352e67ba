import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Emulator } from './emulator.ts'
import { startSandbox, type Sandbox } from './server.ts'

/** A webhook as it arrived at Shoulder. */
export type Heard = {
  path: string
  url: string
  headers: IncomingHttpHeaders
  raw: string
  params: Record<string, string>
}

type AppAnswer = { status: number; text?: string }

/** A Shoulder that only listens. `answer` is what it says to each webhook; silence is `undefined`. */
export type ListeningApp = {
  url: string
  heard: Heard[]
  answer: (webhook: Heard) => AppAnswer | undefined
  /** Resolves with the webhooks that pass once there are so many. */
  hears(count: number, isWanted?: (webhook: Heard) => boolean): Promise<Heard[]>
  close(): Promise<void>
}

async function openApp(): Promise<ListeningApp> {
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8')
      const path = request.url ?? ''
      const webhook = { path, url: app.url + path, headers: request.headers, raw, params: readForm(raw) }
      app.heard.push(webhook)
      const answer = app.answer(webhook)
      if (answer) response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.text)
      else request.socket.destroy()
      for (const wake of waiting) wake()
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const app: ListeningApp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: [],
    answer: () => ({ status: 200 }),
    hears: (count, isWanted = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const found = app.heard.filter(isWanted)
          if (found.length < count) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return app
}

function readForm(raw: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(raw))
}

export type Reply = { status: number; headers: Headers; text: string; json: Record<string, unknown> }

export type SandboxRig = {
  sandbox: Sandbox
  app: ListeningApp
  /** Twilio's API below /2010-04-01/Accounts/{sid}, with the right credentials. A form is posted. */
  twilio(method: string, path: string, form?: Record<string, string> | URLSearchParams): Promise<Reply>
  resend(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>
  control(method: string, path: string, body?: unknown): Promise<Reply>
  close(): Promise<void>
}

/** A sandbox on a free port with its state in memory, or in `stateDir`, and a Shoulder that only listens. */
export async function openRig(
  options: { stateDir?: string; emulators?: Emulator[]; settings?: Record<string, string> } = {},
): Promise<SandboxRig> {
  const app = await openApp()
  const { stateDir = null, emulators, settings } = options
  const given = { APP_URL: app.url, ...settings }
  const sandbox = await startSandbox({ port: 0, stateDir, settings: given, ...(emulators ? { emulators } : {}) })
  const { TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: token, RESEND_API_KEY } = sandbox.settings
  const basic = `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`
  return {
    sandbox,
    app,
    twilio: (method, path, form) =>
      send(`${sandbox.url}/twilio/2010-04-01/Accounts/${sid}${path}`, {
        method,
        headers: { authorization: basic },
        ...(form ? { body: new URLSearchParams(form) } : {}),
      }),
    resend: (method, path, body, headers) =>
      send(`${sandbox.url}/resend${path}`, {
        method,
        headers: { authorization: `Bearer ${RESEND_API_KEY}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    control: (method, path, body) =>
      send(`${sandbox.url}${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    async close() {
      await sandbox.close()
      await app.close()
    },
  }
}

export async function send(url: string, init: RequestInit): Promise<Reply> {
  const response = await fetch(url, init)
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: readJson(text) }
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
