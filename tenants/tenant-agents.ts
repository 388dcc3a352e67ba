import type { Lifecycle } from 'agents/lifecycle'
import { moveDecision, readAgents, startAgent, switchAgents } from './agents-commands.ts'
import { loadDueRuns, noteStarted } from './agents/schedule.ts'
import { openAgentTasks, type AgentTasks, type RunPorts } from './agents/tasks.ts'
import { agentNamed } from './agents/registry.ts'
import { clock } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { AgentsRpc } from './contract/agents-rpc.ts'
import type { AgentName, AgentsPatch, AgentsView, DecisionMove, DecisionView } from './contract/agents.ts'
import type { Language } from './contract/board.ts'
import { TenantCore } from './tenant-core.ts'

/** The five agents: runs that outlive this object's memory, and what people make of them. */
export abstract class TenantAgents extends TenantCore implements AgentsRpc {
  #tasks: AgentTasks | null = null
  /** Runs are begun one after the other, however often it is asked for meanwhile. */
  #starting: Promise<void> | null = null

  protected override startLifecycle(ctx: DurableObjectState): Lifecycle {
    this.#tasks = openAgentTasks(this.runPorts())
    this.wiring.onRunsDue = () => this.#startRuns()
    return super.startLifecycle(ctx).use(this.#tasks)
  }

  protected runPorts(): RunPorts {
    return {
      transact: (work) => {
        const done = this.wiring.transact(work)
        this.wiring.pump()
        return done
      },
      now: () => clock.now(),
      agent: agentNamed,
      model: () => null,
      report: (error) => this.report(error),
    }
  }

  #startRuns(): void {
    this.#starting ??= this.#start()
      .catch((error: unknown) => this.report(error))
      .finally(() => {
        this.#starting = null
      })
  }

  /** A run is taken off the list once the library has it; whichever life of the object did so, it begins once. */
  async #start(): Promise<void> {
    for (const { runId, agent, trigger } of loadDueRuns(this.wiring.db, clock.now())) {
      await this.#tasks?.run('agent@v1', { runId, agent, trigger }, { runId, retain: false })
      this.wiring.transact((context) => noteStarted(context, runId))
    }
  }

  async readAgents(language: Language | null): Promise<Outcome<AgentsView>> {
    const model = { isSetUp: false, capMicros: 0 }
    return this.read((context) => readAgents(context, language, model, clock.now()))
  }

  async switchAgents(patch: AgentsPatch): Promise<Outcome<AgentsView>> {
    const switched = this.within((context) => switchAgents(context, patch, clock.now()))
    return switched.ok ? this.readAgents(null) : switched
  }

  async startAgent(agent: AgentName): Promise<Outcome<null>> {
    return this.within((context) => startAgent(context, agent, clock.now()))
  }

  async moveDecision(decisionId: string, { move }: DecisionMove, by: string): Promise<Outcome<DecisionView>> {
    return this.within((context) => moveDecision(context, decisionId, move, by, clock.now()))
  }
}
