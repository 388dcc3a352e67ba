import type { AgentName, DecisionStatus } from '../../contract/agents.ts'
import type { Action, Evidence, Expectation, Fix, Outcome, Protected } from '../decision.ts'

/** What an agent is at where no decision of its says more. */
export type AgentState = 'missing' | 'halted' | 'running' | 'calm' | 'idle'

export type Amount = (amountMinor: number) => string

/** Why a text could not answer a proposal. */
export type Standing =
  | { kind: 'unknown'; code: string; waiting: readonly string[] }
  | { kind: 'halted'; code: string }
  | { kind: 'settled'; code: string; status: DecisionStatus; action: Action }

/** What the agents say to a technician, in one language. */
export type AgentWords = {
  names: Record<AgentName, string>
  states: Record<AgentState, string>
  /** By kind, such as `conversion_low`; one without a sentence is told by its name. */
  findings: Readonly<Record<string, string>>
  otherFinding: (name: string) => string
  /** `isDone` tells what was done from what is proposed. */
  actions: { [K in Action['kind']]: (action: Extract<Action, { kind: K }>, isDone: boolean) => string }
  evidence: { [C in Evidence['code']]: (seen: Extract<Evidence, { code: C }>, amount: Amount) => string }
  fixes: Record<Fix['code'], (subject: string | null) => string>
  /** `waiting` are numbers of other proposals. */
  unknownCode: (code: string, waiting: readonly string[]) => string
  haltedCode: (code: string) => string
  settledCode: (code: string, became: string, sentence: string) => string
  became: Record<DecisionStatus, string>
  protects: Record<Protected, string>
  expectation: (hoped: Expectation, amount: Amount) => string
  outcome: (outcome: Outcome, amount: Amount) => string
}
