import { setTimeout as wait } from 'node:timers/promises'
import { expect, describe, test } from 'vitest'
import { fixturePhone } from '../support/fixture-phones.ts'
import { openPoster } from '../support/post.ts'
import { CALLERS_FROM } from '../support/running-shoulder.ts'
import { canFindProcesses } from '../support/workerd.ts'
import { runStepped, type Stepped } from './support/stepped.ts'

/** A run of the agent for words, from the model it asks to the trial it starts, whose process dies again and again. */

const STEPS = ['observe', 'think', 'keep', 'act:0', 'measure', 'end']
/** While a model that never answers is asked, and something else falls due. */
const IN_CALL = 'in the call'
const PASSED = STEPS.flatMap((step) => [
  `before ${step}`,
  ...(step === 'think' ? [IN_CALL] : []),
  // What the step came to is on disk, and the library's journal does not know of it.
  `behind ${step}`,
])
/** Where something could be done twice. */
const FIRST = [IN_CALL, 'behind act:0', 'behind keep', 'behind think']
const CRASHES = Number(process.env['CRASHES'] ?? PASSED.length)
const KILLED_AT = [...FIRST, ...PASSED.filter((point) => !FIRST.includes(point))].slice(0, CRASHES)
const DOWN_MS = 100
const TEXT_AFTER_MS = 1_000
const LATE_MAX_MS = 1_000
const COMES = { timeout: 30_000, interval: 20 }
/** Who was texted lately, so that other words are worth a trial. */
const TEXTED = 90

/** How late a text is that falls due now. */
async function callNow({ workerd, hooks, twilio, businesses }: Stepped): Promise<number> {
  const { smsNumber = '' } = businesses[0] ?? {}
  const post = openPoster(workerd.url, 1)
  const phone = fixturePhone(CALLERS_FROM)
  const rangAt = Date.now()
  expect(await post(hooks.ring(hooks.newCallSid(), phone, smsNumber))).toBe(200)
  await expect.poll(() => twilio.between(smsNumber, phone).length, COMES).toBe(1)
  post.close()
  return (twilio.between(smsNumber, phone)[0]?.acceptedAt ?? Infinity) - rangAt - TEXT_AFTER_MS
}

describe.skipIf(!canFindProcesses)(`workerd killed ${KILLED_AT.length} times in one run of an agent`, () => {
  test('does nothing twice, counts its money once, and makes no text late', { timeout: 180_000 }, async () => {
    const shoulder = await runStepped({ textAfterMs: TEXT_AFTER_MS, autonomy: { cx: 'act' } })
    const { id = '' } = shoulder.businesses[0] ?? {}
    const agents = () => shoulder.api<{ agents: unknown[] }>('GET', `/tenants/${id}/agents`)
    try {
      await shoulder.recordTexted(TEXTED)
      await shoulder.models({ mode: KILLED_AT.includes(IN_CALL) ? 'hang' : 'helpful' })
      const points = PASSED.filter((point) => KILLED_AT.includes(point))
      shoulder.hold(points[0] ?? null)
      expect((await shoulder.download(`/tenants/${id}/agents/cx/run`, { method: 'POST' })).status).toBe(204)
      let late = 0
      for (const [place, point] of points.entries()) {
        if (point === IN_CALL) {
          await expect.poll(async () => (await shoulder.models(null)).asked.length, COMES).toBeGreaterThan(0)
          late = await callNow(shoulder)
        } else await expect.poll(() => shoulder.heldAt(), COMES).toBe(point)
        await shoulder.workerd.kill(async () => {
          if (point === IN_CALL) await shoulder.models({ mode: 'helpful' })
          shoulder.hold(points[place + 1] ?? null)
          await wait(DOWN_MS)
        })
        // Whatever comes first wakes a business after a crash; it need not have to do with the run.
        await agents()
      }
      const rows = <T>(sql: string) => shoulder.rows<T>(sql)
      type Run = { status: string; error: string | null; actions: string; cost: number }
      const runs = () => rows<Run>('select status, error, actions, cost_micros as cost from agent_runs')
      await expect.poll(async () => (await runs())[0]?.status, COMES).toBe('done')
      const [run, ...others] = await runs()
      const calls = await rows<{ outcome: string; cost: number }>(
        `select outcome, cost_micros as cost from model_calls order by started_at`,
      )
      const { asked } = await shoulder.models(null)
      const lost = calls.filter(({ outcome }) => outcome === 'lost').length
      process.stdout.write(`crash  ${points.length} kills in a run, ${calls.length} calls to models, ${lost} lost, `)
      process.stdout.write(`a text ${late} ms late while one hangs\n`)
      expect(shoulder.workerd.errors.slice(0, 5)).toEqual([])
      expect(others).toEqual([])
      expect(run?.error).toBeNull()
      expect((JSON.parse(run?.actions ?? '{}') as { fates: string[] }).fates).toEqual(['applied'])
      expect(await rows('select kind, status from ai_agent_logs')).toEqual([
        { kind: 'start_experiment', status: 'measured' },
      ])
      expect(await rows('select status from experiments')).toEqual([{ status: 'running' }])
      const decided = `select count(*) as count from timeline where fact ->> 'type' = 'agent_decided'`
      expect(await rows(decided)).toEqual([{ count: 1 }])
      expect(await rows('select run_id from cf_agents_task_runs')).toEqual([])
      // One row for each request that left, each of it over, and the run costs what they cost.
      expect(calls).toHaveLength(asked.length)
      expect(calls.map(({ outcome }) => outcome)).not.toContain('reserved')
      expect(lost).toBe(points.includes(IN_CALL) ? 1 : 0)
      expect(run?.cost).toBe(calls.reduce((sum, { cost }) => sum + cost, 0))
      expect(late).toBeLessThanOrEqual(LATE_MAX_MS)
    } finally {
      await shoulder.close()
    }
  })
})
