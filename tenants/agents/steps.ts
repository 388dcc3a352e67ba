import { MEASURED_A_RUN_MAX, NOTES_A_RUN_MAX, PROPOSALS_A_RUN_MAX } from '../base/agent-limits.ts'
import type { Instant } from '../base/clock.ts'
import { newId, type DecisionId, type RunId } from '../base/ids.ts'
import type { AgentName } from '../contract/agents.ts'
import type { ModelAnswer } from '../providers/model-port.ts'
import { loadToMeasure } from '../storage/decision-rows.ts'
import { changeRun, loadRun, recordRun, sumRunCost } from '../storage/run-rows.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { Agent, Observed, Thought, Trigger } from './agent.ts'
import { applyNote } from './apply-note.ts'
import { noteMove, settle, takeProposal } from './decide.ts'
import type { Action, Expectation, Proposal } from './decision.ts'
import { estimate } from './estimate.ts'
import { haltOf } from './halt.ts'
import type { Journal } from './journal.ts'
import type { Fate, Halt } from './orchestrator.ts'

/**
 * The steps of a run that read and write, each in one transaction of the caller's. A step that ended before its journal
 * knew of it is done once more, so each finds in the rows what it has done already.
 */

export type RunInput = { runId: RunId; agent: AgentName; trigger: Trigger }

/** `over`: there is nothing to do, or not now. */
export type Begun = { kind: 'seen'; seen: Observed } | { kind: 'over'; why: 'nothing' | 'done' | Halt }

export function beginRun(
  context: Context,
  agent: Agent,
  { runId, trigger }: RunInput,
  hasModel: boolean,
  now: Instant,
): Begun {
  const { db } = context
  const known = loadRun(db, runId)
  if (known && known.status !== 'running') return { kind: 'over', why: 'done' }
  const halt = haltOf(context)
  if (halt !== null) return { kind: 'over', why: halt }
  const seen = agent.observe(context, trigger, now)
  if (seen === null) return { kind: 'over', why: 'nothing' }
  const journal: Journal = { version: agent.version, hasModel, seen, said: [] }
  recordRun(db, {
    ...{ runId, agent: agent.name, trigger: trigger.type, status: 'running' },
    findingId: trigger.type === 'finding' ? trigger.findingId : null,
    ...{ observed: JSON.stringify(journal), actions: null, error: null, costMicros: 0, startedAt: now, endedAt: null },
  })
  return { kind: 'seen', seen }
}

/** What a run came to, as its row keeps it: `agent_runs.actions`. */
export type Actions = Thought & { decisionIds: readonly DecisionId[]; fates: readonly Fate[] }

/** Keeps what was thought and writes down what needs nobody's leave. Answers what is to be decided, by its id. */
export function keepThought(
  context: Context,
  runId: RunId,
  { thought, said }: { thought: Thought; said: readonly ModelAnswer<unknown>[] },
  now: Instant,
): { decisionId: DecisionId; proposal: Proposal }[] {
  const { db } = context
  const run = loadRun(db, runId)
  if (run === null || run.observed === null) return []
  const kept = run.actions === null ? null : (JSON.parse(run.actions) as Actions)
  const proposals = thought.proposals.slice(0, PROPOSALS_A_RUN_MAX)
  const decisionIds = kept?.decisionIds ?? proposals.map(() => newId('dec'))
  if (kept === null) {
    const journal: Journal = { ...(JSON.parse(run.observed) as Journal), said }
    const actions: Actions = { ...thought, decisionIds, fates: [] }
    changeRun(db, runId, { observed: JSON.stringify(journal), actions: JSON.stringify(actions) })
    if (haltOf(context) === null) {
      for (const note of thought.notes.slice(0, NOTES_A_RUN_MAX)) applyNote(context, note, now)
    }
  }
  return proposals.flatMap((proposal, index) => {
    const decisionId = decisionIds[index]
    return decisionId ? [{ decisionId, proposal }] : []
  })
}

/** One wish, met once: the decision's row and what it does stand in the file together, or neither. */
export function act(
  context: Context,
  agent: Agent,
  run: RunInput,
  wish: { decisionId: DecisionId; proposal: Proposal },
  now: Instant,
): Fate {
  const { db } = context
  const kept = loadRun(db, run.runId)
  const actions = kept?.actions ? (JSON.parse(kept.actions) as Actions) : null
  if (actions === null) return 'halted'
  const place = actions.decisionIds.indexOf(wish.decisionId)
  const known = actions.fates[place]
  if (known !== undefined) return known
  const fate = takeProposal(context, agent, { runId: run.runId, ...wish }, now)
  changeRun(db, run.runId, {
    actions: JSON.stringify({ ...actions, fates: [...actions.fates, fate] } satisfies Actions),
  })
  return fate
}

/** Of what this agent did and whose time has come. */
export function measureDue(context: Context, agent: Agent, now: Instant): number {
  if (haltOf(context) !== null) return 0
  const due = loadToMeasure(context.db, agent.name, now, MEASURED_A_RUN_MAX)
  for (const row of due) {
    const action = JSON.parse(row.action) as Action
    const { metric } = JSON.parse(row.expectation) as Expectation
    const applied = { decisionId: row.decisionId, action, appliedAt: row.appliedAt ?? row.createdAt }
    const measured = agent.measure(context, applied, now)
    const outcome = measured && estimate(metric, measured)
    settle(
      context,
      row,
      'measured',
      { outcome: outcome && JSON.stringify(outcome), impactMinor: outcome?.impactMinor ?? null },
      now,
    )
    noteMove(context, row, 'measured', null, now)
  }
  return due.length
}

export function endRun({ db }: Context, runId: RunId, error: string | null, now: Instant): void {
  const run = loadRun(db, runId)
  if (run === null || run.status !== 'running') return
  const status = error === null ? 'done' : 'failed'
  changeRun(db, runId, { status, error, costMicros: sumRunCost(db, runId), endedAt: now })
}
