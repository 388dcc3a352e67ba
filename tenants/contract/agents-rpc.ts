import type { Outcome } from '../contract.ts'
import type { AgentName, AgentsPatch, AgentsView, DecisionMove, DecisionView } from './agents.ts'
import type { Language } from './board.ts'

/** What the router asks of a tenant about its agents. */
export type AgentsRpc = {
  readAgents(language: Language | null): Promise<Outcome<AgentsView>>
  switchAgents(patch: AgentsPatch): Promise<Outcome<AgentsView>>
  startAgent(agent: AgentName): Promise<Outcome<null>>
  /** `by`: the address of whoever pressed. */
  moveDecision(decisionId: string, move: DecisionMove, by: string): Promise<Outcome<DecisionView>>
}
