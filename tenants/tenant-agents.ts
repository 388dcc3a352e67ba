import type { Lifecycle } from 'agents/lifecycle'
import { moveDecision, readAgents, startAgent, switchAgents } from './agents-commands.ts'
import { loadDueRuns, noteStarted } from './agents/schedule.ts'
import { openAgentTasks, type AgentTasks, type RunPorts } from './agents/tasks.ts'
import { agentNamed } from './agents/registry.ts'
import { hasModelMoney } from './agents/orchestrator.ts'
import { modelDayCap } from './base/model-limits.ts'
import { clock } from './base/clock.ts'
import { readLocalTime } from './base/local-time.ts'
import type { Outcome } from './contract.ts'
import type { AgentsRpc } from './contract/agents-rpc.ts'
import type { AgentName, AgentsPatch, AgentsView, DecisionMove, DecisionView } from './contract/agents.ts'
import type { Language } from './contract/board.ts'
import { NO_MODELS, type ModelPort } from './providers/model-port.ts'
import { hasOpenModelCalls, loseModelCalls } from './storage/model-call-rows.ts'
import { sumDayCost } from './storage/run-rows.ts'
import { TenantCore } from './tenant-core.ts'

/** The five agents: runs that outlive this object's memory, and what people make of them. */
export abstract class TenantAgents extends TenantCore implements AgentsRpc {
  #tasks: AgentTasks | null = null
  /** Runs are begun one after the other, however often it is asked for meanwhile. */
  #isStarting = false

  protected override startLifecycle(ctx: DurableObjectState): Lifecycle {
    this.#tasks = openAgentTasks(this.runPorts())
    this.wiring.onRunsDue = () => this.#startRuns()
    this.#loseCalls()
    return super.startLifecycle(ctx).use(this.#tasks)
  }

  /** A life of the object begins: whatever a model was being asked was asked in an earlier one. */
  #loseCalls(): void {
    const { db, models, tenant } = this.wiring
    if (tenant === null || models === NO_MODELS) return
    // A call that began before midnight may have ended with its object after it.
    const since = readLocalTime(tenant.profile.timeZone, clock.now()).day - 1
    if (hasOpenModelCalls(db, since)) this.wiring.transact((context) => loseModelCalls(context.db, since))
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
      model: (runId) => this.#modelFor(runId),
      report: (error) => this.report(error),
    }
  }

  /** Null where none is set up, or the day's money is as good as spent: the agents go by their rules then. */
  #modelFor(runId: string): ModelPort | null {
    const { db, models, tenant } = this.wiring
    if (tenant === null || models === NO_MODELS) return null
    const { day } = readLocalTime(tenant.profile.timeZone, clock.now())
    if (!hasModelMoney(sumDayCost(db, day), modelDayCap(tenant.policy))) return null
    return { ask: (request) => models.ask({ ...request, runId }) }
  }

  #startRuns(): void {
    if (this.#isStarting) return
    this.#isStarting = true
    void this.#start()
      .catch((error: unknown) => this.report(error))
      .finally(() => (this.#isStarting = false))
  }

  /** A run is taken off the list once the library has it; whichever life of the object did so, it begins once. */
  async #start(): Promise<void> {
    for (const { runId, agent, trigger } of loadDueRuns(this.wiring.db, clock.now())) {
      await this.#tasks?.run('agent@v1', { runId, agent, trigger }, { runId, retain: false })
      this.wiring.transact((context) => noteStarted(context, runId))
    }
  }

  async readAgents(language: Language | null): Promise<Outcome<AgentsView>> {
    const isSetUp = this.wiring.models !== NO_MODELS
    return this.read((context) => readAgents(context, language, isSetUp, clock.now()))
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
