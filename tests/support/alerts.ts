import { vi } from 'vitest'
import { clock } from '../../tenants/base/clock.ts'
import type { ToldHealth, Vitals } from '../../tenants/contract/fleet-room.ts'
import { tick } from '../../worker/alerts/tick.ts'
import { parseEnv, type Bindings, type Env } from '../../worker/env.ts'
import { openRouter } from './open-router.ts'
import { standInAccess } from './stand-in-access.ts'

export const MINUTE = 60_000
export const SLACK = 'https://hooks.slack.com/services/T0/B0/secretsecret'

export type Sent = { url: string; key: string | null; topic: string | null; body: string; method: string }
type Answer = (sent: Sent) => Response | Promise<Response>

const HAPPY: Record<string, Answer> = {
  'resend.example.com': () => Response.json({ id: 'mail_1' }),
  'api.twilio.example.com': ({ method }) =>
    method === 'GET'
      ? Response.json({ messages: [], next_page_uri: null })
      : Response.json({ sid: `SM${'0'.repeat(32)}` }, { status: 201 }),
  'hooks.slack.com': () => new Response('ok'),
}

const WELL: Vitals['fiveMinutes'] = {
  ...{ windowMs: 300_000, requests: 1_000, failures: 0, errorRate: 0, p50Ms: 5, p95Ms: 20, p99Ms: 40, routes: [] },
  ...{ databaseCalls: 900, databaseFailures: 0, databaseP95Ms: 5, tenantCalls: 0, tenantFailures: 0 },
  ...{ tenantP95Ms: null, cacheHitRate: null, providers: [], runs: 0, runFailures: 0 },
}

/** The router with providers that can be watched and broken, and a clock that is walked from tick to tick. */
export async function openAlerts(over: Record<string, unknown> = {}) {
  const router = await openRouter({ ALERT_SMS_FROM: '+15125550190', ...over })
  const watch = { now: Math.ceil(Date.now() / 300_000) * 300_000 }
  vi.spyOn(clock, 'now').mockImplementation(() => watch.now)
  const answers: Record<string, Answer> = { ...HAPPY }
  const sent: Sent[] = []
  const access = standInAccess()
  const inner = access.getMockImplementation()
  access.mockImplementation(async (input, init) => {
    const request = input instanceof Request ? input : new Request(String(input), init)
    const answer = answers[new URL(request.url).hostname]
    if (!answer || !inner) return inner?.(input, init) ?? Response.error()
    const { url, method, headers } = request
    const [key, topic] = [headers.get('idempotency-key'), headers.get('topic')]
    const one = { url, method, key, topic, body: new TextDecoder().decode(await request.arrayBuffer()) }
    sent.push(one)
    return answer(one)
  })
  const parsed = parseEnv(router.bindings)
  if (!parsed.ok) throw new Error(`Settings are missing: ${parsed.error.join()}`)
  const env: Env = parsed.value
  const { DIRECTORY } = router.bindings as Bindings
  await forget(DIRECTORY)

  async function pass(
    over: Partial<Vitals['fiveMinutes']> | null = {},
    minutes = 5,
    told: ToldHealth[] = [],
  ): Promise<void> {
    watch.now += minutes * MINUTE
    const window = { ...WELL, ...over }
    const vitals: Vitals = { at: watch.now, since: 0, fiveMinutes: window, hour: window }
    const readVitals = over === null ? null : async () => vitals
    await tick(env, { readVitals, readHealth: over === null ? null : async () => told, scheduledAt: watch.now })
  }
  /** What has left since the last look, POSTs alone. */
  const take = () => sent.splice(0).filter(({ method }) => method === 'POST')
  return { ...router, env, watch, answers, sent, pass, take, DIRECTORY }
}

async function forget(directory: D1Database): Promise<void> {
  const tables = ['alert', 'alert_notice', 'alert_route', 'alert_delivery', 'alert_silence', 'fleet_export_dead']
  await directory.batch(tables.map((table) => directory.prepare(`DELETE FROM ${table}`)))
}
