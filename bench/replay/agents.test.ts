import { describe, expect, test } from 'vitest'
import type { CxSeen } from '../../tenants/agents/cx/seen.ts'
import { CX } from '../../tenants/agents/cx/task.ts'
import { listenTo } from '../../tenants/agents/journal.ts'
import { think, type RetentionSeen } from '../../tenants/agents/retention/rules.ts'
import { RETENTION } from '../../tenants/agents/retention/task.ts'
import type { ModelAnswer } from '../../tenants/providers/model-port.ts'
import { MODEL_ANSWER, modelThat } from '../../tests/support/model.ts'
import { makeScriptFacts } from '../../tests/support/scripts.ts'
import { replayRuns, type KeptRun } from './agents.ts'

const NONE = { begun: 0, told: 0, won: 0, optedOut: 0 }
const SEEN: RetentionSeen = {
  reengage: { isOn: true, months: 18, reachable: 0, dormant: 0 },
  amc: { isOn: false, plans: 1 },
  ...{ gaps: [], customers: 40, repeats: 0, years: 40, jobs: 40, amountMinor: 1_200_000 },
  ...{ jobsLately: 12, planMinor: 18_900, lastYear: { review: NONE, amc: NONE, reengage: NONE } },
  week: { from: '2026-11-16', until: '2026-11-23', begun: { review: 3, amc: 0, reengage: 0 } },
}

function kept(over: Partial<KeptRun> = {}): KeptRun {
  return {
    ...{ run_id: 'run_1', agent: 'retention', started_at: 0 },
    observed: JSON.stringify({ version: RETENTION.version, hasModel: false, seen: SEEN, said: [] }),
    actions: JSON.stringify({ ...think(SEEN), decisionIds: [], fates: [] }),
    ...over,
  }
}

test('a run of an agent that has not changed comes to the same', async () => {
  const [run] = await replayRuns([kept()])
  expect(run).toMatchObject({ runId: 'run_1', differences: [] })
})

test('what would be wanted otherwise now is named', async () => {
  const { notes, proposals } = think(SEEN)
  const actions = JSON.stringify({ notes, proposals: proposals.slice(1), decisionIds: [], fates: [] })
  const [run] = await replayRuns([kept({ actions })])
  expect(run?.differences?.map(({ what }) => what)).toEqual(['proposal 1', 'proposal 2'])
  expect(run?.differences?.[0]?.is).toContain('switch_after_job')
})

const TRIAL: CxSeen = {
  at: 0,
  scripts: [
    {
      ...{ subject: 'missed_call_text', language: 'en', metric: 'replied', own: '' },
      text: 'Sorry we missed your call! Automated text. Reply STOP to opt out',
      ...{ isRunning: false, isResting: false, monthly: 120, hits: 90, of: 300, tried: [], winner: null },
      prior: { a: 1, b: 1 },
      candidates: [{ edit: 'shorter', text: '{business}: what needs fixing? Automated text. Reply STOP to opt out' }],
    },
  ],
  facts: { en: makeScriptFacts({ language: 'en' }), es: makeScriptFacts({ language: 'es' }) },
}

describe('a run that begins a trial', () => {
  const words = '{business}: we just missed you! What is going on? Automated text. Reply STOP to opt out'
  const answer = { ...MODEL_ANSWER, value: { text: words, change: 'The question.' } }

  async function keptTrial(over: { words?: string } = {}): Promise<KeptRun> {
    const said: ModelAnswer<unknown>[] = []
    const thought = await CX.think(TRIAL, listenTo(modelThat(answer), said))
    const heard = said.map((one) =>
      one.ok && over.words !== undefined ? { ...one, value: { text: over.words, change: '' } } : one,
    )
    return kept({
      agent: 'cx',
      observed: JSON.stringify({ version: CX.version, hasModel: true, seen: TRIAL, said: heard }),
      actions: JSON.stringify({ ...thought, decisionIds: ['dec_1'], fates: ['applied'] }),
    })
  }

  test('begins the same one again, with the words the model wrote then', async () => {
    const run = await keptTrial()
    expect(run.actions).toContain('"kind":"start_experiment"')
    expect(run.actions).toContain('"edit":"written"')
    const [again] = await replayRuns([run])
    expect(again?.differences).toEqual([])
  })

  test('names the words that may not be sent any more, and what is tried in their place', async () => {
    const [again] = await replayRuns([await keptTrial({ words: '{business}: $5 off today! Reply STOP to opt out' })])
    expect(again?.differences?.map(({ what }) => what)).toEqual(['proposal 1'])
    expect(again?.differences?.[0]?.was).toContain(words)
    expect(again?.differences?.[0]?.is).toContain('"edit":"shorter"')
  })
})

test('an agent that is there no more is said to be', async () => {
  const [run] = await replayRuns([kept({ agent: 'weather' })])
  expect(run?.differences).toBeNull()
})
