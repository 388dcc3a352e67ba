import { PROPOSALS_WAITING_MAX } from '../base/agent-limits.ts'
import { after, type Instant } from '../base/clock.ts'
import type { DecisionStatus } from '../contract/agents.ts'
import { changeDecision, loadInFlight, loadOfTarget, loadProposed, recordDecision } from '../storage/decision-rows.ts'
import type { DecisionRow } from '../storage/decision-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import { recordEvent } from '../storage/timeline-rows.ts'
import { tellBusiness } from '../record-order.ts'
import type { DecisionMoved } from '../timeline/agent-event.ts'
import type { Agent } from './agent.ts'
import { applyAction, type Effected } from './apply-action.ts'
import { targetOf, type Action, type Proposal } from './decision.ts'
import { autonomyOf, haltOf, loadAgentSettings, saveAgentSettings } from './halt.ts'
import { isExpired, placeAction, tellAt, type Fate, type Settled } from './orchestrator.ts'
import { agentNamed } from './registry.ts'
import { describeAction } from './words/describe.ts'

/** What becomes of decisions, each in the caller's transaction: the row and what it does are written together. */

/** How far a target's past is looked into. */
const PAST_MAX = 5
const CODE_MAX = 99

/** A run's wish meets the orchestrator. `decisionId` is the run's own, so that the same wish is met once. */
export function takeProposal(
  context: Context,
  agent: Agent,
  { runId, decisionId, proposal }: { runId: string; decisionId: string; proposal: Proposal },
  now: Instant,
): Fate {
  const { db } = context
  const { action } = proposal
  const target = targetOf(action)
  const fate = placeAction(agent.name, action, situationOf(context, agent, target), now)
  if (fate !== 'applied' && fate !== 'proposed') return fate
  const row: DecisionRow = {
    ...{ decisionId, runId, agent: agent.name, kind: action.kind, target, status: 'proposed' },
    evidence: JSON.stringify(proposal.evidence),
    expectation: JSON.stringify(proposal.expectation),
    action: JSON.stringify(action),
    ...{ undo: null, decidedAt: null, decidedBy: null, appliedAt: null, measureAt: null },
    ...{ outcome: null, impactMinor: null, createdAt: now, updatedAt: now },
  }
  if (!recordDecision(db, row)) return 'in_flight'
  if (fate === 'applied') return effect(context, row, 'agent', now, agent).ok ? 'applied' : 'failed'
  noteMove(context, row, 'proposed', null, now)
  tellOf(context, row, action, now)
  return 'proposed'
}

function situationOf(context: Context, agent: Agent, target: string) {
  const { db } = context
  const past = loadOfTarget(db, target, PAST_MAX)
  const settled = past.map(({ status, updatedAt }): Settled => ({ status, at: updatedAt }))
  return {
    halt: haltOf(context),
    autonomy: autonomyOf(context, agent.name),
    isInFlight: loadInFlight(db, target) !== null,
    settled,
    waiting: loadProposed(db, PROPOSALS_WAITING_MAX).length,
    coolDownMs: agent.coolDownMs,
  }
}

/** Does it now; what cannot be done any more is marked so and changes nothing. */
export function effect(
  context: Context,
  row: DecisionRow,
  by: string,
  now: Instant,
  agent: Agent | null = agentNamed(row.agent),
): Effected {
  const action = JSON.parse(row.action) as Action
  const effected = applyAction(context, action, { decisionId: row.decisionId, by }, now)
  const measureMs = agent?.measureAfterMs(action) ?? null
  // Where nothing is to be measured it is settled at once, and its target free.
  const status: DecisionStatus = !effected.ok ? 'failed' : measureMs === null ? 'measured' : 'applied'
  const undo = effected.ok && effected.undo ? JSON.stringify(effected.undo) : null
  settle(
    context,
    row,
    status,
    {
      ...{ decidedAt: now, decidedBy: by, undo },
      ...(effected.ok ? { appliedAt: now, measureAt: measureMs === null ? null : after(now, measureMs) } : {}),
    },
    now,
  )
  noteMove(context, row, effected.ok ? 'applied' : 'failed', by, now)
  return effected
}

/** It waits for nobody any more. */
export function settle(
  { db }: Context,
  { decisionId }: DecisionRow,
  status: DecisionStatus,
  change: Partial<DecisionRow>,
  now: Instant,
): void {
  changeDecision(db, decisionId, { ...change, status, updatedAt: now })
  const settings = loadAgentSettings(db)
  const code = Object.keys(settings.codes).find((each) => settings.codes[each] === decisionId)
  if (code === undefined) return
  const { [code]: _, ...codes } = settings.codes
  saveAgentSettings(db, { ...settings, codes, past: { ...settings.past, [code]: decisionId } })
}

export function noteMove(
  { db }: Context,
  { decisionId, agent, action }: DecisionRow,
  move: DecisionMoved,
  by: string | null,
  now: Instant,
): void {
  const fact = { type: 'agent_decided' as const, decisionId, agent, move, action: JSON.parse(action) as Action, by }
  recordEvent(db, { customerId: null, journeyId: null, fact }, now)
}

/** By text, e-mail or push, as the technician wishes, and by day; a text is answered by its number. */
function tellOf(context: Context, { decisionId }: DecisionRow, action: Action, now: Instant): void {
  const { db, tenant } = context
  const settings = loadAgentSettings(db)
  const code = freeCode(settings.codes)
  const { [code]: _told, ...told } = settings.told ?? {}
  saveAgentSettings(db, { ...settings, told, codes: { ...settings.codes, [code]: decisionId } })
  const { language, currency, timeZone } = tenant.profile
  const sentence = describeAction(action, false, { language, currency })
  tellBusiness(context, 'decision_waiting', `${code} ${sentence}`, now, tellAt(timeZone, now))
}

function freeCode(codes: Record<string, string>): string {
  for (let code = 1; code <= CODE_MAX; code += 1) if (!(String(code) in codes)) return String(code)
  return String(CODE_MAX)
}

/** What nobody has answered in a week is taken back. */
export function expireProposals(context: Context, now: Instant): void {
  for (const row of loadProposed(context.db, PROPOSALS_WAITING_MAX)) {
    if (!isExpired(row.createdAt, now)) continue
    settle(context, row, 'expired', {}, now)
    noteMove(context, row, 'expired', null, now)
  }
}
