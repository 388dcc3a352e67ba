import type { AgentName } from '../contract/agents.ts'
import type { Agent } from './agent.ts'
import { CX } from './cx/task.ts'
import { DIAGNOSTIC } from './diagnostic/task.ts'
import { MONITOR } from './monitor/task.ts'
import { OPTIMIZING } from './optimizing/task.ts'
import { RETENTION } from './retention/task.ts'

/** The agents there are. */
const AGENTS: Partial<Record<AgentName, Agent>> = {
  monitor: MONITOR,
  cx: CX,
  diagnostic: DIAGNOSTIC,
  optimizing: OPTIMIZING,
  retention: RETENTION,
}

export function agentNamed(name: AgentName): Agent | null {
  return AGENTS[name] ?? null
}
