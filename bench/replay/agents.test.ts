import { expect, test } from 'vitest'
import { think, type RetentionSeen } from '../../tenants/agents/retention/rules.ts'
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
    observed: JSON.stringify({ version: 1, hasModel: false, seen: SEEN, said: [] }),
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

test('an agent that is there no more is said to be', async () => {
  const [run] = await replayRuns([kept({ agent: 'weather' })])
  expect(run?.differences).toBeNull()
})
