import type { Instant } from './base/clock.ts'
import { changeDecision, loadDecision } from './storage/decision-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import type { AgentFact } from './timeline/agent-event.ts'

type Decided = Extract<AgentFact, { type: 'agent_decided' }>

/** What a decision ordered did not come through at the provider: there is nothing to measure or to take back. */
export function failDecision({ db }: Context, decisionId: string, now: Instant): void {
  const decision = loadDecision(db, decisionId)
  if (decision?.status !== 'applied') return
  changeDecision(db, decisionId, { status: 'failed', undo: null, measureAt: null, updatedAt: now })
  const { agent, action } = decision
  const failed = { type: 'agent_decided', decisionId, agent, move: 'failed', by: null } as const
  const fact = { ...failed, action: JSON.parse(action) as Decided['action'] }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}
