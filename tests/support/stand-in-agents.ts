import type { AgentsRpc } from '../../tenants/contract/agents-rpc.ts'
import type { AgentsPatch, AgentsView, DecisionView } from '../../tenants/contract/agents.ts'
import type { Outcome } from '../../tenants/contract.ts'
import { StandInApi } from './stand-in-api.ts'
import { DONE, missing } from './stand-in-trust.ts'

const AT_REST: AgentsView = {
  ...{ isPaused: false, hasModel: false, spentTodayMicros: 0, dailyCapMicros: 0, dailyCapMaxMicros: 0 },
  ...{ agents: [], proposals: [], findings: [], recent: [] },
}

/** The part of the stand-in tenant that concerns its agents. */
export abstract class StandInAgents extends StandInApi implements AgentsRpc {
  agents: AgentsView = AT_REST

  async readAgents(): Promise<Outcome<AgentsView>> {
    await this.behave()
    return { ok: true, value: this.agents }
  }

  async switchAgents({ isPaused }: AgentsPatch): Promise<Outcome<AgentsView>> {
    await this.behave()
    this.agents = { ...this.agents, isPaused }
    return { ok: true, value: this.agents }
  }

  async startAgent(): Promise<Outcome<null>> {
    await this.behave()
    return DONE
  }

  async moveDecision(): Promise<Outcome<DecisionView>> {
    await this.behave()
    return missing('decision_missing')
  }
}
