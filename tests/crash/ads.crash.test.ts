import { expect, describe, test } from 'vitest'
import { canFindProcesses } from '../support/workerd.ts'
import { runStepped, type Stepped } from './support/stepped.ts'

/**
 * Google has made a change and its answer never comes: the process dies with the change made and nothing written of it,
 * again and again, in the middle of what an agent ordered.
 */

const CRASHES = Number(process.env['CRASHES'] ?? 2)
/** One run orders eight changes, of which some must be left to be made in peace. */
const KILLS = Math.min(CRASHES, 6)
const COMES = { timeout: 30_000, interval: 50 }
/** Long enough for words that lead nowhere to have been clicked. */
const PAST_DAYS = 60

type Mutate = { requestId: string }
type Change = { change: string; status: string; code: string | null }

async function control<T>({ sandbox }: Stepped, path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const answer = await fetch(`${sandbox.url}/sandbox${path}`, init)
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}: ${await answer.text()}`)
  return (answer.status === 204 ? null : await answer.json()) as T
}

/** Gives leave at Google for the account of this login, as the business's owner does. */
async function connect(shoulder: Stepped, tenantId: string, login: string): Promise<void> {
  const begun = await shoulder.download(`/connect/google-ads?tenant=${tenantId}`, { redirect: 'manual' })
  const consent = new URL(begun.headers.get('location') ?? '')
  consent.searchParams.set('login', login)
  const given = await fetch(consent, { redirect: 'manual' })
  const { pathname, search } = new URL(given.headers.get('location') ?? '')
  // The callback lies beside the API.
  const done = await shoulder.download(`/../..${pathname}${search}`, { redirect: 'manual' })
  expect(done.status).toBeLessThan(400)
}

describe.skipIf(!canFindProcesses)(`workerd killed ${KILLS} times between a change and its note`, () => {
  test('makes each change at Google once', { timeout: 180_000 }, async () => {
    const shoulder = await runStepped({ autonomy: { optimizing: 'act' } })
    const { id = '' } = shoulder.businesses[0] ?? {}
    try {
      const account = { login: 'owner-of-ads@example.com', seed: 5, days: PAST_DAYS, trade: 'plumbing' }
      const { customerId } = await control<{ customerId: string }>(shoulder, '/google-ads/accounts', account)
      await connect(shoulder, id, account.login)
      const rows = <T>(sql: string) => shoulder.rows<T>(sql)
      const isRead = async () =>
        (await rows<{ value: string }>(`select value from settings where name = 'ads_reading'`))[0]
      await expect.poll(async () => (await isRead())?.value ?? '', COMES).toMatch(/"readAt":\d/)
      const { bounds } = await shoulder.api<{ bounds: Record<string, unknown> }>('GET', `/tenants/${id}/ads`)
      const wide = { isManaged: true, dailyMinor: 100_000, monthlyMinor: 4_000_000, bidMinor: 10_000 }
      await shoulder.api('PATCH', `/tenants/${id}/ads`, { bounds: { ...bounds, ...wide } })
      const made = () => control<Mutate[]>(shoulder, `/google-ads/changes?customerId=${customerId}`)
      const fault = { provider: 'google-ads', kind: 'act_then_timeout', path: ':mutate', rate: 1 }
      if (KILLS > 0) await control(shoulder, '/faults', { ...fault, forMs: 60_000 })
      const run = await shoulder.download(`/tenants/${id}/agents/optimizing/run`, { method: 'POST' })
      expect(run.status).toBe(204)
      for (let crash = 1; crash <= KILLS; crash += 1) {
        await expect.poll(async () => (await made()).length, COMES).toBeGreaterThanOrEqual(crash)
        await shoulder.workerd.kill(async () => {
          const isLast = crash === KILLS
          const answer = await fetch(`${shoulder.sandbox.url}/sandbox/faults`, { method: 'DELETE' })
          expect(answer.ok).toBe(true)
          if (!isLast) await control(shoulder, '/faults', { ...fault, forMs: 60_000 })
        })
        // Whatever comes first wakes a business after a crash.
        await shoulder.api('GET', `/tenants/${id}/ads`)
      }
      const changes = () => rows<Change>('select change, status, code from ad_changes')
      const open = async () => (await changes()).filter(({ status }) => status === 'ordered').length
      await expect.poll(open, COMES).toBe(0)
      const ordered = await changes()
      const mutates = await made()
      process.stdout.write(`crash  ${KILLS} kills between change and note, ${ordered.length} changes ordered, `)
      process.stdout.write(`${mutates.length} made\n`)
      expect(ordered.length).toBeGreaterThan(KILLS)
      expect(ordered.filter(({ status }) => status !== 'applied')).toEqual([])
      expect(mutates).toHaveLength(ordered.length)
      expect(await rows('select distinct status from ai_agent_logs')).toEqual([{ status: 'applied' }])
      expect(shoulder.workerd.errors.slice(0, 5)).toEqual([])
    } finally {
      await shoulder.close()
    }
  })
})
