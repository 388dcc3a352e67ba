import { Tasks, type TaskStep } from 'agents/tasks'
import { STEP_TIMEOUT_MS, STEP_TRIES_MAX } from '../base/agent-limits.ts'
import type { Instant } from '../base/clock.ts'
import type { AgentName } from '../contract/agents.ts'
import type { ModelAnswer, ModelPort } from '../providers/model-port.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { Agent, Thought } from './agent.ts'
import { listenTo } from './journal.ts'
import { act, beginRun, endRun, keepThought, measureDue, type Begun, type RunInput } from './steps.ts'

/** What a run needs of the object it lives in. */
export type RunPorts = {
  /** One transaction; what is ordered in it leaves afterwards. Null where there is no business. */
  transact<T>(work: (context: Context) => T): T | null
  now(): Instant
  agent(name: AgentName): Agent | null
  /** For the ledger of calls the model is asked in the run's name; null where none is set up or the money is spent. */
  model(runId: string): ModelPort | null
  report(error: unknown): void
  /** What stands between a run and the library's journal: nothing, except where a test ends the process there. */
  through?(step: TaskStep): TaskStep
}

type Thinking = { thought: Thought; said: ModelAnswer<unknown>[] }

/**
 * A run of an agent, durable: observe → think → keep → act → measure, each a step of the library's journal. A step that
 * was done is not done again however often the process dies; one that was under way is, and finds in our own rows
 * what it had written. Only thinking waits for anybody, and it writes nothing.
 */
async function run(ports: RunPorts, input: RunInput, step: TaskStep): Promise<null> {
  const agent = ports.agent(input.agent)
  if (agent === null) return null
  try {
    const begun = await remember(step, 'observe', () => observe(ports, agent, input))
    if (begun.kind === 'seen') {
      const thinking = await remember(step, 'think', () => think(ports, agent, input, begun))
      const wishes = await remember(
        step,
        'keep',
        () => ports.transact((context) => keepThought(context, input.runId, thinking, ports.now())) ?? [],
      )
      for (const [index, wish] of wishes.entries()) {
        await step.do(`act:${index}`, () => ports.transact((context) => act(context, agent, input, wish, ports.now())))
      }
    }
    await step.do('measure', () => ports.transact((context) => measureDue(context, agent, ports.now())))
    await step.do('end', () => end(ports, input, null))
  } catch (error) {
    // The library's own signals, by which a run waits or is called off, are no errors.
    if (error instanceof Error && error.name !== 'AttemptSupersededError') end(ports, input, error)
    throw error
  }
  return null
}

/** A step whose result is kept as text: both lives of a run read the same, whichever of them did it. */
async function remember<T>(step: TaskStep, name: string, work: () => T | Promise<T>): Promise<T> {
  return JSON.parse(await step.do(name, async () => JSON.stringify(await work()))) as T
}

function observe(ports: RunPorts, agent: Agent, input: RunInput): Begun {
  const hasModel = ports.model(input.runId) !== null
  const begun = ports.transact((context) => beginRun(context, agent, input, hasModel, ports.now()))
  return begun ?? { kind: 'over', why: 'nothing' }
}

async function think(
  ports: RunPorts,
  agent: Agent,
  { runId }: RunInput,
  { seen }: Extract<Begun, { kind: 'seen' }>,
): Promise<Thinking> {
  const said: ModelAnswer<unknown>[] = []
  const model = ports.model(runId)
  return { thought: await agent.think(seen, model && listenTo(model, said)), said }
}

function end(ports: RunPorts, { runId }: RunInput, error: Error | null): null {
  if (error) ports.report(error)
  ports.transact((context) => endRun(context, runId, error && error.name, ports.now()))
  return null
}

/** The library's tables know of a run only while it lasts; what is kept of it stands in `agent_runs`. */
export function openAgentTasks(ports: RunPorts) {
  const definitions = {
    'agent@v1': (input: RunInput, step: TaskStep) => run(ports, input, ports.through?.(step) ?? step),
  }
  const retries = { limit: STEP_TRIES_MAX, delay: '5 seconds', backoff: 'exponential' } as const
  return new Tasks({ definitions, retries, stepTimeout: STEP_TIMEOUT_MS, onError: (error) => ports.report(error) })
}

export type AgentTasks = ReturnType<typeof openAgentTasks>
