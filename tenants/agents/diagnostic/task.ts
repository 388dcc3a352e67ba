import { DAY_MS } from '../../base/clock.ts'
import type { ModelPort } from '../../providers/model-port.ts'
import type { Agent, Thought } from '../agent.ts'
import type { Proposal } from '../decision.ts'
import type { Cause, Report } from './causes.ts'
import { fixFor } from './fix.ts'
import { findUnexplained, observeFinding } from './observe.ts'
import type { Call, DiagnosticSeen, Matter, SentText } from './observed.ts'
import { packTable, unpackTable, type Table } from './pack.ts'
import { askForReport } from './prompt.ts'
import { explain } from './rules.ts'

/** As it is kept with the run. */
export type DiagnosticObserved = Omit<DiagnosticSeen, 'matters' | 'texts' | 'calls'> & {
  matters: Table
  texts: Table
  calls: Table
}

/** Looks into what Monitor found: what is behind it, by rank, and what a person can do about the likeliest cause. */
export const DIAGNOSTIC: Agent<DiagnosticObserved> = {
  name: 'diagnostic',
  version: 1,
  coolDownMs: 7 * DAY_MS,
  // It is called for by what Monitor finds; each night it makes good what was missed.
  everyDays: 1,
  hasWork: (context, now) => findUnexplained(context, now) !== null,
  observe: (context, trigger, now) => {
    const seen = observeFinding(context, trigger, now)
    return seen && pack(seen)
  },
  think: (observed, model) => think(unpack(observed), model),
  measureAfterMs: () => null,
  measure: () => null,
}

function pack(seen: DiagnosticSeen): DiagnosticObserved {
  const { matters, texts, calls } = seen
  return { ...seen, matters: packTable(matters), texts: packTable(texts), calls: packTable(calls) }
}

function unpack({ matters, texts, calls, ...rest }: DiagnosticObserved): DiagnosticSeen {
  return {
    ...rest,
    matters: unpackTable<Matter>(matters),
    texts: unpackTable<SentText>(texts),
    calls: unpackTable<Call>(calls),
  }
}

async function think(seen: DiagnosticSeen, model: ModelPort | null): Promise<Thought> {
  const counted = explain(seen)
  const report: Report = { ...counted, written: model && (await askForReport(seen, counted, model)) }
  return {
    notes: [{ kind: 'finding_explained', findingId: seen.findingId, report }],
    proposals: proposalsFor(seen, report.causes),
  }
}

/** One piece of advice a finding: the likeliest cause that somebody can mend. */
function proposalsFor({ findingId, evidence }: DiagnosticSeen, causes: readonly Cause[]): Proposal[] {
  const [first] = causes.flatMap((cause) => {
    const fix = fixFor(cause, evidence.kind)
    return fix ? [{ cause, fix }] : []
  })
  if (!first) return []
  const { score: _score, ...cause } = first.cause
  return [
    {
      action: { kind: 'recommend_fix', findingId, fix: first.fix },
      evidence: [{ code: 'cause', cause }],
      expectation: { metric: 'none', before: null, after: null, days: 28, impactMinor: null },
    },
  ]
}
