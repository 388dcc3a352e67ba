import { createPrivateKey, randomBytes, randomUUID, sign } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { startSandbox, type Sandbox } from '../../sandbox/server.ts'
import { workerSettings } from '../../sandbox/settings.ts'
import { bundleBehind, bundleWorker } from '../../sandbox/bundle.ts'
import { fixturePhone } from './fixture-phones.ts'
import type { Post } from './post.ts'
import { startStrictTwilio, type StrictTwilio } from './strict-twilio.ts'
import { freePort, startWorkerd, type Workerd } from './workerd.ts'

/** Shoulder in a real workerd with businesses to call, its Twilio in this process and the sandbox for the rest. */

export type Business = {
  id: string
  businessName: string
  smsNumber: string
  primaryPhone: string
  ghlLocationId: string | null
}

export type RunningShoulder = {
  workerd: Workerd
  twilio: StrictTwilio
  sandbox: Sandbox
  businesses: Business[]
  hooks: Hooks
  /** The parsed answer of the API to an admin. Throws when it is none of the 200s. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>
  /** The answer as it comes, to the same admin. */
  download(path: string, init?: RequestInit): Promise<Response>
  /** Opens more of them, none of them connected, so that there are so many. */
  openUpTo(count: number): Promise<void>
  /** Where workerd keeps what it stores. */
  stateDir: string
  /** Ends workerd, does the work on what it stored, and starts another on the same state. */
  pause(work: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

export type Options = {
  tenants: number
  /** How many of them, the first ones, are connected to a GoHighLevel location. */
  connected?: number
  policy?: Record<string, unknown>
  /** Range of the length of Twilio's calls. */
  latencyMs?: [number, number]
  /** The fleet's Postgres, where it is measured. */
  databaseUrl?: string
  /** Whether the stand-ins for models are asked. */
  hasModels?: boolean
  /** What stands in front of each Worker, and what they are told of their surroundings. */
  behind?: { entries: Parameters<typeof bundleBehind>[0]; settings: Record<string, string> }
}

/** The first callers' number in the list of fixture numbers; those before it belong to businesses. */
export const CALLERS_FROM = 2_100
const OPENED_AT_ONCE = 8

export async function runShoulder({
  tenants,
  connected = 0,
  policy,
  latencyMs,
  databaseUrl,
  hasModels = false,
  behind,
}: Options): Promise<RunningShoulder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'shoulder-run-'))
  const stateDir = path.join(folder, 'state')
  await mkdir(stateDir)
  const port = await freePort()
  const twilio = await startStrictTwilio(latencyMs)
  const sandbox = await startSandbox({
    port: 0,
    stateDir: null,
    settings: {
      APP_URL: `http://127.0.0.1:${port}`,
      TWILIO_API_URL: twilio.url,
      TWILIO_ACCOUNT_SID: twilio.accountSid,
      TWILIO_AUTH_TOKEN: twilio.authToken,
      SANDBOX_MODELS: hasModels ? '1' : '0',
    },
  })
  const closeOutside = async () => {
    twilio.close()
    await sandbox.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    const bundleDir = behind ? await bundleBehind(behind.entries, folder) : await bundleWorker(folder)
    const program = {
      kind: 'shoulder' as const,
      bundleDir,
      settings: { ...workerSettings(sandbox), ...behind?.settings },
      ...(databaseUrl ? { databaseUrl } : {}),
    }
    let workerd = await startWorkerd(program, stateDir, { port })
    const close = async () => {
      await workerd.close()
      await closeOutside()
    }
    const { api, download } = openApi(workerd.url, sandbox)
    const businesses: Business[] = []
    const openUpTo = (count: number) => openBusinesses(api, businesses, { tenants: count, connected, policy })
    await openUpTo(tenants)
    const hooks = openHooks(workerd.url, twilio, sandbox)
    return {
      get workerd() {
        return workerd
      },
      async pause(work) {
        await workerd.close()
        await work()
        workerd = await startWorkerd(program, stateDir, { port })
      },
      ...{ twilio, sandbox, businesses, openUpTo, hooks, api, download, stateDir, close },
    }
  } catch (error) {
    await closeOutside()
    throw error
  }
}

function openApi(appUrl: string, sandbox: Sandbox): Pick<RunningShoulder, 'api' | 'download'> {
  let token: Promise<string> | null = null
  const mint = async () => {
    const body = JSON.stringify({ email: 'admin@example.com' })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${sandbox.url}/sandbox/access/token`, { method: 'POST', body, headers })
    return ((await answer.json()) as { token: string }).token
  }
  const download: RunningShoulder['download'] = async (route, init = {}) => {
    token ??= mint()
    return fetch(`${appUrl}/api/v1${route}`, { ...init, headers: { 'cf-access-jwt-assertion': await token } })
  }
  const api: RunningShoulder['api'] = async <T>(method: string, route: string, body?: unknown) => {
    token ??= mint()
    const headers = { 'content-type': 'application/json', 'cf-access-jwt-assertion': await token }
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    const answer = await fetch(`${appUrl}/api/v1${route}`, init)
    if (!answer.ok) throw new Error(`${method} ${route} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as T
  }
  return { api, download }
}

type Wanted = { tenants: number; connected: number; policy: Record<string, unknown> | undefined }

async function openBusinesses(api: RunningShoulder['api'], businesses: Business[], wanted: Wanted): Promise<void> {
  let next = businesses.length
  const openMore = async () => {
    for (let place = next++; place < wanted.tenants; place = next++) {
      const profile = profileOf(place, place < wanted.connected)
      const { id } = await api<{ id: string }>('POST', '/tenants', { ...profile, policy: wanted.policy })
      const { businessName, smsNumber, primaryPhone, ghlLocationId } = profile
      businesses[place] = { id, businessName, smsNumber, primaryPhone, ghlLocationId }
    }
  }
  await Promise.all(Array.from({ length: OPENED_AT_ONCE }, openMore))
}

function profileOf(place: number, isConnected: boolean) {
  return {
    businessName: `Larkspur Plumbing ${place + 1}`,
    ownerName: 'Dana Fields',
    email: `dana${place}@example.com`,
    primaryPhone: fixturePhone(place * 2),
    smsNumber: fixturePhone(place * 2 + 1),
    timeZone: 'America/Chicago',
    serviceArea: 'Austin, TX',
    serviceTypes: ['plumbing'],
    postalAddress: '1 Example Way, Austin, TX 78701',
    ghlLocationId: isConnected ? `locLarkspur${String(place).padStart(6, '0')}` : null,
    priceBook: [
      {
        service: 'Water heater repair',
        from: 17_900,
        to: 46_300,
        unit: 'job',
        keywords: ['water heater', 'hot water'],
      },
      { service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain', 'clog'] },
    ],
  }
}

export type Hooks = ReturnType<typeof openHooks>

/** Webhooks as the providers sign them. A call and a message keep their id, so that a repeat is one. */
function openHooks(appUrl: string, twilio: StrictTwilio, sandbox: Sandbox) {
  const { accountSid } = twilio
  const ghlKey = createPrivateKey(sandbox.settings.GHL_WEBHOOK_PRIVATE_KEY)
  const form = (route: string, params: Record<string, string>): Post => ({
    path: route,
    body: new URLSearchParams(params).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilio.sign(`${appUrl}${route}`, params),
    },
  })
  const call = (CallSid: string, From: string, To: string, CallStatus: string) => ({
    ...{ AccountSid: accountSid, ApiVersion: '2010-04-01', CallSid, CallStatus, Direction: 'inbound' },
    ...{ Called: To, Caller: From, From, To, FromCountry: 'US', ToCountry: 'US' },
  })
  return {
    newCallSid: () => `CA${randomBytes(16).toString('hex')}`,
    newMessageSid: () => `SM${randomBytes(16).toString('hex')}`,
    ring: (callSid: string, from: string, to: string) =>
      form('/hooks/twilio/voice', call(callSid, from, to, 'ringing')),
    callEnded: (callSid: string, from: string, to: string) =>
      form('/hooks/twilio/voice/status', { ...call(callSid, from, to, 'completed'), CallDuration: '4' }),
    text: (messageSid: string, from: string, to: string, body: string) =>
      form('/hooks/twilio/sms', {
        ...{ AccountSid: accountSid, ApiVersion: '2010-04-01', MessageSid: messageSid, SmsMessageSid: messageSid },
        ...{ Body: body, From: from, To: to, NumMedia: '0', NumSegments: '1', SmsStatus: 'received' },
      }),
    /** `callback` is the URL that the text was sent with. */
    delivered: (callback: string, messageSid: string, from: string, to: string) =>
      form(callback.slice(appUrl.length), {
        ...{ AccountSid: accountSid, ApiVersion: '2010-04-01', MessageSid: messageSid, SmsSid: messageSid },
        ...{ From: from, To: to, MessageStatus: 'delivered', SmsStatus: 'delivered' },
      }),
    /** A missed call as GoHighLevel tells it: no number, only whose contact it is. */
    contactCalled: (locationId: string, contactId: string): Post => {
      const now = new Date().toISOString()
      const event = {
        ...{ type: 'InboundMessage', messageType: 'CALL', direction: 'inbound', locationId, contactId },
        ...{ messageId: randomUUID(), webhookId: randomUUID(), status: 'no-answer', callStatus: 'no-answer' },
        ...{ dateAdded: now, timestamp: now, attachments: [] },
      }
      const body = JSON.stringify(event)
      const signature = sign(null, Buffer.from(body), ghlKey).toString('base64')
      return {
        path: '/hooks/ghl',
        body,
        headers: { 'content-type': 'application/json', 'x-ghl-signature': signature },
      }
    },
  }
}
