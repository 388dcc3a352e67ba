import type { Action, Evidence, Expectation, Outcome } from '../agents/decision.ts'
import {
  describeAction,
  describeEvidence,
  describeExpectation,
  describeOutcome,
  type Reader,
} from '../agents/words/describe.ts'
import type { DecisionStatus, DecisionView } from '../contract/agents.ts'
import type { DecisionRow } from '../storage/decision-rows.ts'

const DONE: readonly DecisionStatus[] = ['applied', 'measured']

/** A decision in sentences. */
export function decisionView(row: DecisionRow, reader: Reader): DecisionView {
  const { decisionId, agent, kind, target, status, impactMinor, decidedBy } = row
  const { createdAt, decidedAt, appliedAt, measureAt } = row
  const outcome = row.outcome === null ? null : (JSON.parse(row.outcome) as Outcome)
  return {
    ...{ id: decisionId, agent, kind, target, status },
    sentence: describeAction(JSON.parse(row.action) as Action, DONE.includes(status), reader),
    evidence: (JSON.parse(row.evidence) as Evidence[]).map((seen) => describeEvidence(seen, reader)),
    expectation: describeExpectation(JSON.parse(row.expectation) as Expectation, reader),
    outcome: outcome && describeOutcome(outcome, reader),
    impactMinor,
    isUndoable: row.undo !== null && DONE.includes(status),
    ...{ decidedBy, createdAt, decidedAt, appliedAt, measureAt },
  }
}
