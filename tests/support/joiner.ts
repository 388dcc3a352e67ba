import { env } from 'cloudflare:test'
import { exports } from 'cloudflare:workers'
import { inject } from 'vitest'
import type { ForwardingTest, JoinView } from '../../tenants/contract/join.ts'
import { signTwilio } from './sign-webhooks.ts'
import type { TenantObject } from './worker-under-test.ts'

/** Somebody who signs in for the first time and joins, in real workerd, with the sandbox's Twilio behind it. */

export type Answered<T = JoinView> = {
  status: number
  json: T & { code?: string; detail?: string; issues?: { path: string; message: string }[] }
}

let joiners = 0

export const STEPS = {
  business: {
    businessName: 'Larkspur Plumbing',
    ownerName: 'Dana Fields',
    timeZone: 'America/Chicago',
    serviceArea: 'Austin, TX',
    postalAddress: '1 Example Way, Austin, TX 78701',
    language: 'en',
    trade: 'plumbing',
  },
  services: { priceBook: [{ service: 'Drain clearing', from: 11_700, to: 29_100, unit: 'job', keywords: ['drain'] }] },
  phone: { primaryPhone: '+15125550100', carrier: 'verizon' },
  consent: { consentMode: 'spoken_notice', acceptsTerms: true },
} as const

export function newJoiner(email = `joiner${(joiners += 1)}.${crypto.randomUUID().slice(0, 8)}@example.com`) {
  const settings = inject('sandboxSettings')
  const appUrl = settings['APP_URL'] ?? ''
  const send = (request: Request) => (exports as unknown as { default: Fetcher }).default.fetch(request)

  async function control<T>(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<T> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    return (await (await fetch(`${inject('sandboxUrl')}/sandbox${path}`, init)).json()) as T
  }

  async function api<T = JoinView>(method: string, path: string, body?: unknown): Promise<Answered<T>> {
    const { token } = await control<{ token: string }>('/access/token', { email })
    const headers = { 'content-type': 'application/json', 'cf-access-jwt-assertion': token }
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    const answer = await send(new Request(`${appUrl}/api/v1${path}`, init))
    return { status: answer.status, json: (await answer.json()) as Answered<T>['json'] }
  }

  const does = (step: keyof typeof STEPS, over: object = {}) => api('PUT', `/join/${step}`, { ...STEPS[step], ...over })

  /** What Twilio tells us, signed. */
  async function hook(path: string, params: Record<string, string>): Promise<{ status: number; text: string }> {
    const url = `${appUrl}/hooks/twilio${path}`
    const signature = await signTwilio(settings['TWILIO_AUTH_TOKEN'] ?? '', url, params)
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature }
    const body = new URLSearchParams(params).toString()
    const answer = await send(new Request(url, { method: 'POST', body, headers }))
    return { status: answer.status, text: await answer.text() }
  }

  return {
    email,
    api,
    does,
    hook,
    control,
    sees: () => api('GET', '/join'),
    goesLive: () => api('POST', '/join/live'),
    /** Follows a link, and is sent on. */
    async follows(path: string): Promise<string> {
      const { token } = await control<{ token: string }>('/access/token', { email })
      const request = new Request(`${appUrl}${path}`, {
        headers: { 'cf-access-jwt-assertion': token },
        redirect: 'manual',
      })
      return (await send(request)).headers.get('location') ?? ''
    },
    test: (method: 'GET' | 'POST', tenantId: string, lang = '') =>
      api<ForwardingTest>(method, `/tenants/${tenantId}/forwarding-test${lang && `?lang=${lang}`}`),
    async doesAllSteps(phone: object = {}): Promise<JoinView> {
      await does('business')
      await does('services')
      await does('phone', phone)
      return (await does('consent')).json
    },
    stub: (tenantId: string) =>
      (env as unknown as { TENANT: DurableObjectNamespace<TenantObject> }).TENANT.getByName(tenantId),
    /** The numbers bought at Twilio under a name. */
    async bought(name: string): Promise<string[]> {
      const { TWILIO_API_URL, TWILIO_ACCOUNT_SID: sid, TWILIO_AUTH_TOKEN: secret } = settings
      const url = `${TWILIO_API_URL}/2010-04-01/Accounts/${sid}/IncomingPhoneNumbers.json?FriendlyName=${name}`
      const answer = await fetch(url, { headers: { authorization: `Basic ${btoa(`${sid}:${secret}`)}` } })
      const { incoming_phone_numbers: rows } = (await answer.json()) as {
        incoming_phone_numbers: { phone_number: string }[]
      }
      return rows.map((row) => row.phone_number)
    },
  }
}
