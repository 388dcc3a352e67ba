import type { Thought } from '../../tenants/agents/agent.ts'
import type { Journal } from '../../tenants/agents/journal.ts'
import { agentNamed } from '../../tenants/agents/registry.ts'
import { replay, type Difference } from '../../tenants/agents/replay.ts'
import type { AgentName } from '../../tenants/contract/agents.ts'
import { Copy } from './copy.ts'

/** A run as it stands in the owner's copy. */
export type KeptRun = { run_id: string; agent: string; started_at: number; observed: string; actions: string }
/** Null where there is no such agent any more. */
export type Replayed = { runId: string; agent: string; startedAt: number; differences: Difference[] | null }

const RUNS = `select run_id, agent, started_at, observed, actions from agent_runs
  where observed is not null and actions is not null order by started_at`

/** Plays each run of the agents again, on what it saw and on what a model said then. Nobody is asked. */
export async function replayRuns(runs: readonly KeptRun[]): Promise<Replayed[]> {
  const replayed: Replayed[] = []
  for (const { run_id: runId, agent: name, started_at: startedAt, observed, actions } of runs) {
    const agent = agentNamed(name as AgentName)
    const journal = JSON.parse(observed) as Journal
    const { notes, proposals } = JSON.parse(actions) as Thought
    const differences = agent && (await replay(agent, { journal, thought: { notes, proposals } }))
    replayed.push({ runId, agent: name, startedAt, differences })
  }
  return replayed
}

/** Answers the exit code: 0 where all came to the same, 1 where one did not, 2 for what cannot be used. */
export async function runAgentReplay(file: string | undefined, asJson: boolean): Promise<number> {
  try {
    if (file === undefined) throw new Error('--export names the SQLite file of GET /api/v1/tenants/:id/export')
    const told = await replayRuns(new Copy(file).rows(RUNS) as KeptRun[])
    if (asJson) console.log(JSON.stringify(told, null, 2))
    else for (const line of told.flatMap(linesOf)) console.log(line)
    const changed = told.filter(({ differences }) => differences === null || differences.length > 0).length
    if (!asJson) console.log(`${told.length} runs played again, ${changed} of them come to something else`)
    return changed > 0 ? 1 : 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 2
  }
}

function linesOf({ runId, agent, startedAt, differences }: Replayed): string[] {
  const head = `${new Date(startedAt).toISOString()} ${agent} ${runId}`
  if (differences === null) return [`${head}: there is no such agent any more`]
  if (differences.length === 0) return [`${head}: the same`]
  return [head, ...differences.map(({ what, was, is }) => `  ${what}: ${was ?? 'nothing'} → ${is ?? 'nothing'}`)]
}
