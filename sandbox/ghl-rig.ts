import { verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ghl } from './ghl.ts'
import { startSandbox } from './server.ts'
import type { Sandbox } from './server.ts'

export type Answer = { status: number; headers: Headers; body: Record<string, unknown> }
export type Heard = { event: Record<string, unknown>; isSigned: boolean }

export type GhlRig = {
  sandbox: Sandbox
  /** Webhooks Shoulder was sent, in order of arrival. */
  heard: Heard[]
  /** What Shoulder answers to the next webhooks; 200 once these are used up. */
  answers: number[]
  types(): string[]
  /** Calls the API with a token for `locationId`, or the given one, and the Version of the path's product. */
  api(method: string, path: string, body?: unknown, options?: ApiOptions): Promise<Answer>
  control(method: string, path: string, body?: unknown): Promise<Answer>
  token(locationId?: string): Promise<string>
  /** Resolves when Shoulder has heard so many webhooks. */
  hears(count: number): Promise<void>
  close(): Promise<void>
}
type ApiOptions = { token?: string; version?: string | null; locationId?: string }

export const LOCATION = 'loc_tests'

/** A sandbox with GoHighLevel alone, and a Shoulder that only listens. */
export async function openGhl(): Promise<GhlRig> {
  const heard: Heard[] = []
  const answers: number[] = []
  const waiting = new Set<() => void>()
  const shoulder = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts)
      const signature = Buffer.from(String(request.headers['x-ghl-signature']), 'base64')
      const isSigned = verify(null, raw, sandbox.settings.GHL_WEBHOOK_PUBLIC_KEY, signature)
      heard.push({ event: JSON.parse(raw.toString()), isSigned: isSigned && request.url === '/hooks/ghl' })
      response.writeHead(answers.shift() ?? 200).end()
      for (const wake of waiting) wake()
    })
  })
  await new Promise<void>((resolve) => void shoulder.listen(0, '127.0.0.1', resolve))
  const appUrl = `http://127.0.0.1:${(shoulder.address() as AddressInfo).port}`
  const sandbox = await startSandbox({ port: 0, stateDir: null, settings: { APP_URL: appUrl }, emulators: [ghl()] })

  const token = async (locationId = LOCATION) => {
    const { GHL_CLIENT_ID: client_id, GHL_CLIENT_SECRET: client_secret } = sandbox.settings
    const form = { client_id, client_secret, grant_type: 'client_credentials', user_type: 'Company' }
    const agency = await call('POST', `${sandbox.url}/ghl/oauth/token`, { form })
    return String((await mintFor(sandbox, String(agency.body['access_token']), locationId)).body['access_token'])
  }
  return {
    sandbox,
    heard,
    answers,
    token,
    types: () => heard.map(({ event }) => String(event['type'])),
    async api(method, path, json, options = {}) {
      const { version = path.startsWith('/conversations') ? '2021-04-15' : '2021-07-28', locationId } = options
      const authorization = `Bearer ${options.token ?? (await token(locationId))}`
      const headers = { authorization, ...(version === null ? {} : { version }) }
      return call(method, `${sandbox.url}/ghl${path}`, { json, headers })
    },
    control: (method, path, json) => call(method, `${sandbox.url}${path}`, { json }),
    hears: (count) =>
      new Promise((resolve) => {
        const look = () => {
          if (heard.length < count) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    async close() {
      await sandbox.close()
      shoulder.closeAllConnections()
      await new Promise((resolve) => shoulder.close(resolve))
    },
  }
}

/** POST /oauth/locationToken with the agency's token. */
export function mintFor(sandbox: Sandbox, agencyToken: string, locationId: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${agencyToken}`, version: '2021-07-28' }
  const form = { companyId: 'cmp_sandbox', locationId }
  return call('POST', `${sandbox.url}/ghl/oauth/locationToken`, { form, headers })
}

type CallOptions = { json?: unknown; form?: Record<string, string>; headers?: Record<string, string> }

export async function call(method: string, url: string, { json, form, headers }: CallOptions = {}): Promise<Answer> {
  const body = form ? new URLSearchParams(form) : json === undefined ? null : JSON.stringify(json)
  const type: Record<string, string> = json === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(url, { method, body, headers: { ...type, ...headers }, redirect: 'manual' })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } }
}
