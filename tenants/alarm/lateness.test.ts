import { afterEach, expect, test } from 'vitest'
import { openShop } from '../../tests/support/open-shop.ts'
import { makeScriptFacts } from '../../tests/support/scripts.ts'
import { ScriptedModel, useModels } from '../../tests/support/use-models.ts'
import { trial } from '../../tests/support/worker-under-test.ts'
import { NOTHING, type Agent } from '../agents/agent.ts'
import type { CxSeen } from '../agents/cx/seen.ts'
import { CX } from '../agents/cx/task.ts'
import type { Cause } from '../agents/diagnostic/causes.ts'
import type { DiagnosticSeen } from '../agents/diagnostic/observed.ts'
import { askForReport } from '../agents/diagnostic/prompt.ts'
import { DIAGNOSTIC } from '../agents/diagnostic/task.ts'

const TEXT_AFTER_MS = 1_000

/** A script that other words may be tried for. */
const WORTH_A_TRIAL: CxSeen = {
  at: Date.now(),
  scripts: [
    {
      ...{ subject: 'missed_call_text', language: 'en', metric: 'replied', text: 'stands', own: '' },
      ...{ isRunning: false, isResting: false, monthly: 120, hits: 90, of: 300, tried: [], winner: null },
      ...{ candidates: [], prior: { a: 1, b: 1 } },
    },
  ],
  facts: { en: makeScriptFacts({ language: 'en' }), es: makeScriptFacts({ language: 'es' }) },
}

/** A finding whose likeliest cause is a price. */
const FOUND: DiagnosticSeen = {
  ...{ findingId: 'fnd_0', observedAt: 0, language: 'en', today: 20_700, matters: [], texts: [], calls: [], spend: [] },
  ...{ changes: [], holidays: [] },
  evidence: {
    ...{ kind: 'price_unbooked', subject: 'Leak repair', since: '2026-11-03', hits: 2, of: 31, usual: 0.382 },
    ...{ factor: 0.2, score: 9.4, isSlow: false, limit: null },
  },
}
const CAUSE: Cause = {
  ...{ code: 'price', subject: 'Leak repair', share: 0.92, score: 8.1, expected: 11.8, came: 2, of: 31 },
  changedOn: '2026-11-03',
}

/** Those that ask a model, with enough to ask about, and one that hangs by itself. */
const ASKING: Partial<Record<string, Agent>> = {
  cx: { ...CX, observe: () => WORTH_A_TRIAL } as unknown as Agent,
  diagnostic: {
    ...DIAGNOSTIC,
    observe: () => ({}),
    think: async (_seen: unknown, model: Parameters<typeof askForReport>[2] | null) => {
      if (model) await askForReport(FOUND, { since: '2026-11-03', written: null, causes: [CAUSE] }, model)
      return NOTHING
    },
  } as unknown as Agent,
  retention: {
    ...{ name: 'retention', version: 1, coolDownMs: 0, everyDays: 1, hasWork: () => true },
    ...{ observe: () => ({ nothing: true }), measureAfterMs: () => null, measure: () => null },
    think: () => sleep(30_000).then(() => NOTHING),
  },
}

afterEach(() => {
  trial.agents = {}
})

test('a text that falls due while every agent hangs for 30 s is at most a second late', async () => {
  trial.agents = ASKING
  const shop = await openShop({ policy: { textAfterMs: TEXT_AFTER_MS } }, { realTime: true })
  const model = new ScriptedModel(() => sleep(30_000).then(() => ({ ok: false, reason: 'late', detail: '' })))
  await useModels(shop, model)
  const pat = shop.customer()
  for (const name of Object.keys(ASKING)) await shop.api('POST', `/tenants/${shop.id}/agents/${name}/run`)
  await expect.poll(() => model.asked.map(({ purpose }) => purpose).sort()).toEqual(['cx_words', 'diagnose'])
  // Long enough for the library's loop to be inside a run's first hold.
  await sleep(700)
  const ended = Date.now()
  await pat.callsAndHangsUp()
  await sleep(TEXT_AFTER_MS + 1_000 - (Date.now() - ended))
  expect(await pat.received()).toHaveLength(1)
  const thinking = await shop.tenant.query<{ step: string }>(
    `select step_name as step from cf_agents_task_steps where state = 'running'`,
  )
  expect(thinking.map(({ step }) => step)).toEqual(['think', 'think', 'think'])
})

function sleep(forMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, forMs)))
}
