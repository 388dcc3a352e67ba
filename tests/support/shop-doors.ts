import { exports } from 'cloudflare:workers'
import { inject } from 'vitest'
import type { Instant } from '../../tenants/base/clock.ts'
import { privateKey, signGhl, signTwilio } from './sign-webhooks.ts'

const ADMIN = { email: 'admin@example.com', expiresInS: 90 * 86_400 }
const JSON_BODY = { 'content-type': 'application/json' }

/** The ways into Shoulder and its sandbox that a story takes; `watch` is its clock. */
export function openDoors(watch: { now: Instant }) {
  const sandboxUrl = inject('sandboxUrl')
  const settings = inject('sandboxSettings')
  let signIn: Promise<{ token: string }> | null = null

  async function control<T>(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<T> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: JSON_BODY }
    const answer = await fetch(`${sandboxUrl}/sandbox${path}`, init)
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }

  async function send(path: string, init: RequestInit): Promise<Response> {
    return (exports as unknown as { default: Fetcher }).default.fetch(
      new Request(`${settings['APP_URL']}${path}`, init),
    )
  }

  /** As an admin. */
  async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
    signIn ??= control<{ token: string }>('/access/token', ADMIN)
    const headers = { ...JSON_BODY, 'cf-access-jwt-assertion': (await signIn).token }
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    const answer = await send(`/api/v1${path}`, init)
    if (!answer.ok) throw new Error(`The API answered ${answer.status} to ${path}: ${await answer.text()}`)
    return (answer.status === 204 ? null : await answer.json()) as T
  }

  async function twilio(path: string, params: Record<string, string>): Promise<Response> {
    const signature = await signTwilio(
      settings['TWILIO_AUTH_TOKEN'] ?? '',
      `${settings['APP_URL']}/hooks/twilio${path}`,
      params,
    )
    return send(`/hooks/twilio${path}`, {
      method: 'POST',
      body: new URLSearchParams(params).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    })
  }

  async function ghl(event: Record<string, unknown>): Promise<Response> {
    const timestamp = new Date(watch.now).toISOString()
    const body = JSON.stringify({ timestamp, webhookId: crypto.randomUUID(), ...event })
    const signature = await signGhl(await privateKey(settings['GHL_WEBHOOK_PRIVATE_KEY'] ?? ''), body)
    return send('/hooks/ghl', { method: 'POST', body, headers: { ...JSON_BODY, 'x-ghl-signature': signature } })
  }

  return { settings, control, send, api, twilio, ghl }
}
