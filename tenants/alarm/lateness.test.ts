import { afterEach, expect, test } from 'vitest'
import { openShop } from '../../tests/support/open-shop.ts'
import { trial } from '../../tests/support/worker-under-test.ts'
import type { Agent } from '../agents/agent.ts'

const TEXT_AFTER_MS = 1_000

/** It asks a model that says nothing for half a minute. */
const HANGING: Agent = {
  name: 'retention',
  version: 1,
  coolDownMs: 0,
  everyDays: 1,
  hasWork: () => true,
  observe: () => ({ nothing: true }),
  think: async () => {
    await sleep(30_000)
    return { notes: [], proposals: [] }
  },
  measureAfterMs: () => null,
  measure: () => null,
}

afterEach(() => {
  trial.agents = {}
})

test('a text that falls due while an agent hangs for 30 s is at most a second late', { timeout: 20_000 }, async () => {
  trial.agents = { retention: HANGING }
  const shop = await openShop({ policy: { textAfterMs: TEXT_AFTER_MS } }, { realTime: true })
  const pat = shop.customer()
  await shop.api('POST', `/tenants/${shop.id}/agents/retention/run`)
  // Long enough for the library's loop to be inside the run's first hold.
  await sleep(700)
  const ended = Date.now()
  await pat.callsAndHangsUp()
  await sleep(TEXT_AFTER_MS + 1_000 - (Date.now() - ended))
  expect(await pat.received()).toHaveLength(1)
  const [run] = await shop.tenant.query<{ step: string }>(
    `select step_name as step from cf_agents_task_steps where state = 'running'`,
  )
  expect(run?.step).toBe('think')
})

function sleep(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, forMs)))
}
