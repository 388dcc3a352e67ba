import { haltOf, loadAgentSettings, saveAgentSettings } from './agents/halt.ts'
import { moveDecision as makeMove } from './agents/move.ts'
import { agentNamed } from './agents/registry.ts'
import { scheduleRun } from './agents/schedule.ts'
import type { Instant } from './base/clock.ts'
import type { Outcome } from './contract.ts'
import type { AgentName, AgentsPatch, AgentsView, DecisionMove, DecisionView } from './contract/agents.ts'
import type { Language } from './contract/board.ts'
import { readAgentsView } from './dashboard/agents.ts'
import { decisionView } from './dashboard/decisions.ts'
import { loadDecision } from './storage/decision-rows.ts'
import type { Context } from './storage/tenant-rows.ts'
import { recordEvent } from './storage/timeline-rows.ts'
import { refuse } from './tenant-core.ts'

/** What people make of the agents. The caller holds the transaction. */

export function readAgents(context: Context, language: Language | null, hasModel: boolean, now: Instant): AgentsView {
  const { language: own, currency } = context.tenant.profile
  return readAgentsView(context, { language: language ?? own, currency }, hasModel, now)
}

/** Whoever wants to see an agent at work need not wait for the night. */
export function startAgent(context: Context, agent: AgentName, now: Instant): Outcome<null> {
  if (agentNamed(agent) === null) return refuse('agents_halted', 'This agent is not at work yet.')
  if (haltOf(context) !== null) return refuse('agents_halted', 'The agents are switched off.')
  scheduleRun(context, agent, { type: 'person' }, now)
  return { ok: true, value: null }
}

/** The business's own kill switch. What runs stops at its next step. */
export function switchAgents(context: Context, { isPaused }: AgentsPatch, now: Instant): Outcome<null> {
  const { db } = context
  const settings = loadAgentSettings(db)
  if (settings.isPaused !== isPaused) {
    saveAgentSettings(db, { ...settings, isPaused })
    recordEvent(db, { customerId: null, journeyId: null, fact: { type: 'agents_switched', isPaused } }, now)
  }
  return { ok: true, value: null }
}

/** A person decides, and sees the decision as it stands then. */
export function moveDecision(
  context: Context,
  decisionId: string,
  move: DecisionMove['move'],
  by: string,
  now: Instant,
): Outcome<DecisionView> {
  const refused = makeMove(context, decisionId, move, by, now)
  if (refused) return refuse(refused.code, refused.detail)
  const row = loadDecision(context.db, decisionId)
  if (!row) return refuse('decision_missing')
  return { ok: true, value: decisionView(row, context.tenant.profile) }
}
