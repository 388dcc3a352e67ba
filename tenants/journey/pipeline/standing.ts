import type { Instant } from '../../base/clock.ts'
import type { LeadId } from '../../base/ids.ts'
import type { LeadStatus } from '../effect.ts'

/**
 * Where a lead stands, and what it is worth: what was agreed on, and what the job brought in once it is done. A lost
 * one is worth nothing.
 */
export type Standing = { status: LeadStatus; valueMinor: number | null }

/** One side's standing, and when that side last changed it, by its own account. */
export type Dated = Standing & { at: Instant }

/** What both sides last agreed on, and the instants of both that belong to it; null where one is not known. */
export type Agreed = Standing & { oursAt: Instant | null; theirsAt: Instant | null }

/** What an opportunity of the CRM's and a lead of ours have to do with each other now. */
export type PipelineDecision =
  | { kind: 'nothing'; reason: 'same' }
  /** Only we have moved since both sides agreed. */
  | { kind: 'write_theirs' }
  /** Only they have. */
  | { kind: 'write_ours' }
  /** Both have, and the later counts. */
  | { kind: 'conflict'; winner: 'ours' | 'theirs' }

/** What a webhook about an opportunity is worth. */
export type HintDecision = { kind: 'look' } | { kind: 'nothing'; reason: 'echo' | 'late' | 'same' }

/** The lead as it stood when the other side was asked. */
export type PlannedLead = { leadId: LeadId; ours: Dated; agreed: Agreed | null; opportunityRef: string | null }

/** What was found there, and what was done about it. */
export type Compared =
  | { kind: 'gone' }
  /** It stands in a stage that says nothing to us. */
  | { kind: 'unknown_stage'; stage: string }
  /** `theirs` as it stands there now, after what was written; `lost` is what it was where ours took its place. */
  | { kind: 'compared'; decision: PipelineDecision; theirs: Standing & { at: Instant | null }; before: Standing }
