import type { Agent, Thought } from '../../tenants/agents/agent.ts'
import { loadAfterJob } from '../../tenants/storage/after-job-rows.ts'

/** An agent that always wants the same setting moved, back and forth, and never measures what came of it. */
export function agentThatMoves(over: Partial<Agent<{ months: number }>> = {}): Agent {
  const agent: Agent<{ months: number }> = {
    name: 'retention',
    version: 1,
    coolDownMs: 0,
    everyDays: 1,
    hasWork: () => true,
    observe: ({ db }) => ({ months: loadAfterJob(db).reengage.months }),
    think: ({ months }) => Promise.resolve(moveMonths(months, months === 18 ? 12 : 18)),
    measureAfterMs: () => null,
    measure: () => null,
    ...over,
  }
  // Which agent it is, and not what it sees, is what the orchestrator goes by.
  return agent as unknown as Agent
}

export function moveMonths(from: number, to: number): Thought {
  const expectation = { metric: 'won_back', before: null, after: null, days: 60, impactMinor: null } as const
  return { notes: [], proposals: [{ action: { kind: 'set_dormant_months', from, to }, evidence: [], expectation }] }
}
