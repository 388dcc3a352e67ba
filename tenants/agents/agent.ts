import type { Instant } from '../base/clock.ts'
import type { AgentName } from '../contract/agents.ts'
import type { Effect } from '../experiments/effect.ts'
import type { ModelPort } from '../providers/model-port.ts'
import type { Context } from '../storage/tenant-rows.ts'
import type { Action, Count, Proposal } from './decision.ts'

/**
 * What each of the five is. The orchestrator decides whether it runs, and `tasks.ts` takes it through its steps:
 * observe → think → guard → act → measure. Only `observe` and `measure` read, and only `apply-action.ts` and
 * `apply-note.ts` write; `think` is a function of what was observed and of what a model said, so that a run can be
 * played again.
 */
export type Agent<Seen extends Observed = Observed> = {
  name: AgentName
  /** Counted up with each change of what it makes of an observation; a replay names it. */
  version: number
  /** After what it has put to a target is settled, it leaves the target alone for so long. */
  coolDownMs: number
  /** How many days lie between its runs by schedule. */
  everyDays: number
  /** Cheap: whether a run by schedule would find anything. Asked each night that it is due. */
  hasWork(context: Context, now: Instant): boolean
  /** One bounded reading in one turn; null where there is nothing to see, and the run ends there. */
  observe(context: Context, trigger: Trigger, now: Instant): Seen | null
  /** `model` is null where none is set up. Whatever it answers, the playbook alone must be enough. */
  think(seen: Seen, model: ModelPort | null): Promise<Thought>
  /** How long after an action its outcome can be told; null where nothing is to be measured. */
  measureAfterMs(action: Action): number | null
  /** What happened since, and before; null where nothing can be said. One bounded reading. */
  measure(context: Context, applied: Applied, now: Instant): Measured | null
}

/** Plain JSON, as it is kept for replays. */
export type Observed = { readonly [name: string]: Json }
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined }

export type Trigger =
  | { type: 'schedule' }
  /** Something Monitor found, which is open. */
  | { type: 'finding'; findingId: string }
  | { type: 'person' }

export type Thought = {
  /** What it says without anybody's leave: findings, reports, figures. */
  notes: readonly Note[]
  /** The weightiest first. */
  proposals: readonly Proposal[]
}

/** Written down whatever the autonomy, in the transaction of its step; see apply-note.ts. `evidence` is plain JSON. */
export type Note =
  | { kind: 'finding_seen'; finding: string; severity: 'warning' | 'serious'; evidence: Json }
  | { kind: 'finding_over'; finding: string }
  | { kind: 'finding_explained'; findingId: string; report: Json }

export const NOTHING: Thought = { notes: [], proposals: [] }

export type Applied = { decisionId: string; action: Action; appliedAt: Instant }

/**
 * `before` and `after` span as many days, before and after the action; the control is what was left as it was, over
 * the same days. `valueMinor` is what one more hit is worth.
 */
export type Measured = {
  before: Count | null
  after: Count
  control: { before: Count; after: Count } | null
  valueMinor: number
  /** Where it was picked for how it came out: what is left of the change once luck is taken out. */
  fair?: Effect
  /** What brings the money, where that is something else than what was hoped for; `change` is without luck too. */
  paid?: { before: Count; after: Count; change?: number }
  /** Where shares do not tell it: what came in more or less, set against what was left as it was. */
  moneyMinor?: MoneyChange
}

/** `margin` is one standard deviation. */
export type MoneyChange = { change: number; margin: number }
