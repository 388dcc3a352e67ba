import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import type { Bindings } from '../../worker/env.ts'
import { route } from '../../worker/router.ts'
import { signGhl, signSvix, signTwilio, webhookKeys } from './sign-webhooks.ts'
import { StandInTenant } from './stand-in-tenant.ts'
import { ACCESS_AUD, accessToken, ACCESS_TEAM_URL } from './stand-in-access.ts'

export const APP_URL = 'https://shoulder.example.com'
export const ADMIN = 'boss@example.com'
export const TWILIO_AUTH_TOKEN = '0123456789abcdef0123456789abcdef'
const RESEND_WEBHOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** A business in the directory, with the tenant behind it. */
export type Shop = { id: string; smsNumber: string; ghlLocationId: string; email: string; tenant: StandInTenant }
/** A JSON answer's fields; `{}` where the answer is none. */
export type Body = {
  [name: string]: unknown
  id: string
  code?: string
  detail?: string
  issues?: { path: string; message: string }[]
  items: Record<string, unknown>[]
  next?: string | null
}
export type Answered = { status: number; headers: Headers; text: string; json: Body }

let shops = 0

export type OpenRouter = Awaited<ReturnType<typeof openRouter>>

/** The router alone, with real D1, stand-in tenants and every provider's signing key. `over` replaces bindings. */
export async function openRouter(over: Record<string, unknown> = {}) {
  const { publicKeyPem, privateKey } = await webhookKeys()
  const tenants = new Map<string, StandInTenant>()
  const bindings = {
    TENANT: {
      getByName(id: string) {
        const tenant = tenants.get(id) ?? new StandInTenant()
        tenants.set(id, tenant)
        return tenant
      },
    },
    DIRECTORY: (env as unknown as { DIRECTORY: D1Database }).DIRECTORY,
    FILES: (env as unknown as { FILES: R2Bucket }).FILES,
    APP_URL,
    TWILIO_API_URL: 'https://api.twilio.example.com',
    TWILIO_ACCOUNT_SID: 'AC00000000000000000000000000000001',
    TWILIO_AUTH_TOKEN,
    GHL_API_URL: 'https://ghl.example.com',
    GHL_CLIENT_ID: 'client',
    GHL_CLIENT_SECRET: 'secret',
    GHL_WEBHOOK_PUBLIC_KEY: publicKeyPem,
    RESEND_API_URL: 'https://resend.example.com',
    RESEND_API_KEY: 're_example',
    RESEND_WEBHOOK_SECRET,
    SEALING_KEY: btoa('0123456789abcdef0123456789abcdef'),
    EMAIL_FROM: 'Shoulder <hello@mail.example.com>',
    ACCESS_TEAM_URL,
    ACCESS_AUD,
    ADMIN_EMAILS: ADMIN,
    ...over,
  } as unknown as Bindings

  async function send(path: string, init: RequestInit = {}): Promise<Answered> {
    const ctx = createExecutionContext()
    const response = await route(new Request(APP_URL + path, init), bindings, ctx)
    const text = await response.text()
    await waitOnExecutionContext(ctx)
    return { status: response.status, headers: response.headers, text, json: parse(text) }
  }

  /** A call of the API as `email`, signed in; `null` stays outside. */
  async function api(email: string | null, method: string, path: string, body?: unknown): Promise<Answered> {
    const headers: Record<string, string> = email ? { 'cf-access-jwt-assertion': await accessToken({ email }) } : {}
    if (body !== undefined) headers['content-type'] = 'application/json'
    return send(`/api/v1${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  }

  async function ghl(event: object | string, headers: Record<string, string> = {}): Promise<Answered> {
    const body = typeof event === 'string' ? event : JSON.stringify(event)
    const signature = await signGhl(privateKey, body)
    const signed = { 'content-type': 'application/json', 'x-ghl-signature': signature, ...headers }
    return send('/hooks/ghl', { method: 'POST', body, headers: signed })
  }

  async function twilio(path: string, params: Record<string, string>, headers: Record<string, string> = {}) {
    const signature = await signTwilio(TWILIO_AUTH_TOKEN, `${APP_URL}/hooks/twilio${path}`, params)
    return send(`/hooks/twilio${path}`, {
      method: 'POST',
      body: new URLSearchParams(params).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature, ...headers },
    })
  }

  async function resend(event: object, { id = 'msg_1', at = Date.now() } = {}): Promise<Answered> {
    const body = JSON.stringify(event)
    const headers = { 'content-type': 'application/json', ...(await signSvix(RESEND_WEBHOOK_SECRET, id, at, body)) }
    return send('/hooks/resend', { method: 'POST', body, headers })
  }

  async function openShop(over: object = {}, by = ADMIN): Promise<Shop> {
    const profile = { ...newProfile(), ...over }
    const made = await api(by, 'POST', '/tenants', profile)
    if (made.status !== 201) throw new Error(`The shop was not opened: ${made.status} ${made.text}`)
    const tenant = tenants.get(made.json.id)
    if (!tenant) throw new Error('The shop has no tenant.')
    const { smsNumber, ghlLocationId, email } = profile
    return { id: made.json.id, smsNumber, ghlLocationId, email, tenant }
  }

  return { bindings, tenants, send, api, ghl, twilio, resend, openShop }
}

/** A profile whose number, location and e-mail address no other has. */
export function newProfile() {
  shops += 1
  const area = 300 + Math.floor(shops / 100)
  return {
    businessName: `Larkspur Plumbing ${shops}`,
    ownerName: 'Dana Fields',
    email: `dana${shops}@example.com`,
    primaryPhone: '+15125550100',
    timeZone: 'America/Chicago',
    serviceArea: 'Austin, TX',
    serviceTypes: ['plumbing'],
    postalAddress: '1 Example Way, Austin, TX 78701',
    smsNumber: `+1${area}55501${String(shops % 100).padStart(2, '0')}`,
    ghlLocationId: `location${shops}`,
    priceBook: [{ service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain'] }],
  }
}

/** An inbound text as Twilio posts it. */
export function smsParams(to: string, over: Record<string, string> = {}): Record<string, string> {
  const sid = `SM${crypto.randomUUID().replaceAll('-', '')}`
  return { MessageSid: sid, From: '+12145550147', To: to, Body: 'hello', NumMedia: '0', ...over }
}

/** A missed call as GoHighLevel posts it. */
export function missedCall(locationId: string, over: object = {}): object {
  return {
    type: 'InboundMessage',
    messageType: 'CALL',
    direction: 'inbound',
    status: 'no-answer',
    callStatus: 'no-answer',
    callDuration: 0,
    locationId,
    contactId: 'contact1',
    messageId: crypto.randomUUID(),
    from: '+12145550147',
    to: '+15125550199',
    dateAdded: new Date().toISOString(),
    timestamp: new Date().toISOString(),
    webhookId: crypto.randomUUID(),
    ...over,
  }
}

function parse(text: string): Body {
  try {
    return JSON.parse(text) as Body
  } catch {
    return {} as Body
  }
}
