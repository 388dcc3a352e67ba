import type { Action } from '../agents/decision.ts'
import type { AgentName } from '../contract/agents.ts'

/** Facts of what the agents do; none of them is about a customer. */
export type DecisionMoved = 'proposed' | 'applied' | 'declined' | 'undone' | 'expired' | 'failed' | 'measured'

export type AgentFact =
  /** `by`: `agent`, `sms`, or whoever pressed; null where nobody did. */
  | {
      type: 'agent_decided'
      decisionId: string
      agent: AgentName
      move: DecisionMoved
      action: Action
      by: string | null
    }
  | { type: 'agents_switched'; isPaused: boolean }
  /** Such as `conversion_low`. */
  | { type: 'finding_opened'; finding: string; severity: 'warning' | 'serious' }
  | { type: 'finding_closed'; finding: string }
